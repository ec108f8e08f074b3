"""Which lines of a table are data: most are told at a glance, the others by all they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from campaign.columns import MAIN
from campaign.grid import CellValue
from campaign.reading.body import APART, Body
from campaign.reading.lines import Line, is_number, is_unit_line, kind_of_line, signs
from campaign.vietnamese.text import bare_key

VIOLATION = re.compile(
    r"\b(?:khien trach|canh cao|ky luat|ha bac luong|cach chuc|buoc thoi viec|nhung nhieu"
    r"|vi pham|to cao|phe binh|nhac nho)\b"
)
"""Words in a line (``bare_key``) that speak of a violation or its punishment."""

_DOUBTFUL = ("tổng", "cộng", "tong", "cong")
_PREFILLED = frozenset({"row_id", "unit", "order"})
_BRIEF = 3
_ENOUGH = 3


class LineKinds:
    """Tells lines of one table apart, from the first to the last.

    Attributes:
        signed: Whether a signature stands above: what follows is who signed, unless it says more.
    """

    def __init__(self, body: Body) -> None:
        self._body = body
        self._main = MAIN[body.found.form]
        self._has_ids = "row_id" in body.found.places
        self.signed = False

    def sure(self, columns: Sequence[Sequence[CellValue]]) -> Iterator[bool]:
        """Whether each line is data at a glance: a title, and some other cells beside it.

        Args:
            columns: ``Body.by_column``.
        """
        body = self._body
        main = body.found.places.get(self._main, -1)
        if not 0 <= main < len(columns):
            return iter([False] * (body.found.end - body.first))
        telling = [
            columns[place.index]
            for place in body.places
            if place.column.key not in APART and place.index < len(columns)
        ]
        lines = zip(columns[main], zip(*telling, strict=True), strict=True)
        return (
            title.__class__ is str
            and len(cells) - cells.count(None) - cells.count("") >= _ENOUGH
            and not _doubtful(title)
            for title, cells in lines
        )

    def of(self, line: int) -> Line:
        """What a line is that is not surely data, or stands under a signature."""
        body = self._body
        own = body.own(line)
        texts = [body.text(line, index) for index in own]
        lost = body.lost.get(line, ())
        if any(place.column.key not in APART for place in lost):
            return Line.DATA
        order = body.typed(line, "order")
        if not texts or self._only_prefilled(own, order):
            return Line.DATA if lost else Line.BLANK
        filled = sum(
            place.column.key not in APART
            for place in body.places
            if place.index in own or place in lost
        )
        if VIOLATION.search(bare_key(" ".join(texts))):
            return Line.DATA if filled or line in body.grid.hidden_rows else Line.NOTE
        return self._by_words(line, texts, order, filled)

    def _by_words(self, line: int, texts: list[str], order: str, filled: int) -> Line:
        main = self._body.typed(line, self._main)
        kind = kind_of_line(texts, order=order, main=main, filled=filled)
        if kind is not Line.DATA or is_number(order):
            return kind
        if line in self._body.found.below and len(texts) == 1 and not main:
            return Line.NOTE
        if self.signed and (filled < 2 or signs(texts)):
            return Line.SIGNATURE
        return Line.SECTION if texts == [order] and is_unit_line(texts) else kind

    def _only_prefilled(self, own: list[int], order: str) -> bool:
        """Whether only what our own template fills in is there: number, unit, row id."""
        prefilled = {p.index for p in self._body.places if p.column.key in _PREFILLED}
        if not self._has_ids or not prefilled.issuperset(own):
            return False
        return not order or is_number(order)

    def says_nothing(self, line: int, kind: Line) -> bool:
        """Whether a line need not even be named among what is no data."""
        return kind is Line.BLANK and (self._has_ids or not self._body.own(line))


def _doubtful(main: str) -> bool:
    """Whether a title may be no title: blank, a column's number, or the word of a total."""
    return len(main) <= _BRIEF or main.isspace() or main[:4].lower() in _DOUBTFUL
