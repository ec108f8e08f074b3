"""Sources that could not be read."""

from __future__ import annotations

from dataclasses import dataclass

PAPER = "paper"
"""Code of an unread source that is no table at all: a scan, a Word file, a picture."""

OWN_WORKBOOK = "own_workbook"
"""Code of a district workbook among the sources: a copy or an older one, nobody's hand-in."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that could not be read; ``code`` is that of its refusal, such as ``PAPER``.

    ``unit`` is the one whose deliverables may stand in it; ``None`` where nothing tells it for
    certain, or where what was read of it before is judged instead.
    """

    source: str
    code: str
    sentence: str
    unit: str | None = None
