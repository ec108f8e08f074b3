"""The shipped example shows what a council does: places, ballots, a tie, a doubt of each kind."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from addin.buttons.door import Door
from addin.demo.run import WORKBOOK, run_demo
from addin.hosts.file_press import FilePress, press_file
from addin.package import WorkbookPackage
from addin.papers.catalog import named
from addin.papers.write import PapersRequest, write_papers
from addin.run_request import RunOutcome
from addin.workbook.fields import Nature
from addin.workbook.heights import LINE
from addin.workbook.layout import layout_of
from campaign.council.tally import Tally
from campaign.plan.loading import load_campaign
from campaign.progress import no_progress
from campaign.result.lists import Shortlist


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def outcome(folder: Path) -> RunOutcome:
    return run_demo(folder, no_progress)


def of(outcome: RunOutcome, award: str) -> Shortlist:
    return next(made for made in outcome.result.shortlists if made.award == award)


def test_the_plan_sets_no_places_and_the_office_does(outcome: RunOutcome) -> None:
    assert all(not award.quotas for award in load_campaign("q12-cchc-2020").awards)
    assert all(award.quotas for award in outcome.campaign.awards)
    assert outcome.campaign.awards[1].vote_threshold == 70


def test_ballots_show_every_case_an_office_meets(outcome: RunOutcome) -> None:
    found: list[Tally] = outcome.result.council
    assert {len(one.missing) for one in found} == {0, 1}
    for kind in ("abstained", "recused", "missing", "conflicts", "outliers"):
        assert any(getattr(one, kind) for one in found), kind
    assert not [issue for issue in outcome.result.office.issues if "ballot" in issue.code]


def test_a_tie_at_the_cut_waits_for_the_council(outcome: RunOutcome) -> None:
    made = of(outcome, "district_certificate")
    tied = {one.subject.unit for one in made.absent if one.reasons[0].code == "tie_at_cut"}
    assert tied == {"phuong-tan-thoi-hiep", "phuong-tan-thoi-nhat"}
    assert any("Hội đồng quyết định" in said for said in made.council)


def test_firmness_has_something_to_say(outcome: RunOutcome) -> None:
    found = outcome.result.firmness
    assert len(found) == 3
    assert any(item.swap is not None and 0 < item.unchanged < 100 for item in found)


def paper(outcome: RunOutcome, folder: Path, kind: str, name: str) -> tuple[str, list[str]]:
    """The text of a paper of the example, tables included, and the heads of its pages."""
    request = PapersRequest(named((kind,)), folder / "papers")
    write_papers(outcome.result, outcome.campaign, outcome.units, request)
    document = docx.Document(str(folder / "papers" / name))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    text = "\n".join([*(p.text for p in document.paragraphs), *cells])
    heads = [
        "\n".join(p.text.strip() for p in header.paragraphs)
        for section in document.sections
        for header in (section.header, section.first_page_header)
    ]
    return text, heads


def test_the_minutes_say_how_each_member_stood(outcome: RunOutcome, folder: Path) -> None:
    text, heads = paper(outcome, folder, "bien-ban-hoi-dong", "bien-ban-hoi-dong.docx")
    assert "Hội đồng có 7 thành viên" in text
    for said in (
        "Rút khỏi việc xét: Ngô Văn Trực",
        "Không cho điểm: Hồ Thị Phiếu",
        "Chưa có phiếu: Đặng Thị Ủy",
        "Cùng đơn vị, chưa rút: Bùi Văn Viên",
        "Lệch xa, vẫn tính: Dương Văn Bầu\u00a055",
        "6/7 (85,71%)",
        "88,6667",
        "TOPSIS (chỉ để tham khảo)",
    ):
        assert said in text, said
    assert all(head.endswith("DỰ THẢO\nPHÊ DUYỆT ĐÃ HẾT HIỆU LỰC") for head in heads)


def test_the_minutes_do_not_take_votes_that_a_unit_wrote_for_the_council_s(
    outcome: RunOutcome, folder: Path
) -> None:
    text, _ = paper(outcome, folder, "bien-ban-hoi-dong", "bien-ban-hoi-dong.docx")
    assert "Hội đồng có 7 thành viên" in text
    shown = re.findall(r"^(\d+/\d+)(\*?)$", text, re.MULTILINE)
    assert {(votes.endswith("/7"), mark) for votes, mark in shown} == {(True, ""), (False, "*")}
    assert text.count("(*) Số phiếu đơn vị ghi trong đề nghị") == 1


def test_an_older_template_without_the_remark_says_in_the_cell_that_a_unit_wrote_the_votes(
    outcome: RunOutcome, folder: Path
) -> None:
    own = folder / "mau" / "bien-ban-hoi-dong.docx"
    own.parent.mkdir()
    older = docx.Document()
    older.add_paragraph("{% for m in noi_dung %}{% for d in m.dong %}{{ d.phieu }};")
    older.add_paragraph("{% endfor %}{% endfor %}")
    older.save(str(own))
    request = PapersRequest(named(("bien-ban-hoi-dong",)), folder / "cu", templates=own.parent)
    write_papers(outcome.result, outcome.campaign, outcome.units, request)
    text = "".join(p.text for p in docx.Document(str(folder / "cu" / own.name)).paragraphs)
    shown = {votes.strip().partition(" ")[::2] for votes in text.split(";") if votes.strip()}
    assert {(votes.endswith("/7"), said) for votes, said in shown} == {
        (True, ""),
        (False, "(đơn\u00a0vị ghi)"),
    }


def test_a_submission_says_how_firm_each_cut_is_in_one_sentence(
    outcome: RunOutcome, folder: Path
) -> None:
    text, heads = paper(outcome, folder, "to-trinh", "to-trinh/Giấy khen.docx")
    signed, explanation = text.split("BẢN THUYẾT MINH")
    for item in outcome.result.firmness[:2]:
        assert item.sentence in explanation
        assert item.sentence not in signed
        assert item.sentence.count(". ") == 0
        assert "trong 10.000 lần" in item.sentence
    assert "thì Tập thể Phòng Kinh tế quận vào thay Tập thể Phòng Tư pháp quận" in text
    assert all(head.endswith("DỰ THẢO\nĐÃ DUYỆT") for head in heads)


def test_a_submission_names_the_document_behind_its_places_and_its_explanation_the_cell(
    outcome: RunOutcome, folder: Path
) -> None:
    text, _ = paper(outcome, folder, "to-trinh", "to-trinh/Bằng khen.docx")
    signed, explanation = text.split("BẢN THUYẾT MINH")
    places = "- Tập thể, mọi nhóm: 3 chỗ (Thông báo số 31/TB-HĐTĐKT ngày 22/10/2020)"
    assert f"{places}." in signed
    assert re.search(re.escape(places) + r" \[\d+\]\.", explanation)
    assert not re.search(r"\[\d+\]", signed)
    assert "chưa đối chiếu văn bản" not in signed
    assert "chưa đối chiếu văn bản" in explanation


def test_who_stood_beyond_the_places_is_not_said_to_lack_a_condition(
    outcome: RunOutcome, folder: Path
) -> None:
    beyond, _ = paper(outcome, folder, "thong-bao", "thong-bao/Phòng Kinh tế quận.docx")
    assert "các trường hợp ngoài chỉ tiêu như sau" in beyond
    lacking, _ = paper(outcome, folder, "thong-bao", "thong-bao/UBND phường Hiệp Thành.docx")
    assert "các trường hợp không đủ điều kiện như sau" in lacking


def test_what_the_city_grants_the_district_submits(outcome: RunOutcome, folder: Path) -> None:
    text, _ = paper(outcome, folder, "to-trinh", "to-trinh/Bằng khen.docx")
    assert "TM. ỦY BAN NHÂN DÂN" in text
    assert "/TTr-UBND" in text
    assert "PHÒNG NỘI VỤ" not in text


def test_the_workbook_says_who_set_the_places(outcome: RunOutcome, folder: Path) -> None:
    package = WorkbookPackage.open(folder / WORKBOOK, read_only=True)
    said = {str(cell.value) for _, row in package.rows("Điều khiển") for cell in row.values()}
    notice = "Thông báo số 31/TB-HĐTĐKT ngày 22/10/2020"
    assert f"Tập thể, Ủy ban nhân dân phường: 4 chỗ ({notice})" in said
    assert f"Phiếu đồng ý từ 70% số thành viên ({notice})" in said
    assert outcome.said == []


def test_texts_of_the_office_s_own_sheets_are_whole_in_their_rows(
    folder: Path, outcome: RunOutcome
) -> None:
    book = load_workbook(folder / WORKBOOK)
    lines = []
    for sheet in layout_of(outcome.campaign).sheets:
        if sheet.nature is Nature.OFFICE:
            shown = book[sheet.title]
            for row in shown.iter_rows(min_row=sheet.first + 1):
                height = shown.row_dimensions[row[0].row].height or LINE
                for cell, item in zip(row, sheet.fields, strict=True):
                    text = cell.value if isinstance(cell.value, str) else ""
                    lines.append(-(-len(text) // int(item.width * 1.1)))
                    assert height >= lines[-1] * LINE, (sheet.title, cell.coordinate)
    assert max(lines) > 1


def test_a_button_of_the_example_judges_as_of_the_examples_day(
    folder: Path, outcome: RunOutcome, tmp_path: Path
) -> None:
    assert outcome.complete
    kept = tmp_path / WORKBOOK
    pressed = press_file(FilePress("check", folder / WORKBOOK, out=kept), Door())
    # Its units were dissolved in 2025: judged as of today, nobody would be on a list.
    assert "không ô nào đổi" in pressed.sentence
