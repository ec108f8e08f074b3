"""Finds the tables of a grid: headers by meaning, in several rows, merged or moved."""

from __future__ import annotations

from dataclasses import dataclass, field

from campaign.columns import FORMS, TABS
from campaign.grid import CellValue, Grid
from campaign.plan.definition import Form
from campaign.reading.headers import ColumnOf, meaning
from campaign.vietnamese.text import bare_key, clean

_DEEPEST_HEADER = 3
_FEWEST = 3
_TALLEST_HEADING = 6
_TITLED, _TITLED_ABOVE = 4, 1.5

_WORDS: dict[Form, tuple[str, ...]] = {
    Form.INTERIM: ("so ket", "giai doan 1", "6 thang"),
    Form.RESULT: ("ket qua", "tong ket"),
    Form.REGISTRATION: ("dang ky",),
    Form.CRITERIA: ("tieu chi", "tu danh gia", "cham diem"),
    Form.PROPOSAL: ("de nghi", "khen thuong", "trinh khen", "danh sach khen"),
}


@dataclass(slots=True)
class Found:
    """A table as found.

    Attributes:
        form: What it is.
        places: Column number in the sheet, by column key.
        labels: The header text of each place, as typed.
        top: First header row.
        header: Last header row.
        end: First row after the table (the next header, or the end of the sheet).
        missing: Required columns that no header names.
        heading: Texts above the table with their places.
        inherited: Headings of the tables above it in the sheet, the nearest first.
    """

    form: Form
    places: dict[str, int]
    labels: dict[str, str]
    top: int
    header: int
    end: int
    missing: tuple[str, ...] = ()
    heading: list[tuple[int, int, str]] = field(default_factory=list)
    inherited: list[list[tuple[int, int, str]]] = field(default_factory=list)


