"""Puts a way to Google together: account, meters, clock."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sheets_sync.gsheets.clock import Clock, SystemClock
from sheets_sync.gsheets.meter import DRIVE, READS, WRITES, Meter
from sheets_sync.gsheets.patience import Patience

if TYPE_CHECKING:
    from sheets_sync.gsheets.accounts import Account
    from sheets_sync.gsheets.google import Google
    from sheets_sync.gsheets.http import Mount

STATE_VARIABLE = "THIDUA_STATE"


def state_folder() -> Path:
    """Where runs, quotas and locks are kept between runs; ``THIDUA_STATE`` names another place."""
    from platformdirs import user_state_path

    named = os.environ.get(STATE_VARIABLE)
    return Path(named) if named else user_state_path("thidua", appauthor=False)


def connect(
    account: Account,
    scopes: Sequence[str],
    *,
    clock: Clock | None = None,
    patience: Patience | None = None,
    mount: Mount | None = None,
    state: Path | None = None,
) -> Google:
    """A way to Google as one account.

    Args:
        account: Who we are.
        scopes: What we may do.
        clock: Whose time quotas count in.
        patience: When to send again.
        mount: Changes each session, for a stand-in.
        state: Folder in which processes share their quotas; ``None`` keeps them apart.
    """
    from sheets_sync.gsheets.google import Google
    from sheets_sync.gsheets.http import Wire

    time = clock or SystemClock()
    meters = {
        budget.name: Meter(budget, time, _file(state, account, budget.name))
        for budget in (READS, WRITES, DRIVE)
    }
    wire = Wire(
        account.credentials(tuple(scopes)), meters, time, patience or Patience(), mount=mount
    )
    return Google(wire)


def _file(state: Path | None, account: Account, budget: str) -> Path | None:
    return state / "quota" / f"{account.mark}-{budget}.json" if state is not None else None
