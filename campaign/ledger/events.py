"""What a ledger is told: looks at sources, hand-ins, decisions and runs of jobs. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple


class Door(StrEnum):
    """The way by which a source reached the office."""

    SHEETS = "sheets"
    FILE = "file"
    SUBMIT = "submit"


class Outcome(StrEnum):
    """What came of looking at a source.

    ``READ`` is believed, also when no row was found. ``EMPTY`` is a source that suddenly held
    nothing: it is noted, and neither snapshot nor rows change until a second look says ``READ``.
    ``REPLACED`` is a source whose place another one of its unit took: it is evidence of what was
    handed in when, and its content is judged no more.
    """

    READ = "read"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    REPLACED = "replaced"


class Sighting(NamedTuple):
    """One row as it was seen; a sync makes one of every row that it reads.

    Attributes:
        row: The row's stable id.
        form: A ``campaign.plan.definition.Form``.
        complete: Whether the row counts towards its deliverable.
        digest: Changes whenever the row's values do.
        unit: Whose row it is; ``None`` means the observation's unit.
    """

    row: str
    form: str
    complete: bool
    digest: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One look at one source that was new, had changed, or could not be read.

    Attributes:
        source: A key that stays: ``sheets:<file id>``, ``file:<name>``, ``submit:<code>``.
        unit: Whose source it is; ``None`` when it holds several units' rows or nobody's.
        name: The source's name as shown.
        observed_at: When it was looked at; aware.
        sha256: Of the content, hexadecimal; empty when it could not be read.
        content: The file's bytes, kept once a hash; ``None`` when they are kept already.
        rows: Every row seen; the ledger itself keeps only what changed.
        reason: Why it could not be read, as a sentence.
        modified_at: Last change as the service or the file says; aware.
        modified_by: Who made it, as the service says.
        version: The service's version of the file.
        code: A stable code of why it could not be read, such as ``encrypted``.
    """

    source: str
    unit: str | None
    name: str
    observed_at: datetime
    sha256: str
    door: Door
    content: bytes | None = None
    rows: tuple[Sighting, ...] = ()
    outcome: Outcome = Outcome.READ
    reason: str = ""
    modified_at: datetime | None = None
    modified_by: str = ""
    version: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class HandIn:
    """A hand-in by a button: the strongest evidence of when something came in.

    Attributes:
        deliverable: Id of the deliverable; ``None`` when the whole workbook was handed in.
        code: The receipt's code, as given to the unit.
        received_at: The server's time; aware.
        account: Who pressed the button, as verified.
        source: Key of the source handed in.
        sha256: Hash of what was handed in.
    """

    unit: str
    deliverable: str | None
    code: str
    received_at: datetime
    account: str
    source: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one run decided, and everything it stood on.

    Attributes:
        run: The run's id.
        decided_at: When the run was made; aware.
        as_of: The moment of judging, office time.
        campaign: Id of the campaign.
        sources: Keys of the sources read, all of them observed before.
        inputs: Hash over sources, plan and office facts.
        outputs: Hash of the JSON report.
        anchor: The ledger's end when the run was made, as printed in the workbook.
        workbook: File name of the district workbook; empty when none was written.
        workbook_before: Its bytes before the run; empty for a new one.
        workbook_after: Hash of the workbook as written; empty when none was.
        skipped: Names of files that were passed over.
        verdicts: Standings, verdicts and lists, as plain JSON values.
        settings: What the run wrote into the workbook's settings for the buttons, by label.
        press: Label of the button that was pressed; empty for a run.
    """

    run: str
    decided_at: datetime
    as_of: datetime
    campaign: str
    sources: tuple[str, ...]
    inputs: str
    outputs: str
    anchor: str = ""
    workbook: str = ""
    workbook_before: bytes = b""
    workbook_after: str = ""
    skipped: tuple[str, ...] = ()
    verdicts: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    press: str = ""


@dataclass(frozen=True, slots=True)
class JobRun:
    """One run of a periodic job.

    Attributes:
        job: Name of the job, such as ``sync``.
        outcome: ``complete``, ``partial``, ``failed`` or a word of the job's own.
        detail: Counts and such, as plain JSON values; no secrets, no personal data.
    """

    job: str
    started: datetime
    ended: datetime
    outcome: str
    detail: Mapping[str, Any] = field(default_factory=dict)
