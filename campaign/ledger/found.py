"""What a ledger answers: plain values, without any database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from campaign.ledger.events import Door, Outcome


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a source held, by its last believed look.

    Attributes:
        seq: Number of the record that says so.
        unit: Whose source it is; ``None`` when several units' or nobody's.
        sha256: Hash of the content; ``Ledger.content`` gives the bytes.
    """

    seq: int
    source: str
    unit: str | None
    name: str
    observed_at: datetime
    sha256: str
    door: Door
    outcome: Outcome
    reason: str = ""
    modified_at: datetime | None = None
    modified_by: str = ""
    version: str = ""
    code: str = ""

    @property
    def kept(self) -> bool:
        """Whether there is content to read, even if it could not be understood."""
        return bool(self.sha256) and self.outcome is not Outcome.EMPTY


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a source stands: its last look, and the last one believed (they may be the same)."""

    latest: Snapshot
    believed: Snapshot | None


@dataclass(frozen=True, slots=True)
class Event:
    """One record of a unit's story.

    Attributes:
        kind: ``observation``, ``receipt``, ``decision`` …
        body: The record's own values; see ``docs/ledger.md``.
    """

    seq: int
    kind: str
    at: datetime
    written: datetime
    source: str | None
    unit: str | None
    run: str | None
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """A run that decided something, as a list of runs tells it.

    Attributes:
        as_of: The moment of judging, office time.
        workbook: File name of the district workbook; empty when none was written.
        press: Label of the button that was pressed; empty for a command.
    """

    seq: int
    run: str
    decided_at: datetime
    as_of: datetime
    campaign: str
    workbook: str
    press: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as recorded; hashes name content that ``Ledger.content`` gives."""

    seq: int
    run: str
    decided_at: datetime
    as_of: datetime
    campaign: str
    sources: tuple[Standing, ...]
    inputs: str
    outputs: str
    anchor: str
    workbook: str
    workbook_before: str
    workbook_after: str
    skipped: tuple[str, ...]
    verdicts: Mapping[str, Any]
    settings: Mapping[str, str] = field(default_factory=dict)
    press: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The end of a ledger at a moment, short enough to be printed: number and hash."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}-{self.hash[:32]}"


class Wrong(StrEnum):
    """What can be wrong with a record."""

    EDITED = "edited"
    BROKEN = "broken"
    REMOVED = "removed"
    CONTENT = "content"
    TRUNCATED = "truncated"
    REWRITTEN = "rewritten"
    UNNAMED = "unnamed"
    DAMAGED = "damaged"
    SCHEMA = "schema"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a ledger, with its Vietnamese sentence.

    Attributes:
        seq: Number of the record; 0 when no single record is meant.
    """

    wrong: Wrong
    seq: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What a whole check found.

    Attributes:
        notes: What is no fault, and should be known: guards that were gone and made again.
    """

    records: int
    contents: int
    anchor: Anchor
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()
