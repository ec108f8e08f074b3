"""Conditional formats of an exported sheet, in their order: the first rule that fits counts."""

from __future__ import annotations

from typing import Any

from sheets_sync.sandbox.a1 import column_letters
from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box, box_of
from sheets_sync.sandbox.export.criteria import comparison, excel_formula, values_of
from sheets_sync.sandbox.export.looks import Looks
from sheets_sync.sandbox.formats import hex_color
from sheets_sync.sandbox.json_types import Json

_TEXTS = {
    "TEXT_CONTAINS": "containing",
    "TEXT_NOT_CONTAINS": "not containing",
    "TEXT_STARTS_WITH": "begins with",
    "TEXT_ENDS_WITH": "ends with",
}
_EQUAL = {"TEXT_EQ": "==", "TEXT_NOT_EQ": "!="}
_BLANK = {"BLANK": "blanks", "NOT_BLANK": "no_blanks"}
_POINTS = {"MIN": "min", "MAX": "max", "NUMBER": "num", "PERCENT": "percent"}
_POINTS["PERCENTILE"] = "percentile"


def write_conditional(looks: Looks, book: Book, sheet: Sheet, page: Any) -> None:  # noqa: ANN401 - the library has no types
    """Write the rules that Excel has too."""
    for rule in sheet.parts.get("conditionalFormats", []):
        options = _gradient(rule) if "gradientRule" in rule else _boolean(looks, book, rule)
        if options is None:
            continue
        boxes = [box_of(one, sheet.grid) for one in rule["ranges"]]
        first = boxes[0]
        several = {"multi_range": " ".join(map(_range, boxes))} if len(boxes) > 1 else {}
        place = (first.top, first.left, first.bottom - 1, first.right - 1)
        page.conditional_format(*place, options | several)


def _range(box: Box) -> str:
    last = f"{column_letters(box.right - 1)}{box.bottom}"
    return f"{column_letters(box.left)}{box.top + 1}:{last}"


def _boolean(looks: Looks, book: Book, rule: Json) -> Json | None:
    boolean = rule["booleanRule"]
    condition = boolean.get("condition") or {}
    options = _condition(book, str(condition.get("type")), values_of(condition))
    if options is None:
        return None
    return options | {"format": looks.overlay(boolean.get("format") or {}), "stop_if_true": True}


def _condition(book: Book, kind: str, values: list[str]) -> Json | None:
    if kind in _BLANK:
        return {"type": _BLANK[kind]}
    if not values:
        return None
    if kind == "CUSTOM_FORMULA":
        return {"type": "formula", "criteria": excel_formula(book, values[0])}
    if kind in _TEXTS:
        return {"type": "text", "criteria": _TEXTS[kind], "value": values[0]}
    if kind in _EQUAL:
        text = values[0].replace('"', '""')
        return {"type": "cell", "criteria": _EQUAL[kind], "value": f'"{text}"'}
    compared = comparison(book, kind, values)
    return {"type": "cell"} | compared[1] if compared else None


def _gradient(rule: Json) -> Json | None:
    points = rule["gradientRule"]
    ends = [("min", points.get("minpoint")), ("max", points.get("maxpoint"))]
    if points.get("midpoint"):
        ends.insert(1, ("mid", points["midpoint"]))
    options: Json = {"type": f"{len(ends)}_color_scale"}
    for name, point in ends:
        kind = _POINTS.get(str((point or {}).get("type")))
        if point is None or kind is None:
            return None
        options[f"{name}_type"] = kind
        options[f"{name}_color"] = hex_color(point.get("color") or {})
        if kind not in {"min", "max"}:
            options[f"{name}_value"] = float(point.get("value") or 0)
    return options
