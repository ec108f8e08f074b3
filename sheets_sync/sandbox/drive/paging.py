"""Pages of a list: tokens that say where the next one begins."""

from __future__ import annotations

import base64
import binascii

from sheets_sync.sandbox.errors import GoogleRefusal

_MARK = "~!!~"


def token_of(start: int) -> str:
    """The token of a page that begins at an entry, counted from 0."""
    return base64.urlsafe_b64encode(f"{_MARK}{start}".encode()).decode()


def start_of(token: str) -> int:
    """Where the page of a token begins; an absent token is the first page's.

    Raises:
        GoogleRefusal: It is no token of ours.
    """
    if not token:
        return 0
    try:
        return int(base64.urlsafe_b64decode(token).decode().removeprefix(_MARK))
    except (ValueError, binascii.Error) as error:
        raise GoogleRefusal(400, "Invalid Value", reason="invalid") from error
