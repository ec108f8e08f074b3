"""The command that a scheduler runs: this very program, with everything named in full."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sheets_sync.jobs.every import Interval

PREFIX = "thidua-sync-"
"""How the names of our jobs begin; others are never touched."""


@dataclass(frozen=True, slots=True)
class JobCommand:
    """A periodic sync as it was asked for.

    Attributes:
        workbook: The district workbook; absolute.
        campaign: Shipped name, or absolute path of a definition.
        ledger: Path or URL; empty for the user's own.
        credentials: Paths of credential files; empty for the usual places.
        every: How often.
        settings: Environment variables that the run shall have, by name.
    """

    workbook: Path
    campaign: str
    ledger: str
    credentials: str
    every: Interval
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the scheduler calls it; one job a workbook, wherever another of that name is."""
        plain = (c if c.isascii() and c.isalnum() else "-" for c in self.workbook.stem.lower())
        place = hashlib.sha256(str(self.workbook).encode()).hexdigest()[:6]
        return f"{PREFIX}{''.join(plain)}-{place}"

    @property
    def arguments(self) -> list[str]:
        """The whole command line; it stands in files and lists of processes, so no secret may."""
        line = [sys.executable, "-m", "addin.cli", "sync", "--once"]
        line += ["--workbook", str(self.workbook), "--campaign", self.campaign]
        for option, value in (("--ledger", self.ledger), ("--credentials", self.credentials)):
            line += [option, value] if value else []
        return [*line, "--every", str(self.every)]


def ledger_among(words: Sequence[str]) -> str:
    """The ledger that a command line names; empty when it names none."""
    place = [*words, ""].index("--ledger") + 1 if "--ledger" in words else len(words)
    return [*words, ""][place]
