"""What people decide over the computed lists: overrides and approvals, each with its document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from campaign.result.evidence import Evidence


class Decision(StrEnum):
    """What an override does to a candidate of one list."""

    TAKE = "take"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True, slots=True)
class Override:
    """A person's decision over one computed line of one list; it deletes nothing computed.

    Attributes:
        subject: Id of the candidate's line: the subject's or one of its proposals'.
        award: Award id.
        person: Who decided.
        document: Number and date of the document that says so.
        reason: Why, in words.
        passing_reason: Why candidates who rank higher were passed over; needed only then.
        evidence: Where the office wrote it.
    """

    subject: str
    award: str
    decision: Decision
    person: str
    document: str
    reason: str
    passing_reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NotApplied:
    """An override that changed nothing, and why, as a sentence for the office."""

    override: Override
    code: str
    message: str


class ApprovalState(StrEnum):
    """Where a list stands between draft and signature."""

    DRAFT = "draft"
    APPROVED = "approved"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True)
class Approval:
    """A line of the office's own sheet *Phê duyệt*.

    Attributes:
        award: Award id; ``None`` when the line does not say which list.
        prepared_by: Who prepared the list (người lập).
        approved_by: Who approved it (người duyệt): another person.
        position: Post of who approved.
        approved_on: ISO date, or empty.
        document: Number of the submission or minutes, or empty.
        code: The data code as printed on the page that was approved.
        evidence: Where the office wrote it.
    """

    award: str | None
    prepared_by: str
    approved_by: str
    position: str
    approved_on: str
    document: str
    code: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ListState:
    """Draft, approved or voided: what every printed page of one list says.

    Attributes:
        award: Award id.
        code: Data code of this run's list; an approval names the code it approved.
        approval: The approval that counts or counted; ``None`` for a draft.
        provisional: Whether the order has no signed decision on weights behind it.
        changed: What changed since a voided approval, in Vietnamese words.
        message: One Vietnamese sentence for the page.
        waiting: Names of those on whom a vote decides that the council has not finished.
    """

    award: str
    state: ApprovalState
    code: str
    approval: Approval | None
    provisional: bool
    changed: tuple[str, ...]
    message: str
    waiting: tuple[str, ...] = ()

    @property
    def official(self) -> bool:
        """Whether the list may be exported as official.

        It is approved, its order has a mandate, and no vote that decides is open.
        """
        approved = self.state is ApprovalState.APPROVED
        return approved and not self.provisional and not self.waiting