def text_of(value: CellValue) -> str:
    """A cell as cleaned text; whole numbers without ``.0``."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def find_tables(grid: Grid, tabs: dict[str, Form] | None = None) -> list[Found]:
    """Every table of a sheet, from the top.

    Args:
        grid: The sheet.
        tabs: The campaign's own tab titles by ``bare_key``, with their form.
    """
    tables: list[Found] = []
    row = 0
    above = 0
    while row < len(grid.rows):
        found = _header_at(grid, row, tabs or {}, above)
        if found is None:
            row += 1
            continue
        if tables:
            tables[-1].end = row
            found.inherited = [tables[-1].heading, *tables[-1].inherited]
        tables.append(found)
        above = found.header + 1
        row = _next_candidate(grid, above, found)
    return tables


def _next_candidate(grid: Grid, row: int, found: Found) -> int:
    """The next row that may be a header: most data rows are passed over cheaply."""
    columns = [found.places[key] for key in ("order", "unit") if key in found.places]
    if "order" not in found.places:
        required = (c.key for c in FORMS[found.form] if c.required)
        columns += [found.places[key] for key in required if key in found.places]
    for number in range(row, len(grid.rows)):
        cells = grid.rows[number]
        first = 0
        if not cells or cells[0] in (None, ""):
            first = next((i for i, value in enumerate(cells) if value not in (None, "")), 0)
        for column in (first, *columns):
            value = cells[column] if column < len(cells) else None
            if isinstance(value, str) and value and len(value) < 60 and meaning(value):
                return number
    return len(grid.rows)


def _header_at(grid: Grid, row: int, tabs: dict[str, Form], above: int) -> Found | None:
    """The table whose header begins at ``row``, if one does."""
    texts = _texts(grid, row)
    if sum(1 for text in texts.values() if meaning(text)) < 2:
        return None
    best: Found | None = None
    best_score = 0.0
    lines = _header_lines(grid, row)
    first = not above
    above = _heading_top(grid, above, row) if above else 0
    context = _context(grid, above, row)
    for form in Form:
        found = _as_form(grid, row, lines, form)
        score = _score(found, form, grid, tabs, context, first=first)
        if score > best_score:
            best, best_score = found, score
    if best is None or not _is_header(best, texts):
        return None
    best.heading = [(r, c, text) for r in range(above, row) for c, text in _texts(grid, r).items()]
    return best


def _heading_top(grid: Grid, above: int, row: int) -> int:
    """Where the heading of a table under another one begins: short lines, no rows of data."""
    top = row
    while top > max(above, row - _TALLEST_HEADING):
        filled = [text_of(value) for value in grid.rows[top - 1] if value not in (None, "")]
        if len(filled) > 2 or any(text.rstrip(".").isdigit() for text in filled):
            break
        top -= 1
    return top


def _is_header(found: Found, texts: dict[int, str]) -> bool:
    """Enough columns for a header, and mostly header words in its first line."""
    known = len(found.places)
    if known >= _FEWEST:
        return known * 2 >= len(texts) or known >= 5
    return known == 2 and len(texts) == 2 and not found.missing


def _texts(grid: Grid, row: int) -> dict[int, str]:
    """Non-empty texts of a row by column; numbers and dates are no header."""
    if row >= len(grid.rows):
        return {}
    return {
        column: text
        for column, value in enumerate(grid.rows[row])
        if isinstance(value, str) and (text := clean(value))
    }


def _header_lines(grid: Grid, row: int) -> list[dict[int, str]]:
    """The rows of a header block, upper cells of merges spread over what they span."""
    lines = [_spread(grid, row, _texts(grid, row))]
    while len(lines) < _DEEPEST_HEADER:
        below = row + len(lines)
        texts = _texts(grid, below)
        if not texts or not _continues(grid, row, below, texts):
            break
        lines.append(_spread(grid, below, texts))
    return lines


def _spread(grid: Grid, row: int, texts: dict[int, str]) -> dict[int, str]:
    """Give a horizontally merged header to every column it spans."""
    spread = dict(texts)
    for first_row, first, _, last in grid.merges:
        if first_row == row and first in texts and last > first:
            spread.update(dict.fromkeys(range(first, last + 1), texts[first]))
    return spread


def _continues(grid: Grid, top: int, below: int, texts: dict[int, str]) -> bool:
    """Whether the row below still belongs to the header.

    It does when a merge of the header reaches it, or when all its words are header words that
    stand under cells of the first row that say nothing by themselves.
    """
    if any(area[0] == top and area[2] >= below for area in grid.merges):
        return any(meaning(text) for text in texts.values()) or _all_under(grid, top, texts)
    upper = grid.rows[top]
    known = [column for column, text in texts.items() if meaning(text)]
    if not known or len(known) < len(texts):
        return False
    numbers = sum(1 for value in grid.rows[below] if value not in (None, ""))
    blank = [c for c in known if c >= len(upper) or not text_of(upper[c])]
    spanned = [
        c for c in known if c < len(upper) and text_of(upper[c]) and not meaning(text_of(upper[c]))
    ]
    return numbers == len(texts) and len(blank) + len(spanned) >= 1 and len(known) <= 6


def _all_under(grid: Grid, top: int, texts: dict[int, str]) -> bool:
    """Whether every text stands under a header cell that spans several columns."""
    wide = [area for area in grid.merges if area[0] == area[2] == top and area[3] > area[1]]
    return all(any(area[1] <= column <= area[3] for area in wide) for column in texts)


def _as_form(grid: Grid, row: int, lines: list[dict[int, str]], form: Form) -> Found:
    """Read the header block as ``form``: the lowest word of a column decides."""
    places: dict[str, int] = {}
    labels: dict[str, str] = {}
    exact: dict[str, bool] = {}
    for column in sorted({c for line in lines for c in line}):
        words = [line[column] for line in lines if column in line]
        key, label = _column_key(words, form)
        if key and (key not in places or (_precise(label, form, key) and not exact[key])):
            places[key], labels[key] = column, label
            exact[key] = _precise(label, form, key)
    missing = tuple(c.key for c in FORMS[form] if c.required and c.key not in places)
    return Found(form, places, labels, row, row + len(lines) - 1, len(grid.rows), missing)


def _precise(label: str, form: Form, key: str) -> bool:
    """Whether a header is the column's own label rather than one of its synonyms."""
    return any(c.key == key and bare_key(c.label) == bare_key(label) for c in FORMS[form])


def _column_key(words: list[str], form: Form) -> tuple[str, str]:
    whole = " ".join(dict.fromkeys(words))
    for text in (*reversed(words), whole):
        found: ColumnOf = meaning(text)
        if form in found:
            return found[form], text
    return "", ""


def _context(grid: Grid, above: int, row: int) -> str:
    """Words around a table that say what it is: sheet name and headings, bare."""
    headings = [text for r in range(above, row) for text in _texts(grid, r).values()]
    return bare_key(" | ".join([grid.sheet, *headings]))


def _score(
    found: Found, form: Form, grid: Grid, tabs: dict[str, Form], context: str, *, first: bool
) -> float:
    """How well a header reads as a form: columns known, required ones, what is said around.

    The sheet's title speaks for its first table; a table under it may be another form.
    """
    if len(found.places) < 2:
        return 0.0
    score = len(found.places) + 1.5 * sum(
        1 for c in FORMS[form] if c.required and c.key in found.places
    )
    score -= 1.5 * len(found.missing)
    sheet = bare_key(grid.sheet)
    if tabs.get(sheet) is form or (sheet not in tabs and bare_key(TABS[form]) == sheet):
        score += _TITLED if first else _TITLED_ABOVE
    if any(word in context for word in _WORDS[form]):
        score += 1
    return score
