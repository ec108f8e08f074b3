"""What a run tells the ledger, and what it takes from it: looks, intervals, the decision."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.ledger.book import Ledger
from campaign.ledger.events import Decision, Door, Observation, Outcome
from campaign.ledger.found import Snapshot
from campaign.ledger.preparing import Purpose
from campaign.ledger.refusals import LedgerError, another_campaign
from campaign.ledger.rulings import rulings
from campaign.ledger.sightings import sightings
from campaign.office_time import from_office, to_office

if TYPE_CHECKING:
    from campaign.intake.source_file import SourceFile
    from campaign.interval import Interval
    from campaign.plan.definition import Campaign
    from campaign.records import SourceRecords
    from campaign.result.unread import Unread
    from campaign.result.whole import Result

_BATCH = 200
"""Files whose bytes wait in memory for one transaction."""


def until(as_of: datetime) -> datetime:
    """The last moment that counts: a moment of judging given in minutes is its whole minute."""
    moment = from_office(as_of)
    whole = not (as_of.second or as_of.microsecond)
    return moment.replace(second=59, microsecond=999_999) if whole else moment


def open_for(
    place: str, campaign: str, *, create: bool, purpose: Purpose = Purpose.WRITING
) -> Ledger:
    """The ledger of a campaign.

    Raises:
        LedgerError: it can't be opened, or is another campaign's.
    """
    ledger = Ledger.open(place, create=create, purpose=purpose)
    theirs = ledger.campaign()
    if theirs and theirs != campaign:
        raise another_campaign(ledger.place, theirs, campaign)
    return ledger


@dataclass(frozen=True, slots=True)
class Recorder:
    """One run's side of the ledger.

    Attributes:
        ledger: Where it is told.
        campaign: The plan.
        as_of: The moment of judging, office time.
        now: When the run began; aware.
    """

    ledger: Ledger
    campaign: Campaign
    as_of: datetime
    now: datetime

    def observe(
        self,
        files: Sequence[SourceFile],
        records: Sequence[SourceRecords],
        unread: Sequence[Unread],
    ) -> None:
        """Tell what was read: each file that is new or changed, and the others as unchanged.

        Raises:
            LedgerError: a file changed while it was read, or the ledger refuses.
        """
        from campaign.result.unread import Unread

        latest = self.ledger.latest()
        same: list[str] = []
        waiting: list[Observation] = []
        for key, file, found in _paired(files, records, unread):
            if _told(latest.get(key), found):
                if not isinstance(found, Unread):
                    same.append(key)
                continue
            waiting.append(self._look(key, file, found))
            if len(waiting) == _BATCH:
                self._tell(waiting, ())
                waiting = []
        self._tell(waiting, same)

    def _tell(self, looks: Iterable[Observation], same: Sequence[str]) -> None:
        with self.ledger.atomic() as entry:
            for look in looks:
                entry.observe(look)
            entry.unchanged(same, self.now)

    def _look(self, key: str, file: SourceFile, found: SourceRecords | Unread) -> Observation:
        from campaign.result.unread import Unread

        if isinstance(found, Unread):
            data = _bytes_of(file)
            digest = hashlib.sha256(data).hexdigest() if data is not None else ""
            return Observation(
                key, None, file.name, self.now, digest, Door.FILE, data,
                outcome=Outcome.UNREADABLE, reason=found.sentence, code=found.code,
            )  # fmt: skip
        data = _bytes_of(file)
        if data is None or hashlib.sha256(data).hexdigest() != found.sha256:
            raise LedgerError(f"Tệp “{file.name}” vừa bị đổi trong lúc đang đọc: hãy chạy lại.")
        return Observation(
            key, found.unit, file.name, self.now, found.sha256, Door.FILE, data,
            sightings(found), modified_at=_moment(found.modified),
        )  # fmt: skip

    def intervals(self, before: int | None = None) -> dict[tuple[str, str], Interval]:
        """When each unit's deliverables came in, as far as the ledger saw."""
        deliverables = self.campaign.deliverables
        return self.ledger.intervals(None, deliverables, until(self.as_of), before)

    def decide(self, made: Made) -> None:
        """Tell what was decided, and on what."""
        result = made.result
        inputs = _inputs(result, self.campaign, made.before)
        decision = Decision(
            f"R{to_office(self.now):%Y%m%d-%H%M%S}-{inputs[:6]}",
            self.now,
            self.as_of,
            self.campaign.campaign.id,
            made.keys,
            inputs,
            hash_of_text(made.report),
            result.anchor,
            made.workbook,
            made.before,
            made.after,
            tuple(result.skipped),
            rulings(result, self.campaign),
            made.settings,
            made.press,
        )
        with self.ledger.atomic() as entry:
            entry.decision(decision)


