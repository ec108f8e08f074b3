"""The workbook as data: what each sheet holds, who owns it, and the empty file made from it."""

from __future__ import annotations

import unicodedata
import zipfile
from collections import Counter
from io import BytesIO

import openpyxl
import pytest

from addin.package import WorkbookPackage
from addin.workbook.charts import chart_count
from addin.workbook.fields import Nature
from addin.workbook.heights import room_of
from addin.workbook.layout import forms_of, layout_of
from addin.workbook.looks import BAND, FAMILY, LOOKS, PROTOTYPES
from addin.workbook.machine import MACHINE
from addin.workbook.office import read_first_day, read_paint
from addin.workbook.skeleton import skeleton
from campaign import labels
from campaign.columns import Owner
from campaign.grid import column_letters
from campaign.plan.definition import Campaign, Form, SubjectKind
from campaign.problems import Weight
from campaign.records import Status
from campaign.result.evidence import EvidenceKind
from campaign.result.submissions import Doubt, Standing
from campaign.result.verdicts import Verdict
from campaign.vietnamese.text import key
from tests.workbook_samples import campaign_2020, campaign_2026

CAMPAIGNS = [campaign_2020(), campaign_2026()]
by_campaign = pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda c: c.campaign.id)


def test_sheets_come_in_the_order_the_office_expects() -> None:
    assert layout_of(campaign_2020()).titles == (
        "Điều khiển",
        "Đơn vị",
        "Tổng hợp",
        "Sơ kết",
        "Kết quả",
        "Tự đánh giá",
        "Cảnh báo",
        "Vi phạm",
        "Sổ tiếp nhận",
        "Chấm điểm",
        "Đề nghị",
        "Giấy khen",
        "Bằng khen",
        "Chỉ tiêu",
        "Hội đồng",
        "Phiếu Hội đồng",
        "Phê duyệt",
        "Tổng quan",
        "Nhật ký",
    )


@by_campaign
def test_only_forms_the_campaign_uses_have_a_sheet(campaign: Campaign) -> None:
    forms = {sheet.form for sheet in layout_of(campaign).sheets if sheet.form}
    assert forms == set(forms_of(campaign))
    assert Form.PROPOSAL in forms


@by_campaign
def test_every_label_is_found_by_itself(campaign: Campaign) -> None:
    for sheet in layout_of(campaign).sheets:
        twice = [n for n, count in Counter(key(f.label) for f in sheet.fields).items() if count > 1]
        assert not twice, sheet.title
        assert len({field.key for field in sheet.fields}) == len(sheet.fields)


@by_campaign
def test_every_table_has_a_row_id_first_and_a_column_for_orphans(campaign: Campaign) -> None:
    for sheet in layout_of(campaign).sheets:
        if sheet.nature is Nature.TABLE:
            assert sheet.fields[0].key == "row_id"
            assert sheet.has(sheet.label), sheet.title
            assert any(field.owner is Owner.OFFICE for field in sheet.fields), sheet.title


def test_the_office_owns_its_sheets_entirely() -> None:
    for sheet in layout_of(campaign_2020()).sheets:
        if sheet.nature is Nature.OFFICE:
            assert {field.owner for field in sheet.fields} == {Owner.OFFICE}


@by_campaign
def test_every_look_exists_and_all_words_are_composed(campaign: Campaign) -> None:
    for sheet in layout_of(campaign).sheets:
        for text in (sheet.title, sheet.heading, sheet.note, *(f.label for f in sheet.fields)):
            assert unicodedata.is_normalized("NFC", text)
        for field in sheet.fields:
            assert field.look in PROTOTYPES, field.key


def test_owners_differ_in_colour_and_in_words() -> None:
    assert len(set(FAMILY.values())) == len(set(BAND.values())) == len(Owner)
    assert LOOKS["office"]["bg_color"] != LOOKS["text"].get("bg_color")


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (labels.STATUS, Status),
        (labels.STANDING, Standing),
        (labels.DOUBT, Doubt),
        (labels.VERDICT, Verdict),
        (labels.EVIDENCE, EvidenceKind),
        (labels.WEIGHT, Weight),
        (labels.SUBJECT, SubjectKind),
        (labels.FORM, Form),
    ],
)
def test_every_kind_has_one_vietnamese_word(words: dict[str, str], kinds: type) -> None:
    assert set(words) == set(kinds)  # type: ignore[call-overload]
    assert len(set(words.values())) == len(words)


