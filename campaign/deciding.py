"""What is decided of the rows that were read: each rule in its turn, put together once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from campaign.awards.approval import judge_approvals
from campaign.awards.decisions import NotApplied
from campaign.awards.points import unit_scores
from campaign.awards.shortlist import Shortlister
from campaign.blocks import Block
from campaign.consolidation.consolidate import Consolidator
from campaign.consolidation.similar import Title, similar_titles
from campaign.council.judge import Council, with_council, with_votes
from campaign.council.tally import Tally
from campaign.firmness.contest import Contests
from campaign.firmness.judge import Firmness, firmness_of
from campaign.interval import Interval
from campaign.judging.candidates import Candidates
from campaign.judging.deadlines import Deadlines
from campaign.judging.eligibility import Eligibility
from campaign.judging.facts import Facts, add_facts
from campaign.judging.namesakes import namesakes
from campaign.judging.papers import left_open, places_of, possible_hand_ins
from campaign.judging.subjects import subjects
from campaign.plan.definition import Form
from campaign.plan.rule_packs import RuleId, RulePack, pack_on, warnings_of
from campaign.problems import Issue, Weight
from campaign.progress import Progress
from campaign.reasons.cards import CardMaker, Cards
from campaign.reasons.situation import Situations
from campaign.reasons.what_if import WhatIfs
from campaign.records import SourceRecords, Status
from campaign.result.lists import Score, Shortlist
from campaign.result.office_facts import OfficeFacts
from campaign.result.submissions import Submission
from campaign.result.unread import Unread
from campaign.result.verdicts import Judgement
from campaign.result.whole import Result, SimilarPair
from campaign.roster.units import Unit

if TYPE_CHECKING:
    from campaign.usecases import MainJob


@dataclass(frozen=True, slots=True)
class Read:
    """Everything that a decision starts from.

    Attributes:
        sources: What was read; rows get their final status.
        unread: Sources that could not be read.
        skipped: Names of files that hold no table.
        office: What the office wrote in the district workbook.
        intervals: When the ledger saw deliverables come in, by (unit, deliverable).
    """

    sources: list[SourceRecords]
    unread: Sequence[Unread]
    skipped: Sequence[str]
    office: OfficeFacts
    intervals: Mapping[tuple[str, str], Interval]


@dataclass(frozen=True)
class Decider:
    """Decides for one job."""

    job: MainJob

    def decide(self, read: Read, progress: Progress) -> Result:
        """Consolidate, judge deadlines and eligibility, and make the lists."""
        progress("Tổng hợp", 0, 4)
        facts, titles = self._consolidated(read.sources, read.office)
        possible = possible_hand_ins(read.unread, self.job.campaign)
        places = places_of(possible, self.job.campaign, self.job.roster)
        for item in possible:
            for place in places[item.source]:
                facts.unread[place].append(item)
        progress("Tổng hợp", 1, 4)
        job = self.job
        due = Deadlines(job.campaign, job.as_of, facts, read.office.receipts, read.intervals)
        submissions = due.judge(self._units)
        read = _sorted_out(read, left_open(possible, submissions, places))
        progress("Xét thời hạn", 2, 4)
        awarded = self._awarded(facts, submissions, read.office)
        progress("Lập danh sách", 3, 4)
        similar = similar_titles(titles)
        progress("So sánh tên sáng kiến", 4, 4)
        return self._decided_by_people(self._result(read, submissions, awarded, similar))

    def _awarded(
        self, facts: Facts, submissions: Sequence[Submission], office: OfficeFacts
    ) -> _Awarded:
        """Judge everybody, count points and make the lists."""
        campaign = self.job.campaign
        rules = self._rules(facts, submissions, office)
        candidates = Candidates(subjects(facts, campaign, self._participants))
        council = Council(campaign, office.members, office.ballots)
        judged: Sequence[Judgement] = rules.judge(candidates)
        if tallies := council.tallies(judged):
            judged = with_votes(judged, tallies)
        scores = unit_scores(campaign, facts, [unit.id for unit in self._units])
        shortlister = Shortlister(campaign, scores, self._groups, office.overrides)
        lists = [self._with_warnings(one) for one in shortlister.lists(judged)]
        lists = with_council(lists, tallies)
        cards = CardMaker(campaign, WhatIfs(Situations(rules), shortlister, lists), lists)
        merits = shortlister.merits
        contests = Contests(campaign, scores, self._groups, merits.precedence).of(lists)
        return _Awarded(
            judged,
            lists,
            scores,
            Cards(cards, judged),
            firmness_of(contests, campaign),
            tallies,
            [*council.issues, *namesakes(office.violations, candidates, self._names)],
        )

    def _rules(
        self, facts: Facts, submissions: Sequence[Submission], office: OfficeFacts
    ) -> Eligibility:
        today = self.job.as_of.date()
        return Eligibility(
            self.job.campaign,
            facts,
            submissions,
            office.violations,
            frozenset(unit.id for unit in self._units),
            frozenset(unit.id for unit in self._participants),
            frozenset(unit.id for unit in self._units if not unit.in_force(today)),
            self._pack.rule(RuleId.DISSOLVED_UNIT) if self._pack is not None else None,
        )

    def _result(
        self,
        read: Read,
        submissions: list[Submission],
        awarded: _Awarded,
        similar: list[SimilarPair],
    ) -> Result:
        job = self.job
        return Result(
            job.campaign.campaign.id,
            job.as_of,
            read.sources,
            list(read.unread),
            list(read.skipped),
            submissions,
            awarded.judgements,
            awarded.lists,
            awarded.scores,
            similar,
            replace(read.office, issues=[*read.office.issues, *awarded.issues]),
            cards=awarded.cards,
            rules=self._pack,
            former=tuple(unit for unit in job.roster.units if not unit.in_force(job.day)),
            firmness=awarded.firmness,
            council=awarded.tallies,
        )

    def _with_warnings(self, made: Shortlist) -> Shortlist:
        """A list with what the law of the day has to say about it."""
        if self._pack is None:
            return made
        said = warnings_of(self._pack, self.job.campaign, made)
        return replace(made, warnings=(*made.warnings, *said))

    def _decided_by_people(self, result: Result) -> Result:
        """The result with the state of each list, and what of the office's decisions is void."""
        approvals = judge_approvals(self.job.campaign, self.job.roster, result)
        issues = [_not_applied(one) for item in result.shortlists for one in item.not_applied]
        office = replace(result.office, issues=[*result.office.issues, *issues, *approvals.issues])
        return replace(result, office=office, states=approvals.states)

    def _consolidated(
        self, sources: Sequence[SourceRecords], office: OfficeFacts
    ) -> tuple[Facts, list[Title]]:
        """Consolidate, and draw from each source what the rules need while it is unpacked."""
        consolidator = Consolidator(self.job.names, self.job.cells)
        shared = consolidator.across(sources, office.settled, office.titles)
        facts, titles = Facts(), list[Title]()
        for source in sources:
            blocks = consolidator.within(source, shared)
            add_facts(facts, source, blocks, self.job.answers)
            titles += chain.from_iterable(map(_titles, blocks))
        return facts, titles

    @cached_property
    def _pack(self) -> RulePack | None:
        return pack_on(self.job.as_of.date(), self.job.packs)

    @cached_property
    def _units(self) -> tuple[Unit, ...]:
        return self.job.roster.on(self.job.day)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {unit.id: unit.name for unit in self._units}

    @cached_property
    def _groups(self) -> dict[str, str]:
        """The group of each unit that takes part."""
        found = ((unit.id, self.job.campaign.group_of(unit.kind)) for unit in self._units)
        return {unit: group.id for unit, group in found if group is not None}

    @cached_property
    def _participants(self) -> list[Unit]:
        return [unit for unit in self._units if unit.id in self._groups]


