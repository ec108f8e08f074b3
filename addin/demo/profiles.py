"""Who takes part in the demo, what each hands in and when, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WARDS, AGENCIES, SERVICES, VERTICAL = "Phường", "Phòng ban", "Đơn vị sự nghiệp", "Ngành dọc"
"""Folders under ``units``."""

NONE_DECLARED = "Không có cá nhân nào vi phạm"


@dataclass(frozen=True, slots=True)
class Ask:
    """A proposal for an award; ``kind`` is a choice of the form."""

    kind: str
    award: str = "Giấy khen"


TEAM, HEAD, STAFF = Ask("Tập thể"), Ask("Người đứng đầu"), Ask("Cá nhân")
CITIZEN, FIRM = Ask("Người dân"), Ask("Doanh nghiệp")
TEAM_CITY, HEAD_CITY = Ask("Tập thể", "Bằng khen TP"), Ask("Người đứng đầu", "Bằng khen TP")


@dataclass(frozen=True, slots=True)
class Profile:
    """One unit of the demo.

    Attributes:
        unit: Unit id.
        folder: Where its files stand.
        stem: Its workbook's name without ``.xlsx``.
        fits: Which titles of ``initiatives.csv`` suit it.
        count: How many initiatives it registers.
        days: When it handed in registration, interim report and results; ``None`` = never.
        outside: It registers in a file of its own making, not in the office's workbook.
        conduct: What it answers to criterion 4.1(d).
        rates: Its three indicators; empty when it left the tab blank.
        declared: Its declaration of violations.
        asks: Whom it proposes.
        women: Share of women, as typed.
    """

    unit: str
    folder: str
    stem: str
    fits: str
    count: int
    days: tuple[date | None, date | None, date | None]
    outside: bool = False
    conduct: str = "100%"
    rates: tuple[str, ...] = ()
    declared: str | None = NONE_DECLARED
    asks: tuple[Ask, ...] = ()
    women: str = "55%"


def _days(
    registered: str | None, interim: str | None, results: str | None
) -> tuple[date | None, date | None, date | None]:
    """Days of 2020 from ``dd/mm``."""
    first, second, third = map(_day, (registered, interim, results))
    return first, second, third


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    day, month = text.split("/")
    return date(2020, int(month), int(day))


_WARD_PROFILES = (
    Profile(
        "phuong-thanh-xuan",
        WARDS,
        "UBND phường Thạnh Xuân",
        "ward",
        3,
        _days("14/5", "10/6", "28/10"),
        rates=("97,8%", "99,6%", "46,2%"),
        asks=(TEAM, TEAM_CITY, HEAD, STAFF, CITIZEN),
        women="72%",
    ),
    Profile(
        "phuong-thanh-loc",
        WARDS,
        "UBND P. Thạnh Lộc",
        "ward",
        3,
        _days("15/5", "11/6", "29/10"),
        conduct="25/25",
        rates=("97,8%", "99,6%", "46,2%"),
        asks=(TEAM, TEAM_CITY, HEAD, FIRM),
    ),
    Profile(
        "phuong-hiep-thanh",
        WARDS,
        "P Hiệp Thành - biểu thi đua",
        "ward",
        3,
        _days("20/5", "12/6", "30/10"),
        conduct="25/26",
        rates=("95,1%", "98,2%", "38,5%"),
        asks=(TEAM, HEAD, STAFF),
    ),
    Profile(
        "phuong-thoi-an",
        WARDS,
        "UBND phường Thới An v2",
        "ward",
        3,
        _days("18/5", "12/6", "27/10"),
        rates=("98,4%", "99,9%", "51,7%"),
        asks=(TEAM, TEAM_CITY, HEAD, HEAD_CITY, STAFF),
        women="61%",
    ),
    Profile(
        "phuong-tan-chanh-hiep",
        WARDS,
        "P. Tân Chánh Hiệp - báo cáo kết quả",
        "ward",
        3,
        _days("18/5", "13/6", "31/10"),
        outside=True,
        rates=("96,0%", "97,4%", "33,9%"),
        asks=(TEAM, STAFF),
    ),
    Profile(
        "phuong-an-phu-dong",
        WARDS,
        "UBND phường An Phú Đông",
        "ward",
        3,
        _days("18/5", None, "30/10"),
        rates=("94,7%", "98,8%", "35,0%"),
        declared=None,
        asks=(TEAM, HEAD),
    ),
    Profile(
        "phuong-tan-thoi-hiep",
        WARDS,
        "UBND phường Tân Thới Hiệp - kết quả",
        "ward",
        3,
        _days("17/5", "14/6", "26/10"),
        outside=True,
        rates=("95,9%", "98,5%", "40,3%"),
        asks=(TEAM, HEAD, STAFF),
    ),
    Profile(
        "phuong-trung-my-tay",
        WARDS,
        "UBND phường Trung Mỹ Tây",
        "ward",
        3,
        _days("13/5", "9/6", "29/10"),
        rates=("96,6%", "99,1%", "44,8%"),
        declared="Đang xem xét kỷ luật 01 cá nhân",
        asks=(TEAM, HEAD, STAFF),
    ),
    Profile(
        "phuong-tan-hung-thuan",
        WARDS,
        "UBND P.THT",
        "ward",
        4,
        _days("20/5", "15/6", "30/10"),
        conduct="Đạt",
        rates=("93,2%", "96,9%", "29,4%"),
        declared="nhắc nhở",
        asks=(TEAM, STAFF),
    ),
    Profile(
        "phuong-dong-hung-thuan",
        WARDS,
        "UBND phường Đông Hưng Thuận",
        "ward",
        3,
        _days("12/5", "8/6", "25/10"),
        rates=("97,1%", "99,0%", "47,6%"),
        asks=(TEAM, TEAM_CITY, HEAD, STAFF),
    ),
    Profile(
        "phuong-tan-thoi-nhat",
        WARDS,
        "UBND phường Tân Thới Nhất - kết quả",
        "ward",
        3,
        _days("18/5", "12/6", "30/10"),
        outside=True,
        rates=("95,4%", "98,0%", "41,3%"),
        asks=(TEAM, STAFF, CITIZEN),
    ),
)

_AGENCY_PROFILES = (
    Profile(
        "van-phong-hdnd-va-ubnd",
        AGENCIES,
        "Văn phòng HĐND và UBND",
        "agency",
        2,
        _days("15/5", "12/6", "28/10"),
        rates=("98,0%", "99,7%", "62,5%"),
        asks=(TEAM, TEAM_CITY, HEAD, STAFF),
        women="48%",
    ),
    Profile(
        "phong-noi-vu",
        AGENCIES,
        "Phòng Nội vụ",
        "agency",
        2,
        _days("11/5", "5/6", "20/10"),
        conduct="12/12",
        rates=("97,5%", "100%", "58,1%"),
        asks=(TEAM, HEAD, STAFF),
        women="75%",
    ),
    Profile(
        "phong-tu-phap",
        AGENCIES,
        "Phòng Tư pháp - báo cáo",
        "any",
        3,
        _days("15/5", "12/6", "30/10"),
        outside=True,
        rates=("96,9%", "99,8%", "55,0%"),
        asks=(TEAM, STAFF),
    ),
    Profile(
        "phong-tai-chinh-ke-hoach",
        AGENCIES,
        "Phòng TC-KH",
        "agency",
        1,
        _days("18/5", "12/6", "29/10"),
        rates=("99,5", "99.5", "48,8%"),
        asks=(TEAM, HEAD),
    ),
    Profile(
        "phong-tai-nguyen-va-moi-truong",
        AGENCIES,
        "Phòng TN&MT",
        "any",
        2,
        _days("19/5", "14/6", "31/10"),
        rates=(),
        asks=(TEAM, STAFF),
    ),
    Profile(
        "phong-lao-dong-thuong-binh-va-xa-hoi",
        AGENCIES,
        "Phòng LĐ-TB&XH",
        "any",
        3,
        _days("14/5", "12/6", "27/10"),
        rates=("95,8%", "98,7%", "41,0%"),
        asks=(TEAM, HEAD, STAFF),
        women="70%",
    ),
    Profile(
        "phong-van-hoa-va-thong-tin",
        AGENCIES,
        "Phòng VH-TT - báo cáo",
        "any",
        3,
        _days("18/5", "10/6", "30/10"),
        outside=True,
        rates=("96,1%", "97,7%", "52,4%"),
        asks=(TEAM, HEAD),
    ),
    Profile(
        "phong-giao-duc-va-dao-tao",
        AGENCIES,
        "Phòng GD&ĐT",
        "school",
        2,
        _days("15/5", "13/6", "30/10"),
        rates=("97,0%", "98,1%", "1.000"),
        asks=(TEAM, STAFF),
        women="68%",
    ),
    Profile(
        "phong-y-te",
        AGENCIES,
        "Phòng Y tế",
        "any",
        2,
        _days("22/5", "19/6", "30/10"),
        rates=("94,4%", "97,2%", "30,6%"),
        asks=(TEAM,),
    ),
    Profile(
        "phong-kinh-te",
        AGENCIES,
        "Phòng Kinh tế - báo cáo",
        "any",
        4,
        _days("18/5", "12/6", "30/10"),
        outside=True,
        rates=("95,0%", "98,9%", "57,3%"),
        asks=(TEAM, HEAD),
    ),
    Profile(
        "phong-quan-ly-do-thi",
        AGENCIES,
        "Phòng QLĐT",
        "any",
        2,
        _days("18/5", "12/6", "2/11"),
        rates=("93,7%", "95,5%", "60,2%"),
        asks=(TEAM_CITY, HEAD),
    ),
    Profile(
        "thanh-tra-quan",
        AGENCIES,
        "Thanh tra quận",
        "any",
        1,
        _days("19/5", None, None),
        declared=None,
    ),
)

_OTHER_PROFILES = (
    Profile(
        "trung-tam-y-te-du-phong",
        SERVICES,
        "Trung tâm Y tế dự phòng",
        "health",
        1,
        _days("15/5", "12/6", "30/10"),
        rates=("96,3%", "98,4%", "22,0%"),
        asks=(TEAM, STAFF),
    ),
    Profile(
        "trung-tam-van-hoa",
        SERVICES,
        "Trung tâm Văn hóa",
        "any",
        1,
        _days("18/5", "14/6", None),
        rates=("95,2%", "99,3%", "25,5%"),
    ),
    Profile(
        "truong-thcs-an-phu-dong",
        SERVICES,
        "Trường THCS An Phú Đông",
        "school",
        2,
        _days("16/5", "11/6", "29/10"),
        conduct="64/64",
        rates=("98,8%", "100%", "35,7%"),
        asks=(TEAM, HEAD, STAFF),
        women="74%",
    ),
    Profile(
        "truong-tieu-hoc-kim-dong",
        SERVICES,
        "Trường Tiểu học Kim Đồng",
        "school",
        2,
        _days("15/5", "12/6", "30/10"),
        rates=("97,2%", "99,4%", "31,8%"),
        asks=(TEAM, STAFF),
        women="81%",
    ),
    Profile(
        "chi-cuc-thue",
        VERTICAL,
        "Chi cục Thuế Quận 12",
        "vertical",
        2,
        _days("18/5", "12/6", "30/10"),
        rates=("94,9%", "99,2%", "88,4%"),
        asks=(TEAM, FIRM),
    ),
    Profile(
        "bao-hiem-xa-hoi",
        VERTICAL,
        "BHXH Quận 12",
        "any",
        1,
        _days("19/5", None, "28/10"),
        rates=("95,5%", "98,6%", "79,9%"),
        asks=(TEAM,),
    ),
    Profile(
        "cong-an-phuong-an-phu-dong",
        VERTICAL,
        "Công an phường An Phú Đông",
        "police",
        2,
        _days("15/5", "12/6", "30/10"),
        rates=("96,4%", "99,0%", "18,2%"),
        asks=(TEAM, STAFF, CITIZEN),
    ),
)

PROFILES = (*_WARD_PROFILES, *_AGENCY_PROFILES, *_OTHER_PROFILES)
"""Units with a workbook, in the order in which titles are given out."""
