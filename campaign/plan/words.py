"""The fixed words of a plan: kinds of table, of subject, of refusal, of deadline.

Apart from the shape of a definition, so that who needs only a word loads no validation.
"""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """The kinds of table a unit fills; each is read by its own columns."""

    REGISTRATION = "registration"
    INTERIM = "interim"
    RESULT = "result"
    CRITERIA = "criteria"
    PROPOSAL = "proposal"


class SubjectKind(StrEnum):
    """Who can be proposed for an award."""

    COLLECTIVE = "collective"
    HEAD = "head"
    INDIVIDUAL = "individual"
    CITIZEN = "citizen"


class Ground(StrEnum):
    """The four official grounds for refusal: the top level of every reason."""

    WRONG_SUBJECT = "wrong_subject"
    CRITERIA_NOT_MET = "criteria_not_met"
    INCOMPLETE_FILE = "incomplete_file"
    LAW_VIOLATION = "law_violation"


class WeekendRule(StrEnum):
    """What becomes of a last day that falls on a Saturday or Sunday."""

    KEEP = "keep"
    ROLL = "roll"


class CountedDate(StrEnum):
    """Which date of a submission is held against the deadline."""

    SIGNED = "signed"
    SENT = "sent"
    RECEIVED = "received"


class LateEffect(StrEnum):
    """What a late submission does to the unit's own eligibility: an office's practice."""

    NOTE = "note"
    HOLD = "hold"
    REFUSE = "refuse"
