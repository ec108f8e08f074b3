"""What became of each deliverable of each unit, and what says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaign.result.evidence import Evidence


class Standing(StrEnum):
    """What became of a deliverable of a unit."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    INCOMPLETE = "incomplete"
    UNCERTAIN = "uncertain"
    NOT_DUE = "not_due"


class Doubt(StrEnum):
    """What is open about an uncertain deliverable.

    The day; whose the rows are; what came in after the last look at the unit's spreadsheet; or what
    stands in a source of the unit that could not be read.
    """

    DAY = "day"
    UNIT = "unit"
    UNSEEN = "unseen"
    UNREAD = "unread"


RECEIPT, EXTENSION = "receipt", "extension"
"""Values of ``Receipt.action``: something came in; more time was granted."""


@dataclass(frozen=True, slots=True)
class Extension:
    """A person's grant of more time; it never edits the deadline."""

    until: date
    granted_by: str
    granted_on: str
    document: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Submission:
    """The verdict on one unit and one deliverable.

    Attributes:
        due: The date the plan names.
        last_day: The last day that is on time under ``setting`` (and the extension, if any).
        received: ISO date or date-time that was counted; empty when none is.
        readings: Dates it could be, when uncertain.
        days_late: Whole calendar days after ``last_day``; 0 when not late.
        setting: The three settings in Vietnamese, as printed beside the verdict.
        message: One Vietnamese sentence.
        doubt: What is open when uncertain.
        last_without: When it was last seen absent or incomplete, office time in ISO; empty
            where the ledger does not say. So is ``first_complete``, its other end.
    """

    unit: str
    deliverable: str
    standing: Standing
    due: date
    last_day: date
    received: str
    evidence: Evidence
    days_late: int
    setting: str
    message: str
    rows: int = 0
    readings: tuple[str, ...] = ()
    extension: Extension | None = None
    doubt: Doubt | None = None
    last_without: str = ""
    first_complete: str = ""
