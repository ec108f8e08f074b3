"""What the office itself wrote in the district workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from campaign.problems import Issue
from campaign.result.evidence import Evidence

if TYPE_CHECKING:
    from campaign.awards.decisions import Approval, Override
    from campaign.awards.office_quotas import QuotaLine
    from campaign.council.ballots import Ballot, Member


@dataclass(slots=True)
class Violation:
    """A line of the office's own list of violations.

    ``state`` is ``confirmed``, ``considered`` (any hold reason), ``cleared`` or ``unclear``.
    ``possible`` are the ids of units that a unit that is not certain could be.
    """

    unit: str | None
    person: str
    content: str
    state: str
    document: str
    evidence: Evidence
    possible: tuple[str, ...] = ()


@dataclass(slots=True)
class Receipt:
    """A line of the office's register of receipts and extensions (Sổ tiếp nhận)."""

    unit: str | None
    deliverable: str | None
    action: str
    signed: str
    sent: str
    received: str
    until: date | None
    document: str
    person: str
    evidence: Evidence


@dataclass(slots=True)
class OfficeFacts:
    """What the office itself wrote in the district workbook, read before a run.

    Attributes:
        violations: Lines of *Vi phạm*.
        receipts: Lines of *Sổ tiếp nhận*.
        settled: Values the office settled in *Cảnh báo*: (row id, column key) -> typed text.
        titles: What the rows were about that the office wrote on, settled or decided over, as the
            workbook shows it: by row id.
        overrides: Decisions beside the lines of the award sheets.
        approvals: Lines of *Phê duyệt*.
        members: Members of the council.
        ballots: Lines of *Phiếu Hội đồng*.
        quotas: Lines of *Chỉ tiêu*.
        issues: What could not be understood in those sheets.
    """

    violations: list[Violation] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    settled: dict[tuple[str, str], str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    overrides: list[Override] = field(default_factory=list)
    approvals: list[Approval] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    ballots: list[Ballot] = field(default_factory=list)
    quotas: list[QuotaLine] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
