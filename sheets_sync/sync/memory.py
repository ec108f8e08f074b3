"""What the last sync saw of each spreadsheet: a shortcut, never a truth.

It is trusted only where the ledger says the same; lost or damaged, everything is read once more.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from pathlib import Path

from sheets_sync.kept_text import keep_text


@dataclass(frozen=True, slots=True)
class Seen:
    """One spreadsheet as last seen.

    Attributes:
        version: Google's version at the listing before it was read.
        sha256: Hash of the content that the ledger has of it.
        cells: Hash of the cells that count: two files with the same are the same.
        rows: Data rows.
        forms: Forms that had a row, by ``forms_of``; empty where that was not noted.
        pushed: Hash of what the office wrote into it last, with a mark when not all had a place.
    """

    version: str
    sha256: str
    cells: str
    rows: int
    pushed: str = ""
    forms: str = ""


@dataclass(slots=True)
class Memory:
    """All spreadsheets of one ledger as last seen, by source key.

    Attributes:
        swept: When everything was last read, seconds since 1970; 0 for never.
    """

    path: Path | None = None
    seen: dict[str, Seen] = field(default_factory=dict)
    swept: float = 0.0
    _saved: tuple[float, dict[str, Seen]] | None = field(default=None, repr=False, compare=False)

    @classmethod
    def load(cls, path: Path) -> Memory:
        """The memory of a file; an empty one when there is none or it is damaged."""
        try:
            kept = json.loads(path.read_text("utf-8"))
            seen = {source: Seen(**one) for source, one in kept["seen"].items()}
            swept = float(kept["swept"])
            return cls(path, seen, swept, (swept, dict(seen)))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls(path)

    def save(self) -> None:
        """Keep it, whole or not at all; what is kept already is not written again."""
        if self.path is None or self._saved == (self.swept, self.seen):
            return
        made = {source: _plain(one) for source, one in self.seen.items()}
        keep_text(self.path, json.dumps({"swept": self.swept, "seen": made}))
        self._saved = self.swept, dict(self.seen)


def _plain(one: Seen) -> dict[str, str | int]:
    return {name: getattr(one, name) for name in _NAMES}


_NAMES = tuple(each.name for each in fields(Seen))
