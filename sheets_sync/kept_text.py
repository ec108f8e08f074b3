"""A small text kept between runs: after a kill it is the old one or the new one, never half."""

from __future__ import annotations

import os
from pathlib import Path
from threading import get_ident


def keep_text(path: Path, text: str) -> None:
    """Put a text in the place of what the file held; makes the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(f".{os.getpid()}-{get_ident()}.tmp")
    whole.write_text(text, "utf-8")
    whole.replace(path)
