"""Rows with which a printed page of a sheet begins, in the XML after its rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from addin.package.xml_bytes import attribute, element, start_tag

_LAST_COLUMN = 16383
_BEFORE = ("headerFooter", "pageSetup", "pageMargins")
"""What such rows are named after, nearest first: a program refuses another order."""


def broken(tail: bytes, rows: Sequence[int], ours: Collection[int]) -> bytes:
    """The XML with page breaks above ``rows`` (from 0), in the place of those it had.

    Args:
        tail: The XML from the end of the rows on.
        rows: First row of each printed page but the first.
        ours: Rows above which a break may be ours. One anywhere else was put by somebody, who
            arranged the pages: then all stay as they are.
    """
    old = element("rowBreaks")
    found = old.search(tail)
    known = start_tag("brk").findall(found[3] or b"") if found else []
    if any(int(attribute(brk[1], "id") or 0) not in ours for brk in known):
        return tail
    tail = old.sub(b"", tail)
    place = _place(tail)
    if not rows or place is None:
        return tail
    end, prefix = place
    return tail[:end] + _element(prefix.decode(), rows).encode() + tail[end:]


def _place(tail: bytes) -> tuple[int, bytes] | None:
    """Where such rows are named, and the prefix of tags there."""
    for name in _BEFORE:
        found: re.Match[bytes] | None = element(name).search(tail)
        if found:
            return found.end(), found[1]
    return None


def _element(prefix: str, rows: Sequence[int]) -> str:
    count = len(rows)
    breaks = "".join(
        f'<{prefix}brk id="{row}" max="{_LAST_COLUMN}" man="1"/>' for row in sorted(rows)
    )
    counts = f'count="{count}" manualBreakCount="{count}"'
    return f"<{prefix}rowBreaks {counts}>{breaks}</{prefix}rowBreaks>"
