"""``nt``, ``như trên``, ``″``: an office's mark for the value above, resolved and logged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from campaign.problems import Problem, Weight

if TYPE_CHECKING:
    from campaign.grid import CellValue

_WORDS = (
    "nt",
    "n.t",
    "nt.",
    "-nt-",
    "- nt -",
    "(nt)",
    "như trên",
    "(như trên)",
    "như trên.",
    "- như trên -",
)
_CASES = tuple(form for word in _WORDS for form in (word, word.upper(), word.capitalize()))
_SIGNS = ('"', "''", ",,", "//", "-//-", "- // -", "″", "”", "“", "〃", "nhu tren")

DITTOS: frozenset[CellValue] = frozenset((*_CASES, *_SIGNS))
"""Every way of writing the mark that is read as such, exactly as typed."""


def repeated(above: CellValue) -> CellValue:
    """What a mark under ``above`` stands for; ``None`` where that is not sure.

    Words and days are: a number means another thing in another cell's format.
    """
    known = isinstance(above, (str, date)) and above not in DITTOS
    return above if known and above != "" else None


def understood(typed: str, meant: str, where: str) -> Problem:
    """The note on a mark that was resolved; the file keeps what was typed."""
    message = f"“{typed}” được hiểu là “{meant}”, như ô {where} ở trên."
    return Problem("ditto", Weight.NOTE, message, (meant,))
