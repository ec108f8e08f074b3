"""Finds the tables of a grid: headers by meaning, in several rows, merged or moved."""

from __future__ import annotations

from dataclasses import dataclass, field

from campaign.columns import FORM_WORDS, FORMS, TABS
from campaign.grid import Grid
from campaign.plan.definition import Form
from campaign.reading.cell_text import text_of
from campaign.reading.header_block import Header, header_lines, headers_of
from campaign.reading.header_block import texts_of_row as _texts
from campaign.reading.headers import meaning
from campaign.vietnamese.text import bare_key

_FEWEST = 3
_TALLEST_HEADING = 6
_TITLED, _TITLED_ABOVE = 4, 1.5


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
        below: Lines at its end that are the heading of the next table.
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
    below: frozenset[int] = frozenset()


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
            tables[-1].below = frozenset(line for line, *_ in found.heading)
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
    if len(texts) < 2 or sum(1 for text in texts.values() if meaning(text)) < 2:
        return None
    lines = header_lines(grid, row, texts)
    first = not above
    above = 0 if first else _heading_top(grid, above, row)
    heading = [(r, c, text) for r in range(above, row) for c, text in _texts(grid, r).items()]
    context = bare_key(" | ".join([grid.sheet, *(text for *_, text in heading)]))
    best: Header | None = None
    best_score = 0.0
    for header in headers_of(lines):
        score = _score(header, grid, tabs, context, first=first)
        if score > best_score:
            best, best_score = header, score
    if best is None or not _is_header(best, texts):
        return None
    places, labels = dict(best.places), dict(best.labels)
    last, end = row + len(lines) - 1, len(grid.rows)
    return Found(best.form, places, labels, row, last, end, best.missing, heading)


def _heading_top(grid: Grid, above: int, row: int) -> int:
    """Where the heading of a table under another one begins: short lines, no rows of data."""
    top = row
    while top > max(above, row - _TALLEST_HEADING):
        filled = [text_of(value) for value in grid.rows[top - 1] if value not in (None, "")]
        if len(filled) > 2 or any(text.rstrip(".").isdigit() for text in filled):
            break
        top -= 1
    return top


def _is_header(header: Header, texts: dict[int, str]) -> bool:
    """Enough columns for a header, and mostly header words in its first line."""
    known = len(header.places)
    if known >= _FEWEST:
        return known * 2 >= len(texts) or known >= 5
    return known == 2 and len(set(texts.values())) == 2 and not header.missing


def _score(
    header: Header, grid: Grid, tabs: dict[str, Form], context: str, *, first: bool
) -> float:
    """How well a header reads as a form: columns known, required ones, what is said around.

    The sheet's title speaks for its first table; a table under it may be another form.
    """
    if len(header.places) < 2:
        return 0.0
    form = header.form
    required = sum(1 for c in FORMS[form] if c.required and c.key in header.places)
    score = len(header.places) + 1.5 * required - 1.5 * len(header.missing)
    sheet = bare_key(grid.sheet)
    if tabs.get(sheet) is form or (sheet not in tabs and bare_key(TABS[form]) == sheet):
        score += _TITLED if first else _TITLED_ABOVE
    if any(word in context for word in FORM_WORDS[form]):
        score += 1
    return score
