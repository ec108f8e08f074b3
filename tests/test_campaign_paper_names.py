"""Which deliverable a paper's name tells: one where it is plain, else all."""

from __future__ import annotations

import pytest

from campaign.judging.paper_names import named_deliverables
from campaign.plan.definition import Campaign
from tests.rule_cases import CITY, Q12

ALL = ["registration", "interim_report", "results"]


def told(name: str, campaign: Campaign = Q12, unit: str = "UBND phường Thới An") -> list[str]:
    return [one.id for one in named_deliverables(name, campaign, unit)]


@pytest.mark.parametrize(
    ("name", "deliverable"),
    [
        ("Đăng ký P. Thới An.docx", "registration"),
        ("01. DANG KY sang kien - Thoi An.pdf", "registration"),
        ("Đăng ký đợt 1 P. Thới An (lần 2).pdf", "registration"),
        ("Báo cáo sơ kết phường Thới An.pdf", "interim_report"),
        ("12-BC-UBND so ket giai doan 1.signed.pdf", "interim_report"),
        ("Báo cáo tổng kết đợt 2 P. Thới An.pdf", "results"),
        ("Đăng ký/Sơ kết P. Thới An.pdf", "interim_report"),
    ],
)
def test_a_name_that_plainly_tells_one_deliverable(name: str, deliverable: str) -> None:
    assert told(name) == [deliverable]


@pytest.mark.parametrize(
    "name",
    [
        "Báo cáo P. Thới An.pdf",
        "scan0001.pdf",
        "Sơ kết/scan P. Thới An.pdf",
        "Đăng ký và báo cáo sơ kết P. Thới An.pdf",
        "Báo cáo kết quả các sáng kiến đã đăng ký.pdf",
        "Đăng ký, đề nghị khen thưởng P. Thới An.pdf",
        "Báo cáo kết quả P. Thới An.pdf",
        "Báo cáo thi đua khen thưởng P. Thới An.pdf",
        "Đăng ký đợt 2 P. Thới An.pdf",
        "Tổng kết giai đoạn 1.pdf",
        "Tổng kết 9 tháng.pdf",
        "BaoCaoSoKet.pdf",
    ],
)
def test_a_name_that_tells_none_or_two_or_another_time_may_be_any(name: str) -> None:
    assert told(name) == ALL


def test_words_of_the_unit_s_own_name_tell_nothing() -> None:
    office = "Chi nhánh Văn phòng Đăng ký đất đai Quận 12 | Chi nhánh VP Đăng ký đất đai"
    assert told("Chi nhánh VP Đăng ký đất đai.pdf", unit=office) == ALL
    assert told("Sơ kết - Chi nhánh VP Đăng ký đất đai.pdf", unit=office) == ["interim_report"]


@pytest.mark.parametrize(
    ("name", "deliverable"),
    [
        ("Báo cáo 6 tháng xã Thí Dụ.pdf", "midyear_report"),
        ("Tự đánh giá xã Thí Dụ.pdf", "self_assessment"),
        ("Danh sách trình khen xã Thí Dụ.pdf", "final_report"),
    ],
)
def test_each_campaign_has_its_own_deliverables(name: str, deliverable: str) -> None:
    assert told(name, CITY) == [deliverable]


def test_of_two_deliverables_of_one_form_their_own_titles_tell() -> None:
    first, second, third = Q12.deliverables
    quarters = (
        first,
        second.model_copy(update={"short_name": "Quý I", "tab": "Quý I"}),
        third.model_copy(update={"forms": second.forms, "short_name": "Quý II", "tab": "Quý II"}),
    )
    campaign = Q12.model_copy(update={"deliverables": quarters})
    assert told("Báo cáo quý II.pdf", campaign) == ["results"]
    assert told("Báo cáo sơ kết.pdf", campaign) == ALL
