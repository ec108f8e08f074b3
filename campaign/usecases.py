"""The main job: sources in, everything decided out. The clock is an argument.

What reads and what decides is imported when it is needed: a run that finds nothing changed needs
neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from campaign.progress import Progress, no_progress

if TYPE_CHECKING:
    from pathlib import Path

    from campaign.intake.source_file import SourceFile
    from campaign.interval import Interval
    from campaign.plan.definition import Campaign, Form
    from campaign.plan.rule_packs import RulePack
    from campaign.reading.answers import AnswerReader
    from campaign.reading.cache import IntakeCache
    from campaign.reading.shelf import Shelf
    from campaign.reading.sources import SourceReader
    from campaign.reading.values import Reader
    from campaign.records import SourceRecords
    from campaign.result.office_facts import OfficeFacts
    from campaign.result.submissions import Submission
    from campaign.result.unread import Unread
    from campaign.result.whole import Result
    from campaign.roster.resolver import Resolver
    from campaign.roster.units import Roster

__all__ = ["MainJob", "Progress", "no_progress"]

_YEAR = timedelta(days=366)
_OF_THE_DAY = ("names", "reader", "cells", "answers")
"""Parts of a job that know its day, but not its moment."""


@dataclass(frozen=True)
class MainJob:
    """The main job of one campaign at one moment.

    Attributes:
        campaign: The plan.
        roster: Who takes part.
        as_of: The moment of judging, office time.
        packs: The office's own rules by date, which go before the shipped ones.
    """

    campaign: Campaign
    roster: Roster
    as_of: datetime
    packs: tuple[RulePack, ...] = ()

    @classmethod
    def of(cls, campaign: str | Path, as_of: datetime) -> MainJob:
        """The job of a shipped campaign or a definition file, with its roster and own rules.

        Raises:
            UsageError: one of the three cannot be used.
        """
        from campaign.plan.loading import load_campaign, load_campaign_roster, load_campaign_rules

        roster, packs = load_campaign_roster(campaign), load_campaign_rules(campaign)
        return cls(load_campaign(campaign), roster, as_of, packs)

    @property
    def day(self) -> date:
        """The day on which units must exist: the moment of judging, within the campaign."""
        return min(self.as_of.date(), self.campaign.campaign.ends)

    def at(self, moment: datetime) -> MainJob:
        """The same job at another moment, with the same readers if it is the same day."""
        job = replace(self, as_of=moment)
        if job.day == self.day:
            vars(job).update({part: getattr(self, part) for part in _OF_THE_DAY})
        return job

    @property
    def in_force(self) -> tuple[date | None, tuple[str, ...]]:
        """What the day changes in reading: nothing, while every unit of the roster exists."""
        units = tuple(unit.id for unit in self.roster.on(self.day))
        return (None if len(units) == len(self.roster) else self.day), units

    @cached_property
    def names(self) -> Resolver:
        """Resolves unit names on that day."""
        from campaign.roster.resolver import Resolver

        return Resolver(self.roster, self.day)

    @cached_property
    def reader(self) -> SourceReader:
        """Reads one source into records."""
        from campaign.reading.sources import SourceReader, tab_forms

        return SourceReader(self.names, self.cells, self.answers, tab_forms(self._tabs()))

    @cached_property
    def cells(self) -> Reader:
        """Reads one cell by the kind of its column."""
        from campaign.reading.values import Reader

        due = [deliverable.due for deliverable in self.campaign.deliverables]
        return Reader((min(due) - _YEAR, max(self.campaign.campaign.ends, *due) + _YEAR))

    @cached_property
    def answers(self) -> AnswerReader:
        """Reads a unit's answers to the criteria."""
        from campaign.reading.answers import AnswerReader

        return AnswerReader(self.campaign)

    def _tabs(self) -> dict[str, Form]:
        from campaign.columns import TABS

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
        from campaign.reading.file_reading import FileReader
        from campaign.reading.shelf import Shelf

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
        from campaign.deciding import Decider, Read
        from campaign.result.office_facts import OfficeFacts

        read = Read(sources, unread, skipped, office or OfficeFacts(), intervals or {})
        return Decider(self).decide(read, progress)

    def check(self, records: SourceRecords, unit: str) -> list[Submission]:
        """Judge the deliverables of one unit from its own workbook alone.

        Args:
            records: What was read of the workbook; rows get their final status.
            unit: The unit's id.
        """
        from campaign.checking import check

        return check(self, records, unit)
