"""Errors, grouped by what the caller should do; each writes its own Vietnamese sentence."""

from __future__ import annotations


class ThiduaError(Exception):
    """Base of every error a user may meet; ``str(error)`` is the sentence shown to them."""


class UsageError(ThiduaError):
    """The command cannot start: a wrong argument, a missing file, a broken definition."""


class SourceError(ThiduaError):
    """One source cannot be read; the others go on.

    Attributes:
        code: A stable code such as ``encrypted`` or ``damaged``.
        source: The file's name as shown to the user.
    """

    def __init__(self, source: str, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.source = source
        self.code = code
