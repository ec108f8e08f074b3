"""Where a fact comes from, and how well it is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EvidenceKind(StrEnum):
    """How it is known when a deliverable came in, strongest first."""

    RECEIPT = "receipt"
    LEDGER = "ledger"
    REVISION = "revision"
    SEEN = "seen"
    TYPED = "typed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact comes from; ``cell`` is A1, ``sheet`` may be the office's own."""

    kind: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    text: str = ""
