"""Rows of values as the XML of a sheet, fast: one template for each sequence of value types.

A row whose texts need no care is one ``%`` of its template. Any other row has its texts written
one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from operator import itemgetter

from addin.package.cell_xml import CellWriter
from addin.package.ranges import MAX_COLUMNS, MAX_ROWS
from addin.package.values import CellOut, Styled
from campaign.errors import UsageError
from campaign.grid import column_letters

Row = Sequence[CellOut | Styled]

_ROW_MARK = "\x01"
_BLOCK = 256
_MAX_SHAPES = 2000
_JOINT = "\n"
_CARE = re.compile("[\x00-\x08\x0b-\x1f&<>_\ud800-\udfff\ufffe\uffff]")
_EDGES = frozenset(" \n\t=+-@\xa0\u3000")
_SAFE_LENGTH = 16_000
_NUMBERS = (int, float, Decimal)


@dataclass(frozen=True, slots=True)
class _Shape:
    """How rows of one sequence of types are written.

    Attributes:
        plain: Template with the row number marked and ``%s`` for each value.
        careful: The same with ``%s`` for whole cells where there is text.
        texts: Takes the texts of a row; None when it has none.
        special: Positions whose whole cells the cell writer makes.
        numbers: Positions that could hold an infinite number.
        words: Positions of the texts.
        styles: Style of each position.
        starts: What stands before and after the row number in a text's cell.
    """

    plain: str
    careful: str
    texts: Callable[[Row], tuple[str, ...]] | None
    special: tuple[int, ...]
    numbers: tuple[int, ...]
    words: tuple[int, ...]
    styles: tuple[int, ...]
    starts: tuple[tuple[str, str], ...]


class RowWriter:
    """Writes rows of one table.

    Attributes:
        rows: Rows written so far.
    """

    def __init__(
        self,
        cells: CellWriter,
        prefix: str,
        columns: Sequence[int],
        styles: Sequence[int],
        fit: Callable[[Row], float | None] | None = None,
        heights: Sequence[float | None] = (),
    ) -> None:
        if len(columns) != len(styles):
            raise ValueError(f"{len(columns)} columns, but {len(styles)} styles")
        if list(columns) != sorted(set(columns)) or (
            columns and not 0 <= columns[0] <= columns[-1] < MAX_COLUMNS
        ):
            raise ValueError("columns must be given once each, from left to right")
        self._cells = cells
        self._prefix = prefix
        self._styles = tuple(styles)
        self._columns = list(columns)
        self._letters = [column_letters(column) for column in columns]
        self._text_end = f"</{prefix}t></{prefix}is></{prefix}c>"
        self._fit = fit
        self._heights = heights
        self._shapes: dict[tuple[object, ...], _Shape] = {}
        self.rows = 0

    def blocks(self, first_row: int, rows: Iterable[Row]) -> Iterator[bytes]:
        """XML of the rows, some hundred at a time; the first is row ``first_row`` from 0.

        Raises:
            UsageError: there are more rows than a sheet can hold.
        """
        made: list[str] = []
        number = first_row
        for row in rows:
            number += 1
            if number > MAX_ROWS:
                raise UsageError(f"Bảng dài hơn {MAX_ROWS:,} dòng mà một trang tính chứa được.")
            made.append(self._tall(self.row(number, row), number - first_row - 1, row))
            if len(made) == _BLOCK:
                self.rows = number - first_row
                yield "".join(made).encode()
                made.clear()
        self.rows = number - first_row
        yield "".join(made).encode()

    def row(self, number: int, row: Row) -> str:
        """XML of the row ``number`` (from 1), with no height of its own."""
        types = tuple(map(type, row))
        shape = self._shapes.get(types)
        if shape is None:
            row, shape = self._new_or_styled(row, types)
        if shape.texts is None or _carefree(shape.texts(row)):
            if not shape.special and all(isfinite(row[i]) for i in shape.numbers):  # type: ignore[arg-type]
                return shape.plain.replace(_ROW_MARK, str(number)) % tuple(row)
            return self._careful(number, row, shape, shape.plain, shape.special)
        return self._careful(number, row, shape, shape.careful, shape.special + shape.words)

    def _tall(self, written: str, place: int, row: Row) -> str:
        """The row with the height its texts need, hidden at 0; a program may still change it."""
        if place < len(self._heights):
            height = self._heights[place]
        else:
            height = self._fit(row) if self._fit is not None else None
        if height is None:
            return written
        hidden = "" if height else ' hidden="1"'
        return written.replace('">', f'" ht="{height:g}"{hidden}>', 1)

    def _new_or_styled(self, row: Row, types: tuple[type, ...]) -> tuple[Row, _Shape]:
        """Plain values and shape of a row whose types are new, or that has styles of its own."""
        if len(types) > len(self._columns):
            raise ValueError(f"a row of {len(types)} values for {len(self._columns)} columns")
        styles = self._styles
        key: tuple[object, ...] = types
        if Styled in types:
            pairs = [
                value if type(value) is Styled else (value, style)
                for value, style in zip(row, self._styles, strict=False)
            ]
            row = [value for value, _ in pairs]
            types = tuple(map(type, row))
            styles = (*(style for _, style in pairs), *styles[len(types) :])
            key = (*types, *styles)
        shape = self._shapes.get(key)
        if shape is None:
            if len(self._shapes) > _MAX_SHAPES:
                self._shapes.clear()
            shape = self._shapes[key] = self._shape(types, styles)
        return row, shape

    def _careful(
        self, number: int, row: Row, shape: _Shape, template: str, places: tuple[int, ...]
    ) -> str:
        values: list[object] = list(row)
        for i in places:
            value = row[i]
            if type(value) is str and _carefree_text(value):
                before, after = shape.starts[i]
                values[i] = f"{before}{number}{after}{value}{self._text_end}"
            else:
                values[i] = self._cells.cell(number, self._columns[i], shape.styles[i], value)
        for i in shape.numbers:
            if not isfinite(row[i]):  # type: ignore[arg-type]
                values[i] = "0"
                self._cells.note_not_a_number(number, self._columns[i], row[i])
        return template.replace(_ROW_MARK, str(number)) % tuple(values)

    def _shape(self, types: tuple[type, ...], styles: tuple[int, ...]) -> _Shape:
        p = self._prefix
        places = range(len(types))
        words = tuple(i for i in places if types[i] is str)
        return _Shape(
            self._template(types, styles, whole_texts=False),
            self._template(types, styles, whole_texts=True),
            _getter(words),
            tuple(i for i in places if types[i] not in (str, int, float, Decimal, type(None))),
            tuple(i for i in places if types[i] in (float, Decimal)),
            words,
            styles,
            tuple(
                (f'<{p}c r="{letters}', f'"{_style(style)} t="inlineStr"><{p}is><{p}t>')
                for letters, style in zip(self._letters, styles, strict=True)
            ),
        )

    def _template(
        self, types: tuple[type, ...], styles: tuple[int, ...], *, whole_texts: bool
    ) -> str:
        p = self._prefix
        starts = [
            f'<{p}c r="{letters}{_ROW_MARK}"{_style(style)}'
            for letters, style in zip(self._letters, styles, strict=True)
        ]
        cells = "".join(
            self._cell_template(start, kind, whole_texts=whole_texts)
            for start, kind in zip(starts, types, strict=False)
        )
        missing = "".join(f"{start}/>" for start in starts[len(types) :])
        return f'<{p}row r="{_ROW_MARK}">{cells}{missing}</{p}row>'

    def _cell_template(self, start: str, kind: type, *, whole_texts: bool) -> str:
        p = self._prefix
        if kind is type(None):
            return f"{start}/>%.0s"
        if kind in _NUMBERS:
            return f"{start}><{p}v>%s</{p}v></{p}c>"
        if kind is str and not whole_texts:
            return f'{start} t="inlineStr"><{p}is><{p}t>%s</{p}t></{p}is></{p}c>'
        return "%s"


def _style(style: int) -> str:
    return f' s="{style}"' if style else ""


def _getter(places: tuple[int, ...]) -> Callable[[Row], tuple[str, ...]] | None:
    if not places:
        return None
    if len(places) == 1:
        only = places[0]
        return lambda row: (row[only],)  # type: ignore[return-value]
    return itemgetter(*places)


def _carefree_text(text: str) -> bool:
    return (
        _CARE.search(text) is None
        and text[:1] not in _EDGES
        and text[-1:] not in _EDGES
        and len(text) <= _SAFE_LENGTH
    )


def _carefree(texts: tuple[str, ...]) -> bool:
    """Whether texts go into XML as they are: nothing to escape, keep, cut or mark as text."""
    joined = _JOINT.join(texts)
    return (
        _CARE.search(joined) is None
        and len(joined) <= _SAFE_LENGTH
        and _EDGES.isdisjoint([text[:1] for text in texts])
        and _EDGES.isdisjoint([text[-1:] for text in texts])
    )
