"""What is decided of the rows that were read: each rule in its turn, put together once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from campaign.awards.approval import judge_approvals
from campaign.awards.decisions import NotApplied
from campaign.awards.points import unit_scores
from campaign.awards.shortlist import Shortlister
from campaign.consolidation.consolidate import Consolidator
from campaign.consolidation.placed import Opened
from campaign.consolidation.similar import Title, similar_titles
from campaign.council.judge import Council, with_council, with_votes
from campaign.firmness.contest import Contests
from campaign.firmness.judge import firmness_of
from campaign.interval import Interval
from campaign.judging.deadlines import Deadlines
from campaign.judging.eligibility import Eligibility
from campaign.judging.facts import Facts, add_facts
from campaign.judging.subjects import subjects
from campaign.plan.definition import Form, Group
from campaign.plan.rule_packs import RuleId, RulePack, pack_on, warnings_of
from campaign.problems import Issue, Weight
from campaign.progress import Progress
from campaign.reasons.cards import CardMaker, Cards
from campaign.reasons.situation import Situations
from campaign.reasons.what_if import WhatIfs
from campaign.records import Row, SourceRecords, Status
from campaign.result import OfficeFacts, Result, Shortlist, Unread
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


@dataclass(frozen=True, slots=True)
class Decider:
    """Decides for one job."""

    job: MainJob

    def decide(self, read: Read, progress: Progress) -> Result:
        """Consolidate, judge deadlines and eligibility, and make the lists."""
        job, campaign = self.job, self.job.campaign
        sources, office = read.sources, read.office
        progress("Tổng hợp", 0, 4)
        facts, titles = self._consolidated(sources, office)
        progress("Tổng hợp", 1, 4)
        units = job.roster.on(job.day)
        deadlines = Deadlines(campaign, job.as_of, facts, office.receipts, read.intervals)
        submissions = deadlines.judge(units)
        progress("Xét thời hạn", 2, 4)
        pack = pack_on(job.as_of.date())
        rules = Eligibility(
            campaign,
            facts,
            submissions,
            office.violations,
            frozenset(unit.id for unit in units),
            frozenset(unit.id for unit in self._participants(units)),
            frozenset(unit.id for unit in units if not unit.in_force(job.as_of.date())),
            pack.rule(RuleId.DISSOLVED_UNIT) if pack is not None else None,
        )
        judged = rules.judge(subjects(facts, campaign, self._participants(units)))
        council = Council(campaign, office.members, office.ballots)
        tallies = council.tallies(judged)
        judged = with_votes(judged, tallies)
        office = replace(office, issues=[*office.issues, *council.issues])
        scores = unit_scores(campaign, facts, [unit.id for unit in units])
        groups = {unit.id: group.id for unit in units if (group := self._group(unit))}
        shortlister = Shortlister(campaign, scores, groups, office.overrides)
        lists = [self._with_warnings(pack, one) for one in shortlister.lists(judged)]
        lists = with_council(lists, tallies)
        what_ifs = WhatIfs(Situations(rules), shortlister, lists)
        cards = Cards(CardMaker(campaign, what_ifs, lists), judged)
        contests = Contests(campaign, scores, groups, shortlister.precedence).of(lists)
        progress("Lập danh sách", 3, 4)
        similar = similar_titles(titles)
        progress("So sánh tên sáng kiến", 4, 4)
        result = Result(
            campaign.campaign.id,
            job.as_of,
            sources,
            list(read.unread),
            list(read.skipped),
            submissions,
            judged,
            lists,
            scores,
            similar,
            office,
            cards=cards,
            rules=pack,
            former=tuple(unit for unit in job.roster.units if not unit.in_force(job.day)),
            firmness=firmness_of(contests, campaign),
            council=tallies,
        )
        return self._decided_by_people(result)

    def _with_warnings(self, pack: RulePack | None, made: Shortlist) -> Shortlist:
        """A list with what the law of the day has to say about it."""
        if pack is None:
            return made
        return replace(made, warnings=(*made.warnings, *warnings_of(pack, self.job.campaign, made)))

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
        shared = consolidator.across(sources, office.settled)
        facts, titles = Facts(), list[Title]()
        for source in sources:
            opened = Opened.of(source)
            consolidator.within(opened, shared)
            opened.close()
            add_facts(facts, source, opened.rows, self.job.answers)
            titles += _titles(opened.rows)
        return facts, titles

    def _participants(self, units: Sequence[Unit]) -> list[Unit]:
        return [unit for unit in units if self._group(unit) is not None]

    def _group(self, unit: Unit) -> Group | None:
        return self.job.campaign.group_of(unit.kind)


def _not_applied(refused: NotApplied) -> Issue:
    """A decision that changed nothing, as an issue at the cell it stands in."""
    where = refused.override.evidence
    needless = refused.code == "override_needless"
    weight = Weight.NOTE if needless else Weight.HOLD
    return Issue(
        refused.code, weight, refused.message, where.file, where.sheet, where.cell, typed=where.text
    )


def _titles(rows: Iterable[Row]) -> Iterator[Title]:
    for row in rows:
        if row.form is Form.REGISTRATION and row.status is not Status.REJECTED:
            title = row.text("title")
            if title:
                yield row.id, row.unit or "", title