@dataclass(frozen=True, slots=True)
class Made:
    """What a run made.

    Attributes:
        report: The JSON report, piece by piece.
        keys: The sources it stands on.
        workbook: File name of the district workbook; empty when none was written.
        before: Its bytes before; empty for a new one, and where it was open in a program.
        after: Hash of it as written; empty where no file was.
        settings: What the run wrote into its settings for the buttons, by label.
        press: Label of the button that was pressed; empty for a run.
    """

    result: Result
    report: Iterator[str]
    keys: tuple[str, ...]
    workbook: str = ""
    before: bytes = b""
    after: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    press: str = ""


def keys_of(files: Iterable[SourceFile]) -> list[str]:
    """The ledger's keys of files; of two with one name the second has a number."""
    used: Counter[str] = Counter()
    keys = []
    for file in files:
        key = f"file:{file.name}"
        used[key] += 1
        keys.append(key if used[key] == 1 else f"{key}#{used[key]}")
    return keys


def _paired(
    files: Sequence[SourceFile], records: Sequence[SourceRecords], unread: Sequence[Unread]
) -> Iterator[tuple[str, SourceFile, SourceRecords | Unread]]:
    """Each file with what came of it; both lists are in the order of the files."""
    failed = iter(unread)
    waiting = next(failed, None)
    read = iter(records)
    for key, file in zip(keys_of(files), files, strict=True):
        if waiting is not None and waiting.source == file.name:
            yield key, file, waiting
            waiting = next(failed, None)
        else:
            yield key, file, next(read)


def _told(last: Snapshot | None, found: SourceRecords | Unread) -> bool:
    """Whether the ledger's last look says the same."""
    from campaign.result.unread import Unread

    if last is None:
        return False
    if isinstance(found, Unread):
        return (last.outcome, last.reason) == (Outcome.UNREADABLE, found.sentence)
    return last.outcome is Outcome.READ and last.sha256 == found.sha256


def _bytes_of(file: SourceFile) -> bytes | None:
    """A file's bytes; ``None`` when it can't be opened."""
    from campaign.errors import SourceError

    try:
        return file.data()
    except (OSError, SourceError):
        return None


def _moment(text: str) -> datetime | None:
    """When a workbook says it was saved; ``None`` when it says nothing certain."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def hash_of(path: Path | None) -> str:
    """SHA-256 of a file; empty for none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path is not None else ""


def hash_of_text(pieces: Iterable[str]) -> str:
    """SHA-256 of a text that comes piece by piece."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece.encode())
    return digest.hexdigest()


def _inputs(result: Result, campaign: Campaign, before: bytes) -> str:
    """One hash over plan, sources and the office's workbook."""
    shape = (
        repr(campaign),
        [(source.name, source.sha256) for source in result.sources],
        [(item.source, item.code) for item in result.unread],
        result.skipped,
        hashlib.sha256(before).hexdigest(),
    )
    return hashlib.sha256(repr(shape).encode("utf-8", "backslashreplace")).hexdigest()
