"""Across sources: settled values, repeated rows, superseded versions. Nothing is merged away.

First what takes several sources to see, then source by source, so that thousands of sources need
not be unpacked at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from campaign.blocks import Block
from campaign.consolidation.placed import Group, Opened, OpenSources
from campaign.consolidation.repeats import mark_repeats, may_repeat
from campaign.consolidation.same_ids import part_same_ids
from campaign.consolidation.settling import Settled, Settler
from campaign.consolidation.sorted_rows import follow
from campaign.consolidation.versions import mark_versions
from campaign.reading.values import Reader
from campaign.reading.whose import UnitNames
from campaign.records import SourceRecords


@dataclass(frozen=True, slots=True)
class Consolidator:
    """Settles what only shows when all sources lie side by side.

    Attributes:
        names: Resolves unit names in settled values.
        reader: Reads settled values like typed ones.
    """

    names: UnitNames
    reader: Reader

    def run(
        self,
        sources: Sequence[SourceRecords],
        settled: Settled,
        known: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Mark rows in place: settled, repeated, superseded.

        Args:
            sources: In stable order; the earlier one keeps a repeated row.
            settled: Values the office settled, by (row id, column key).
            known: What rows were about before, by row id (``sorted_rows.follow``).
        """
        shared = self.across(sources, settled, known)
        for source in sources:
            self.within(source, shared)

    def across(
        self, sources: Sequence[SourceRecords], settled: Settled, known: Mapping[str, str]
    ) -> frozenset[Group]:
        """Do what takes several sources: ids, settled values, versions, repeats across files.

        Returns:
            The groups that stand in several sources, which are done now.
        """
        part_same_ids(sources)
        follow(sources, known)
        if settled:
            self._settle(sources, settled)
        places: dict[Group, list[int]] = defaultdict(list)
        for number, source in enumerate(sources):
            for group in dict.fromkeys((unit, form) for form, unit, _ in source.tally() if unit):
                places[group].append(number)
        shared = {group: numbers for group, numbers in places.items() if len(numbers) > 1}
        open_sources = OpenSources(sources)
        for group, numbers in shared.items():
            files = [opened.groups()[group] for opened in open_sources.take(numbers)]
            mark_versions(files)
            mark_repeats(chain.from_iterable(files))
        open_sources.close()
        return frozenset(shared)

    def within(self, source: SourceRecords, shared: frozenset[Group]) -> list[Block]:
        """Do what one source is enough for: repeats in groups that no other source has.

        Returns:
            The source's rows, settled now.
        """
        blocks = list(source.blocks())
        if not may_repeat(blocks):
            return blocks
        opened = Opened.of(source)
        for group, placed in opened.groups().items():
            if group not in shared:
                mark_repeats(placed)
        opened.close()
        return list(source.blocks())

    def _settle(self, sources: Sequence[SourceRecords], settled: Settled) -> None:
        settler = Settler(self.names, self.reader, settled)
        wanted = {hash(row_id) for row_id, _ in settled}
        for source in sources:
            if not wanted.isdisjoint(source.marks()):
                opened = Opened.of(source)
                settler.settle(opened)
                opened.close()
