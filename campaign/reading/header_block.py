"""The rows of a header: where they end, and which columns they name in each form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from campaign.columns import FORMS
from campaign.grid import Grid
from campaign.plan.definition import Form
from campaign.reading.cell_text import text_of
from campaign.reading.headers import header_text, meaning
from campaign.reading.lines import is_index
from campaign.vietnamese.text import bare_key

_DEEPEST = 4
"""Rows of a header that name columns; one that numbers them may stand among them."""

HeaderLine = dict[int, str]
"""Texts of one row of a header by column of the sheet."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header read as one form.

    Attributes:
        form: The form.
        places: Column number in the sheet, by column key.
        labels: The header text of each place, as typed.
        missing: Required columns that it does not name.
    """

    form: Form
    places: Mapping[str, int]
    labels: Mapping[str, str]
    missing: tuple[str, ...]


_header_text = lru_cache(maxsize=2048)(header_text)
"""Headings are the same in every unit's workbook."""


def texts_of_row(grid: Grid, row: int) -> HeaderLine:
    """Non-empty texts of a row by column; numbers and dates are no header."""
    if row >= len(grid.rows):
        return {}
    return {
        column: text
        for column, value in enumerate(grid.rows[row])
        if value and isinstance(value, str) and (text := _header_text(value))
    }


def header_lines(grid: Grid, row: int, texts: HeaderLine) -> list[HeaderLine]:
    """The rows of a header block, upper cells of merges spread over what they span.

    Args:
        grid: The sheet.
        row: Its first row.
        texts: What stands in it.
    """
    lines = [_spread(grid, row, texts)]
    below = row + 1
    while sum(map(bool, lines)) < _DEEPEST:
        numbers = _is_index(grid, below)
        texts = texts_of_row(grid, below + numbers)
        if not texts or not _continues(grid, row, below + numbers, texts):
            break
        if numbers:
            if _begins_again(texts):
                break
            lines.append({})
        lines.append(_spread(grid, below + numbers, texts))
        below = row + len(lines)
    return lines


def _is_index(grid: Grid, row: int) -> bool:
    """Whether a row only numbers the columns above it."""
    cells = grid.rows[row] if row < len(grid.rows) else []
    return is_index(text for value in cells if (text := text_of(value)))


def _begins_again(texts: HeaderLine) -> bool:
    """Whether a row under the numbers is the header of another page, not more of this one."""
    return any("order" in meaning(text).values() for text in texts.values())


def _spread(grid: Grid, row: int, texts: HeaderLine) -> HeaderLine:
    """Give a horizontally merged header to every column it spans."""
    spread = dict(texts)
    for first_row, first, _, last in grid.merges:
        if first_row == row and first in texts and last > first:
            spread.update(dict.fromkeys(range(first, last + 1), texts[first]))
    return spread


def _continues(grid: Grid, top: int, below: int, texts: HeaderLine) -> bool:
    """Whether the row below still belongs to the header.

    It does when a merge of the header reaches it, or when all its words are header words that
    stand under cells of the first row that say nothing by themselves.
    """
    if any(area[0] == top and area[2] >= below for area in grid.merges):
        return any(meaning(text) for text in texts.values()) or _all_under(grid, top, texts)
    if not all(meaning(text) for text in texts.values()):
        return False
    upper = texts_of_row(grid, top)
    numbers = sum(1 for value in grid.rows[below] if value not in (None, ""))
    silent = sum(1 for c in texts if not meaning(upper.get(c, "")))
    return numbers == len(texts) <= 6 and silent >= 1


def _all_under(grid: Grid, top: int, texts: HeaderLine) -> bool:
    """Whether every text stands under a header cell that spans several columns."""
    wide = [area for area in grid.merges if area[0] == area[2] == top and area[3] > area[1]]
    return all(any(area[1] <= column <= area[3] for area in wide) for column in texts)


def headers_of(lines: Sequence[HeaderLine]) -> tuple[Header, ...]:
    """A header block read as each form; units that fill the same form have the same one."""
    return _headers(tuple(tuple(line.items()) for line in lines))


@lru_cache(maxsize=256)
def _headers(lines: tuple[tuple[tuple[int, str], ...], ...]) -> tuple[Header, ...]:
    words: dict[int, list[str]] = {}
    for line in lines:
        for column, text in line:
            words.setdefault(column, []).append(text)
    return tuple(_as_form(words, form) for form in Form)


def _as_form(words: dict[int, list[str]], form: Form) -> Header:
    """Read the header block as ``form``: the lowest word of a column decides."""
    places: dict[str, int] = {}
    labels: dict[str, str] = {}
    exact: dict[str, bool] = {}
    for column in sorted(words):
        key, label = _column_key(words[column], form)
        if key and (key not in places or (_precise(label, form, key) and not exact[key])):
            places[key], labels[key] = column, label
            exact[key] = _precise(label, form, key)
    missing = tuple(c.key for c in FORMS[form] if c.required and c.key not in places)
    return Header(form, places, labels, missing)


def _precise(label: str, form: Form, key: str) -> bool:
    """Whether a header is the column's own label rather than one of its synonyms."""
    return any(c.key == key and bare_key(c.label) == bare_key(label) for c in FORMS[form])


def _column_key(words: list[str], form: Form) -> tuple[str, str]:
    whole = " ".join(dict.fromkeys(words))
    for text in (*reversed(words), whole):
        found = meaning(text)
        if form in found:
            return found[form], text
    return "", ""
