"""From a spreadsheet's bytes to a source, through the same intake as a mailed workbook.

What the office itself wrote is taken out first: its two columns in each tab, and its own tab. What
a unit handed in is only what the unit wrote.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from campaign.columns import FORMS
from campaign.columns import column as column_of
from campaign.grid import Grid, no_format
from campaign.intake.reading import ReadSource, read_source
from campaign.plan.definition import Form
from campaign.problems import Problem, Weight
from campaign.reading.cell_text import text_of
from campaign.vietnamese.text import bare_key
from sheets_sync.office_columns import FEEDBACK, names_office, office_key
from sheets_sync.sync.kept import Notes, notes_of

_ROW_ID = column_of(Form.REGISTRATION, "row_id").label
_BLANK = (None, "")
_NEAR, _HEADER_WITHIN = 15, 200
"""Rows in which a header is looked for: first those where it was drawn, then those below.

The office may have put rows in above it.
"""


@dataclass(slots=True)
class OfficeCells:
    """What the office's columns of one sheet say.

    Attributes:
        header: Row of the header, from 0.
        places: Column by key of the office's columns.
        texts: Text by (row, column); empty cells are absent.
    """

    header: int
    places: dict[str, int]
    texts: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """What the office wrote into a spreadsheet; little, so it may wait until all are read.

    Attributes:
        sheets: The office's columns, by sheet title.
        feedback: The office's own tab; ``None`` when it is not there.
        copies: Titles of sheets that are duplicated tabs.
    """

    sheets: dict[str, OfficeCells]
    feedback: Grid | None
    copies: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kept:
    """A spreadsheet read from its bytes: what the unit wrote, and what the office did."""

    source: ReadSource
    written: Written


def shown_name(unit: str) -> str:
    """How a unit's spreadsheet is called among the sources."""
    return f"Google Sheets/{unit}.xlsx"


def read_kept(name: str, data: bytes, notes: Notes | None = None) -> Kept:
    """Read a spreadsheet as the ledger keeps it.

    Args:
        name: As shown to the user.
        data: The workbook with its notes.
        notes: Those notes, where they are at hand.

    Raises:
        SourceError: it can't be read.
    """
    source = read_source(name, data)
    notes = notes or notes_of(data)
    feedback = next((g for g in source.grids if g.sheet == FEEDBACK), None)
    grids = [grid for grid in source.grids if grid is not feedback]
    if feedback is not None:  # to look up formats, a grid holds the whole file
        feedback = replace(feedback, number_format=no_format)
    office = {}
    for grid in grids:
        _apply(grid, notes)
        found = _take_office(grid)
        if found is not None:
            office[grid.sheet] = found
        _drop_ready_rows(grid)
    copies = notes.copies if notes else {}
    grids.sort(key=lambda grid: grid.sheet in copies)
    told = (*source.problems, *(_copied(*one) for one in copies.items()))
    made = ReadSource(source.name, source.sha256, source.kind, grids, told)
    return Kept(made, Written(office, feedback, frozenset(copies)))


def _copied(copy: str, tab: str) -> Problem:
    return Problem(
        "tab_copied",
        Weight.NOTE,
        f"Tab “{copy}” là bản chép của tab “{tab}”. Dòng ở cả hai tab đều được đọc; dòng giống hệt "
        f"chỉ tính một lần, dòng đã sửa khác đi thì chờ. Hãy nhờ đơn vị gộp về tab “{tab}” rồi xóa "
        f"tab “{copy}”.",
    )


def _apply(grid: Grid, notes: Notes | None) -> None:
    """Give a sheet its identity, and renamed columns their old names."""
    if notes is None:
        return
    grid.hints |= {"thidua_unit": notes.unit, "thidua_campaign": notes.campaign}
    for (row, column), text in notes.labels.get(grid.sheet, {}).items():
        if row < len(grid.rows):
            cells = grid.rows[row]
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = text


def _take_office(grid: Grid) -> OfficeCells | None:
    """Take the office's columns out of a sheet."""
    found = _office_header(grid)
    if found is None:
        return None
    for line, cells in enumerate(grid.rows[found.header :], found.header):
        for column in found.places.values():
            if column < len(cells) and cells[column] not in _BLANK:
                text = text_of(cells[column])
                if text and line > found.header:
                    found.texts[line, column] = text
                cells[column] = ""
    _take_marks(grid, found)
    _narrow(grid, found)
    return found


def _take_marks(grid: Grid, office: OfficeCells) -> None:
    """Take out what the office's cells bear beside their text; a formula error is read as one."""
    own = {*office.places.values()}
    for (row, column), error in grid.errors.items():
        if column in own and row > office.header:
            office.texts[row, column] = error
    for marks in (grid.errors, grid.formulas, grid.typed, grid.notes):
        for place in [place for place in marks if place[0] >= office.header and place[1] in own]:
            del marks[place]
    grid.struck = frozenset(
        place for place in grid.struck if place[0] < office.header or place[1] not in own
    )


def _narrow(grid: Grid, office: OfficeCells) -> None:
    """Take off the office's columns where they are the last ones: nothing stands there now."""
    columns = sorted(office.places.values())
    width = len(grid.rows[office.header])
    if columns and columns == [*range(columns[0], width)]:
        for cells in grid.rows[office.header :]:
            del cells[columns[0] :]


def _drop_ready_rows(grid: Grid) -> None:
    """Take off the rows at the end in which nothing stands but the id that waits for a row."""
    head = next((n for n, cells in enumerate(grid.rows[:_HEADER_WITHIN]) if _ROW_ID in cells), None)
    if head is None:
        return
    place = grid.rows[head].index(_ROW_ID)
    kept = {row for row, _ in (*grid.errors, *grid.formulas)}
    while len(grid.rows) > max(_NEAR, head + 1) and len(grid.rows) - 1 not in kept:
        last = grid.rows[-1]
        filled = len(last) - last.count("") - last.count(None)
        if filled > (place < len(last) and last[place] not in _BLANK):
            return
        grid.rows.pop()


def _office_header(grid: Grid) -> OfficeCells | None:
    for row, cells in enumerate(grid.rows[:_HEADER_WITHIN]):
        if names_office(cells):
            places = {key: c for c, value in enumerate(cells) if (key := office_key(value))}
            return OfficeCells(row, places)
    return None


def missing_labels(grid: Grid, form: Form, *, hidden: bool) -> list[str]:
    """Labels of a form that no cell near the top of a sheet has.

    Args:
        grid: The sheet.
        form: Whose columns are looked for; the unit column is not one of a unit's own sheet.
        hidden: Whether hidden columns (row ids) are looked for too.
    """
    wanted = [
        column.label
        for column in FORMS[form]
        if column.key != "unit" and (hidden or not column.hidden)
    ]
    for within in (_NEAR, _HEADER_WITHIN):
        said = [value for cells in grid.rows[:within] for value in cells]
        missing = set(wanted).difference(text for text in said if text.__class__ is str)
        if not missing:
            return []
    keys = {bare_key(text) for text in said if isinstance(text, str) and text}
    return [label for label in wanted if label in missing and bare_key(label) not in keys]
