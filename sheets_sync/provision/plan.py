"""What provision will do, a spreadsheet at a time; pure, and printable before anything happens.

=====================  ====================  ==========================================
the unit's file        a sheet of ours       what is done
=====================  ====================  ==========================================
is not there           (none)                made, drawn whole, shared, then protected
is there               is not there          drawn whole at its place
is there               is there, drifted     only what drifted is mended
is there               is there, as it was   nothing
any                    a stranger's sheet    nothing: it is the unit's own
=====================  ====================  ==========================================

Somebody who should have access and has not gets it. Somebody who has and should not is named and
stays: taking access away is a person's decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count

from sheets_sync.provision.access import Access
from sheets_sync.provision.current import Current, Sheet
from sheets_sync.provision.desired import FIRST_SHEET, Desired
from sheets_sync.provision.draft import Draft
from sheets_sync.provision.drawing import draw
from sheets_sync.provision.growing import property_of
from sheets_sync.provision.json_types import Json
from sheets_sync.provision.matching import in_the_way, match
from sheets_sync.provision.mending import mend
from sheets_sync.provision.step import Step


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """What is to be done for one unit.

    Attributes:
        file: Google's id; empty while the file is not there.
        steps: In order; all their requests go in one ``batchUpdate``.
        addresses: Who shall be able to edit the unit's area.
        shares: Addresses that get access, before anything is protected.
        strangers: Who has access and was not listed.
        spares: Further files of the unit, still empty, that go into the bin.
    """

    wanted: Desired
    file: str
    steps: tuple[Step, ...]
    addresses: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()

    @property
    def requests(self) -> list[Json]:
        """All requests of the steps."""
        return [request for step in self.steps for request in step.requests]

    @property
    def idle(self) -> bool:
        """Whether everything is as it should be."""
        return bool(self.file) and not self.steps and not self.shares and not self.spares


def plan_unit(
    wanted: Desired,
    file: str,
    current: Current | None,
    editors: Sequence[str],
    *,
    addresses: Sequence[str] = (),
    access: Access | None = None,
) -> UnitPlan:
    """What turns a spreadsheet into what it should be.

    Args:
        wanted: What it should be.
        file: Google's id, empty for a file still to be made.
        current: What it is; ``None`` for a new one, which has one empty sheet.
        editors: The office's own addresses, who alone edit what is protected; our account's first.
        addresses: Who shall be able to edit the unit's area.
        access: Who can open the file now.

    Raises:
        SkipUnit: a tab that is not ours bears the title of one of ours.
    """
    now, allowed = current or Current("", "", "", []), access or Access()
    steps = [*_whole(wanted, now), *_sheets(wanted, now, editors)]
    if current is None or _only_blank(current):
        steps.append(Step("bỏ trang trống ban đầu", ({"deleteSheet": {"sheetId": 0}},)))
    return UnitPlan(
        wanted,
        file,
        tuple(steps),
        tuple(addresses),
        allowed.lacking((*addresses, *editors[1:])),
        allowed.strangers((*addresses, *editors)) if addresses else (),
    )


def _whole(wanted: Desired, now: Current) -> list[Step]:
    steps = []
    for name, is_now, should, said in (
        ("title", now.title, wanted.title, "đặt tên bảng tính"),
        ("locale", now.locale, wanted.locale, "đặt ngôn ngữ Việt Nam"),
        ("timeZone", now.time_zone, wanted.time_zone, "đặt múi giờ Việt Nam"),
    ):
        if is_now != should:
            body = {"properties": {name: should}, "fields": name}
            steps.append(Step(said, ({"updateSpreadsheetProperties": body},)))
    return steps


def _sheets(wanted: Desired, now: Current, editors: Sequence[str]) -> list[Step]:
    found = match(wanted.sheets, now, wanted.unit.name)
    steps = _aside(wanted.sheets, found, now)
    order = [sheet.sheet_id for sheet in sorted(now.sheets, key=lambda sheet: sheet.index)]
    taken = set(now.numbers)
    for index, draft in enumerate(wanted.sheets):
        sheet = found.get(draft.key)
        if sheet is not None and _bare(sheet, draft):
            delete = {"deleteSheet": {"sheetId": sheet.sheet_id}}
            steps.append(Step(f"bỏ tab trống “{sheet.title}”", (delete,)))
            order.remove(sheet.sheet_id)
            sheet = None
        if sheet is None:
            made = replace(draft, sheet_id=_free_number(draft, wanted.sheets, order))
            requests = tuple(draw(made, index, list(editors), taken))
            steps.append(Step(f"lập tab “{draft.title}”", requests))
            order.insert(index, made.sheet_id)
            continue
        # Those before are in their places, so a sheet only ever moves to the left.
        moved = order.index(sheet.sheet_id) != index
        order.remove(sheet.sheet_id)
        order.insert(index, sheet.sheet_id)
        steps += mend(draft, sheet, index if moved else None, editors, taken)
    return steps


def _bare(sheet: Sheet, draft: Draft) -> bool:
    """Whether a tab is ours by its title alone and holds nothing: it is drawn whole."""
    return not sheet.key and not sheet.cells and sheet.sheet_id != draft.sheet_id


def _aside(drafts: Sequence[Draft], found: dict[str, Sheet], now: Current) -> list[Step]:
    """Swapped titles are first taken away from their tabs: no two may be called the same.

    The sheets in ``found`` bear the free titles afterwards.
    """
    held = {sheet.title.casefold() for sheet in now.sheets}
    steps = []
    for key in in_the_way(drafts, found):
        sheet, free = found[key], next(t for n in count(1) if (t := f"tạm {n}") not in held)
        held.add(free)
        steps.append(
            Step(f"gỡ tên “{sheet.title}” khỏi tab khác", (property_of(sheet, "title", free),))
        )
        found[key] = replace(sheet, title=free)
    return steps


def _free_number(draft: Draft, drafts: Sequence[Draft], used: Sequence[int]) -> int:
    """The draft's own number, or another when a sheet has it: a form was put in between."""
    if draft.sheet_id not in used:
        return draft.sheet_id
    known = {*used, *(one.sheet_id for one in drafts)}
    return next(number for number in count(FIRST_SHEET) if number not in known)


def _only_blank(current: Current) -> bool:
    """Whether the spreadsheet is as Google made it: one empty sheet without a mark."""
    only = current.sheets[0] if len(current.sheets) == 1 else None
    return only is not None and not only.sheet_id and not only.key and not only.cells
