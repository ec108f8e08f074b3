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
from dataclasses import dataclass

from sheets_sync.provision.current import Current
from sheets_sync.provision.desired import Desired
from sheets_sync.provision.drawing import draw
from sheets_sync.provision.json_types import Json
from sheets_sync.provision.mending import Step, mend


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """What is to be done for one unit.

    Attributes:
        file: Google's id; empty while the file is not there.
        steps: In order; all their requests go in one ``batchUpdate``.
        shares: Addresses that get access, before anything is protected.
        strangers: Addresses with access that nobody listed.
    """

    wanted: Desired
    file: str
    steps: tuple[Step, ...]
    shares: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()

    @property
    def requests(self) -> list[Json]:
        """All requests of the steps."""
        return [request for step in self.steps for request in step.requests]

    @property
    def idle(self) -> bool:
        """Whether everything is as it should be."""
        return bool(self.file) and not self.steps and not self.shares


def plan_unit(
    wanted: Desired,
    file: str,
    current: Current | None,
    editors: Sequence[str],
    *,
    addresses: Sequence[str] = (),
    permitted: Sequence[str] = (),
) -> UnitPlan:
    """What turns a spreadsheet into what it should be.

    Args:
        wanted: What it should be.
        file: Google's id, empty for a file still to be made.
        current: What it is; ``None`` for a new one, which has one empty sheet.
        editors: The office's own addresses, who alone edit what is protected.
        addresses: Who shall be able to edit the unit's area.
        permitted: Who can open the file now.
    """
    now = current or Current("", "", "", [])
    steps = [*_whole(wanted, now), *_sheets(wanted, now, editors)]
    if current is None or _only_blank(current):
        steps.append(Step("bỏ trang trống ban đầu", ({"deleteSheet": {"sheetId": 0}},)))
    known = {address.lower() for address in permitted}
    expected = {a.lower() for a in (*addresses, *editors)}
    return UnitPlan(
        wanted,
        file,
        tuple(steps),
        tuple(a for a in addresses if a.lower() not in known),
        tuple(sorted(known - expected)) if addresses else (),
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
    steps: list[Step] = []
    for index, draft in enumerate(wanted.sheets):
        sheet = now.sheet(draft.key, draft.sheet_id, draft.title)
        if sheet is None:
            requests = tuple(draw(draft, index, list(editors)))
            steps.append(Step(f"lập tab “{draft.title}”", requests))
        else:
            steps += mend(draft, sheet, index, editors)
    return steps


def _only_blank(current: Current) -> bool:
    """Whether the spreadsheet is as Google made it: one empty sheet without a mark."""
    only = current.sheets[0] if len(current.sheets) == 1 else None
    return only is not None and not only.sheet_id and not only.key and not only.cells
