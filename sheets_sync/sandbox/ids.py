"""Identifiers that look like Google's; the same seed gives the same ones."""

from __future__ import annotations

import base64
import hashlib


class Ids:
    """A source of identifiers; ``count`` says how many were given."""

    def __init__(self, seed: str, count: int = 0) -> None:
        self.seed = seed
        self.count = count

    def _next(self) -> bytes:
        self.count += 1
        return hashlib.sha256(f"{self.seed}:{self.count}".encode()).digest()

    def file(self) -> str:
        """A file's id: 44 letters, digits, ``-`` and ``_``, beginning with 1."""
        return "1" + base64.urlsafe_b64encode(self._next()).decode().rstrip("=")[:43]

    def drive(self) -> str:
        """A Shared Drive's id: 19 characters that end in ``PVA``."""
        return "0A" + base64.urlsafe_b64encode(self._next()).decode()[:14] + "PVA"

    def small(self) -> int:
        """A positive 31-bit number: a sheet's, a protected range's or a metadata's id."""
        return int.from_bytes(self._next()[:4], "big") % (2**31 - 2) + 1

    def token(self) -> str:
        """An opaque text for a token, a named range or a comment."""
        return base64.urlsafe_b64encode(self._next()).decode().rstrip("=")


def permission_id(who: str) -> str:
    """The id of an account's or domain's permission: the same in every file."""
    return str(int.from_bytes(hashlib.sha256(who.lower().encode()).digest()[:8], "big"))[:20]
