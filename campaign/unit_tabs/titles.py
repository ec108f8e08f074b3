"""Sheet titles that Excel takes: at most 31 characters, no illegal ones, no two alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

LONGEST = 31
_ILLEGAL = str.maketrans(dict.fromkeys("[]:*?/\\!", "-"))
_RESERVED = frozenset({"history"})


def sheet_title(text: str, taken: Iterable[str] = ()) -> str:
    """``text`` as a sheet title that none of ``taken`` has.

    ``!`` is legal in a title but ends it in a reference, so it goes with the illegal signs.
    """
    others = {title.casefold() for title in taken} | _RESERVED
    base = " ".join(unicodedata.normalize("NFC", text).translate(_ILLEGAL).split()).strip("' ")
    title, number = _cut(base or "Trang", ""), 1
    while title.casefold() in others:
        number += 1
        title = _cut(base, f" ({number})")
    return title


def _cut(base: str, ending: str) -> str:
    """``base`` cut at a word when it is too long with its ending."""
    room = LONGEST - len(ending)
    if len(base) <= room:
        return base + ending
    head, _, _ = base[: room + 1].rpartition(" ")
    return (head or base[:room]).strip("' ,;-") + ending
