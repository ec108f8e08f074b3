"""Papers beside the tables: which may be a hand-in, and where one is worth a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.intake.files import expand
from campaign.judging.papers import possible_hand_ins
from campaign.labels import standing_word
from campaign.plan.definition import Form
from campaign.result.submissions import Doubt, Standing
from campaign.result.unread import PAPER, Unread
from campaign.result.whole import Result
from campaign.usecases import MainJob
from tests.rule_cases import NOW, OTHER, Q12, ROSTER, WARD, handed_in, row, source

JOB = MainJob(Q12, ROSTER, NOW)

ISSUED = [
    "Kế hoạch phát động.pdf",
    "1195-KH-UBND (ký số).signed.pdf",
    "KH 1195 phat dong thi dua.pdf",
    "01. Quyết định thành lập Hội đồng.docx",
    "Hướng dẫn lập báo cáo.doc",
    "Thông báo nộp báo cáo sơ kết.pdf",
    "Mẫu đăng ký.docx",
    "CV 12 về việc đôn đốc nộp báo cáo.pdf",
    "Giấy khen.docx",
]
PERHAPS = [
    "scan0001.pdf",
    "z2239_1.jpg",
    "12-BC-UBND.signed.pdf",
    "BC thực hiện Kế hoạch 1195.pdf",
    "Đăng ký theo Kế hoạch 1195.docx",
    "Phòng Tài chính - Kế hoạch.pdf",
    "Công văn 12.pdf",
]


def paper(name: str, unit: str | None = None) -> Unread:
    return Unread(name, PAPER, f"Tệp “{name}” là tệp PDF.", unit)


@pytest.mark.parametrize("name", ISSUED)
def test_a_paper_that_is_issued_is_nobody_s_hand_in(name: str) -> None:
    assert possible_hand_ins([paper(f"2020/{name}")], Q12) == []


@pytest.mark.parametrize("name", PERHAPS)
def test_a_paper_of_which_nothing_is_certain_may_be_a_hand_in(name: str) -> None:
    assert possible_hand_ins([paper(name)], Q12) == [paper(name)]


def test_a_plan_with_what_units_hand_in_in_its_name_may_be_the_unit_s() -> None:
    both = paper("Kế hoạch và danh sách đăng ký P. Thới An.pdf", WARD)
    plan = paper("Kế hoạch phát động P. Thới An.pdf", WARD)
    assert possible_hand_ins([both, plan], Q12) == [both]


@pytest.mark.parametrize("name", ["Mẫu 01 - P. Thới An.docx", "Biểu mẫu số 2 P. Thới An.pdf"])
def test_a_form_with_a_units_name_may_be_filled_in(name: str) -> None:
    assert possible_hand_ins([paper(name, WARD)], Q12) == [paper(name, WARD)]
    assert possible_hand_ins([paper("Biểu mẫu số 2.docx")], Q12) == []


def test_a_campaign_that_asks_for_plans_takes_none_for_issued() -> None:
    first, *others = Q12.deliverables
    plan_asked = first.model_copy(update={"name": "Kế hoạch thi đua"})
    asking = Q12.model_copy(update={"deliverables": (plan_asked, *others)})
    plan = paper("Kế hoạch 12 P. Thới An.pdf", WARD)
    assert possible_hand_ins([plan], asking) == [plan]


def test_a_workbook_that_can_t_be_read_may_be_a_hand_in_whatever_it_is_called() -> None:
    broken = Unread("Kế hoạch.xlsx", "damaged", "Tệp hỏng.")
    assert possible_hand_ins([broken], Q12) == [broken]


def decided(folder: Path, *papers: str) -> Result:
    """The ward registered in time and nothing else came in, but for papers."""
    for name in papers:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"%PDF-1.7")
    read, unread = JOB.read(expand([folder]))
    assert read == []
    registered = row(Form.REGISTRATION, submitted="2020-05-10")
    return JOB.decide([source(registered)], unread=unread, skipped=["x.lnk"])


def words(result: Result, unit: str) -> list[str]:
    return [standing_word(one) for one in result.submissions if one.unit == unit]


@pytest.mark.parametrize("name", ["BC P. Thới An.pdf", "P. Thới An/scan1.jpg"])
def test_a_unit_that_sent_a_paper_is_not_called_chua_nop(tmp_path: Path, name: str) -> None:
    result = decided(tmp_path, name)
    unsure = "Chưa rõ vì không đọc được tệp"
    assert words(result, WARD) == ["Đúng hạn", unsure, unsure]
    assert set(words(result, OTHER)) == {"Chưa nộp"}
    (unread,) = result.unread
    assert (unread.source, unread.unit) == (name, WARD)
    told = next(one for one in result.submissions if one.doubt is Doubt.UNREAD)
    assert f"Tệp “{name}” là" in told.message
    assert "ghi ngày nhận vào trang Sổ tiếp nhận" in told.message
    assert told.message.count("nhờ đơn vị gửi") == 1
    assert result.skipped == ["x.lnk"]


def test_a_paper_that_names_one_deliverable_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    result = decided(tmp_path, "Báo cáo sơ kết P. Thới An.pdf")
    assert words(result, WARD) == ["Đúng hạn", "Chưa rõ vì không đọc được tệp", "Chưa nộp"]
    assert [one.source for one in result.unread] == ["Báo cáo sơ kết P. Thới An.pdf"]


def test_the_scan_of_what_came_as_a_table_is_only_listed(tmp_path: Path) -> None:
    result = decided(tmp_path, "Đăng ký P. Thới An.docx")
    assert words(result, WARD) == ["Đúng hạn", "Chưa nộp", "Chưa nộp"]
    assert result.unread == []
    assert set(result.skipped) == {"Đăng ký P. Thới An.docx", "x.lnk"}


def test_a_table_that_can_t_be_read_may_hold_all_whatever_it_is_called() -> None:
    broken = Unread("Sơ kết P. Thới An.xlsx", "damaged", "Tệp hỏng.", WARD)
    result = JOB.decide([], unread=[broken])
    assert set(words(result, WARD)) == {"Chưa rõ vì không đọc được tệp"}


def test_a_paper_of_nobody_knows_whom_is_named_while_somebody_lacks_something(
    tmp_path: Path,
) -> None:
    result = decided(tmp_path, "scan1.pdf")
    assert words(result, WARD) == ["Đúng hạn", "Chưa nộp", "Chưa nộp"]
    (unread,) = result.unread
    assert unread.unit is None
    assert "đơn vị bị ghi “chưa nộp” có thể đã gửi chính tệp này" in unread.sentence
    assert "ghi thêm tên đơn vị vào tên tệp" in unread.sentence


def test_the_plan_itself_changes_nothing_and_is_listed(tmp_path: Path) -> None:
    result = decided(tmp_path, "Kế hoạch phát động.pdf", "Kế hoạch P. Thới An.pdf")
    assert words(result, WARD) == ["Đúng hạn", "Chưa nộp", "Chưa nộp"]
    assert result.unread == []
    assert result.skipped == ["Kế hoạch P. Thới An.pdf", "Kế hoạch phát động.pdf", "x.lnk"]


def test_the_signed_scan_beside_whole_tables_is_only_listed(tmp_path: Path) -> None:
    path = tmp_path / "BC P. Thới An.pdf"
    path.write_bytes(b"%PDF")
    _, unread = JOB.read(expand([tmp_path]))
    result = JOB.decide([source(*handed_in(WARD))], unread=unread)
    assert {one.standing for one in result.submissions if one.unit == WARD} == {Standing.ON_TIME}
    assert (result.unread, result.skipped) == ([], ["BC P. Thới An.pdf"])
