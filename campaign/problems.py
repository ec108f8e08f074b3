"""What can be wrong with a typed value, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Weight(StrEnum):
    """What a problem does to its row."""

    HOLD = "hold"
    """The row waits for a person: the value has several readings, or none that is safe."""
    REJECT = "reject"
    """The row is not taken (a repeated row, a superseded version); it is still shown."""
    ERROR = "error"
    """The value is lost (``#REF!``) but the rest of the row is kept."""
    NOTE = "note"
    """The value was understood; what was done to it is logged."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one typed value, before it is known where the value stands.

    Attributes:
        code: Stable, lower case with underscores, e.g. ``date_ambiguous``.
        weight: What it does to the row.
        message: A Vietnamese sentence for a clerk: what is wrong, what to do.
        readings: The readings the value could have, as text (ISO dates, unit ids, numbers).
    """

    code: str
    weight: Weight
    message: str
    readings: tuple[str, ...] = ()

    def at(
        self, file: str, sheet: str = "", cell: str = "", column: str = "", typed: str = ""
    ) -> Issue:
        """The same problem with its place."""
        return Issue(
            self.code, self.weight, self.message, file, sheet, cell, column, typed, self.readings
        )


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """What one typed cell means: a value, problems, or both; ``None`` when nothing is safe."""

    value: T | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def held(self) -> bool:
        """Whether a person must look before the value may be used."""
        return any(p.weight is Weight.HOLD for p in self.problems)


@dataclass(frozen=True, slots=True)
class Issue:
    """A problem with its place.

    Attributes:
        code: As in ``Problem``.
        weight: As in ``Problem``.
        message: As in ``Problem``.
        file: Source name, relative to what the user named.
        sheet: Sheet name; empty for a problem of the whole file.
        cell: A1 address; empty for a problem of the whole sheet.
        column: Column key of ``campaign.columns``; empty when not of one column.
        typed: What stands in the cell, as text.
        readings: As in ``Problem``.
    """

    code: str
    weight: Weight
    message: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    column: str = ""
    typed: str = ""
    readings: tuple[str, ...] = field(default=())
