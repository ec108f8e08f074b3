"""What a run of the main job decides: the words shared by rules, workbook and report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from campaign.plan.words import Ground, SubjectKind
from campaign.problems import Issue
from campaign.records import Row, SourceRecords

if TYPE_CHECKING:
    from campaign.awards.decisions import Approval, ListState, NotApplied, Override
    from campaign.awards.office_quotas import QuotaLine
    from campaign.council.ballots import Ballot, Member
    from campaign.council.tally import Tally
    from campaign.firmness.judge import Firmness
    from campaign.plan.rule_packs import RulePack
    from campaign.reasons.cards import Cards
    from campaign.roster.units import Unit


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


class EvidenceKind(StrEnum):
    """How it is known when a deliverable came in, strongest first."""

    RECEIPT = "receipt"
    LEDGER = "ledger"
    REVISION = "revision"
    SEEN = "seen"
    TYPED = "typed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact comes from; ``cell`` is A1, ``sheet`` may be the office's own."""

    kind: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    text: str = ""


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


class Verdict(StrEnum):
    """đủ / chưa xét / không đủ."""

    ELIGIBLE = "eligible"
    HELD = "held"
    INELIGIBLE = "ineligible"


class Reason(NamedTuple):
    """Why a subject is held or ineligible, or what was noted in passing.

    ``weight`` is the verdict this reason alone leads to (ELIGIBLE for a remark); ``rule`` is the
    rule it comes from (``deliverable.results``, ``criterion.4.1.a``, ``violations`` …), or empty.
    """

    code: str
    weight: Verdict
    ground: Ground | None
    clause: str
    evidence: Evidence
    message: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One row that proposes a subject."""

    row: str
    awards: tuple[str, ...]
    votes: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody or some unit that is judged.

    ``id`` is the least row id of the subject's proposals, or ``unit:<unit id>`` for a unit that
    nobody proposed. ``awards`` are ids of the awards asked for, in any of the ``proposals``.
    ``waiting`` says what in a proposal's row waits for a person; empty when nothing does.
    """

    id: str
    name: str
    kind: SubjectKind
    unit: str | None
    gender: str = ""
    women_share: Decimal | None = None
    votes: str = ""
    awards: tuple[str, ...] = ()
    evidence: Evidence = field(default_factory=lambda: Evidence("none"))
    born: str = ""
    proposals: tuple[Proposal, ...] = ()
    waiting: str = ""

    @property
    def rows(self) -> tuple[str, ...]:
        """Ids under which the subject is known: its own and its proposals'."""
        return tuple(dict.fromkeys((self.id, *(one.row for one in self.proposals))))

    def votes_for(self, award: str) -> str:
        """The votes typed in the proposal for an award."""
        typed = (one.votes for one in self.proposals if award in one.awards)
        return next(typed, self.votes)

    def place_of(self, award: str) -> Evidence:
        """Where the subject is proposed for an award."""
        places = (one.evidence for one in self.proposals if award in one.awards)
        return next(places, self.evidence)


class Judgement(NamedTuple):
    """A subject with its verdict and every reason."""

    subject: Subject
    verdict: Verdict
    reasons: tuple[Reason, ...]


class Score(NamedTuple):
    """One indicator of one unit: the value read and its points on the fixed scale."""

    indicator: str
    value: Decimal | None
    points: Decimal | None
    evidence: Evidence


class Placed(NamedTuple):
    """A line of a shortlist. ``rank`` is shared by equals (1-1-3); ``None`` when unscored.

    With an ``override`` a person took the candidate in; ``remarks`` then hold what spoke against.
    """

    subject: Subject
    rank: int | None
    tied: bool
    points: Decimal | None
    breakdown: tuple[Score, ...]
    provisional: bool
    remarks: tuple[Reason, ...] = ()
    override: Override | None = None


class Absent(NamedTuple):
    """A candidate who is not on a list, with the reasons.

    ``rank`` and ``points`` are those of a candidate who was ranked and cut or left out.
    """

    subject: Subject
    reasons: tuple[Reason, ...]
    rank: int | None = None
    points: Decimal | None = None
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Shortlist:
    """One award's list: who is on it, who is not and why, and what the council must settle.

    ``not_proposed`` are those whom nobody proposed for this award: one reason for all of them.
    ``not_applied`` are overrides that changed nothing.
    """

    award: str
    placed: Sequence[Placed]
    absent: Sequence[Absent]
    council: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    not_proposed: Sequence[Subject] = ()
    not_applied: tuple[NotApplied, ...] = ()


@dataclass(frozen=True, slots=True)
class SimilarPair:
    """Two initiatives of different units whose titles are alike; never merged."""

    first: str
    second: str
    score: int


PAPER = "paper"
"""Code of an unread source that is no table at all: a scan, a Word file, a picture."""

OWN_WORKBOOK = "own_workbook"
"""Code of a district workbook among the sources: a copy or an older one, nobody's hand-in."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that could not be read; ``code`` is that of its refusal, such as ``PAPER``.

    ``unit`` is the one whose deliverables may stand in it; ``None`` where nothing tells it for
    certain, or where what was read of it before is judged instead.
    """

    source: str
    code: str
    sentence: str
    unit: str | None = None


@dataclass(slots=True)
class Violation:
    """A line of the office's own list of violations.

    ``state`` is ``confirmed``, ``considered`` (any hold reason), ``cleared`` or ``unclear``.
    """

    unit: str | None
    person: str
    content: str
    state: str
    document: str
    evidence: Evidence


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
    overrides: list[Override] = field(default_factory=list)
    approvals: list[Approval] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    ballots: list[Ballot] = field(default_factory=list)
    quotas: list[QuotaLine] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


@dataclass(slots=True)
class Result:
    """Everything the main job found and decided, ready to be written or reported.

    ``sources`` hold the rows; a row's final status and issues stand on the row itself. ``cards``
    stand in the order of ``judgements`` and are made as they are asked for, ``states`` in that of
    ``shortlists``.
    ``rules`` is the law of the day of judging; ``None`` before the oldest that is known.
    ``former`` are units of the roster that are not in force on the day of judging. ``anchor`` is
    the end of the ledger that was used, to be printed; empty without one. ``jobs`` says how the
    periodic sync fares, as label and text. ``firmness`` has one item a quota for collectives that
    left somebody with points out, ``council`` one a candidate of whom a ballot speaks.
    """

    campaign_id: str
    as_of: datetime
    sources: list[SourceRecords]
    unread: list[Unread]
    skipped: list[str]
    submissions: list[Submission]
    judgements: Sequence[Judgement]
    shortlists: list[Shortlist]
    scores: dict[str, tuple[Score, ...]]
    similar: list[SimilarPair]
    office: OfficeFacts
    cards: Cards | None = None
    states: list[ListState] = field(default_factory=list)
    former: tuple[Unit, ...] = ()
    rules: RulePack | None = None
    anchor: str = ""
    jobs: tuple[tuple[str, str], ...] = ()
    firmness: list[Firmness] = field(default_factory=list)
    council: list[Tally] = field(default_factory=list)

    def rows(self) -> list[tuple[SourceRecords, Row]]:
        """Every data row with its source, in source order."""
        return [(source, row) for source in self.sources for row in source.rows]