@by_campaign
def test_every_word_for_a_deliverable_colours_its_cell(campaign: Campaign) -> None:
    layout = layout_of(campaign)
    book = openpyxl.load_workbook(BytesIO(skeleton(campaign, layout, 3)))
    shown = [word for word in labels.STANDING.values() if word != "Chưa rõ"]
    shown += labels.DOUBT.values()
    deliverables = [f"due.{item.id}" for item in campaign.deliverables]
    for sheet, keys in (("units", deliverables), ("flags", ["severity"])):
        for key_ in keys:
            letter = column_letters(layout[sheet].index(key_))
            words = [
                rule.text
                for area in book[layout[sheet].title].conditional_formatting
                for rule in area.rules
                if str(area.sqref).startswith(letter)
            ]
            assert words
            for word in shown:
                assert any(word.startswith(begun) for begun in words), (sheet, word)


def test_the_halves_of_a_line_are_printed_one_after_the_other() -> None:
    layout = layout_of(campaign_2020())
    book = openpyxl.load_workbook(BytesIO(skeleton(campaign_2020(), layout, 3)))
    wide = [sheet for sheet in layout.sheets if sheet.pages > 1]
    assert wide
    assert all(book[sheet.title].page_setup.pageOrder == "overThenDown" for sheet in wide)


def test_a_group_s_name_takes_one_line_beside_points() -> None:
    for campaign in (campaign_2020(), campaign_2026()):
        sheet = layout_of(campaign)["scores"]
        room = room_of("text", sheet.fields[sheet.index("group")].width)
        assert max(len(group.name) for group in campaign.groups) <= room.letters


def test_a_vote_does_not_run_into_the_share_before_it() -> None:
    sheet = layout_of(campaign_2020())["proposal"]
    looks = [sheet.fields[sheet.index(key_)].look for key_ in ("women_share", "votes")]
    assert [LOOKS[look]["align"] for look in looks] == ["right", "center"]


def test_a_day_without_an_hour_is_not_shown_as_midnight() -> None:
    layout = layout_of(campaign_2020())
    sheet = layout["receipts"]
    book = openpyxl.load_workbook(BytesIO(skeleton(campaign_2020(), layout, 3)))
    letters = [column_letters(sheet.index(key_)) for key_ in ("sent", "received")]
    rules = {
        str(area.sqref).partition(str(sheet.first + 1))[0]: rule
        for area in book[sheet.title].conditional_formatting
        for rule in area.rules
        if rule.type == "expression"
    }
    assert sorted(rules) == letters
    for letter, rule in rules.items():
        assert rule.formula == [f"MOD(N({letter}{sheet.first + 1}),1)=0"]
        assert rule.dxf.numFmt.formatCode == "dd/mm/yyyy"


@by_campaign
def test_the_same_campaign_gives_the_same_empty_file(campaign: Campaign) -> None:
    layout = layout_of(campaign)
    assert skeleton(campaign, layout, 14) == skeleton(campaign, layout, 14)


@by_campaign
def test_prototype_cells_tell_the_style_of_every_look(campaign: Campaign) -> None:
    made = skeleton(campaign, layout_of(campaign), 14)
    package = WorkbookPackage.from_bytes(made, "so.xlsx")
    paint = read_paint(package)
    assert set(paint) == set(PROTOTYPES)
    assert paint["office"] != paint["text"]
    assert read_first_day(package).isoformat() == "1899-12-30"


def test_the_empty_file_is_set_up_for_reading_and_printing() -> None:
    made = skeleton(campaign_2020(), layout_of(campaign_2020()), 14)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        book = archive.read("xl/workbook.xml").decode()
        table = archive.read("xl/worksheets/sheet3.xml").decode()
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert f'name="{MACHINE}"' in book
    assert 'state="veryHidden"' in book
    assert "_xlnm.Print_Titles" in book
    for mark in ('state="frozen"', "<autoFilter", 'orientation="landscape"', 'paperSize="9"'):
        assert mark in table
    assert "Trang &amp;P/&amp;N" in table
    assert "<conditionalFormatting" in table
    assert len(charts) == chart_count(campaign_2020()) == 6


def test_the_words_over_a_narrow_column_are_without_their_aside() -> None:
    layout = layout_of(campaign_2020())
    sheet = layout["units"]
    book = openpyxl.load_workbook(BytesIO(skeleton(campaign_2020(), layout, 3)))
    band = [cell.value for cell in book[sheet.title][sheet.header]]
    assert [words for words in band if words] == [
        BAND[Owner.OFFICE],
        BAND[Owner.COMPUTED],
        "VĂN PHÒNG GHI",
    ]
