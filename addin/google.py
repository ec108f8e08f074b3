"""Puts the way to Google together for the command line: accounts, scopes, or a stand-in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from requests import Session

    from sheets_sync.gsheets.google import Google
    from sheets_sync.gsheets.http import Mount

ENDPOINT = "THIDUA_GOOGLE_ENDPOINT"
"""Address of a stand-in for Google, such as the sandbox's."""


def ways_to_google(credentials: str, scopes: tuple[str, ...], state: Path) -> list[Google]:
    """One way an account.

    Raises:
        Stop: no usable credentials.
    """
    from sheets_sync.gsheets.accounts import find_accounts
    from sheets_sync.gsheets.connect import connect

    mount = _mount(os.environ.get(ENDPOINT, ""))
    return [
        connect(account, scopes, mount=mount, state=state) for account in find_accounts(credentials)
    ]


def _mount(endpoint: str) -> Mount | None:
    if not endpoint:
        return None
    from sheets_sync.redirect import redirect

    def mount(session: Session) -> None:
        redirect(session, endpoint)

    return mount
