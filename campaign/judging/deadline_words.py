"""What is said of a deliverable and its deadline, in Vietnamese."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from campaign.columns import tab_title
from campaign.judging.arrivals import Arrival, either_text, shown, when_text
from campaign.plan.definition import Deliverable
from campaign.result.evidence import Evidence, EvidenceKind
from campaign.result.office_facts import Receipt
from campaign.result.submissions import Doubt, Extension, Standing
from campaign.result.unread import PAPER, Unread

_REGISTER = "ghi ngày nhận vào trang Sổ tiếp nhận"


def verdict_text(
    standing: Standing,
    deliverable: Deliverable,
    last: date,
    arrival: Arrival,
    days: int,
    extension: Extension | None,
    doubt: Doubt | None,
) -> str:
    """What became of a deliverable, and the deadline as it was read."""
    name = deliverable.short_name
    until = f"hạn {deliverable.wording}, ngày cuối {last:%d/%m/%Y}"
    if extension is not None:
        until += f" (gia hạn theo {extension.document}, {extension.granted_by})"
    least = "ít nhất " if arrival.kind is EvidenceKind.LEDGER else ""
    return {
        Standing.ON_TIME: f"{name}: nộp {when_text(arrival)}, đúng hạn ({until}).",
        Standing.LATE: f"{name}: nộp {when_text(arrival)}, trễ {least}{days} ngày ({until}).",
        Standing.MISSING: f"{name}: chưa nộp ({until}).",
        Standing.INCOMPLETE: f"{name}: có nộp nhưng chưa đủ nội dung bắt buộc ({until}).",
        Standing.UNCERTAIN: f"{name}: {_open(doubt, arrival)} ({until}).",
        Standing.NOT_DUE: f"{name}: chưa đến hạn ({until}).",
    }[standing]


def lacking_text(standing: Standing, deliverable: Deliverable, whole: int) -> str:
    """What an incomplete hand-in lacks, as a sentence after the verdict's own; empty for others.

    Args:
        standing: What became of it.
        deliverable: What was to be handed in.
        whole: How many rows of it have all that is required.
    """
    if standing is not Standing.INCOMPLETE:
        return ""
    tabs = " hoặc ".join(f"“{tab_title(deliverable, form)}”" for form in deliverable.main_forms)
    return (
        f" Biểu {tabs} cần ít nhất {deliverable.minimum_rows} dòng đủ các cột bắt buộc, hiện có "
        f"{whole}."
    )


def not_counted_text(day: str, cutoff: date) -> str:
    """That a hand-in came after the data cut-off, as a sentence after the verdict's own."""
    return (
        f" Có nộp {shown(day)} nhưng sau ngày chốt số liệu {cutoff:%d/%m/%Y} nên không được tính."
    )


def could_be_text(possible: Sequence[Evidence]) -> str:
    """Which held rows may be what is missing, as a sentence after the verdict's own."""
    first, others = possible[0], len(possible) - 1
    more = f" và {others} dòng khác" if others else ""
    return (
        f" Có thể đã nộp: dòng ở tệp {first.file}, trang {first.sheet}, ô {first.cell}{more} "
        "đang chờ làm rõ là của đơn vị nào. Đề nghị văn phòng ghi tên đơn vị vào cột Giá trị chốt "
        "của dòng ấy ở trang Cảnh báo."
    )


def unread_text(unread: Sequence[Unread]) -> str:
    """Which unread sources may hold what is missing, as sentences after the verdict's own."""
    first, others = unread[0], len(unread) - 1
    more = f" (và {others} nguồn khác của đơn vị, xem trang Điều khiển)" if others else ""
    if first.code == PAPER:
        return f" Có thể đã nộp nhưng không đọc được{more}. {first.sentence}"
    return (
        f" Có thể đã nộp nhưng không đọc được. {first.sentence} Đề nghị văn phòng nhờ đơn vị gửi "
        f"lại bản đọc được{more}."
    )


def to_do_text(doubt: Doubt | None, arrival: Arrival) -> str:
    """Where the day is in doubt and who can tell it, as a sentence after the verdict's own."""
    if doubt is Doubt.UNSEEN:
        return f" Đề nghị văn phòng hỏi đơn vị, đã nộp thì {_REGISTER}."
    if doubt is not Doubt.DAY:
        return ""
    if arrival.first_complete:
        return f" Đề nghị văn phòng {_REGISTER}."
    place = arrival.evidence
    row = f"dòng ở tệp {place.file}, trang {place.sheet}, ô {place.cell}"
    return f" Đề nghị đơn vị ghi rõ một ngày nộp ({row}), hoặc văn phòng {_REGISTER}."


def not_applied_text(line: Receipt, day: str) -> str:
    """Why a line of the register grants no time, as a sentence after the verdict's own."""
    needed = {
        "hạn mới": line.until,
        "người cho gia hạn": line.person,
        "ngày": day,
        "số văn bản": line.document,
    }
    missing = ", ".join(name for name, value in needed.items() if not value)
    where = f" (trang {line.evidence.sheet}, ô {line.evidence.cell})" if line.evidence.cell else ""
    return f" Có dòng gia hạn chưa áp dụng vì thiếu {missing}{where}."


def _open(doubt: Doubt | None, arrival: Arrival) -> str:
    if doubt in (Doubt.UNIT, Doubt.UNREAD):
        return "chưa rõ đã nộp hay chưa"
    if doubt is Doubt.UNSEEN:
        seen = shown(arrival.last_without)
        return (
            f"chưa rõ đã nộp hay chưa: lần cuối xem được bảng tính là {seen}, lúc đó còn thiếu; từ "
            "đó đến hết hạn chưa xem được"
        )
    return f"đã nộp nhưng chưa rõ ngày{either_text(arrival)}"
