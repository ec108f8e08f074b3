"""A unit's records told in Vietnamese: what each look found new, in the order of the chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from campaign.labels import FORM
from campaign.ledger.entry import Kind
from campaign.ledger.events import Door, Outcome
from campaign.ledger.found import Event
from campaign.ledger.states import State, apply
from campaign.ledger.times import moment
from campaign.office_time import to_office
from campaign.plan.definition import Form

_DOOR = {Door.SHEETS: "Google Sheets", Door.FILE: "Tệp gửi đến", Door.SUBMIT: "Nộp bằng nút"}
_UNREAD = {
    Outcome.EMPTY: "Bỗng trống, chưa tin",
    Outcome.UNREADABLE: "Không đọc được",
    Outcome.REPLACED: "Không còn tính",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story; ``at`` is office time.

    Attributes:
        seq: Number of the record.
        door: How it came, in words.
        source: Name of the source.
        what: What was found.
        who: Who changed it, and when, as the service says.
    """

    seq: int
    at: datetime
    door: str
    source: str
    what: str
    who: str


@dataclass(slots=True)
class Story:
    """Tells the records of one unit; rows of other units in a shared source are left out."""

    unit: str
    _states: dict[str, State] = field(default_factory=dict)

    def tell(self, events: Iterable[Event]) -> Iterator[Told]:
        """One line a record that concerns the unit."""
        for event in events:
            told = self._told(event)
            if told is not None:
                yield told

    def _told(self, event: Event) -> Told | None:
        body = event.body
        at = to_office(event.at)
        if event.kind == Kind.RECEIPT:
            what = f"Nộp bằng nút, biên nhận {body['code']}"
            return Told(
                event.seq, at, _DOOR[Door.SUBMIT], event.source or "", what, body["account"]
            )
        if event.kind != Kind.OBSERVATION:
            return None
        what = self._found(event)
        if not what and event.unit is None:
            return None
        said = what or "Có sửa, không đổi dòng nào"
        return Told(event.seq, at, _DOOR[Door(body["door"])], body["name"], said, _who(body))

    def _found(self, event: Event) -> str:
        """What changed for the unit, in words; empty when nothing did."""
        body, source = event.body, event.source or ""
        outcome = Outcome(body["outcome"])
        if outcome is not Outcome.READ:
            reason = body.get("reason", "")
            return f"{_UNREAD[outcome]}{': ' if reason else ''}{reason}"
        first = source not in self._states
        before = self._states.setdefault(source, {})
        said = self._changes(before, body)
        apply(before, body)
        return said or ("Chưa có dòng nào" if first and event.unit == self.unit else "")

    def _changes(self, before: State, body: Mapping[str, Any]) -> str:
        gone = [before[row] for row in body.get("gone", ()) if row in before]
        lines = [f"bỏ dòng {_short(state.form)}" for state in gone if state.unit == self.unit]
        for row, form, unit, complete, _digest in body.get("rows", ()):
            if unit == self.unit:
                lines.append(_change(row, form, before, whole=bool(complete)))
        return "; ".join(lines)


def _change(row: str, form: str, before: State, *, whole: bool) -> str:
    name = f"{_short(form)} {row}"
    known = before.get(row)
    if known is None:
        return f"dòng mới {name} ({'đủ' if whole else 'còn thiếu'})"
    if known.complete != whole:
        return f"{name} {'nay đã đủ' if whole else 'nay còn thiếu'}"
    return f"sửa {name}"


def _short(form: str) -> str:
    return FORM[Form(form)]


def _who(body: Mapping[str, Any]) -> str:
    changed = body.get("modified_at")
    when = f"{to_office(moment(changed)):%d/%m/%Y %H:%M}" if changed else ""
    return ", ".join(part for part in (body.get("modified_by", ""), when) if part)
