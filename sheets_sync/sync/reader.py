"""Reads spreadsheets of a plan: fetched by several threads, understood by the one that asks."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime

from campaign.errors import SourceError
from campaign.ledger.found import Snapshot
from campaign.ledger.refusals import DamagedError
from campaign.unit_tabs.tabs import Tab, tabs_of
from sheets_sync.gsheets.errors import GoogleError, Stop
from sheets_sync.gsheets.google import Google
from sheets_sync.office_columns import FEEDBACK
from sheets_sync.provision.current import read_current
from sheets_sync.sync.fetching import fetch
from sheets_sync.sync.fingerprint import fingerprint
from sheets_sync.sync.job import SyncJob
from sheets_sync.sync.kept import Notes, with_notes
from sheets_sync.sync.looking import Finding, Look, broken, forms_of, judge, refused
from sheets_sync.sync.marks_reading import FIELDS, Marks, in_order, read_marks
from sheets_sync.sync.memory import Seen
from sheets_sync.sync.observing import Content
from sheets_sync.sync.plan import Item
from sheets_sync.sync.reading import Kept, read_kept, shown_name


@dataclass(frozen=True, slots=True)
class Arrived:
    """A fetched spreadsheet, not yet looked into.

    Attributes:
        google: The way by which it came.
        at: The moment before it was asked for; aware.
        data: Its bytes.
    """

    google: Google
    at: datetime
    data: bytes


@dataclass(slots=True)
class Reader:
    """Reads one sync's spreadsheets.

    Attributes:
        job: What the sync works with.
        latest: The ledger's last look at each source.
    """

    job: SyncJob
    latest: dict[str, Snapshot]
    tabs: list[Tab] = field(init=False)

    def __post_init__(self) -> None:
        self.tabs = tabs_of(self.job.job.campaign, shared=False)

    def fetch(self, number: int, item: Item) -> Arrived:
        """Fetch the plan's line ``number``; safe in any thread.

        It only waits for the network. Threads that understood what they fetched would take the
        interpreter from each other, and each other's data out of the processor's cache.

        Raises:
            GoogleError: with what to do.
        """
        google, at = self.job.google[number % len(self.job.google)], self.job.moment
        titles = [*(tab.title for tab in self.tabs), FEEDBACK]
        return Arrived(google, at, fetch(google, _file_id(item), item.who, titles).data)

    def look(self, item: Item, fetched: Future[Arrived]) -> Look:
        """What a spreadsheet comes to; one that can't be read stops no other.

        Raises:
            Stop: nothing will work until a person acts.
        """
        last = self.latest.get(item.source)
        try:
            came = fetched.result()
            content, lost = self._read(item, came)
        except Stop:
            raise
        except GoogleError as error:
            return refused(item, error, self.job.moment, last)
        except SourceError as error:
            return broken(item, (f"không đọc được ({error.code})",), self.job.moment, last)
        if lost:
            return broken(item, lost, came.at, last)
        accept = item.unit is not None and item.unit.id in self.job.accept_empty
        try:
            before = self._before(item)
        except DamagedError as error:
            return Look(item, Finding.BROKEN, f"{item.who}: {error}")
        return judge(item, content, came.at, last, before, accept_empty=accept)

    def _read(self, item: Item, came: Arrived) -> tuple[Content, Sequence[str]]:
        """A spreadsheet's content, and what is gone from it and cannot be done without."""
        content, ordered = self._understood(item, came.data, Marks())
        if ordered:
            return content, ()
        marks = self._marks(came.google, item, content.kept)
        if marks.labels or marks.copies:
            content, _ = self._understood(item, came.data, marks)
        return content, marks.lost

    def _understood(self, item: Item, raw: bytes, marks: Marks) -> tuple[Content, bool]:
        """A spreadsheet's content, and whether all tabs and headers stood there by name."""
        unit = item.unit.id if item.unit else ""
        notes = Notes(unit, self.job.job.campaign.campaign.id, marks.labels, marks.copies)
        data = with_notes(raw, notes)
        kept = read_kept(shown_name(item.who), data, notes)
        ordered = in_order(kept, self.tabs)
        return self._content(data, kept), ordered

    def _marks(self, google: Google, item: Item, kept: Kept) -> Marks:
        current = read_current(google.structure(_file_id(item), item.who, FIELDS))
        return read_marks(current, kept.source.grids, self.tabs)

    def _content(self, data: bytes, kept: Kept) -> Content:
        cells = fingerprint(kept.source.grids)
        return Content(data, cells, kept, self.job.job.reader.read(kept.source))

    def _before(self, item: Item) -> Seen | None:
        """The last believed content: as remembered, else worked out from the ledger."""
        last, known = self.latest.get(item.source), self.job.memory.seen.get(item.source)
        if last is None or (known is not None and known.sha256 == last.sha256):
            return known if last is not None else None
        believed = self.job.ledger.snapshot(item.source, self.job.moment)
        if not believed:
            return None
        found = believed[0]
        if known is not None and known.sha256 == found.sha256:
            return known
        data = self.job.ledger.content(found.sha256)
        content = self._content(data, read_kept(found.name, data))
        rows, forms = len(content.records.rows), forms_of(content.records)
        return Seen(found.version, found.sha256, content.cells, rows, forms=forms)


def _file_id(item: Item) -> str:
    return item.file.id if item.file else ""
