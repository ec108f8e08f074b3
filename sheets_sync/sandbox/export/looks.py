"""Cell formats of an exported workbook: one for each look that occurs."""

from __future__ import annotations

import json
import marshal
from typing import Any

from sheets_sync.sandbox.book import Book
from sheets_sync.sandbox.cell_values import number_format
from sheets_sync.sandbox.formats import hex_color
from sheets_sync.sandbox.grid import Cell
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.locales import locale_named

_ALIGN = {"LEFT": "left", "CENTER": "center", "RIGHT": "right"}
_VALIGN = {"TOP": "top", "MIDDLE": "vcenter", "BOTTOM": "bottom"}
_BORDERS = {
    "DOTTED": 4,
    "DASHED": 3,
    "SOLID": 1,
    "SOLID_MEDIUM": 2,
    "SOLID_THICK": 5,
    "DOUBLE": 6,
}


class Looks:
    """Makes a workbook's formats on demand."""

    def __init__(self, workbook: Any, book: Book) -> None:  # noqa: ANN401 - the library has no types
        self.book = book
        self._workbook, self._locale = workbook, locale_named(book.locale)
        self._made: dict[str, Any] = {}
        self._of: dict[bytes, Any] = {}

    def of(self, cell: Cell | None) -> Any:  # noqa: ANN401
        """The format of a cell; Google writes one for every cell, Arial 10."""
        cell = cell or {}
        entry = marshal.dumps((cell.get("userEnteredFormat"), number_format(cell)))
        if entry not in self._of:
            self._of[entry] = self._format(self._properties(cell))
        return self._of[entry]

    def overlay(self, form: Json) -> Any:  # noqa: ANN401
        """What a conditional format lays over a cell: only what it names."""
        text = form.get("textFormat") or {}
        named = {"bold": "bold", "italic": "italic", "strikethrough": "font_strikeout"}
        found: Json = {named[one]: True for one in named if text.get(one)}
        if text.get("underline"):
            found["underline"] = 1
        if form.get("backgroundColor") is not None:
            found["bg_color"] = hex_color(form["backgroundColor"])
        if text.get("foregroundColor") is not None:
            found["font_color"] = hex_color(text["foregroundColor"])
        return self._format(found)

    def _format(self, properties: Json) -> Any:  # noqa: ANN401
        key = json.dumps(properties, sort_keys=True)
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    @staticmethod
    def color(color: Json | None) -> str | None:
        """A colour as the library takes it."""
        return hex_color(color)

    def _properties(self, cell: Cell) -> Json:
        form = cell.get("userEnteredFormat") or {}
        text = form.get("textFormat") or {}
        found: Json = {
            "font_name": text.get("fontFamily") or "Arial",
            "font_size": text.get("fontSize") or 10,
            "valign": _VALIGN.get(form.get("verticalAlignment") or "BOTTOM"),
            "bold": bool(text.get("bold")),
            "italic": bool(text.get("italic")),
            "underline": 1 if text.get("underline") else 0,
            "font_strikeout": bool(text.get("strikethrough")),
        }
        if form.get("horizontalAlignment") in _ALIGN:
            found["align"] = _ALIGN[form["horizontalAlignment"]]
        if form.get("wrapStrategy") == "WRAP":
            found["text_wrap"] = True
        if form.get("backgroundColor") is not None:
            found["bg_color"] = hex_color(form["backgroundColor"])
        if text.get("foregroundColor") is not None:
            found["font_color"] = hex_color(text["foregroundColor"])
        for side, border in (form.get("borders") or {}).items():
            found[side] = _BORDERS.get(border.get("style"), 0)
            if border.get("color") is not None:
                found[f"{side}_color"] = hex_color(border["color"])
        pattern = self._pattern(cell)
        return found | ({"num_format": pattern} if pattern else {})

    def _pattern(self, cell: Cell) -> str | None:
        form = number_format(cell)
        if not form:
            return None
        kind = str(form.get("type"))
        default = {
            "DATE": self._locale.date.lower(),
            "DATE_TIME": f"{self._locale.date.lower()} h:mm:ss",
            "TIME": "h:mm:ss",
            "PERCENT": "0.00%",
            "NUMBER": "#,##0.00",
            "CURRENCY": self._locale.money_pattern(self._locale.cents),
            "SCIENTIFIC": "0.00E+00",
            "TEXT": "@",
        }.get(kind)
        pattern = str(form.get("pattern") or default or "")
        is_date = kind in {"DATE", "TIME", "DATE_TIME"}
        return (pattern.lower() if is_date else pattern) or None
