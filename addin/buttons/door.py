"""The door a press came in through: who pressed, when, and where sources may be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from campaign.office_time import to_office

if TYPE_CHECKING:
    from campaign.usecases import MainJob


def office_clock() -> datetime:
    """The moment now, in the office's time, to the second."""
    return to_office(datetime.now(UTC)).replace(microsecond=0)


def _always() -> bool:
    return True


def _account() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


class NewFile(NamedTuple):
    """A pressed workbook that is whole and about to take its place.

    Attributes:
        made: The new file, under a name of its own.
        old: The file that was pressed.
        target: Where the new one goes.
    """

    made: Path
    old: Path
    target: Path


Settle = Callable[[NewFile | None], None]
"""Tells what a press did to whoever keeps records; ``None`` where the press saves no file."""


@dataclass(frozen=True, slots=True)
class Door:
    """What a host knows of a press that the workbook cannot be trusted to say.

    Attributes:
        clock: Tells the moment.
        who: Tells who presses: the account of the machine, or of the person a server identified.
        sources: Where to read instead of what the workbook names.
        named: Whether a folder that the workbook names may be read: never on a server.
        folder: Where a relative folder starts; ``None`` where the workbook says where it is.
        as_of: Moment of judging instead of what the workbook says.
        fresh: Whether to read every file again.
        unit: The unit for which a unit's button counts, as the server knows; empty asks the
            workbook.
        ledger: Path or URL of the ledger that is told; empty takes the one this machine names, if
            any, where the workbook is trusted (``named``).
        campaign: Shipped name or definition file that is served, whatever the workbook says; empty
            asks the workbook.
        job: The same campaign, loaded and made ready by a host that presses often.
        awaited: Tells whether somebody still waits for the press; what cannot be undone is not
            begun otherwise.
        later: Takes what is to be recorded once the new file is whole, where the host saves one:
            a record must not tell of a file that was never saved. By default it is recorded at
            once.
    """

    clock: Callable[[], datetime] = office_clock
    who: Callable[[], str] = _account
    sources: Sequence[Path | str] = ()
    named: bool = True
    folder: Path | None = None
    as_of: datetime | None = None
    fresh: bool = False
    unit: str = ""
    ledger: str = ""
    campaign: str = ""
    job: MainJob | None = None
    awaited: Callable[[], bool] = _always
    later: Callable[[Settle], object] | None = None

    def settle(self, task: Settle) -> None:
        """Record something as soon as it can be relied on."""
        if self.later is None:
            task(None)
        else:
            self.later(task)
