"""Carries the office's answer to the units: one request a spreadsheet, and only where it changed.

A row may have moved since the spreadsheet was read. Then an answer stands beside the wrong row,
until the next sync: our own write moves Google's version, so the file is read again and put right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from campaign.ledger.refusals import DamagedError
from campaign.unit_tabs.tabs import tabs_of
from sheets_sync.gsheets.errors import GoogleError, SkipUnit, Stop
from sheets_sync.gsheets.google import Google
from sheets_sync.office_columns import FEEDBACK, OFFICE_COLUMNS
from sheets_sync.provision.desired import FIRST_SHEET
from sheets_sync.provision.feedback_tab import SHEET_ID
from sheets_sync.pushback.answers import UnitAnswer
from sheets_sync.pushback.changes import Cells, changes, requests
from sheets_sync.pushback.emptied import beside_emptied
from sheets_sync.sheet_names import sheet_names
from sheets_sync.sync.job import SyncJob
from sheets_sync.sync.looking import GOOD, Look
from sheets_sync.sync.reading import Written, read_kept

_WORKERS = 8
_NO_PLACE = "answer_place"
"""Code of an answer that could not be written whole: a column or tab of the office is gone."""
_IN_PART = "!"
"""Stands after the remembered hash of an answer of which only a part had a place."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What came of one spreadsheet.

    Attributes:
        cells: How many cells were written; 0 when all was said already.
        error: Why it could not be written.
    """

    look: Look
    cells: int = 0
    error: GoogleError | None = None


def push(job: SyncJob, looks: Sequence[Look], told: Mapping[str, UnitAnswer]) -> list[Pushed]:
    """Write every unit's answer where it changed.

    Raises:
        Stop: nothing will work until a person acts.
    """
    answered = (look for look in looks if look.finding in GOOD or look.emptied)
    wanted = [look for look in answered if _unit(look) in told]
    pusher = _Pusher(job, told)
    with ThreadPoolExecutor(_WORKERS) as pool:
        try:
            done = list(pool.map(pusher.one, range(len(wanted)), wanted))
        except Stop:
            pool.shutdown(cancel_futures=True)
            raise
    for pushed in done:
        if pushed.look.emptied:
            continue
        if pushed.error is None or pushed.error.code == _NO_PLACE:
            _remember(job, pushed, told[_unit(pushed.look)])
    job.memory.save()
    return done


def _unit(look: Look) -> str:
    return look.item.unit.id if look.item.unit else ""


def _remember(job: SyncJob, pushed: Pushed, answer: UnitAnswer) -> None:
    source = pushed.look.item.source
    seen = job.memory.seen.get(source)
    if seen is not None:
        said = answer.digest + (_IN_PART if pushed.error is not None else "")
        job.memory.seen[source] = replace(seen, pushed=said)


def _lacks_place(written: Written, tabs: int) -> bool:
    """Whether an office column of some tab, or the office's own tab, is gone."""
    whole = sum(
        len(one.places) == len(OFFICE_COLUMNS)
        for title, one in written.sheets.items()
        if title not in written.copies
    )
    return written.feedback is None or whole < tabs


def _no_place(look: Look) -> SkipUnit:
    columns = ", ".join(f"“{column.label}”" for column in OFFICE_COLUMNS)
    return SkipUnit(
        _NO_PLACE,
        f"{look.item.who}: bảng tính mất cột {columns} hoặc tab “{FEEDBACK}”, nên đơn vị không "
        "thấy đủ câu trả lời. Hãy chạy: thidua sheets provision.",
    )


@dataclass(frozen=True, slots=True)
class _Pusher:
    job: SyncJob
    told: Mapping[str, UnitAnswer]

    def one(self, number: int, look: Look) -> Pushed:
        """One spreadsheet, whatever happens to the others."""
        google = self.job.google[number % len(self.job.google)]
        try:
            cells, in_part = self._write(google, look)
            return Pushed(look, cells, _no_place(look) if in_part else None)
        except Stop:
            raise
        except GoogleError as error:
            return Pushed(look, error=error)

    def _write(self, google: Google, look: Look) -> tuple[int, bool]:
        """How many cells were written, and whether some of the answer had no place."""
        if look.emptied:
            return self._tell_emptied(google, look), False
        answer = self.told[_unit(look)]
        seen = self.job.memory.seen.get(look.item.source)
        said = seen.pushed if seen is not None else ""
        if look.written is None and said.removesuffix(_IN_PART) == answer.digest:
            return 0, said.endswith(_IN_PART)
        written = look.written or self._from_ledger(look)
        if written is None or look.item.unit is None or look.item.file is None:
            return 0, False
        campaign = self.job.job.campaign
        in_part = _lacks_place(written, len(tabs_of(campaign, shared=False)))
        known = look.written is not None
        cells = changes(answer, written, campaign, look.item.unit, known=known)
        if not cells:
            return 0, in_part
        there = self._send(google, look.item.file.id, look.item.who, cells)
        return sum(map(len, there.values())), in_part or len(there) < len(cells)

    def _tell_emptied(self, google: Google, look: Look) -> int:
        """How many cells were written beside forms that lost their rows."""
        if look.written is None or look.item.file is None:
            return 0
        cells = beside_emptied(look.written, look.emptied)
        if not cells:
            return 0
        return sum(map(len, self._send(google, look.item.file.id, look.item.who, cells).values()))

    def _send(
        self, google: Google, file: str, who: str, cells: Mapping[str, Cells]
    ) -> Mapping[str, Cells]:
        """Write cells in one request; those of sheets that are gone are left out."""
        try:
            google.batch_update(file, list(requests(cells, self._sheets(cells))), who)
        except (SkipUnit, KeyError) as error:
            if isinstance(error, SkipUnit) and error.code != "bad_request":
                raise
            asked = _asked(google, file, who)
            there = {title: found for title, found in cells.items() if title in asked}
            if there:
                google.batch_update(file, list(requests(there, asked)), who)
            return there
        return cells

    def _sheets(self, cells: Mapping[str, Cells]) -> dict[str, int]:
        """Numbers of our sheets, as provision gave them; ``KeyError`` for a renamed one."""
        tabs = tabs_of(self.job.job.campaign, shared=False)
        numbers = {tab.title: FIRST_SHEET + n for n, tab in enumerate(tabs)}
        return {title: (numbers | {FEEDBACK: SHEET_ID})[title] for title in cells}

    def _from_ledger(self, look: Look) -> Written | None:
        """The spreadsheet as last read, for one that was not read this time."""
        found = self.job.ledger.snapshot(look.item.source, self.job.moment)
        if not found:
            return None
        try:
            data = self.job.ledger.content(found[0].sha256)
        except DamagedError as error:
            raise SkipUnit("ledger_damaged", f"{look.item.who}: {error}") from error
        return read_kept(found[0].name, data).written


def _asked(google: Google, file: str, who: str) -> dict[str, int]:
    """Numbers of all sheets from Google, by title and by the name that a workbook gives them."""
    answer = google.structure(file, who, "sheets(properties(sheetId,title))")
    found = [sheet["properties"] for sheet in answer.get("sheets", ())]
    titles, numbers = [one["title"] for one in found], [one.get("sheetId", 0) for one in found]
    named = dict(zip(sheet_names(titles), numbers, strict=True))
    return named | dict(zip(titles, numbers, strict=True))
