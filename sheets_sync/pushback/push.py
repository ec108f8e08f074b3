"""Carries the office's answer to the units: one request a spreadsheet, and only where it changed.

A row may have moved since the spreadsheet was read. Then an answer stands beside the wrong row,
until the next sync: our own write moves Google's version, so the file is read again and put right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from campaign.unit_tabs.tabs import tabs_of
from sheets_sync.gsheets.errors import GoogleError, SkipUnit, Stop
from sheets_sync.gsheets.google import Google
from sheets_sync.office_columns import FEEDBACK
from sheets_sync.provision.desired import FIRST_SHEET
from sheets_sync.provision.feedback_tab import SHEET_ID
from sheets_sync.pushback.answers import UnitAnswer
from sheets_sync.pushback.changes import Cells, changes, requests
from sheets_sync.sync.job import SyncJob
from sheets_sync.sync.looking import GOOD, Look
from sheets_sync.sync.reading import Written, read_kept

_WORKERS = 8


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
    wanted = [look for look in looks if look.finding in GOOD and _unit(look) in told]
    pusher = _Pusher(job, told)
    with ThreadPoolExecutor(_WORKERS) as pool:
        try:
            done = list(pool.map(pusher.one, range(len(wanted)), wanted))
        except Stop:
            pool.shutdown(cancel_futures=True)
            raise
    for pushed in done:
        if pushed.error is None:
            _remember(job, pushed.look, told[_unit(pushed.look)])
    job.memory.save()
    return done


def _unit(look: Look) -> str:
    return look.item.unit.id if look.item.unit else ""


def _remember(job: SyncJob, look: Look, answer: UnitAnswer) -> None:
    seen = job.memory.seen.get(look.item.source)
    if seen is not None:
        job.memory.seen[look.item.source] = replace(seen, pushed=answer.digest)


@dataclass(frozen=True, slots=True)
class _Pusher:
    job: SyncJob
    told: Mapping[str, UnitAnswer]

    def one(self, number: int, look: Look) -> Pushed:
        """One spreadsheet, whatever happens to the others."""
        google = self.job.google[number % len(self.job.google)]
        try:
            return Pushed(look, self._write(google, look))
        except Stop:
            raise
        except GoogleError as error:
            return Pushed(look, error=error)

    def _write(self, google: Google, look: Look) -> int:
        answer = self.told[_unit(look)]
        seen = self.job.memory.seen.get(look.item.source)
        if look.written is None and seen is not None and seen.pushed == answer.digest:
            return 0
        written = look.written or self._from_ledger(look)
        if written is None or look.item.unit is None or look.item.file is None:
            return 0
        campaign = self.job.job.campaign
        known = look.written is not None
        cells = changes(answer, written, campaign, look.item.unit, known=known)
        if not cells:
            return 0
        file, who = look.item.file.id, look.item.who
        try:
            google.batch_update(file, list(requests(cells, self._sheets(cells))), who)
        except (SkipUnit, KeyError) as error:
            if isinstance(error, SkipUnit) and error.code != "bad_request":
                raise
            asked = _asked(google, file, who)
            there = {title: found for title, found in cells.items() if title in asked}
            google.batch_update(file, list(requests(there, asked)), who)
        return sum(map(len, cells.values()))

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
        return read_kept(found[0].name, self.job.ledger.content(found[0].sha256)).written


def _asked(google: Google, file: str, who: str) -> dict[str, int]:
    """Numbers of all sheets by title, from Google."""
    answer = google.structure(file, who, "sheets(properties(sheetId,title))")
    found = (sheet["properties"] for sheet in answer.get("sheets", ()))
    return {sheet["title"]: sheet.get("sheetId", 0) for sheet in found}
