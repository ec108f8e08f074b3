"""The command that a scheduler runs: this very program, with everything named in full."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from sheets_sync.jobs.every import Interval


@dataclass(frozen=True, slots=True)
class JobCommand:
    """A periodic sync as it was asked for.

    Attributes:
        workbook: The district workbook; absolute.
        campaign: Shipped name, or absolute path of a definition.
        ledger: Path or URL; empty for the user's own.
        credentials: Paths of credential files; empty for the usual places.
        every: How often.
    """

    workbook: Path
    campaign: str
    ledger: str
    credentials: str
    every: Interval

    @property
    def name(self) -> str:
        """What the scheduler calls it; one job a workbook."""
        plain = (c if c.isascii() and c.isalnum() else "-" for c in self.workbook.stem.lower())
        return f"thidua-sync-{''.join(plain)}"

    @property
    def arguments(self) -> list[str]:
        """The whole command line. A password in a ledger's URL belongs in ``THIDUA_LEDGER``."""
        line = [sys.executable, "-m", "addin.cli", "sync", "--once"]
        line += ["--workbook", str(self.workbook), "--campaign", self.campaign]
        for option, value in (("--ledger", self.ledger), ("--credentials", self.credentials)):
            line += [option, value] if value else []
        return [*line, "--every", str(self.every)]
