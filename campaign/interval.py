"""When something was handed in, as far as looking at it can tell: between two looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from campaign.result.evidence import EvidenceKind


@dataclass(frozen=True, slots=True)
class Interval:
    """The time in which a deliverable became complete. All moments are aware.

    Attributes:
        last_without: Last moment it was seen absent or incomplete; ``None`` when it never was.
        first_complete: First moment it was seen complete; ``None`` while it was not.
        kind: ``LEDGER`` for looks, ``RECEIPT`` for a hand-in by a button (both ends are its time).
        modified_at: When the source was last changed before ``first_complete``, as the service
            (or, for a mailed file, the file itself) says.
        modified_by: Who changed it, as the service says.
        source: Name of the source first seen complete.
        said_by_service: Whether ``modified_at`` is a server's word and not the file's own.
        code: The receipt's code.
        watched: Whether it is still incomplete in spreadsheets that a job looks at again and again:
            what came in after the last look is not known.
    """

    last_without: datetime | None
    first_complete: datetime | None
    kind: EvidenceKind = EvidenceKind.LEDGER
    modified_at: datetime | None = None
    modified_by: str = ""
    source: str = ""
    said_by_service: bool = False
    code: str = ""
    watched: bool = False
