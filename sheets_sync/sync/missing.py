"""Units whose spreadsheet is not listed, is listed twice, or stands beside one that was lost.

===============================  ==========================  ====================================
listed of the unit               known and not listed        what is recorded
===============================  ==========================  ====================================
none                             none                        nothing: there is no source to name
none                             some                        UNREADABLE: the last content stays
one, with rows or meant empty    some                        REPLACED: they are judged no more
one, without rows                some                        UNREADABLE: the last content stays
two                              any                         both UNREADABLE until one is gone
===============================  ==========================  ====================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from campaign.ledger.events import Door, Observation, Outcome
from campaign.ledger.found import Snapshot
from sheets_sync.gsheets.errors import RetryLater, SkipUnit
from sheets_sync.gsheets.google import Google
from sheets_sync.gsheets.provision_failures import two_files
from sheets_sync.sync.looking import GOOD, Finding, Look
from sheets_sync.sync.plan import Deed, Item, file_of
from sheets_sync.sync.reading import shown_name

_LOOKS = 5
"""Lost spreadsheets that are looked for in one run."""


def hole(item: Item, *, marked_elsewhere: bool = False) -> Look | None:
    """What is said of a unit without one spreadsheet of its own; ``None`` for other lines.

    Args:
        item: The plan's line.
        marked_elsewhere: Whether a lost spreadsheet is within reach, without our project's mark.
    """
    if item.deed is Deed.ABSENT:
        sentence = f"{item.who}: chưa có bảng tính Google. Hãy chạy: thidua sheets provision."
        return Look(item, Finding.ABSENT, sentence)
    if item.deed is Deed.LOST:
        return Look(item, Finding.LOST, _other_project(item) if marked_elsewhere else _lost(item))
    if item.deed is Deed.DOUBLE:
        double = two_files(item.who, item.file.name if item.file else "")
        return Look(item, Finding.DOUBLE, str(double))
    return None


def marked_elsewhere(google: Google, items: Iterable[Item]) -> frozenset[str]:
    """Units whose lost spreadsheet is within reach and only lacks the mark of our Cloud project.

    A few are looked for: of a whole district the others are likely to be as they are.

    Raises:
        Stop: nothing will work until a person acts.
    """
    found: set[str] = set()
    lost = [item for item in items if item.deed is Deed.LOST]
    for item in lost[:_LOOKS]:
        if _lacks_mark(google, item):
            found.add(_unit(item))
    if len(found) == _LOOKS:
        found |= {_unit(item) for item in lost}
    return frozenset(found)


def _lacks_mark(google: Google, item: Item) -> bool:
    try:
        return google.unit_of(file_of(item.lost[-1].source), item.who) == ""
    except (SkipUnit, RetryLater):
        return False  # that it is lost is said in any case


def beside_lost(look: Look, *, accept_empty: bool) -> Look:
    """A look at a spreadsheet that stands where another was lost; an empty one is not believed."""
    if not look.item.lost or look.finding not in GOOD or _takes_place(look, accept=accept_empty):
        return look
    sentence = (
        f"{look.item.who}: bảng tính đang có còn trống, trong khi bảng tính đã đọc trước đây không "
        "còn thấy; số liệu cũ vẫn được giữ. Hãy nhờ đơn vị điền lại, hoặc nếu đúng là rút lại hết "
        f"thì chạy: thidua sync --accept-empty {_unit(look.item)}."
    )
    return replace(look, finding=Finding.EMPTY, sentence=sentence)


def told(
    looks: Iterable[Look], latest: Mapping[str, Snapshot], at: datetime
) -> Iterator[Observation]:
    """What the ledger is to learn of spreadsheets that were not read; nothing it knows already."""
    for look in looks:
        if look.finding is Finding.DOUBLE:
            last = latest.get(look.item.source)
            yield from _unless_known(_unread(look.item, look.item.source, look, at), last)
        for known in look.item.lost:
            if look.finding in GOOD:
                yield replace(
                    _unread(look.item, known.source, look, at),
                    outcome=Outcome.REPLACED,
                    reason=f"{look.item.who}: đơn vị đã có bảng tính khác thay bảng tính này.",
                    code="",
                )
            else:
                said = (
                    look
                    if look.finding is Finding.LOST
                    else replace(look, sentence=_lost(look.item))
                )
                yield from _unless_known(_unread(look.item, known.source, said, at), known)


def _takes_place(look: Look, *, accept: bool) -> bool:
    return accept or (look.seen is not None and look.seen.rows > 0)


def _lost(item: Item) -> str:
    return (
        f"{item.who}: không còn thấy bảng tính đã đọc trước đây (bị xóa, hoặc văn phòng không còn "
        "quyền xem); số liệu lần trước được giữ. Hãy nhờ chủ bảng tính chia sẻ lại hoặc lấy lại "
        "từ Thùng rác; chỉ khi không lấy lại được mới chạy: thidua sheets provision."
    )


def _other_project(item: Item) -> str:
    return (
        f"{item.who}: bảng tính vẫn còn nhưng không mang dấu của dự án Google đang dùng (khóa hoặc "
        "lần đăng nhập này thuộc dự án khác với lúc lập); số liệu lần trước được giữ. Hãy dùng lại "
        "khóa của dự án cũ; nếu không còn, hãy chạy: thidua sheets provision --adopt."
    )


def _unread(item: Item, source: str, look: Look, at: datetime) -> Observation:
    return Observation(
        source,
        _unit(item) or None,
        shown_name(item.who),
        at,
        "",
        Door.SHEETS,
        outcome=Outcome.UNREADABLE,
        reason=look.sentence,
        code=look.finding.value,
    )


def _unless_known(made: Observation, last: Snapshot | None) -> Iterator[Observation]:
    if last is None or (last.outcome, last.reason) != (made.outcome, made.reason):
        yield made


def _unit(item: Item) -> str:
    return item.unit.id if item.unit else ""
