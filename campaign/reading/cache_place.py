"""Where the memory of earlier readings stands, and what makes it a memory of another program."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path


def default_cache() -> Path:
    """Where the cache stands: ``THIDUA_CACHE``, else the user's own cache folder."""
    named = os.environ.get("THIDUA_CACHE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return base / "thidua" / "sources.sqlite"


def code_mark(package: Path | None = None) -> str:
    """Changes whenever our own code does: that of the rules, or another package's."""
    here = package or Path(__file__).parents[1]
    stats = sorted(
        (str(path.relative_to(here)), path.stat().st_size, path.stat().st_mtime_ns)
        for path in here.rglob("*.py")
    )
    return hashlib.sha256(repr((sys.version_info[:2], stats)).encode()).hexdigest()
