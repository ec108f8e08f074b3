"""Tables of an OpenDocument spreadsheet, taken from the stream of ``content.xml``.

Repeats are expanded only up to the last cell that holds something, and the dense extent is
checked before a row is laid down, so that neither a stray cell nor a false repeat costs memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from campaign.grid import CellValue, Place, address
from campaign.intake.legacy_runs import decoded
from campaign.intake.ods_styles import OdsStyles
from campaign.intake.ods_values import OFFICE, TABLE, cell_error, cell_formula, cell_value, count
from campaign.intake.refusals import stray_cell
from campaign.intake.sheet_xml import MAX_CELLS, Area

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@dataclass(slots=True)
class Table:
    """One table as it is being read; ranges are (first, number of them)."""

    title: str
    style: str
    rows: list[list[CellValue]] = field(default_factory=list)
    width: int = 0
    pending: int = 0
    column: int = 0
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    column_styles: list[tuple[int, int, str]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    errors: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    typed: dict[Place, str] = field(default_factory=dict)
    percentages: set[Place] = field(default_factory=set)
    hints: dict[str, str] = field(default_factory=dict)
    struck: set[Place] = field(default_factory=set)
    notes: dict[Place, str] = field(default_factory=dict)

    def next_row(self) -> int:
        """Number of the row that is being read."""
        return len(self.rows) + self.pending

    def column_style(self, column: int) -> str:
        """Default cell style of a column."""
        return next((s for first, n, s in self.column_styles if first <= column < first + n), "")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the row that is being read: its first column, its repeat, its content."""

    column: int
    repeat: int
    attributes: dict[str, str]
    runs: tuple[tuple[str, str], ...]
    font: str
    struck: bool


def is_filled(cell: Cell) -> bool:
    """Whether a cell holds anything but formatting."""
    return bool(cell.runs) or any("value" in key or "formula" in key for key in cell.attributes)


def add_columns(table: Table, attributes: dict[str, str]) -> None:
    """Note which columns are hidden and how their cells are styled."""
    repeat = count(attributes, "number-columns-repeated")
    if attributes.get(TABLE + "visibility", "visible") != "visible":
        table.hidden_columns.append((table.column, repeat))
    style = attributes.get(TABLE + "default-cell-style-name", "")
    table.column_styles.append((table.column, repeat, style))
    table.column += repeat


def add_row(file: str, table: Table, attributes: dict[str, str], cells: list[Cell]) -> None:
    """Lay down a row and its repeats; an empty one waits until something stands below it."""
    repeat = count(attributes, "number-rows-repeated")
    if attributes.get(TABLE + "visibility", "visible") != "visible":
        table.hidden_rows.append((table.next_row(), repeat))
    if not cells:
        table.pending += repeat
        return
    _check_extent(file, table, cells[-1], repeat)
    table.rows += [[] for _ in range(table.pending)]
    table.pending = 0
    for _ in range(repeat):
        _lay_down(table, cells)


def _check_extent(file: str, table: Table, last: Cell, repeat: int) -> None:
    bottom = table.next_row() + repeat
    width = max(table.width, last.column + last.repeat)
    if bottom * width > MAX_CELLS:
        place = address(bottom - 1, last.column + last.repeat - 1)
        raise stray_cell(file, table.title, place)
    table.width = width


def _lay_down(table: Table, cells: list[Cell]) -> None:
    number = len(table.rows)
    row: list[CellValue] = []
    table.rows.append(row)
    for cell in cells:
        row += [None] * (cell.column - len(row))
        for column in range(cell.column, cell.column + cell.repeat):
            row.append(_take(table, (number, column), cell))


def _take(table: Table, where: Place, cell: Cell) -> CellValue:
    """Value of a cell at its place; what else it says is noted in the table."""
    text = "".join(piece for _, piece in cell.runs)
    formula, error = cell_formula(cell.attributes), cell_error(cell.attributes, text)
    if formula:
        table.formulas[where] = formula
    if error:
        table.errors[where] = error
        return ""
    if cell.attributes.get(OFFICE + "value-type") == "percentage":
        table.percentages.add(where)
    if cell.struck:
        table.struck.add(where)
    value = cell_value(cell.attributes, text)
    clear = decoded(cell.runs, cell.font)
    if clear is None or not isinstance(value, str):
        return value
    table.typed[where] = value
    return clear


def cell_style(table: Table, row: dict[str, str], cell: dict[str, str], column: int) -> str:
    """Name of the style of a cell: its own, its row's, or its column's."""
    return (
        cell.get(TABLE + "style-name")
        or row.get(TABLE + "default-cell-style-name")
        or table.column_style(column)
    )


def span_font(styles: OdsStyles, attributes: dict[str, str]) -> str:
    """Font of a run of text by its style; ``""`` where the cell's own applies."""
    return styles.font("text", attributes.get(TEXT + "style-name", ""))
