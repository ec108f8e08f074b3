"""What one sync will do: a pure answer to (who is expected, the listing, what was seen before).

========================  ==========================  ==========================================
the listing shows         the last look               what is done
========================  ==========================  ==========================================
no file of the unit       none                        ABSENT: named; the run has a hole
no file of the unit       another file, not replaced  LOST: named; its last content stays
two files of the unit     any                         DOUBLE: both named; the run has a hole
a file                    never read                  READ: new
a file                    failed, or suddenly empty   READ: looked at again
a file                    another file, not replaced  READ: does it take that one's place?
a file, version moved     read                        READ: moved
a file, same version      read, but sweep is due      READ: swept
a file, same version      read                        SAME: nothing is fetched
a file of nobody on the   any                         STRANGER: named; no unit is waiting for it
roster
========================  ==========================  ==========================================
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from campaign.ledger.events import Door, Outcome
from campaign.ledger.found import Snapshot
from campaign.roster.units import Unit
from sheets_sync.gsheets.listed import Listed
from sheets_sync.sync.memory import Seen

_SHEETS = "sheets:"


class Deed(StrEnum):
    """What is done about one unit or file."""

    READ = "read"
    SAME = "same"
    ABSENT = "absent"
    LOST = "lost"
    DOUBLE = "double"
    STRANGER = "stranger"


class Why(StrEnum):
    """Why a file is read."""

    NEW = "new"
    AGAIN = "again"
    MOVED = "moved"
    SWEPT = "swept"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the plan.

    Attributes:
        lost: Spreadsheets of the unit that were read once, still count, and are not listed now.
    """

    deed: Deed
    unit: Unit | None
    file: Listed | None
    why: Why = Why.NONE
    lost: tuple[Snapshot, ...] = ()

    @property
    def source(self) -> str:
        """The ledger's key of the file."""
        return source_of(self.file.id) if self.file else ""

    @property
    def who(self) -> str:
        """The unit, or the file's name, as sentences say it."""
        return self.unit.name if self.unit else self.file.name if self.file else ""


def source_of(file: str) -> str:
    """The ledger's key of a spreadsheet."""
    return f"{_SHEETS}{file}"


def file_of(source: str) -> str:
    """Google's id of a spreadsheet that the ledger knows."""
    return source.removeprefix(_SHEETS)


def plan_sync(
    units: Sequence[Unit],
    files: Iterable[Listed],
    latest: Mapping[str, Snapshot],
    seen: Mapping[str, Seen],
    *,
    sweep: bool,
) -> list[Item]:
    """The plan, in roster order; strangers last.

    Args:
        units: Who is expected to have a spreadsheet.
        files: What the listing shows.
        latest: The ledger's last look at each source.
        seen: What the last sync remembers.
        sweep: Whether everything is to be read whatever the listing says.
    """
    of_unit: dict[str, list[Listed]] = defaultdict(list)
    for file in files:
        of_unit[file.unit].append(file)
    lost = _lost(latest, {source_of(file.id) for found in of_unit.values() for file in found})
    plan: list[Item] = []
    for unit in units:
        found, gone = of_unit.pop(unit.id, []), tuple(lost.get(unit.id, ()))
        if len(found) == 1:
            one = _one(unit, found[0], latest, seen, sweep=sweep)
            again = replace(one, deed=Deed.READ, why=one.why or Why.AGAIN, lost=gone)
            plan.append(again if gone else one)
        elif found:
            plan += [Item(Deed.DOUBLE, unit, file) for file in found]
        else:
            plan.append(Item(Deed.LOST if gone else Deed.ABSENT, unit, None, lost=gone))
    strangers = (file for found in of_unit.values() for file in found)
    return [*plan, *(Item(Deed.STRANGER, None, file) for file in strangers)]


def _lost(latest: Mapping[str, Snapshot], listed: Container[str]) -> dict[str, list[Snapshot]]:
    """Spreadsheets that count and are not listed, by unit."""
    found: dict[str, list[Snapshot]] = defaultdict(list)
    for source, last in latest.items():
        if source in listed or last.door is not Door.SHEETS or last.unit is None:
            continue
        if last.outcome is not Outcome.REPLACED:
            found[last.unit].append(last)
    return found


def _one(
    unit: Unit,
    file: Listed,
    latest: Mapping[str, Snapshot],
    seen: Mapping[str, Seen],
    *,
    sweep: bool,
) -> Item:
    source = source_of(file.id)
    last, known = latest.get(source), seen.get(source)
    if last is None:
        return Item(Deed.READ, unit, file, Why.NEW)
    if last.outcome is not Outcome.READ:
        return Item(Deed.READ, unit, file, Why.AGAIN)
    trusted = known is not None and known.sha256 == last.sha256
    version = known.version if known is not None and trusted else last.version
    if not file.version or version != file.version:
        return Item(Deed.READ, unit, file, Why.MOVED)
    return Item(Deed.READ, unit, file, Why.SWEPT) if sweep else Item(Deed.SAME, unit, file)
