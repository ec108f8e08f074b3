"""What the wards of the demo do in their Google spreadsheets, week after week. Plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from addin.demo.profiles import WARDS
from addin.demo.rows import Filing, Rows, all_rows, filings
from addin.demo.twists import twist
from campaign.plan.definition import Campaign, Form
from campaign.roster.units import Roster

OFFICE_HOURS = timedelta(hours=2)
"""From midnight UTC to nine in the morning in Hồ Chí Minh City."""

_PARTS = (
    (Form.REGISTRATION,),
    (Form.INTERIM,),
    (Form.RESULT, Form.CRITERIA, Form.PROPOSAL),
)
"""Forms that are filled in together, by the three days of a profile."""

EDITOR, EMPTIER, RENAMED = "phuong-hiep-thanh", "phuong-thoi-an", "phuong-tan-chanh-hiep"


@dataclass(frozen=True, slots=True)
class Filled:
    """A ward fills in some forms."""

    at: datetime
    unit: str
    rows: Rows


@dataclass(frozen=True, slots=True)
class Edited:
    """A ward changes a title after the deadline."""

    at: datetime
    unit: str
    title: str


@dataclass(frozen=True, slots=True)
class Emptied:
    """A ward clears its registration by mistake, and gets it back from the version history."""

    at: datetime
    unit: str
    back: datetime


@dataclass(frozen=True, slots=True)
class Renamed:
    """The office renames a column of a ward's form."""

    at: datetime
    unit: str
    column: str
    label: str


Event = Filled | Edited | Emptied | Renamed


def moment(day: date, hours: float = 0.0) -> datetime:
    """An office morning, and some hours later; aware."""
    return datetime.combine(day, time(), UTC) + OFFICE_HOURS + timedelta(hours=hours)


def wards(roster: Roster) -> list[Filing]:
    """The wards of the demo."""
    units = {unit.id: unit for unit in roster.units}
    return [filing for filing in filings(units) if filing.profile.folder == WARDS]


def story(campaign: Campaign, roster: Roster) -> list[Event]:
    """Everything that happens, in order."""
    events: list[Event] = []
    for number, filing in enumerate(wards(roster)):
        events += _fillings(campaign, filing, number)
    events += [
        Renamed(moment(date(2020, 5, 11)), RENAMED, "person", "Cán bộ đầu mối của phường"),
        Edited(moment(date(2020, 5, 25)), EDITOR, "Một cửa liên thông (đã sửa sau hạn)"),
        Emptied(moment(date(2020, 6, 9)), EMPTIER, moment(date(2020, 6, 10))),
    ]
    return sorted(events, key=lambda event: event.at)


def _fillings(campaign: Campaign, filing: Filing, number: int) -> Iterator[Filled]:
    rows = twist(filing.unit.id, all_rows(filing, campaign))
    for day, forms in zip(filing.profile.days, _PARTS, strict=True):
        part = {form: rows[form] for form in forms if rows.get(form)}
        if day is not None and part:
            yield Filled(moment(day, number / 10), filing.unit.id, part)


def looks() -> list[datetime]:
    """When the office's job runs: around each deadline, and while something is odd."""
    return [
        moment(date(2020, 5, 19), 14),
        moment(date(2020, 5, 26)),
        moment(date(2020, 6, 9), 1),
        moment(date(2020, 6, 9), 1.25),
        moment(date(2020, 6, 14), 14),
        moment(date(2020, 6, 14), 15.5),
        moment(date(2020, 10, 31), 14),
        moment(date(2020, 11, 2), -1),
    ]
