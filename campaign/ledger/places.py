"""Where a ledger stands when it is asked for. Costs no database's library."""

from __future__ import annotations

import os
from pathlib import Path


def default_place() -> Path:
    """Where the ledger stands when nobody says: the user's own data folder."""
    from platformdirs import user_data_path

    return user_data_path("thidua", appauthor=False) / "ledger.sqlite"


def named_place(option: str = "") -> str:
    """The ledger asked for by ``--ledger`` or ``THIDUA_LEDGER``; empty when none is."""
    return option or os.environ.get("THIDUA_LEDGER", "")
