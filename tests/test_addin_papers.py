"""The papers say what was decided, lead back to its cells, and obey nothing that is typed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addin.literal import literal
from addin.papers.catalog import KINDS, named
from addin.papers.shelf import Shelf, file_name
from addin.papers.template import PaperTemplate
from addin.papers.template_files import export_templates, shipped_template
from addin.papers.words import (
    chief_of,
    code_of,
    day_words,
    legal_words,
    number,
    post_at,
    post_of,
    tied,
)
from campaign.awards.decisions import ApprovalState, Decision, Override
from campaign.errors import UsageError
from campaign.labels import SUBJECT
from campaign.plan.definition import Form, LegalSource, SubjectKind
from campaign.plan.loading import load_campaign
from campaign.records import Status
from campaign.result.evidence import Evidence
from campaign.result.office_facts import OfficeFacts
from campaign.result.submissions import Doubt, Standing
from campaign.usecases import MainJob
from tests.paper_cases import (
    CARD,
    CODE,
    PHONE,
    THIRD,
    UNITS,
    judged,
    lacking,
    lines_led_back,
    numbers,
    opened,
    parts,
    references,
    said,
    signed_part,
    table_with,
    whole,
    with_state,
    write,
)
from tests.rule_cases import NOW, OTHER, Q12, ROSTER, WARD

NASTY = '{{ 7*7 }} {% for x in y %} {_{ 1 }_} =HYPERLINK("http://x";"a") <w:p/> &amp; \x0b\x00'
LISTED = "to-trinh/Giấy khen.docx"


def test_every_kind_of_paper_is_written(tmp_path: Path) -> None:
    counts = write(tmp_path).counts
    assert list(counts) == [kind.title for kind in KINDS]
    assert counts["Công văn đôn đốc"] == 1
    assert counts["Thông báo không đủ điều kiện"] == 1
    assert {path.parts[0] for path in (p.relative_to(tmp_path) for p in tmp_path.rglob("*.docx"))}


def test_a_reminder_goes_to_each_unit_that_lacks_something_and_says_what_and_until_when(
    tmp_path: Path,
) -> None:
    result = judged()
    write(tmp_path, result, "cong-van-don-doc", reply_by=date(2020, 11, 6))
    (letter,) = (tmp_path / "cong-van-don-doc").iterdir()
    assert letter.name == "UBND phường Thạnh Xuân.docx"
    text = said(opened(letter)).replace("\u00a0", " ")
    assert "trước ngày 06 tháng 11 năm 2020" in text
    lines = table_with(opened(letter), "Hạn nộp")
    wanted = [s for s in result.submissions if s.unit == UNITS[0].id]
    late = [s for s in wanted if s.standing not in {Standing.ON_TIME, Standing.LATE}]
    assert [line["Hạn nộp"] for line in lines] == [f"đến hết {s.last_day:%d/%m/%Y}" for s in late]
    assert "quá hạn 141 ngày" in text
    (unclear,) = table_with(opened(letter), "Điều cần làm rõ")
    assert "ô N7" in unclear["Ô trong tệp của đơn vị"]


def test_a_letter_does_not_say_handed_in_of_rows_that_may_be_another_unit_s(
    tmp_path: Path,
) -> None:
    result = judged()
    open_ones = [
        replace(one, doubt=Doubt.UNIT) if one.standing is Standing.UNCERTAIN else one
        for one in result.submissions
    ]
    assert open_ones != result.submissions
    write(tmp_path, replace(result, submissions=open_ones), "cong-van-don-doc")
    (letter,) = (tmp_path / "cong-van-don-doc").iterdir()
    text = said(opened(letter))
    assert "Chưa rõ đã nộp hay chưa; đề nghị xác nhận" in text
    assert "Đã nộp nhưng chưa rõ ngày nào" not in text


def test_a_letter_asks_for_an_unread_file_again_and_does_not_say_that_nothing_came(
    tmp_path: Path,
) -> None:
    result = judged()
    file = Evidence("none", "P Thạnh Xuân.xlsb")
    unread = [
        replace(one, standing=Standing.UNCERTAIN, doubt=Doubt.UNREAD, evidence=file)
        for one in result.submissions
    ]
    write(tmp_path, replace(result, submissions=unread), "cong-van-don-doc")
    for letter in (tmp_path / "cong-van-don-doc").iterdir():
        lines = table_with(opened(letter), "Hạn nộp")
        states = {line["Tình trạng"].replace("\u00a0", " ") for line in lines}
        asked = "không đọc được “P Thạnh Xuân.xlsb”; đề nghị gửi lại bằng bảng tính"
        assert states == {f"Chưa rõ đã nộp hay chưa: {asked}"}


def test_without_a_day_to_answer_the_letter_leaves_it_to_be_written(tmp_path: Path) -> None:
    write(tmp_path, None, "cong-van-don-doc")
    (letter,) = (tmp_path / "cong-van-don-doc").iterdir()
    assert "trước ngày ………" in said(opened(letter))


@pytest.mark.parametrize("day", [date(2019, 11, 6), NOW.date()])
def test_no_unit_is_asked_to_answer_before_the_day_of_judging(tmp_path: Path, day: date) -> None:
    with pytest.raises(UsageError, match=f"{day:%d/%m/%Y} không sau ngày xét {NOW:%d/%m/%Y}"):
        write(tmp_path, None, "cong-van-don-doc", reply_by=day)
    assert not list(tmp_path.iterdir())


def test_a_refusal_names_ground_clause_and_reason_and_spares_the_innocent(tmp_path: Path) -> None:
    write(tmp_path, None, "thong-bao")
    (letter,) = (tmp_path / "thong-bao").iterdir()
    assert letter.name == "UBND phường Thạnh Lộc.docx"
    lines = table_with(opened(letter), "Lý do")
    assert {line["Căn cứ"] for line in lines} == {Q12.grounds[1].name}
    assert all("mục" in line["Điều khoản"] for line in lines)
    assert f"Tập thể {WARD}" not in said(opened(letter))
    assert f"- Tập thể {OTHER} – Giấy khen: vào danh sách nếu" in said(opened(letter))


def test_the_list_has_everybody_who_is_placed_and_nobody_else(tmp_path: Path) -> None:
    result = judged()
    write(tmp_path, result, "to-trinh")
    for award, shortlist in zip(Q12.awards, result.shortlists, strict=True):
        document = opened(tmp_path / f"to-trinh/{award.short_name}.docx")
        lines = table_with(document, "Tóm tắt thành tích")
        shown = [line.get("Tên tập thể") or line["Họ và tên"] for line in lines]
        names = [placed.subject.name for placed in shortlist.placed]
        assert [name.removeprefix("Bà ") for name in shown] == names
        assert f"cho {len(shown)} trường hợp" in said(document)


def test_a_submission_counts_who_is_left_out_and_says_nothing_of_nobody(tmp_path: Path) -> None:
    write(tmp_path / "a", judged(whole(WARD), whole(OTHER), lacking()), "to-trinh")
    write(tmp_path / "b", judged(whole(WARD)), "to-trinh")
    some, nobody = (said(opened(tmp_path / name / LISTED)) for name in ("a", "b"))
    assert "Ngoài danh sách còn 2 trường hợp được đề nghị nhưng không" in some
    assert "Ngoài danh sách" not in nobody
    assert "trường hợp được đề nghị chưa xét" not in some + nobody


def test_every_printed_line_leads_to_its_cell_in_two_steps(tmp_path: Path) -> None:
    result = judged()
    write(tmp_path, result)
    for path in tmp_path.rglob("*.docx"):
        document = opened(path)
        annex = references(document)
        for table in document.tables:
            heads = [cell.text for cell in table.rows[0].cells]
            if "Nguồn" in heads and "Tệp" not in heads:
                for line in table.rows[1:]:
                    shown = line.cells[heads.index("Nguồn")].text
                    assert shown == "–" or list(numbers(shown))
                    assert all(number in annex for number in numbers(shown))


@pytest.mark.parametrize("kind", ["to-trinh", "danh-sach-quyet-dinh"])
def test_a_list_that_is_signed_has_no_numbers_and_its_file_leads_each_line_to_its_cell(
    tmp_path: Path, kind: str
) -> None:
    result = judged()
    write(tmp_path, result, kind)
    document = opened(tmp_path / kind / "Giấy khen.docx")
    led = lines_led_back(document)
    told = [line for table in document.tables[:-1] for line in table.rows]
    assert not any(list(numbers(cell.text)) for line in told for cell in line.cells)
    for group in SubjectKind:
        placed = [one for one in result.shortlists[0].placed if one.subject.kind is group]
        for number_, one in enumerate(placed, 1):
            place = led[f"{SUBJECT[group]}, số {number_}: {one.subject.name}"]
            evidence = one.subject.evidence
            assert place["Mã dòng"] == one.subject.id
            assert (place["Tệp"], place["Trang"], place["Ô"]) == (
                evidence.file,
                evidence.sheet,
                evidence.cell,
            )
    assert len(led) == len(result.shortlists[0].placed)


@pytest.mark.parametrize("full", [False, True])
def test_personal_numbers_are_masked_unless_the_file_copy_is_asked_for(
    tmp_path: Path, *, full: bool
) -> None:
    typed = whole(WARD, achievement=f"Gọi {PHONE} để biết", note=f"CCCD {CARD}")
    write(tmp_path, judged(typed, whole(OTHER)), full=full)
    texts = "".join(
        data.decode("utf-8", "replace")
        for path in tmp_path.rglob("*.docx")
        for data in parts(path.read_bytes()).values()
    )
    assert (PHONE in texts) is full
    assert (CARD in texts) is full
    assert ("••••••456" in texts) is not full


def test_what_a_unit_types_is_printed_and_obeyed_never(tmp_path: Path) -> None:
    result = judged(whole(WARD, name=NASTY, achievement=NASTY, print_text=NASTY), whole(OTHER))
    write(tmp_path, result)
    (line,) = [
        line
        for line in table_with(opened(tmp_path / LISTED), "Tóm tắt thành tích")
        if line.get("Họ và tên", "").startswith("Bà ")
    ]
    literally = NASTY.replace("\x0b\x00", "\ufffd\ufffd")
    assert line["Tóm tắt thành tích"] == f"{literally}\nNội dung in: {literally}"
    assert literally in said(opened(tmp_path / "giay-khen/Giấy khen.docx"))


@pytest.mark.parametrize(
    ("post", "unit", "said_"),
    [
        ("Chủ tịch UBND phường", "UBND phường Thới An", "Chủ tịch UBND phường Thới An"),
        ("Trưởng phòng", "Phòng Nội vụ quận", "Trưởng phòng Nội vụ quận"),
        ("Chuyên viên Phòng Nội vụ", "Phòng Nội vụ quận", "Chuyên viên Phòng Nội vụ quận"),
        ("Chuyên viên", "Phòng Nội vụ quận", "Chuyên viên, Phòng Nội vụ quận"),
        ("Phòng Nội vụ quận", "Phòng Nội vụ quận", "Phòng Nội vụ quận"),
        ("", "Phòng Nội vụ quận", "Phòng Nội vụ quận"),
        ("Tổ trưởng tổ dân phố", "", "Tổ trưởng tổ dân phố"),
        ("", "", ""),
    ],
)
def test_a_certificate_says_once_what_post_and_unit_share(post: str, unit: str, said_: str) -> None:
    assert post_at(post, unit) == said_


def test_what_most_certificates_say_stands_once_above_the_list(tmp_path: Path) -> None:
    write(tmp_path, judged(whole(WARD), whole(THIRD)), "to-trinh")
    document = opened(tmp_path / LISTED)
    assert "Nội dung in trên bằng: “Đã có thành tích trong phong trào" in said(document)
    lines = table_with(document, "Tóm tắt thành tích")
    printed = [line["Tóm tắt thành tích"].partition("Nội dung in: ")[2] for line in lines]
    assert printed == ["", "", "Đã có sáng kiến hay", "Đã có sáng kiến hay"]


def test_where_no_two_certificates_say_the_same_each_text_stands_with_its_line(
    tmp_path: Path,
) -> None:
    write(tmp_path, judged(whole(WARD)), "to-trinh")
    document = opened(tmp_path / LISTED)
    assert "Nội dung in trên bằng" not in said(document)
    lines = table_with(document, "Tóm tắt thành tích")
    assert lines
    assert all("Nội dung in: Đã có" in line["Tóm tắt thành tích"] for line in lines)


@pytest.fixture(scope="module")
def one_cell() -> PaperTemplate:
    from addin.papers.blanks.build import built

    return PaperTemplate(built("| A:10\n|* d in ds\n| {{ d }}"), "thu.docx")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(st.characters(exclude_characters="\r\t\n")), max_size=4))
def test_any_text_comes_out_as_it_went_in(one_cell: PaperTemplate, texts: list[str]) -> None:
    from io import BytesIO

    from docx import Document

    marks = {"du_thao": "", "duyet": "", "trang_thai": ""}
    made = one_cell.filled({"ds": literal(texts, full=True)} | marks)
    (table,) = Document(BytesIO(made)).tables
    shown = [line.cells[0].text for line in table.rows[1:]]
    forbidden = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
    assert shown == [forbidden.sub("\ufffd", text) for text in texts]


def test_lines_and_tabs_within_a_cell_stay_lines_and_tabs(one_cell: PaperTemplate) -> None:
    from io import BytesIO

    from docx import Document

    values = {
        "ds": literal(["một\r\nhai\tba"], full=True),
        "du_thao": "",
        "duyet": "",
        "trang_thai": "",
    }
    (table,) = Document(BytesIO(one_cell.filled(values))).tables
    assert table.rows[1].cells[0].text == "một\nhai\tba"


def test_a_draft_says_so_and_a_provisional_order_says_so(tmp_path: Path) -> None:
    write(tmp_path)
    document = opened(tmp_path / LISTED)
    assert said(document).count("THỨ TỰ TẠM TÍNH") == 2
    for section in document.sections:
        for header in (section.header, section.first_page_header):
            assert "DỰ THẢO" in header.paragraphs[0].text
        for footer in (section.footer, section.first_page_footer):
            assert "chưa duyệt" in footer.paragraphs[0].text
            assert "Số liệu đến 02/11/2020 08:00" in footer.paragraphs[0].text


def signed() -> object:
    from campaign.plan.definition import Scoring, WeightingDecision

    decision = WeightingDecision(number="9/QĐ", date=date(2020, 10, 1), signer="Chủ tịch")
    weights = {item.id: 1 for item in Q12.indicators}
    seen = tuple(source.model_copy(update={"confirmed": True}) for source in Q12.legal)
    scoring = Scoring(weights=weights, decision=decision)
    return Q12.model_copy(update={"scoring": scoring, "legal": seen})


def test_an_approved_list_with_a_mandate_may_be_final_and_says_who_approved(tmp_path: Path) -> None:
    campaign = signed()
    result = with_state(judged(campaign=campaign), ApprovalState.APPROVED)  # type: ignore[arg-type]
    write(tmp_path, result, "to-trinh", official=True, campaign=campaign)
    document = opened(tmp_path / LISTED)
    assert "TẠM TÍNH" not in said(document)
    assert "chưa đối chiếu" not in said(document)
    assert list(numbers(signed_part(document))) == []
    for section in document.sections:
        assert "DỰ THẢO" not in section.header.paragraphs[0].text
        foot = section.first_page_footer.paragraphs[0].text
        assert "ĐÃ DUYỆT: duyệt bởi Võ Duyệt" in foot
        assert CODE in foot


def test_what_a_signer_must_know_is_told_the_office_and_not_the_authority(tmp_path: Path) -> None:
    campaign = signed()
    made = with_state(judged(campaign=campaign), ApprovalState.APPROVED)  # type: ignore[arg-type]
    warned = ("Không trùng khen thưởng (điều 9; chưa đối chiếu văn bản).",)
    first, *others = (replace(one, warnings=warned) for one in made.shortlists)
    made = replace(made, shortlists=[first, *others])
    notes = write(tmp_path, made, "to-trinh", official=True, campaign=campaign).notes
    document = opened(tmp_path / LISTED)
    assert warned[0] not in signed_part(document)
    assert f"Lưu ý trước khi ký\n- {warned[0]}" in said(document)
    assert notes[0] == f"Trước khi ký Tờ trình Giấy khen: {warned[0]}"
    assert len(notes) == len(Q12.awards)


@pytest.mark.parametrize(
    ("state", "provisional", "why"),
    [
        (None, True, "chưa được duyệt"),
        (ApprovalState.DRAFT, False, "chưa được duyệt"),
        (ApprovalState.VOIDED, False, "hết hiệu lực"),
        (ApprovalState.APPROVED, True, "tạm tính"),
    ],
)
def test_nothing_final_is_written_of_a_list_that_is_not_approved(
    tmp_path: Path,
    *,
    state: ApprovalState | None,
    provisional: bool,
    why: str,
) -> None:
    result = judged()
    if state is not None:
        result = with_state(result, state, provisional=provisional)
    with pytest.raises(UsageError, match=why):
        write(tmp_path, result, official=True)
    assert list(tmp_path.iterdir()) == []


def test_a_final_paper_cites_nothing_that_nobody_saw_and_a_draft_says_what_is_to_be_seen(
    tmp_path: Path,
) -> None:
    whole_, (first, *rest) = signed(), Q12.legal
    some = (first, *(one.model_copy(update={"confirmed": True}) for one in rest))
    campaign = whole_.model_copy(update={"legal": some})  # type: ignore[attr-defined]
    result = with_state(judged(campaign=campaign), ApprovalState.APPROVED)
    with pytest.raises(UsageError, match=r"toàn văn: 1513/KH-UBND\..*confirmed = true"):
        write(tmp_path, result, "to-trinh", official=True, campaign=campaign)
    assert list(tmp_path.iterdir()) == []
    (note,) = write(tmp_path, result, "to-trinh", campaign=campaign).notes
    assert "toàn văn: 1513/KH-UBND." in note
    assert said(opened(tmp_path / LISTED)).count("(chưa đối chiếu với toàn văn)") == 1
    assert write(tmp_path, result, "giay-khen", official=True, campaign=campaign).notes == []


def test_an_office_s_own_template_that_prints_the_grounds_is_held_to_the_same(
    tmp_path: Path,
) -> None:
    export_templates(tmp_path / "mau")
    own = tmp_path / "mau" / "bao-cao-so-ket.docx"
    document = opened(own)
    document.paragraphs[0].insert_paragraph_before("{{ can_cu|join }}")
    document.save(str(own))
    with pytest.raises(UsageError, match="chưa đối chiếu với toàn văn"):
        write(tmp_path, None, "bao-cao-so-ket", official=True, templates=tmp_path / "mau")


def test_letters_and_reports_may_be_final_at_any_time(tmp_path: Path) -> None:
    write(tmp_path, None, "bao-cao-so-ket", official=True)
    document = opened(tmp_path / "bao-cao-so-ket.docx")
    assert all("DỰ THẢO" not in s.header.paragraphs[0].text for s in document.sections)


def test_a_voided_approval_is_written_on_every_page(tmp_path: Path) -> None:
    write(tmp_path, with_state(judged(), ApprovalState.VOIDED), "to-trinh")
    for section in opened(tmp_path / LISTED).sections:
        for header in (section.header, section.first_page_header):
            assert "HẾT HIỆU LỰC" in header.paragraphs[1].text
        assert "HẾT HIỆU LỰC DUYỆT" in section.footer.paragraphs[0].text


def test_a_decision_over_the_rules_is_shown_as_one_wherever_the_list_goes(tmp_path: Path) -> None:
    facts = OfficeFacts()
    facts.overrides.append(
        Override(
            f"DN-{WARD}-0",
            "district_certificate",
            Decision.LEAVE_OUT,
            "Chủ tịch Hội đồng",
            "15/BB-HĐ",
            "đơn vị xin rút",
            "",
            Evidence("office", "so.xlsx", "Giấy khen", "M9"),
        )
    )
    sources = [whole(WARD), whole(OTHER, "80%"), lacking()]
    write(tmp_path, MainJob(Q12, ROSTER, NOW).decide(sources, office=facts))
    for name in ("to-trinh", "danh-sach-quyet-dinh", "giay-khen"):
        text = said(opened(tmp_path / name / "Giấy khen.docx"))
        assert "15/BB-HĐ (Chủ tịch Hội đồng): đơn vị xin rút" in text
    assert "15/BB-HĐ" in said(opened(tmp_path / "bien-ban-hoi-dong.docx"))
    lines = table_with(opened(tmp_path / LISTED), "Tóm tắt thành tích")
    assert f"Tập thể {WARD}" not in [line.get("Tên tập thể") for line in lines]


def test_a_report_counts_what_the_rules_counted(tmp_path: Path) -> None:
    result = judged()
    write(tmp_path, result, "bao-cao-so-ket", "bao-cao-tong-ket")
    document = opened(tmp_path / "bao-cao-tong-ket.docx")
    lines = table_with(document, "Phải nộp")
    mine = {unit.id for unit in UNITS}
    for line, deliverable in zip(lines, Q12.deliverables, strict=True):
        standings = [s.standing for s in result.submissions if s.deliverable == deliverable.id]
        assert int(line["Trễ"]) == standings.count(Standing.LATE)
        assert int(line["Phải nộp"]) == len(standings)
    assert len(table_with(document, "Tình hình nộp")) == len(mine)
    interim = opened(tmp_path / "bao-cao-so-ket.docx")
    assert len(table_with(interim, "Phải nộp")) == 2
    accepted = [
        row.text("title")
        for _, row in result.rows()
        if row.form is Form.REGISTRATION and row.status is Status.ACCEPTED
    ]
    registered = table_with(interim, "Tên mô hình, sáng kiến, giải pháp")
    assert sorted(line["Tên mô hình, sáng kiến, giải pháp"] for line in registered) == sorted(
        accepted
    )
    assert len(table_with(document, "Kết quả, hiệu quả")) == 2


def test_a_report_holds_two_charts_that_word_can_edit(tmp_path: Path) -> None:
    write(tmp_path, None, "bao-cao-so-ket")
    found = parts((tmp_path / "bao-cao-so-ket.docx").read_bytes())
    for number_ in (1, 2):
        chart = found[f"word/charts/thidua{number_}.xml"].decode()
        assert "<c:externalData" in chart
        assert '<c:dispBlanksAs val="gap"/>' in chart
        links = found[f"word/charts/_rels/thidua{number_}.xml.rels"].decode()
        assert f"thidua{number_}.xlsx" in links
    body = found["word/document.xml"].decode()
    assert body.count("<wp:inline") == 2
    assert body.count('descr="') == 2


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / name)
    for path in (tmp_path / "a").rglob("*.docx"):
        assert path.read_bytes() == (tmp_path / "b" / path.relative_to(tmp_path / "a")).read_bytes()


@pytest.mark.parametrize("asked", ["", "Người phụ trách: A."])
def test_the_last_text_stays_with_the_signature_whether_or_not_a_condition_adds_to_it(
    asked: str,
) -> None:
    from io import BytesIO

    from docx import Document

    from addin.papers.blanks.build import built

    source = "Mở đầu.\nKết.\n% if hoi\n{{ hoi }}\n% endif\n@ky Như trên | TRƯỞNG PHÒNG"
    marks = {"du_thao": "", "duyet": "", "trang_thai": "", "hoi": asked}
    made = Document(BytesIO(PaperTemplate(built(source), "thu.docx").filled(marks)))
    texts = [one for one in made.paragraphs if one.text]
    kept = [one.text for one in texts if one.paragraph_format.keep_with_next]
    assert kept == ["Kết.", *([asked] if asked else [])]


def test_a_table_under_a_condition_holds_the_text_above_it_and_not_the_whole_paper() -> None:
    from io import BytesIO

    from docx import Document

    from addin.papers.blanks.build import built

    source = "Một.\nHai.\n% if ds\n| A:10\n|* d in ds\n| {{ d }}\n% endif\nBa."
    marks = {"du_thao": "", "duyet": "", "trang_thai": "", "ds": ["x"]}
    made = Document(BytesIO(PaperTemplate(built(source), "thu.docx").filled(marks)))
    texts = [one for one in made.paragraphs if one.text]
    assert [one.text for one in texts if one.paragraph_format.keep_with_next] == ["Hai."]


def test_the_shipped_templates_are_what_their_sources_say() -> None:
    from addin.papers.blanks.build import built

    folder = Path(__file__).parents[1] / "templates" / "documents"
    assert {path.stem for path in folder.glob("*.docx")} == {kind.name for kind in KINDS}
    for kind in KINDS:
        source = (folder / "sources" / f"{kind.name}.txt").read_text(encoding="utf-8")
        assert parts(built(source)) == parts(shipped_template(kind))


def test_an_office_edits_its_own_templates(tmp_path: Path) -> None:
    assert len(export_templates(tmp_path / "mau")) == len(KINDS)
    own = tmp_path / "mau" / "bien-ban-hoi-dong.docx"
    document = opened(own)
    document.paragraphs[0].insert_paragraph_before("Mẫu của quận {{ dia_danh }}")
    document.save(str(own))
    assert export_templates(tmp_path / "mau") == []
    write(tmp_path / "ra", None, "bien-ban-hoi-dong", templates=tmp_path / "mau")
    text = said(opened(tmp_path / "ra" / "bien-ban-hoi-dong.docx"))
    assert "Mẫu của quận Quận\u00a012" in text


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("{{ khong_co }}", "không có giá trị"),
        ("{% if %}", "thẻ viết chưa đúng"),
        ("{{ [].__class__.__mro__ }}", "không"),
    ],
)
def test_a_wrong_tag_is_named_and_nothing_is_written(tmp_path: Path, tag: str, why: str) -> None:
    export_templates(tmp_path / "mau")
    own = tmp_path / "mau" / "thong-bao.docx"
    document = opened(own)
    document.paragraphs[0].insert_paragraph_before(tag)
    document.save(str(own))
    with pytest.raises(UsageError, match=f"thong-bao.docx.*{why}"):
        write(tmp_path / "ra", None, templates=tmp_path / "mau")
    assert not (tmp_path / "ra").exists()


def test_a_template_that_is_no_word_document_is_named(tmp_path: Path) -> None:
    (tmp_path / "thong-bao.docx").write_bytes(b"MZ")
    with pytest.raises(UsageError, match=r"thong-bao\.docx"):
        write(tmp_path / "ra", None, "thong-bao", templates=tmp_path)
    with pytest.raises(UsageError, match="Không có thư mục"):
        write(tmp_path / "ra", None, "thong-bao", templates=tmp_path / "x")


def test_what_somebody_changed_is_kept_and_what_is_no_longer_due_goes(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for name in ("thong-bao/a.docx", "thong-bao/b.docx", "thong-bao/c.docx"):
        shelf.put(name, b"1")
    shelf.close()
    for name in ("a", "b"):
        (tmp_path / f"thong-bao/{name}.docx").write_bytes(b"edited")
    again = Shelf(tmp_path)
    again.put("thong-bao/a.docx", b"2")
    again.clear(("thong-bao",))
    again.close()
    found = {p.name: p.read_bytes() for p in (tmp_path / "thong-bao").iterdir()}
    assert found == {"a.docx": b"edited", "a (mới).docx": b"2", "b.docx": b"edited"}
    assert len(again.notes) == 3


def test_names_of_papers_and_files() -> None:
    assert named(()) == named(("all",)) == KINDS
    assert [kind.name for kind in named(("giay-khen", "to-trinh"))] == ["to-trinh", "giay-khen"]
    with pytest.raises(UsageError, match="to-trinh"):
        named(("to-trin",))
    assert file_name('Đội 1/2: "A"?') == "Đội 1 2 A"


def test_words_of_office_papers() -> None:
    assert code_of("Phòng Nội vụ") == "PNV"
    assert (chief_of("Sở Nội vụ"), chief_of("Phòng Nội vụ")) == ("GIÁM ĐỐC", "TRƯỞNG PHÒNG")
    assert post_of("Chủ tịch Ủy ban nhân dân Quận 12") == "CHỦ TỊCH"
    assert day_words(date(2020, 2, 5)).replace("\u00a0", " ") == "ngày 05 tháng 02 năm 2020"
    assert day_words(date(2020, 11, 20)).replace("\u00a0", " ") == "ngày 20 tháng 11 năm 2020"
    assert tied("theo Kế hoạch số 12-KH ngày 3, mục 4") == (
        "theo Kế hoạch số\u00a012-KH ngày\u00a03, mục\u00a04"
    )
    unseen = LegalSource(
        number="91/2017/NĐ-CP", issuer="Chính phủ", title="Nghị định quy định x", confirmed=False
    )
    assert legal_words(unseen).replace("\u00a0", " ") == (
        "Nghị định số 91/2017/NĐ-CP của Chính phủ quy định x (chưa đối chiếu với toàn văn)"
    )
    law = LegalSource(
        number="06/2022/QH15", date=date(2022, 6, 15), issuer="Quốc hội", title="Luật Thi đua"
    )
    assert legal_words(law).replace("\u00a0", " ") == "Luật Thi đua ngày 15 tháng 6 năm 2022"


def test_points_are_printed_whole() -> None:
    from decimal import Decimal

    shown = [number(Decimal(text)) for text in ("282.5000", "100", "0.0", "12.05")]
    assert shown == ["282,5", "100", "0", "12,05"]


def test_another_campaign_has_papers_too(tmp_path: Path) -> None:
    from addin.papers.write import PapersRequest, write_papers
    from tests.rule_cases import CITY_ROSTER

    city = load_campaign("tphcm-cchc-2026")
    moment = NOW.replace(year=2026)
    result = MainJob(city, CITY_ROSTER, moment).decide([])
    units = CITY_ROSTER.on(moment.date())
    written = write_papers(result, city, units, PapersRequest(folder=tmp_path))
    assert written.counts["Công văn đôn đốc"] > 0
    assert written.counts["Biên bản họp Hội đồng"] == 1
    text = said(opened(tmp_path / "to-trinh/Bằng khen Thành phố.docx")).replace("\u00a0", " ")
    assert "Kính gửi: Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh" in text
    text = said(opened(tmp_path / "to-trinh/Bằng khen Thủ tướng.docx"))
    assert "Kính gửi: Thủ tướng Chính phủ" in text
    assert [path.name for path in (tmp_path / "giay-khen").iterdir()] == [
        "Bằng khen Thành phố.docx"
    ]


def test_the_guide_names_every_value_that_all_templates_have() -> None:
    from addin.papers.desk import Desk

    guide = (Path(__file__).parents[1] / "docs" / "huong-dan.md").read_text(encoding="utf-8")
    values = Desk(judged(), Q12, UNITS).common(None, decides=True)
    assert [name for name in values if f"`{name}`" not in guide] == []


def test_the_points_of_a_report_say_that_they_are_provisional(tmp_path: Path) -> None:
    write(tmp_path, None, "bao-cao-tong-ket")
    text = said(opened(tmp_path / "bao-cao-tong-ket.docx"))
    assert text.index("ĐIỂM CỦA CÁC ĐƠN VỊ") < text.index("THỨ TỰ TẠM TÍNH")