def _sorted_out(read: Read, unread: Sequence[Unread]) -> Read:
    """What was read; papers that leave nothing open are passed over, by name among the others."""
    names = {one.source for one in read.unread} - {one.source for one in unread}
    return replace(read, unread=unread, skipped=sorted({*read.skipped, *names}))


@dataclass(frozen=True, slots=True)
class _Awarded:
    """Verdicts, lists and what goes with them."""

    judgements: Sequence[Judgement]
    lists: list[Shortlist]
    scores: dict[str, tuple[Score, ...]]
    cards: Cards
    firmness: list[Firmness]
    tallies: list[Tally]
    issues: list[Issue]


def _not_applied(refused: NotApplied) -> Issue:
    """A decision that changed nothing, as an issue at the cell it stands in."""
    where = refused.override.evidence
    needless = refused.code == "override_needless"
    weight = Weight.NOTE if needless else Weight.HOLD
    return Issue(
        refused.code, weight, refused.message, where.file, where.sheet, where.cell, typed=where.text
    )


def _titles(block: Block) -> Iterator[Title]:
    if block.form is Form.REGISTRATION:
        rows = zip(block.ids, block.units, block.texts("title"), block.statuses, strict=True)
        for row_id, unit, title, status in rows:
            if title and status is not Status.REJECTED:
                yield row_id, unit or "", title
