"""Sources as the ledger keeps them: read again through the very same intake."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from campaign.intake.reading import ReadSource, read_source
from campaign.intake.source_file import SourceFile
from campaign.ledger.book import Ledger
from campaign.ledger.events import Door, Outcome
from campaign.ledger.found import Snapshot, Standing
from campaign.reading.whose import UnitNames, unit_of_name
from campaign.result.unread import Unread

Opens = Callable[[str, bytes], ReadSource]


@dataclass(frozen=True, slots=True)
class StoredFile(SourceFile):
    """A source whose content is in the ledger; its path names no file.

    Attributes:
        digest: Hash of the content.
        ledger: Where it is.
        opens: Reads it as its door does.
    """

    digest: str
    ledger: Ledger
    opens: Opens = read_source

    @property
    def sha256(self) -> str:
        """Hash of the content."""
        return self.digest

    def data(self) -> bytes:
        """The content.

        Raises:
            DamagedError: the ledger has not kept it whole. A run stops then: what a unit handed in
                and we lost is not "chưa nộp".
        """
        return self.ledger.content(self.digest)

    def opened(self, data: bytes) -> ReadSource:
        """The content read.

        Raises:
            SourceError: it can't be read; the run says so as it did then.
        """
        return self.opens(self.name, data)


@dataclass(frozen=True, slots=True)
class Stored:
    """What a ledger gives a run to read.

    Attributes:
        keys: Every source's key.
        files: What is read, by name.
        failed: Sources whose last look failed. Of a spreadsheet the last believed content is read.
    """

    keys: tuple[str, ...]
    files: list[SourceFile]
    failed: list[Standing]

    def unread(self, names: UnitNames) -> list[Unread]:
        """What could not be looked at, with the unit whose deliverables may stand in it.

        Args:
            names: Resolves the names of mailed files.
        """
        return [_unread(standing, names) for standing in self.failed]


def stored(ledger: Ledger, standings: Iterable[Standing]) -> Stored:
    """Sources as they stood, by name."""
    keys: list[str] = []
    files: list[SourceFile] = []
    failed: list[Standing] = []
    for standing in standings:
        latest = standing.latest
        keys.append(latest.source)
        if latest.outcome is Outcome.REPLACED:
            continue
        if latest.kept:
            files.append(stored_file(ledger, latest))
            continue
        failed.append(standing)
        if standing.believed is not None and latest.door is Door.SHEETS:
            files.append(stored_file(ledger, standing.believed))
    return Stored(tuple(keys), files, failed)


def _unread(standing: Standing, names: UnitNames) -> Unread:
    """A spreadsheet that was read before is judged by that, and by when it was."""
    latest = standing.latest
    if latest.door is Door.SHEETS:
        unit = None if standing.believed is not None else latest.unit
    else:
        unit = unit_of_name(latest.name, names)
    return Unread(latest.name, latest.code or latest.outcome.value, latest.reason, unit)


def stored_file(ledger: Ledger, found: Snapshot) -> StoredFile:
    """A look's content, to be read as its door reads it."""
    opens = _sheet if found.door is Door.SHEETS else read_source
    return StoredFile(Path(found.source), found.name, found.sha256, ledger, opens)


def _sheet(name: str, data: bytes) -> ReadSource:
    """A spreadsheet as the sync keeps it: renamed columns under their old names."""
    from sheets_sync.sync.reading import read_kept

    return read_kept(name, data).source
