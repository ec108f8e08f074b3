"""What a sync will do, worked out before anything is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from campaign.ledger.events import Door, Outcome
from campaign.ledger.found import Snapshot
from campaign.roster.units import Unit
from sheets_sync.gsheets.listed import Listed
from sheets_sync.sync.memory import Memory, Seen
from sheets_sync.sync.plan import Deed, Why, plan_sync

AT = datetime(2020, 5, 18, 1, tzinfo=UTC)
WARD, SCHOOL = Unit("p", "ward", "Phường P", "P"), Unit("t", "school", "Trường T", "T")


def listed(unit: str = "p", file: str = "1", version: str = "7") -> Listed:
    return Listed(file, f"tệp {file}", unit, version, "2020-05-18T00:00:00.000Z")


def last(outcome: Outcome = Outcome.READ, version: str = "7", sha256: str = "a") -> Snapshot:
    return Snapshot(1, "sheets:1", "p", "x", AT, sha256, Door.SHEETS, outcome, version=version)


@pytest.mark.parametrize(
    ("snapshot", "seen", "sweep", "deed", "why"),
    [
        (None, None, False, Deed.READ, Why.NEW),
        (last(), None, False, Deed.SAME, Why.NONE),
        (last(version="6"), None, False, Deed.READ, Why.MOVED),
        # Google's version moved for nothing: the memory knows that the cells are the same.
        (last(version="6"), Seen("7", "a", "c", 3), False, Deed.SAME, Why.NONE),
        # A memory that the ledger does not bear out counts for nothing.
        (last(version="6"), Seen("7", "b", "c", 3), False, Deed.READ, Why.MOVED),
        (last(Outcome.EMPTY), None, False, Deed.READ, Why.AGAIN),
        (last(Outcome.UNREADABLE), None, False, Deed.READ, Why.AGAIN),
        (last(), None, True, Deed.READ, Why.SWEPT),
    ],
)
def test_a_file_is_read_when_it_may_have_changed(
    snapshot: Snapshot | None,
    seen: Seen | None,
    sweep: bool,  # noqa: FBT001
    deed: Deed,
    why: Why,
) -> None:
    latest = {"sheets:1": snapshot} if snapshot else {}
    memory = {"sheets:1": seen} if seen else {}
    (item,) = plan_sync([WARD], [listed()], latest, memory, sweep=sweep)
    assert (item.deed, item.why) == (deed, why)


def test_a_listing_without_versions_saves_nothing() -> None:
    (item,) = plan_sync(
        [WARD], [listed(version="")], {"sheets:1": last(version="")}, {}, sweep=False
    )
    assert item.deed is Deed.READ


def test_units_without_a_file_or_with_two_are_named_and_strangers_come_last() -> None:
    files = [listed("x", "9"), listed("p", "1"), listed("p", "2")]
    plan = plan_sync([SCHOOL, WARD], files, {}, {}, sweep=False)
    assert [(item.deed, item.who) for item in plan] == [
        (Deed.ABSENT, "Trường T"),
        (Deed.DOUBLE, "Phường P"),
        (Deed.DOUBLE, "Phường P"),
        (Deed.STRANGER, "tệp 9"),
    ]


def test_a_spreadsheet_that_counts_and_is_not_listed_is_lost_and_another_is_read_for_it() -> None:
    (gone,) = plan_sync([WARD], [], {"sheets:1": last()}, {}, sweep=False)
    assert (gone.deed, [known.source for known in gone.lost]) == (Deed.LOST, ["sheets:1"])
    new = replace(last(), source="sheets:2")
    latest = {"sheets:1": last(), "sheets:2": new}
    (item,) = plan_sync([WARD], [listed(file="2")], latest, {}, sweep=False)
    assert (item.deed, item.why, len(item.lost)) == (Deed.READ, Why.AGAIN, 1)
    latest["sheets:1"] = last(Outcome.REPLACED)
    (item,) = plan_sync([WARD], [listed(file="2")], latest, {}, sweep=False)
    assert (item.deed, item.lost) == (Deed.SAME, ())


def test_the_memory_survives_and_a_damaged_one_is_none(tmp_path: Path) -> None:
    path = tmp_path / "state" / "memory.json"
    memory = Memory(path, {"sheets:1": Seen("7", "a", "c", 3, "p")}, 5.0)
    memory.save()
    assert Memory.load(path) == memory
    path.write_text("{")
    assert Memory.load(path).seen == {}
