"""A spreadsheet as a listing shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of the campaign.

    Attributes:
        id: Google's id.
        name: As people see it.
        unit: Unit id that provision marked it with.
        version: Moves with every change, also with some that nobody sees.
        modified: ISO moment, UTC.
        editor: E-mail of who changed it last; empty when Google does not say.
    """

    id: str
    name: str
    unit: str
    version: str
    modified: str
    editor: str = ""


@dataclass(frozen=True, slots=True)
class Twin:
    """One of the files that bear a unit's mark.

    Attributes:
        id: Google's id.
        created: ISO moment, UTC.
        may_bin: Whether this account may put it in the bin.
    """

    id: str
    created: str
    may_bin: bool
