"""Rows that somebody put in or took away above a table or between its questions.

What was put in stays where it is, with all that stands in it: our rows are mended where they are
now. Rows of ours that are gone come back as new rows; only where no row is missing and none too
many is one of ours written over what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sheets_sync.provision.current import Sheet
from sheets_sync.provision.draft import GUIDE_KEY, Draft
from sheets_sync.provision.json_types import Json
from sheets_sync.provision.rows_found import row_texts, rows_found, rows_with_ids
from sheets_sync.provision.step import Step

_T = TypeVar("_T")
_ByPlace = dict[tuple[int, int], _T]

_MOST_FROZEN = 12
"""Rows; with more of them frozen, nothing of the table would be seen on a small screen."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A draft with its rows where they are.

    Attributes:
        draft: Its rows are numbered as in ``sheet``.
        sheet: The sheet as it will be with the new rows.
        new: Those rows, which look like nothing yet.
        steps: What puts them in.
    """

    draft: Draft
    sheet: Sheet
    new: frozenset[int] = frozenset()
    steps: tuple[Step, ...] = ()


def rows_placed(draft: Draft, sheet: Sheet, places: list[int]) -> Placed:
    """Where the rows of a draft are in a sheet, and new ones for those that are gone."""
    texts = row_texts(draft, places)
    units = rows_with_ids(draft, sheet, places)
    found = rows_found(draft, texts, sheet, units)
    if draft.key == GUIDE_KEY and texts.keys() != found.keys():
        return Placed(draft, sheet)  # its words change with the plan: those of before go
    work = _Placing(draft, sheet, texts.keys(), found, units)
    for row in range(draft.first + draft.ready if _asks(draft, texts) else draft.first):
        work.place(row)
    new = frozenset(work.where[row] for row in work.gone)
    return Placed(_moved(draft, work.where, work.sheet), work.sheet, new, work.steps())


def _asks(draft: Draft, texts: Collection[int]) -> bool:
    """Whether the table's rows are questions of ours."""
    return any(row >= draft.first for row in texts)


@dataclass(slots=True)
class _Placing:
    """Finds a row of the sheet for each row of the draft, from top to bottom.

    Attributes:
        said: Rows of the draft with texts.
        where: Row of the sheet by row of the draft.
        units: Rows of the sheet that hold a unit's ids, with those of the draft.
        gone: Rows of the draft that were nowhere.
        added: Rows that are put in for them, in the order in which it is done.
    """

    draft: Draft
    sheet: Sheet
    said: Collection[int]
    where: dict[int, int]
    units: dict[int, int]
    gone: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)

    def place(self, row: int) -> None:
        """Where it was found, else below the one before it, in a new row where that is needed."""
        if row in self.where:
            return
        target = self.where[row - 1] + 1 if row else 0
        if not self._free(row, target):
            self._insert(target)
            self.gone.append(row)
        self.where[row] = target

    def _free(self, row: int, target: int) -> bool:
        if target in self.where.values() or target in self.units:
            return False
        return row not in self.said or self._blank(target) or self._as_drawn(row, target)

    def _blank(self, target: int) -> bool:
        return all(row != target for row, _ in self.sheet.cells)

    def _as_drawn(self, row: int, target: int) -> bool:
        """Whether the next row that is known stands as far below as it was drawn.

        Where it does not, what stands here was put in, or is a unit's row that slid up.
        """
        known = [*self.where.items(), *((row, at) for at, row in self.units.items())]
        following = [(at, other) for other, at in known if other > row and at > target]
        at, other = min(following, default=(target, row))
        return at - target == other - row

    def _insert(self, target: int) -> None:
        self.where = {r: at + (at >= target) for r, at in self.where.items()}
        self.units = {at + (at >= target): row for at, row in self.units.items()}
        self.sheet = replace(
            self.sheet,
            rows=self.sheet.rows + 1,
            cells=_lowered(self.sheet.cells, target),
            rules=_lowered(self.sheet.rules, target),
        )
        self.added.append(target)

    def steps(self) -> tuple[Step, ...]:
        """What puts the new rows in."""
        requests: list[Json] = []
        for row in self.added:
            last = requests[-1]["insertDimension"]["range"] if requests else {}
            if last.get("endIndex") == row:
                last["endIndex"] = row + 1
            else:
                where = {"sheetId": self.sheet.sheet_id, "dimension": "ROWS"}
                where |= {"startIndex": row, "endIndex": row + 1}
                request = {"range": where, "inheritFromBefore": row > 0}
                requests.append({"insertDimension": request})
        if not requests:
            return ()
        said = f"{self.draft.title}: chèn lại {len(self.added)} dòng của văn phòng bị xóa"
        return (Step(said, tuple(requests)),)


def _lowered(found: _ByPlace[_T], top: int) -> _ByPlace[_T]:
    return {(row + (row >= top), column): value for (row, column), value in found.items()}


def _moved(draft: Draft, where: Mapping[int, int], sheet: Sheet) -> Draft:
    """The draft with its rows at those of the sheet; rows not named follow the heading."""
    first = where[draft.first - 1] + 1 if draft.first else 0
    last = max((at for row, at in where.items() if row >= draft.first), default=None)
    ready = draft.ready if last is None else last + 1 - first
    frozen = where[draft.frozen - 1] + 1 if draft.frozen else 0

    def at(row: int) -> int:
        return where.get(row, row - draft.first + first)

    return replace(
        draft,
        rows=draft.rows + first - draft.first + ready - draft.ready,
        first=first,
        ready=ready,
        head=at(draft.head),
        frozen=frozen if frozen == draft.frozen or frozen <= _MOST_FROZEN else sheet.frozen,
        cells={
            (at(row), column): _following(cell, row, at(row))
            for (row, column), cell in draft.cells.items()
        },
        merges=[(at(top), left, at(bottom), right) for top, left, bottom, right in draft.merges],
        rules={(at(row), column): rule for (row, column), rule in draft.rules.items()},
    )


def _following(cell: Json, row: int, at: int) -> Json:
    """A cell whose formula names its own row names it where the row is now, as Google has it."""
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is None or row == at:
        return cell
    told = re.sub(rf"(?<=[A-Z]){row + 1}\b", str(at + 1), formula)
    return cell | {"userEnteredValue": {"formulaValue": told}}
