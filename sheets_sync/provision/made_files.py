"""Which spreadsheet was made for whom: Drive's listing may lag, and nobody shall get a second one.

A shortcut, never a truth: an id from here is used only where Drive still has the file.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from pathlib import Path

from sheets_sync.kept_text import keep_text

_ACCOUNT = "@"
"""Stands among the units' ids, and is none of them."""


@dataclass(slots=True)
class MadeFiles:
    """Google's ids by unit, for one campaign; used by several threads.

    Attributes:
        account: Who made or reached them last; empty where that was not noted.
    """

    path: Path | None = None
    ids: dict[str, str] = field(default_factory=dict)
    account: str = ""
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def load(cls, path: Path) -> MadeFiles:
        """What a file says; nothing when there is none or it is damaged."""
        try:
            kept = json.loads(path.read_text("utf-8"))
            ids = {str(unit): str(file) for unit, file in kept.items()}
            return cls(path, ids, ids.pop(_ACCOUNT, ""))
        except (OSError, ValueError, AttributeError):
            return cls(path)

    def note(self, unit: str, file: str, account: str) -> None:
        """Remember a file at once: the next moment this process may be gone."""
        with self._turn:
            if (self.ids.get(unit), self.account) == (file, account):
                return
            self.ids[unit], self.account = file, account
            if self.path is not None:
                keep_text(self.path, json.dumps({**self.ids, _ACCOUNT: account}))
