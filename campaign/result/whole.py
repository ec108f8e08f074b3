"""Everything that one run of the main job found and decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from campaign.records import Row, SourceRecords
from campaign.result.lists import Score, Shortlist
from campaign.result.office_facts import OfficeFacts
from campaign.result.submissions import Submission
from campaign.result.unread import Unread
from campaign.result.verdicts import Judgement

if TYPE_CHECKING:
    from campaign.awards.decisions import ListState
    from campaign.council.tally import Tally
    from campaign.firmness.judge import Firmness
    from campaign.plan.rule_packs import RulePack
    from campaign.reasons.cards import Cards
    from campaign.roster.units import Unit


@dataclass(frozen=True, slots=True)
class SimilarPair:
    """Two initiatives of different units whose titles are alike; never merged."""

    first: str
    second: str
    score: int


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
