"""What one sync will do: a pure answer to (who is expected, the listing, what was seen before).

========================  ==========================  ==========================================
the listing shows         the last look               what is done
========================  ==========================  ==========================================
no file of the unit       any                         ABSENT: named; the run has a hole
two files of the unit     any                         DOUBLE: both named; the run has a hole
a file                    never read                  READ: new
a file                    failed, or suddenly empty   READ: looked at again
a file, version moved     read                        READ: moved
a file, same version      read, but sweep is due      READ: swept
a file, same version      read                        SAME: nothing is fetched
a file of nobody on the   any                         STRANGER: named; no unit is waiting for it
roster
========================  ==========================  ==========================================
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from campaign.ledger.events import Outcome
from campaign.ledger.found import Snapshot
from campaign.roster.units import Unit
from sheets_sync.gsheets.listed import Listed
from sheets_sync.sync.memory import Seen


class Deed(StrEnum):
    """What is done about one unit or file."""

    READ = "read"
    SAME = "same"
    ABSENT = "absent"
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
    """One line of the plan."""

    deed: Deed
    unit: Unit | None
    file: Listed | None
    why: Why = Why.NONE

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
    return f"sheets:{file}"


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
    plan: list[Item] = []
    for unit in units:
        found = of_unit.pop(unit.id, [])
        if len(found) == 1:
            plan.append(_one(unit, found[0], latest, seen, sweep=sweep))
        elif found:
            plan += [Item(Deed.DOUBLE, unit, file) for file in found]
        else:
            plan.append(Item(Deed.ABSENT, unit, None))
    strangers = (file for found in of_unit.values() for file in found)
    return [*plan, *(Item(Deed.STRANGER, None, file) for file in strangers)]


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
