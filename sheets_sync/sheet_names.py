"""Names of sheets in a workbook: Google takes longer titles and signs that Excel does not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

_LONGEST = 31
_REFUSED = re.compile(r"[\[\]:*?/\\]")


def sheet_names(titles: Iterable[str]) -> list[str]:
    """A name for each title, in order: one that Excel takes, and none twice whatever its case."""
    used: set[str] = set()
    names = []
    for title in titles:
        name = _unused(_REFUSED.sub("_", title)[:_LONGEST].strip("'") or "_", used)
        used.add(name.casefold())
        names.append(name)
    return names


def _unused(name: str, used: set[str]) -> str:
    """The name, or the same with the first number that makes it another."""
    if name.casefold() not in used:
        return name
    numbered = (f"{name[: _LONGEST - len(end)]}{end}" for n in count(2) if (end := f" ({n})"))
    return next(one for one in numbered if one.casefold() not in used)
