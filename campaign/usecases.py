"""The main job: sources in, everything decided out. The clock is an argument."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from campaign.answers import AnswerReader
from campaign.approval import judge_approvals
from campaign.cache import IntakeCache
from campaign.cards import CardMaker, Cards
from campaign.columns import TABS
from campaign.consolidate import Consolidator
from campaign.council.judge import Council, with_council, with_votes
from campaign.deadlines import Deadlines
from campaign.decisions import NotApplied
from campaign.definition import Campaign, Form, Group
from campaign.eligibility import Eligibility
from campaign.facts import Facts, add_facts
from campaign.file_reading import FileReader, Progress, no_progress
from campaign.firmness.contest import Contests
from campaign.firmness.judge import firmness_of
from campaign.intake.files import SourceFile
from campaign.interval import Interval
from campaign.placed import Opened
from campaign.points import unit_scores
from campaign.problems import Issue, Weight
from campaign.records import Row, SourceRecords, Status
from campaign.resolver import Resolver
from campaign.result import OfficeFacts, Result, Shortlist, Unread
from campaign.rule_packs import RuleId, RulePack, pack_on, warnings_of
from campaign.shelf import Shelf
from campaign.shortlist import Shortlister
from campaign.similar import Title, similar_titles
from campaign.situation import Situations
from campaign.sources import SourceReader, tab_forms
from campaign.subjects import subjects
from campaign.units import Roster, Unit
from campaign.values import Reader
from campaign.what_if import WhatIfs

__all__ = ["MainJob", "Progress", "no_progress"]

_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class MainJob:
    """The main job of one campaign at one moment.

    Attributes:
        campaign: The plan.
        roster: Who takes part.
        as_of: The moment of judging, office time.
    """

    campaign: Campaign
    roster: Roster
    as_of: datetime

    @property
    def day(self) -> date:
        """The day on which units must exist: the moment of judging, within the campaign."""
        return min(self.as_of.date(), self.campaign.campaign.ends)

    @property
    def in_force(self) -> tuple[date | None, tuple[str, ...]]:
        """What the day changes in reading: nothing, while every unit of the roster exists."""
        units = tuple(unit.id for unit in self.roster.on(self.day))
        return (None if len(units) == len(self.roster) else self.day), units

    @cached_property
    def names(self) -> Resolver:
        """Resolves unit names on that day."""
        return Resolver(self.roster, self.day)

    @cached_property
    def reader(self) -> SourceReader:
        """Reads one source into records."""
        return SourceReader(self.names, self._cells, self._answers, tab_forms(self._tabs()))

    @cached_property
    def _cells(self) -> Reader:
        due = [deliverable.due for deliverable in self.campaign.deliverables]
        return Reader((min(due) - _YEAR, max(self.campaign.campaign.ends, *due) + _YEAR))

    @cached_property
    def _answers(self) -> AnswerReader:
        return AnswerReader(self.campaign)

    def _tabs(self) -> dict[str, Form]:
        tabs = {title: form for form, title in TABS.items()}
        return tabs | {d.tab: form for d in self.campaign.deliverables for form in d.forms[:1]}

    def read(
        self,
        files: Sequence[SourceFile],
        progress: Progress = no_progress,
        cache: IntakeCache | None = None,
        shelf: Shelf | None = None,
    ) -> tuple[list[SourceRecords], list[Unread]]:
        """Read every file; one that can't be read is named and the others go on.

        Args:
            files: What to read.
            progress: Told after each file.
            cache: What earlier runs remember.
            shelf: Where the rows wait; by default one of the usual room.
        """
        return FileReader(self.reader, cache).read(files, progress, shelf or Shelf())

    def decide(
        self,
        sources: list[SourceRecords],
        *,
        unread: Sequence[Unread] = (),
        skipped: Sequence[str] = (),
        office: OfficeFacts | None = None,
        intervals: Mapping[tuple[str, str], Interval] | None = None,
        progress: Progress = no_progress,
    ) -> Result:
        """Consolidate, judge deadlines and eligibility, and make the lists.

        Args:
            sources: What was read; rows get their final status.
            unread: Sources that could not be read.
            skipped: Names of files that hold no table.
            office: What the office wrote in the district workbook.
            intervals: When the ledger saw deliverables come in, by (unit, deliverable).
            progress: Told how far the work is.
        """
        office = office or OfficeFacts()
        progress("Tổng hợp", 0, 4)
        facts, titles = self._consolidated(sources, office)
        progress("Tổng hợp", 1, 4)
        units = self.roster.on(self.day)
        deadlines = Deadlines(self.campaign, self.as_of, facts, office.receipts, intervals or {})
        submissions = deadlines.judge(units)
        progress("Xét thời hạn", 2, 4)
        pack = pack_on(self.as_of.date())
        rules = Eligibility(
            self.campaign,
            facts,
            submissions,
            office.violations,
            frozenset(unit.id for unit in units),
            frozenset(unit.id for unit in self._participants(units)),
            frozenset(unit.id for unit in units if not unit.in_force(self.as_of.date())),
            pack.rule(RuleId.DISSOLVED_UNIT) if pack is not None else None,
        )
        judged = rules.judge(subjects(facts, self.campaign, self._participants(units)))
        council = Council(self.campaign, office.members, office.ballots)
        tallies = council.tallies(judged)
        judged = with_votes(judged, tallies)
        office = replace(office, issues=[*office.issues, *council.issues])
        scores = unit_scores(self.campaign, facts, [unit.id for unit in units])
        groups = {unit.id: group.id for unit in units if (group := self._group(unit))}
        shortlister = Shortlister(self.campaign, scores, groups, office.overrides)
        lists = [self._with_warnings(pack, one) for one in shortlister.lists(judged)]
        lists = with_council(lists, tallies)
        what_ifs = WhatIfs(Situations(rules), shortlister, lists)
        cards = Cards(CardMaker(self.campaign, what_ifs, lists), judged)
        contests = Contests(self.campaign, scores, groups, shortlister.precedence).of(lists)
        progress("Lập danh sách", 3, 4)
        similar = similar_titles(titles)
        progress("So sánh tên sáng kiến", 4, 4)
        result = Result(
            self.campaign.campaign.id,
            self.as_of,
            sources,
            list(unread),
            list(skipped),
            submissions,
            judged,
            lists,
            scores,
            similar,
            office,
            cards=cards,
            rules=pack,
            former=tuple(unit for unit in self.roster.units if not unit.in_force(self.day)),
            firmness=firmness_of(contests, self.campaign),
            council=tallies,
        )
        return self._decided_by_people(result)

    def _with_warnings(self, pack: RulePack | None, made: Shortlist) -> Shortlist:
        """A list with what the law of the day has to say about it."""
        if pack is None:
            return made
        return replace(made, warnings=(*made.warnings, *warnings_of(pack, self.campaign, made)))

    def _decided_by_people(self, result: Result) -> Result:
        """The result with the state of each list, and what of the office's decisions is void."""
        approvals = judge_approvals(self.campaign, self.roster, result)
        issues = [_not_applied(one) for item in result.shortlists for one in item.not_applied]
        office = replace(result.office, issues=[*result.office.issues, *issues, *approvals.issues])
        return replace(result, office=office, states=approvals.states)

    def _consolidated(
        self, sources: Sequence[SourceRecords], office: OfficeFacts
    ) -> tuple[Facts, list[Title]]:
        """Consolidate, and draw from each source what the rules need while it is unpacked."""
        consolidator = Consolidator(self.names, self._cells)
        shared = consolidator.across(sources, office.settled)
        facts, titles = Facts(), list[Title]()
        for source in sources:
            opened = Opened.of(source)
            consolidator.within(opened, shared)
            opened.close()
            add_facts(facts, source, opened.rows, self._answers)
            titles += _titles(opened.rows)
        return facts, titles

    def _participants(self, units: Sequence[Unit]) -> list[Unit]:
        return [unit for unit in units if self._group(unit) is not None]

    def _group(self, unit: Unit) -> Group | None:
        return self.campaign.group_of(unit.kind)


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
