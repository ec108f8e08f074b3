"""``thidua run`` as a use case: files and the office's workbook in, workbook and report out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from addin.run_request import RunOutcome, RunRequest
from campaign.errors import UsageError

if TYPE_CHECKING:
    from addin.unchanged import Memory
    from addin.watch import Watch
    from addin.workbook.office_book import OfficeBook
    from campaign.intake.source_file import SourceFile
    from campaign.reading.cache import IntakeCache
    from campaign.reading.whose import UnitNames
    from campaign.result.unread import Unread
    from campaign.usecases import MainJob, Progress


_TOLD = 5
"""Files of which it is said why they can't be read, where none can."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request made ready: the job, what it reads, and what the last run into its workbook was."""

    job: MainJob
    files: list[SourceFile]
    skipped: list[str]
    memory: Memory | None
    watch: Watch | None = None

    def unread(self, names: UnitNames) -> list[Unread]:
        """Sources that could not be looked at when the ledger last tried.

        Args:
            names: Resolves the names of mailed files.
        """
        stored = self.watch.stored if self.watch else None
        return stored.unread(names) if stored else []

    @contextmanager
    def watching(self) -> Iterator[Watch | None]:
        """The run's ledger, closed afterwards; ``None`` without one."""
        try:
            yield self.watch
        finally:
            if self.watch is not None:
                self.watch.close()


def prepare(request: RunRequest) -> Prepared:
    """Load plan and roster and find the files.

    Raises:
        UsageError: nothing to read, or a broken definition.
    """
    from addin.unchanged import memory_of
    from campaign.intake.files import expand_all
    from campaign.usecases import MainJob

    job = MainJob.of(request.campaign, request.as_of)
    watch = _watch(request, job)
    if watch is not None and watch.stored is not None:
        skipped = watch.past.skipped if watch.past and watch.same else ()
        return Prepared(job, watch.stored.files, list(skipped), None, watch)
    found = expand_all(request.sources)
    book = request.workbook
    own = book.resolve() if book is not None else None
    files = [file for file in found.files if file.path.resolve() != own]
    if not files:
        raise UsageError(
            "Không có tệp nào để đọc ở nơi đã chỉ. Đề nghị kiểm tra lại thư mục "
            "(đọc được: .xlsx, .xlsm, .xls, .ods, .csv)."
        )
    # With a ledger every run is told, also one in which nothing moved.
    known = request.remember and book is not None and watch is None
    memory = memory_of(job, book, files) if known and book is not None else None
    return Prepared(job, files, [file.name for file in found.skipped], memory, watch)


def _watch(request: RunRequest, job: MainJob) -> Watch | None:
    """The run's ledger; a run without one never loads a database's library."""
    if not request.ledger:
        return None
    from addin.watch import watch_for

    return watch_for(request, job)


def run(request: RunRequest, progress: Progress, prepared: Prepared | None = None) -> RunOutcome:
    """Read, decide, write.

    Raises:
        UsageError: nothing to read, a broken definition, a workbook that can't be used.
    """
    ready = prepared or prepare(request)
    with ready.watching() as watch:
        book = _office_book(
            watch.office(request.workbook) if watch else request.workbook, ready.job
        )
        outcome = decided(request, ready, book, progress)
        if request.workbook is not None:
            from addin.answers import answers_of
            from addin.last_run import remember
            from addin.workbook.fill import write_workbook

            progress("Ghi sổ", 0, 1)
            written = write_workbook(
                *(outcome.result, outcome.campaign, outcome.units, request.workbook),
                book=book,
                answers=answers_of(request, watch),
            )
            outcome.said += written.said()
            outcome.answers = written.answers
            progress("Ghi sổ", 1, 1)
            remember(request)
        if watch is not None:
            outcome.said += watch.decided(outcome, request.workbook)
    return outcome


def judge(request: RunRequest, progress: Progress, prepared: Prepared | None = None) -> RunOutcome:
    """Read and decide as ``run`` does, with what the office wrote in its workbook; write nothing.

    Raises:
        UsageError: as ``run``.
    """
    ready = prepared or prepare(request)
    with ready.watching() as watch:
        if watch is not None:
            watch.silent = True
        return decided(request, ready, _office_book(request.workbook, ready.job), progress)


def decided(
    request: RunRequest, ready: Prepared, book: OfficeBook | None, progress: Progress
) -> RunOutcome:
    """Read the sources and decide with what the office wrote in its workbook.

    Raises:
        UsageError: no source could be read.
    """
    job, watch = ready.job, ready.watch
    if book is not None and book.roster is not None:
        job = replace(job, roster=book.roster)
    cache = _cache(request, job)
    sources, unread = job.read(ready.files, progress, cache)
    if not sources:
        raise _nothing_read(unread)
    if book is not None and book.campaign is not None:
        # What was read does not depend on it, so that files are known under the plan's own text.
        job = replace(job, campaign=book.campaign)
    result = job.decide(
        sources,
        unread=[*unread, *ready.unread(job.names)],
        skipped=ready.skipped,
        office=book.facts if book is not None else None,
        intervals=watch.looked(ready.files, sources, unread) if watch else None,
        progress=progress,
    )
    result.anchor = watch.anchor() if watch else ""
    result.jobs = watch.jobs({unit.id: unit.name for unit in job.roster.units}) if watch else ()
    outcome = RunOutcome(result, job.campaign, job.roster.on(job.day))
    if cache is not None and cache.trouble:
        outcome.said.append(cache.trouble)
    return outcome


def _nothing_read(unread: Sequence[Unread]) -> UsageError:
    said = " ".join(item.sentence for item in unread[:_TOLD])
    more = f" Còn {len(unread) - _TOLD} tệp nữa cũng không đọc được." if unread[_TOLD:] else ""
    return UsageError(f"Không đọc được tệp nào nên chưa làm gì. {said}{more}")


def _office_book(workbook: Path | None, job: MainJob) -> OfficeBook | None:
    """What the office wrote in the workbook of an earlier run."""
    if workbook is None or not workbook.exists():
        return None
    from addin.workbook.office import KnownUnits, read_office

    known = KnownUnits(job.roster, job.day)
    return read_office(workbook, job.campaign, job.names.resolve, known)


def _cache(request: RunRequest, job: MainJob) -> IntakeCache | None:
    """The memory of earlier readings under the same plan, roster and code."""
    if not request.remember:
        return None
    from campaign.reading.cache import IntakeCache
    from campaign.reading.cache_place import code_mark, default_cache

    shape = (job.campaign, job.roster.units, job.roster.parents, job.in_force, code_mark())
    context = hashlib.sha256(repr(shape).encode()).hexdigest()
    return IntakeCache(default_cache(), context)
