"""The values of a table's cells, read a column at a time.

Most columns hold plain texts that need no second look: one look at all of them together costs a
fraction of a look at each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from campaign.cells.dates import diagnose_swapped, swapped_problem
from campaign.columns import MAIN, Kind
from campaign.grid import CellValue, means_by_format
from campaign.problems import Problem, Weight
from campaign.reading.body import APART, Body, Place
from campaign.reading.cell_text import shown, text_of
from campaign.reading.lost_fonts import doubtful, kept, lost_font
from campaign.reading.values import Read, with_sign
from campaign.records import Scalar
from campaign.vietnamese.text import glance, looks_like_formula

_FORMULA_STARTS = frozenset("=+-@")
_NUMBERS = frozenset((int, float))
_DAYS = (Kind.DATE, Kind.PERIOD_DATE)

Noticed = tuple[Place, Problem, str]
"""A problem of one cell, with what was typed there."""


class CellValues:
    """What the cells of a table say.

    Made before merged cells are filled down; ``read`` is called after.

    Attributes:
        noticed: What was noticed about the cells of a line, in the order of the columns.
    """

    def __init__(self, body: Body) -> None:
        self._body = body
        self._swapped = _swapped_lines(body)
        self.noticed: dict[int, list[Noticed]] = {}

    def read(self, columns: Sequence[Sequence[CellValue]]) -> Iterator[tuple[Scalar, ...]]:
        """The values of each line, in the order of the form's columns.

        Args:
            columns: ``Body.by_column``.
        """
        blank = [None] * (self._body.found.end - self._body.first)
        made: list[Sequence[Scalar]] = [blank for _ in self._body.columns]
        for place in self._body.places:
            if place.index < len(columns):
                made[place.position] = self._column(place, columns[place.index])
        return zip(*made, strict=True)

    def _column(self, place: Place, cells: Sequence[CellValue]) -> Sequence[Scalar]:
        if place.read is not None:
            return self._typed(place, place.read, cells)
        if place.column.kind is Kind.UNIT:
            return self._texts(place, cells, _as_typed)
        said = [value for value in cells if value.__class__ is str and value]
        usual, is_clean = glance(said)
        seen = self._fonts(place, cells, usual=usual)
        if len(said) < len(cells):
            seen |= self._formatted(place, cells)
        if is_clean and _FORMULA_STARTS.isdisjoint([text[0] for text in said]):
            texts = said if len(said) == len(cells) else _plain(cells)
        else:
            texts = self._texts(place, cells, text_of)
        if not seen:
            return texts
        return [seen.get(line, text) for line, text in enumerate(texts)]

    def _fonts(self, place: Place, cells: Sequence[CellValue], *, usual: bool) -> dict[int, str]:
        """Notice texts that need a font which their cells have lost; give them as typed."""
        title = place.column.key == MAIN[self._body.found.form]
        typed: dict[int, str] = {}
        if usual and not title:
            return typed
        for line, stored in doubtful(cells, all_of_them=title):
            problem = lost_font(stored, title=title)
            if problem is not None:
                typed[line] = kept(stored)
                self._notice(self._body.first + line, place, (problem,), typed[line])
        return typed

    def _formatted(self, place: Place, cells: Sequence[CellValue]) -> dict[int, str]:
        """Numbers in a column of texts whose format says more: a share, an amount of money."""
        if place.column.key in APART or _NUMBERS.isdisjoint(map(type, cells)):
            return {}
        format_of, first = self._body.grid.number_format, self._body.first
        said: dict[int, str] = {}
        for line, value in enumerate(cells):
            if value.__class__ is int or value.__class__ is float:
                text = with_sign(value, format_of(first + line, place.index))
                if text:
                    said[line] = text
        return said

    def _texts(
        self, place: Place, cells: Sequence[CellValue], read: Callable[[CellValue], str]
    ) -> list[Scalar]:
        """Texts that need a closer look, one by one."""
        kept: list[Scalar] = []
        for line, value in enumerate(cells, self._body.first):
            text = read(value)
            kept.append(text or None)
            if isinstance(value, str) and _is_formula(text):
                self._notice(line, place, (_AS_TEXT,), text)
        return kept

    def _typed(
        self, place: Place, read: Callable[[CellValue, str], Read], cells: Sequence[CellValue]
    ) -> list[Scalar]:
        swapped = self._swapped.get(place.index, frozenset())
        format_of = self._body.grid.number_format
        kept: list[Scalar] = []
        days: dict[date, Read] = {}
        for line, value in enumerate(cells, self._body.first):
            if value is None or value == "":
                kept.append(None)
                continue
            found = days.get(value) if value.__class__ is date else None
            if found is None:
                asked = means_by_format(value)
                found = read(value, format_of(line, place.index) if asked else "")
                if value.__class__ is date and not asked:
                    days[value] = found
            scalar, problems = found
            if line in swapped and isinstance(value, date):
                scalar, problems = None, (*problems, swapped_problem(value))
            kept.append(scalar)
            if problems:
                self._notice(line, place, problems, shown(value))
        return kept

    def _notice(self, line: int, place: Place, problems: tuple[Problem, ...], typed: str) -> None:
        found = self.noticed.setdefault(line, [])
        found += [(place, problem, typed) for problem in problems]


def _plain(cells: Sequence[CellValue]) -> list[Scalar]:
    """The cells of a column whose texts are as they should be."""
    return [
        None if value is None else (value if value.__class__ is str else text_of(value)) or None
        for value in cells
    ]


def _is_formula(text: str) -> bool:
    return text[:1] in _FORMULA_STARTS and text[1:2] not in {"", " "} and looks_like_formula(text)


def _as_typed(value: CellValue) -> str:
    return value.strip() if isinstance(value, str) else text_of(value)


def _swapped_lines(body: Body) -> dict[int, frozenset[int]]:
    """Lines whose stored date may have day and month swapped, by column of the sheet."""
    swapped: dict[int, frozenset[int]] = {}
    lines = body.grid.rows[body.first : body.found.end]
    for place in body.places:
        if place.column.kind in _DAYS:
            at = place.index
            found = diagnose_swapped([row[at] if at < len(row) else None for row in lines])
            if found:
                swapped[at] = frozenset(body.first + line for line in found)
    return swapped


_AS_TEXT = Problem(
    "formula_as_text",
    Weight.NOTE,
    "Nội dung bắt đầu bằng dấu của công thức; được giữ nguyên như chữ, không chạy.",
)
