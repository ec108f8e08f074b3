"""Telling somebody how far a long piece of work is."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much is done, and of how much."""


def no_progress(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
