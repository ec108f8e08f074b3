"""The main job: sources in, everything decided out. The clock is an argument."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from io import BytesIO

from campaign.answers import AnswerReader
from campaign.cache import IntakeCache
from campaign.columns import TABS
from campaign.consolidate import Consolidator
from campaign.deadlines import Deadlines
from campaign.definition import Campaign, Form, Group
from campaign.eligibility import Eligibility
from campaign.errors import SourceError
from campaign.facts import gather
from campaign.intake.files import SourceFile
from campaign.intake.reading import ReadSource, read_source
from campaign.interval import Interval
from campaign.points import unit_scores
from campaign.records import SourceRecords, Status
from campaign.resolver import Resolver
from campaign.result import OfficeFacts, Result, Unread
from campaign.shortlist import Shortlister
from campaign.similar import similar_titles
from campaign.sources import SourceReader, tab_forms
from campaign.subjects import subjects
from campaign.units import Roster, Unit
from campaign.values import Reader

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much is done, and of how much."""

_THREADS = 2
_YEAR = timedelta(days=366)
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>([^<]+)<")


def no_progress(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


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
    ) -> tuple[list[SourceRecords], list[Unread]]:
        """Read every file; one that can't be read is named and the others go on."""
        records: list[SourceRecords] = []
        unread: list[Unread] = []
        for number, opened in enumerate(_opened(files, cache), 1):
            progress("Đọc tệp", number, len(files))
            if opened.unread is not None:
                unread.append(opened.unread)
                continue
            try:
                made = self._records(opened, cache)
            except SourceError as error:
                unread.append(Unread(error.source, error.code, str(error)))
                continue
            except OSError as error:
                unread.append(_cannot_open(opened.file, error))
                continue
            records.append(made)
            if cache is not None and opened.source is not None:
                cache.put(opened.file.path, made)
            elif cache is not None:
                cache.seen(opened.file.path, made.sha256)
        if cache is not None:
            cache.save()
        return records, unread

    def _records(self, opened: _Opened, cache: IntakeCache | None) -> SourceRecords:
        """What a source holds: as remembered, or read now."""
        if opened.source is None and cache is not None:
            known = cache.get(opened.file.name, opened.sha256)
            if known is not None:
                return known
        source = opened.source or read_source(opened.file.name, opened.file.path.read_bytes())
        made = self.reader.read(source)
        made.modified = opened.modified
        return made

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
        Consolidator(self.names, self._cells).run(sources, office.settled)
        progress("Tổng hợp", 1, 4)
        units = self.roster.on(self.day)
        facts = gather(sources, self._answers)
        deadlines = Deadlines(self.campaign, self.as_of, facts, office.receipts, intervals or {})
        submissions = deadlines.judge(units)
        progress("Xét thời hạn", 2, 4)
        judged = Eligibility(
            self.campaign,
            facts,
            submissions,
            office.violations,
            frozenset(unit.id for unit in units),
            frozenset(unit.id for unit in self._participants(units)),
        ).judge(subjects(facts, self.campaign, self._participants(units)))
        scores = unit_scores(self.campaign, facts, [unit.id for unit in units])
        groups = {unit.id: group.id for unit in units if (group := self._group(unit))}
        lists = Shortlister(self.campaign, scores, groups).lists(judged)
        progress("Lập danh sách", 3, 4)
        similar = similar_titles(_titles(sources))
        progress("So sánh tên sáng kiến", 4, 4)
        return Result(
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
        )

    def _participants(self, units: Sequence[Unit]) -> list[Unit]:
        return [unit for unit in units if self._group(unit) is not None]

    def _group(self, unit: Unit) -> Group | None:
        return self.campaign.group_of(unit.kind)


def _titles(sources: Sequence[SourceRecords]) -> Iterator[tuple[str, str, str]]:
    for source in sources:
        for row in source.rows:
            if row.form is Form.REGISTRATION and row.status is not Status.REJECTED:
                title = row.text("title")
                if title:
                    yield row.id, row.unit or "", title


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file that was read, is remembered (no ``source``), or can't be read."""

    file: SourceFile
    sha256: str = ""
    source: ReadSource | None = None
    modified: str = ""
    unread: Unread | None = None


def _opened(files: Sequence[SourceFile], cache: IntakeCache | None) -> Iterator[_Opened]:
    """Sources in the order of ``files``, two being read at a time, a few ahead."""
    with ThreadPoolExecutor(_THREADS) as pool:
        ahead = 4 * _THREADS
        waiting = deque(pool.submit(_open, file, cache) for file in files[:ahead])
        for number in range(len(files)):
            if number + ahead < len(files):
                waiting.append(pool.submit(_open, files[number + ahead], cache))
            yield waiting.popleft().result()


def _open(file: SourceFile, cache: IntakeCache | None) -> _Opened:
    if cache is not None:
        sha256 = cache.hash_of(file.path)
        if sha256 is not None and cache.has(file.name, sha256):
            return _Opened(file, sha256)
    try:
        data = file.path.read_bytes()
    except OSError as error:
        return _Opened(file, unread=_cannot_open(file, error))
    if cache is not None:
        sha256 = hashlib.sha256(data).hexdigest()
        if cache.has(file.name, sha256):
            return _Opened(file, sha256)
    try:
        source = read_source(file.name, data)
    except SourceError as error:
        return _Opened(file, unread=Unread(error.source, error.code, str(error)))
    return _Opened(file, source.sha256, source, _modified(data))


def _cannot_open(file: SourceFile, error: OSError) -> Unread:
    said = f"Không mở được tệp {file.name}: {error.strerror or error}."
    return Unread(file.name, "unreadable", said)


def _modified(data: bytes) -> str:
    """When a workbook says it was last saved (ISO, UTC); empty when it does not say."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if "docProps/core.xml" not in package.namelist():
                return ""
            with package.open("docProps/core.xml") as part:
                found = _MODIFIED.search(part.read(65536))
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError):
        return ""
    return found[1].decode("ascii", "replace") if found else ""
