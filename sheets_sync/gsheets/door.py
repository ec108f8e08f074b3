"""What all calls to Google go through: clients that are lent and given back, over one wire."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sheets_sync.gsheets.http import PacedHTTPClient, Wire

Json = dict[str, Any]


class Door:
    """One account's way to Google; may be used by several threads at once."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self._idle: list[PacedHTTPClient] = []

    @contextmanager
    def _client(self, who: str) -> Iterator[PacedHTTPClient]:
        """An idle client, else a new one.

        A session serves one request at a time, and keeps its connection for the next one,
        whatever thread asks.
        """
        try:
            client = self._idle.pop()
        except IndexError:
            client = PacedHTTPClient(self.wire)
        client.who = who
        try:
            yield client
        finally:
            self._idle.append(client)
