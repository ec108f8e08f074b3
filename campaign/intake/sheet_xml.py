"""What a worksheet's XML says that its values do not: layout, errors, formulas, extent.

Each fact is looked for with a cheap byte test first, and parsed only in the sheets that need it.
All functions take a part in the plain shape of ``sheet_plain``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from html import unescape

from campaign.grid import Place
from campaign.intake.formula_text import shifted
from campaign.intake.sheet_plain import column_number
from campaign.intake.xml_parts import mentions, remembered

MAX_CELLS = 3_000_000
"""Cells of one sheet, empty ones included, that may be held in memory."""

Area = tuple[int, int, int, int]

_TRUE = rb"""=["'](?:1|true)["']"""
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?:[^>]*[^/>])?>(?!\s*</c)')
_ROW = re.compile(rb"<row\b([^>]*)>")
_ROW_NUMBER = re.compile(rb"""\sr=["']([0-9]{1,7})["']""")
_UNSEEN_ROW = re.compile(rb"\shidden" + _TRUE + rb"""|\sht=["']0(?:\.0+)?["']""")
_MAYBE_UNSEEN = (b"hidden=", b'ht="0')
_COL = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_UNSEEN_COL = re.compile(rb"\bhidden" + _TRUE + rb"""|\bwidth=["']0(?:\.0+)?["']""")
_MERGE = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']"""
)
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*? t="e"[^>]*>(.*?)</c>', re.DOTALL)
_VALUE = re.compile(rb"<v[^>]*>([^<]*)</v>")
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<f((?:\s[^>]*?)?)(?:/>|>([^<]*)</f>)'
)
_UNCALCULATED = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?![^>]* t="str")[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)'
    rb"\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_STYLED = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"'
    rb'(?: s="([0-9]+)">|(?! s="[0-9]+"(?:/| t="[^n]))(?![^>]* t="[^n])[^>]*? s="([0-9]+)")'
)
"""A number: mostly with a style alone; text and blank cells are told at a glance."""


def _lacks(xml: bytes, letter: bytes) -> bool:
    """Whether a letter stands nowhere between the first and the last row.

    Looking for one byte costs a fiftieth of looking for a word, and rows of plain cells have
    no ``e``, ``f`` or ``h``.
    """
    return xml.find(letter, xml.find(b"<sheetData") + 10, xml.rfind(b"</sheetData>")) < 0


def place(letters: bytes, number: bytes) -> Place:
    """Place of an address given as its letters and its row number."""
    return int(number) - 1, column_number(letters.decode())


def far_cell(xml: bytes) -> Place | None:
    """The filled cell that stretches the sheet over ``MAX_CELLS``; None when none does."""
    places = {(int(number), letters) for letters, number in _FILLED.findall(xml)}
    columns = {letters: column_number(letters.decode()) for letters in {p[1] for p in places}}
    rows = max((row for row, _ in places), default=0)
    width = max(columns.values(), default=-1) + 1
    if rows * width <= MAX_CELLS:
        return None
    row, letters = max(places, key=lambda p: (p[0] * (columns[p[1]] + 1), p))
    return row - 1, columns[letters]


def hidden_rows(xml: bytes) -> frozenset[int]:
    """Rows marked hidden or given no height; a row without a number follows the one above."""
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>") + 1 or len(xml)
    if _lacks(xml, b"h") or all(xml.rfind(word, start, end) < 0 for word in _MAYBE_UNSEEN):
        return frozenset()
    hidden = set()
    row = -1
    for attributes in _ROW.findall(xml):
        number = _ROW_NUMBER.search(attributes)
        row = int(number[1]) - 1 if number else row + 1
        if _UNSEEN_ROW.search(attributes):
            hidden.add(row)
    return frozenset(hidden)


def hidden_columns(xml: bytes, width: int) -> frozenset[int]:
    """Columns below ``width`` that are marked hidden or given no width."""
    return _unseen(xml[: xml.find(b"<sheetData")], width)


@remembered(32)
def _unseen(head: bytes, width: int) -> frozenset[int]:
    return frozenset(
        column
        for attributes in _COL.findall(head)
        if _UNSEEN_COL.search(attributes)
        for column in _span(attributes, width)
    )


def _span(attributes: bytes, width: int) -> range:
    first = re.search(rb"""\bmin=["']([0-9]{1,5})["']""", attributes)
    last = re.search(rb"""\bmax=["']([0-9]{1,5})["']""", attributes)
    if first is None or last is None:
        return range(0)
    return range(int(first[1]) - 1, min(int(last[1]), width))


def merges(xml: bytes) -> tuple[Area, ...]:
    """Merged areas, in the order of the file."""
    start = xml.rfind(b"</sheetData>")
    return _areas(xml[start:]) if start >= 0 else ()


@remembered(32)
def _areas(tail: bytes) -> tuple[Area, ...]:
    return tuple(
        (*place(found[1], found[2]), *place(found[3], found[4])) for found in _MERGE.finditer(tail)
    )


def errors(xml: bytes) -> dict[Place, str]:
    """Cells that hold a formula error, with its text."""
    if _lacks(xml, b"e") or not mentions(xml, b' t="e"'):
        return {}
    found = {}
    for letters, number, content in _ERROR.findall(xml):
        value = _VALUE.search(content)
        found[place(letters, number)] = unescape(value[1].decode()) if value else "#N/A"
    return found


def uncalculated(xml: bytes, formulas: Container[Place]) -> list[Place]:
    """Cells whose formula has no stored result; an empty text is one (``t="str"``)."""
    if not formulas:
        return []
    found = (place(letters, number) for letters, number in _UNCALCULATED.findall(xml))
    return [where for where in found if where in formulas]


def formulas(xml: bytes) -> dict[Place, str]:
    """Cells that hold a formula, with its text; a shared one is shifted to each of its cells."""
    found: dict[Place, str] = {}
    masters: dict[str, tuple[Place, str]] = {}
    if _lacks(xml, b"f") or b"</f>" not in xml:
        return found
    for where, attributes, text in _formula_cells(xml):
        shared = re.search(r'\bsi="([^"]*)"', attributes)
        if text and shared:
            masters[shared[1]] = where, text
        elif shared and shared[1] in masters:
            origin, master = masters[shared[1]]
            text = shifted(master, where[0] - origin[0], where[1] - origin[1])  # noqa: PLW2901
        if text:
            found[where] = f"={text}"
    return found


def _formula_cells(xml: bytes) -> Iterator[tuple[Place, str, str]]:
    for match in _FORMULA.finditer(xml):
        letters, number, attributes, text = match.groups()
        yield place(letters, number), attributes.decode(), unescape((text or b"").decode())


def cell_formats(xml: bytes, formats: Mapping[bytes, str]) -> dict[bytes, str]:
    """Number formats by address, of the numbers and dates whose style id has one."""
    return {
        place: formats[style or other]
        for place, style, other in _STYLED.findall(xml)
        if (style or other) in formats
    }
