"""Who writes, who signs, and how papers say days and documents."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from campaign.plan.definition import Campaign, LegalSource

NBSP = "\u00a0"
BLANK = "…………"
"""What the office fills in by hand."""

_CHIEF = {
    "phòng": "TRƯỞNG PHÒNG",
    "sở": "GIÁM ĐỐC",
    "ban": "TRƯỞNG BAN",
    "văn": "CHÁNH VĂN PHÒNG",
    "trung": "GIÁM ĐỐC",
}
_TIED = re.compile(
    r"\b(số|ngày|tháng|năm|[Qq]uận|[Đđ]iều|[Kk]hoản|[Mm]ục|[Đđ]ợt|[Gg]iai đoạn|mức độ|ô|Ông|Bà)"
    r" (?=[\d“…A-ZĐ])"
)
_LEGAL_KIND = re.compile(
    r"Kế hoạch|Nghị định|Nghị quyết|Thông tư|Luật|Quyết định|Hướng dẫn|Công văn"
)
_LAW = re.compile(r"(Bộ luật|Luật|Pháp lệnh|Hiến pháp)\b")
_UNIT_AFTER = re.compile(r"(?<=\d) (?=(?:đơn vị|điểm|ngày|phiếu|%))")


def tied(text: str) -> str:
    """Our own words with no-break spaces where a line must not end."""
    return _UNIT_AFTER.sub(NBSP, _TIED.sub(lambda found: f"{found[1]}{NBSP}", text))


def within(name: str) -> str:
    """The name of a campaign within a sentence: ``Phong trào …`` begins small there."""
    return name[:1].lower() + name[1:] if name.startswith(("Phong trào", "Đợt")) else name


def code_of(body: str) -> str:
    """The short form of a body in the number of its documents: ``Phòng Nội vụ`` gives ``PNV``."""
    return "".join(word[0].upper() for word in re.findall(r"\w+", body))


def chief_of(body: str) -> str:
    """The post of who signs for a body."""
    first = body.split(maxsplit=1)[0].lower() if body.split() else ""
    return _CHIEF.get(first, "THỦ TRƯỞNG CƠ QUAN")


def post_of(authority: str) -> str:
    """The post within the name of a deciding authority, in capitals."""
    head = re.match(r"(Phó )?(Chủ tịch|Giám đốc|Bộ trưởng|Thủ trưởng)", authority)
    return (head[0] if head else authority).upper()


def post_at(post: str, unit: str) -> str:
    """A post and where it is held; what ends the one and begins the other is said once.

    ``Chủ tịch UBND phường`` of ``UBND phường Thới An`` is ``Chủ tịch UBND phường Thới An``.
    """
    ends, begins = post.casefold().split(), unit.casefold().split()
    for count in range(min(len(ends), len(begins)), 0, -1):
        if ends[-count:] == begins[:count]:
            return " ".join([post, *unit.split()[count:]])
    return ", ".join(filter(None, (post, unit)))


def day_words(day: date) -> str:
    """``ngày 20 tháng 5 năm 2020``, months below 3 and days below 10 with a zero as decreed."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày{NBSP}{day.day:02d} tháng{NBSP}{month} năm{NBSP}{day.year}"


def signing_day(as_of: datetime) -> str:
    """The day of a paper that is not signed yet: the day is left to be written."""
    month = f"{as_of.month:02d}" if as_of.month < 3 else str(as_of.month)
    return f"ngày{NBSP}{NBSP * 5}{NBSP}tháng{NBSP}{month} năm{NBSP}{as_of.year}"


def plan_words(campaign: Campaign) -> str:
    """The plan with its number and day; blanks where the definition has none."""
    header = campaign.campaign
    number = f"số{NBSP}{header.plan_number or BLANK + '/KH-UBND'}"
    day = day_words(header.plan_date) if header.plan_date else f"ngày{NBSP}{BLANK}"
    return f"Kế hoạch {number} {day} của {tied(campaign.office.name)}"


def number(value: Decimal) -> str:
    """``282,5``: a decimal comma, no zeros at the end."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def legal_words(source: LegalSource) -> str:
    """One ground in law, with a mark where its text was not seen.

    A law has neither number nor issuer there: Nghị định 30/2020/NĐ-CP, phụ lục I, phần I, II.6.a.
    """
    day = f" {day_words(source.date)}" if source.date else ""
    title = source.title
    seen = "" if source.confirmed else " (chưa đối chiếu với toàn văn)"
    if _LAW.match(title):
        return f"{title}{day}{seen}"
    found = _LEGAL_KIND.match(title)
    kind, about = (found[0], title[found.end() :]) if found else ("Văn bản", f" {title}".rstrip())
    return f"{kind} số{NBSP}{source.number}{day} của {tied(source.issuer)}{about}{seen}"
