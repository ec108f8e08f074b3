"""*Tổng hợp*, *Kiểm tra*, *Lập danh sách*, *Tất cả*: read, decide, compare, write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from addin.answers import answers_of
from addin.buttons.catalog import Button
from addin.buttons.changes import Change, change_of, outputs_of
from addin.buttons.closing import INCOMPLETE
from addin.buttons.committing import Commit, Committer
from addin.buttons.door import Door
from addin.buttons.drafts import Drafts
from addin.buttons.google_news import fetched_first
from addin.buttons.open_book import OpenBook
from addin.buttons.page_rows import follow_rows
from addin.buttons.press_journal import journal_draft
from addin.buttons.setup import Setup, setup_of
from addin.buttons.shares import ALL, writers_of
from addin.buttons.telling import Told, tell
from addin.buttons.undo_log import Entry
from addin.buttons.unused import unused
from addin.run import decided, prepare
from addin.run_request import RunOutcome, RunRequest
from addin.workbook.account import account_of
from addin.workbook.content import now_named
from addin.workbook.job import Job
from addin.workbook.journal import run_facts
from addin.workbook.layout import layout_of
from addin.workbook.office import KnownUnits, read_first_day, read_office_of, read_paint
from addin.workbook.restoring import lacks_sheets
from addin.workbook.sheet_writing import write_sheets
from addin.workbook.shown import Names
from addin.workbook.splitting import MAX_ROWS, split_layout
from campaign.errors import UsageError
from campaign.office_time import from_office
from campaign.records import Status

if TYPE_CHECKING:
    from addin.unchanged import Memory
    from addin.workbook.office_book import OfficeBook
    from campaign.usecases import Progress


@dataclass(frozen=True, slots=True)
class Judged:
    """What a press read and decided.

    Attributes:
        setup: What it worked on.
        outcome: What it decided.
        job: The workbook's sheets made ready, with nothing drafted yet.
        request: What was judged, as a run would be asked.
        keys: The ledger's keys of the sources.
        memory: What is known of the last run into the workbook.
    """

    setup: Setup
    outcome: RunOutcome
    job: Job
    request: RunRequest
    keys: tuple[str, ...] = ()
    memory: Memory | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A press that was decided, with the sheets it is to write."""

    button: Button
    job: Job
    drafts: Drafts


def press_office(button: Button, book: OpenBook, door: Door, progress: Progress) -> str:
    """Press one of the office's four buttons; the sentence that closes the press.

    Raises:
        UsageError: the workbook or the sources cannot be used; nothing was written.
    """
    setup = setup_of(book, door)
    first = ""
    if button.id == ALL and setup.from_ledger:
        first = fetched_first(setup.campaign, setup.ledger, progress) + " "
    made = judged(book, door, progress)
    job = made.job
    progress("Ghi sổ", 0, 1)
    decision = Decided(button, job, Drafts())
    job.writer = decision.drafts
    write_sheets(job, lambda sheet: button.id in writers_of(sheet))
    changes, undoable = record(decision, book, door)
    progress("Ghi sổ", 1, 1)
    said = _sentence(decision, changes, undoable=undoable)
    tell(
        Told(
            *(made.request, made.outcome, made.keys, made.memory, said),
            whole=button.id == ALL,
            answers=job.report.answers,
            button=button.label,
        ),
        door,
    )
    return first + said


def judged(book: OpenBook, door: Door, progress: Progress) -> Judged:
    """Read and decide what a press of the office's needs; nothing is written.

    Raises:
        UsageError: the workbook or the sources cannot be used.
    """
    setup = setup_of(book, door)
    request = RunRequest(
        setup.sources,
        setup.path,
        setup.campaign,
        setup.as_of,
        remember=not door.fresh,
        ledger=setup.ledger,
        from_ledger=setup.from_ledger,
        now=from_office(door.clock()),
    )
    ready = prepare(request)
    campaign = ready.job.campaign
    known = KnownUnits(ready.job.roster, ready.job.day)
    office = read_office_of(book, setup.path, campaign, ready.job.names.resolve, known)
    with ready.watching() as watch:
        outcome = decided(request, ready, office, progress)
    keys = watch.keys if watch is not None else ()
    job = _job(outcome, book, office)
    # A server's workbook is no file beside the units': nothing there can be named from it.
    job.answers = answers_of(request, watch) if door.named else {}
    return Judged(setup, outcome, job, request, keys, ready.memory)


def _job(outcome: RunOutcome, book: OpenBook, office: OfficeBook) -> Job:
    result, campaign = outcome.result, outcome.campaign
    names = Names(campaign, outcome.units, result.former)
    layout, splits = split_layout(layout_of(campaign), result, campaign, names, MAX_ROWS, office)
    if lacks_sheets(office, layout):
        missing = ", ".join(f"“{title}”" for title in layout.titles if title not in office.sheets)
        raise UsageError(
            f"Sổ thiếu trang {missing} nên chưa ghi gì. Hãy hoàn tác việc xóa hoặc đổi tên trang; "
            "không được nữa thì lập lại sổ bằng lệnh thidua run."
        )
    return Job(
        result,
        campaign,
        names,
        account_of(result),
        layout,
        splits,
        Drafts(),
        read_paint(book),
        read_first_day(book),
        office,
    )


def record(decision: Decided, book: OpenBook, door: Door) -> tuple[list[Change], bool]:
    """Write what was drafted, and a line of the journal in any case.

    Returns:
        What changed, and whether it can be undone.
    """
    job = decision.job
    states = job.book.sheets if job.book else {}
    for draft in decision.drafts:
        follow_rows(draft, job.layout, job.campaign)
        draft.ids = states[draft.title].places.get("row_id", -1)
    changes = [change_of(book, draft) for draft in decision.drafts]
    moment, who = door.clock(), door.who()
    facts = run_facts(job.result, job.account, job.report.orphans) | {
        "who": f"Nút {decision.button.label}",
        "pressed": moment,
        "person": who,
        "changed": sum(len(change.cells) for change in changes),
        "outputs": outputs_of(changes),
    }
    journal = change_of(book, journal_draft(facts, job.layout["journal"], book, job.paint))
    entry = Entry(decision.button.id, moment.isoformat(), who)
    committer = Committer(book, job.layout, job.paint)
    return changes, committer.commit(Commit(changes, entry, [journal]))


def _sentence(decision: Decided, changes: Sequence[Change], *, undoable: bool) -> str:
    job = decision.job
    count = {status: job.account.total(status) for status in Status}
    said = (
        f"{decision.button.label} xong: đọc {len(job.result.sources)} tệp, "
        f"{number(job.account.rows_in)} dòng (nhận {number(count[Status.ACCEPTED])}, chờ làm rõ "
        f"{number(count[Status.HELD])}, không nhận {number(count[Status.REJECTED])}), "
        f"{_changed(changes)}"
    )
    if job.result.unread:
        said += f"; {INCOMPLETE}: {len(job.result.unread)} tệp không đọc được"
    flags = job.layout["flags"]
    said += unused(now_named(job), written=decision.button.id in writers_of(flags))
    if not undoable:
        said += "; thay đổi quá lớn nên lần này không hoàn tác bằng nút được"
    return f"{said}."


def _changed(changes: Sequence[Change]) -> str:
    cells = sum(len(change.cells) for change in changes)
    sheets = sum(bool(change.cells) for change in changes)
    return f"đổi {number(cells)} ô ở {sheets} trang" if cells else "không ô nào đổi"


def number(value: int) -> str:
    """A count as written in Vietnamese: 8.460."""
    return f"{value:,}".replace(",", ".")
