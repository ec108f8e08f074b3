"""One cell as XML, whatever its value, with a note for everything that a cell cannot hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from math import isfinite

from addin.package.escapes import LONE, cell_text, cut_to_fit, fits, whole_characters, xml_escaped
from addin.package.serials import moment_serial, serial
from addin.package.values import CellOut, Formula, Styled
from campaign.grid import address
from campaign.grid import column_letters as letters_of

_FORMULA_MARKS = ("=", "+", "-", "@")
_ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"}
)
"""Results that are errors (ECMA-376 part 1, 18.17.3): read as their codes, stored as errors."""


column_letters = cache(letters_of)


class CellWriter:
    """Writes cells of one sheet.

    Attributes:
        formulas: Whether a formula was written.
    """

    def __init__(
        self,
        prefix: str,
        epoch: int,
        quoted: Callable[[int], int],
        note: Callable[[str, str], None],
    ) -> None:
        """Take the sheet's tag prefix, the first day, a style's text twin, a sink of notes."""
        self._prefix = prefix
        self._epoch = epoch
        self._quoted = quoted
        self._note = note
        self.formulas = False

    def cell(self, number: int, column: int, style: int, value: CellOut | Styled) -> str:
        """XML of the cell in row ``number`` (from 1) and ``column`` (from 0).

        Raises:
            TypeError: the value is of no type that a cell can hold.
        """
        if isinstance(value, Styled):
            value, style = value
        if isinstance(value, str):
            return self._text(number, column, style, value)
        start = f'<{self._prefix}c r="{column_letters(column)}{number}"{_style(style)}'
        if value is None:
            return f"{start}/>"
        if isinstance(value, Formula):
            return self._formula(start, value)
        if isinstance(value, bool):
            return f'{start} t="b">{self._v(str(int(value)))}'
        if isinstance(value, (int, float, Decimal)):
            return f"{start}>{self._v(self._number(number, column, value))}"
        if isinstance(value, date):
            return self._day(number, column, style, value)
        raise TypeError(f"a cell cannot hold {type(value).__name__}")

    def note_not_a_number(self, number: int, column: int, value: object) -> None:
        """Say that a value without a size (infinite, undefined) was written as 0."""
        where = address(number - 1, column)
        self._note(where, f"Giá trị “{value}” không phải số hữu hạn; đã ghi 0, cần kiểm tra.")

    def _v(self, content: str) -> str:
        return f"<{self._prefix}v>{content}</{self._prefix}v></{self._prefix}c>"

    def _number(self, number: int, column: int, value: float | Decimal) -> str:
        if isfinite(value):
            return str(value) if type(value) in (int, float, Decimal) else repr(float(value))
        self.note_not_a_number(number, column, value)
        return "0"

    def _day(self, number: int, column: int, style: int, value: date) -> str:
        found = self._serial(value)
        if found is None:
            where = address(number - 1, column)
            self._note(where, "Ngày trước ngày đầu tiên của Excel; đã ghi dưới dạng chữ.")
            return self._text(number, column, style, value.isoformat())
        start = f'<{self._prefix}c r="{column_letters(column)}{number}"{_style(style)}'
        return f"{start}>{self._v(str(found))}"

    def _text(self, number: int, column: int, style: int, text: str) -> str:
        if LONE.search(text):
            text = whole_characters(text)
        if not fits(text):
            where = address(number - 1, column)
            self._note(
                where, f"Nội dung dài {len(text):,} ký tự, quá mức một ô chứa được; đã cắt bớt."
            )
            text = cut_to_fit(text)
        if text.startswith(_FORMULA_MARKS) and len(text) > 1:
            style = self._quoted(style)
        p = self._prefix
        kept = ' xml:space="preserve"' if text != text.strip() else ""
        return (
            f'<{p}c r="{column_letters(column)}{number}"{_style(style)} t="inlineStr">'
            f"<{p}is><{p}t{kept}>{cell_text(text)}</{p}t></{p}is></{p}c>"
        )

    def _formula(self, start: str, formula: Formula) -> str:
        self.formulas = True
        text = xml_escaped(formula.text.removeprefix("="))
        kind, value = self._stored(formula.value)
        stored = "" if value is None else f"<{self._prefix}v>{value}</{self._prefix}v>"
        p = self._prefix
        return f"{start}{kind}><{p}f>{text}</{p}f>{stored}</{p}c>"

    def _stored(self, value: str | float | Decimal | date | None) -> tuple[str, str | None]:
        """Type attribute and XML of a formula's stored result."""
        if value is None:
            return "", None
        if isinstance(value, bool):
            return ' t="b"', str(int(value))
        if isinstance(value, str):
            return ' t="e"' if value in _ERRORS else ' t="str"', cell_text(value)
        if isinstance(value, date):
            days = self._serial(value)
            return "", None if days is None else str(days)
        return ("", str(value)) if isfinite(value) else ("", None)

    def _serial(self, value: date) -> int | str | None:
        """What a day or moment is stored as; None before the workbook's first day."""
        if isinstance(value, datetime):
            return moment_serial(value, self._epoch)
        return serial(value, self._epoch)


def _style(style: int) -> str:
    return f' s="{style}"' if style else ""
