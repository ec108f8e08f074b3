"""What all calls to Google go through: a client for each thread, over one wire."""

from __future__ import annotations

import threading
from typing import Any

from sheets_sync.gsheets.http import PacedHTTPClient, Wire

Json = dict[str, Any]


class Door:
    """One account's way to Google; may be used by several threads at once."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self._own = threading.local()

    def _client(self, who: str) -> PacedHTTPClient:
        """This thread's own client: a requests session serves one thread at a time."""
        client: PacedHTTPClient | None = getattr(self._own, "client", None)
        if client is None:
            client = self._own.client = PacedHTTPClient(self.wire)
        client.who = who
        return client
