"""The events of ``content.xml``, told to the tables they belong to.

Only the elements named here are entered. Everything else (drawings, tracked changes, nested
tables, validations) is passed over with all that it holds.
"""

from __future__ import annotations

from campaign.intake.ods_notes import OdsNote
from campaign.intake.ods_styles import OdsStyles
from campaign.intake.ods_tables import (
    TEXT,
    Cell,
    Table,
    add_columns,
    add_row,
    cell_style,
    is_filled,
    span_font,
)
from campaign.intake.ods_values import OFFICE, TABLE, count
from campaign.intake.workbook_xml import HINTS, constant

_STYLE_ROOTS = frozenset({OFFICE + "font-face-decls", OFFICE + "automatic-styles"})
_GROUPS = frozenset(
    {OFFICE + "document-content", OFFICE + "body", OFFICE + "spreadsheet"}
    | {TABLE + name for name in ("named-expressions", "table-header-rows", "table-rows")}
    | {TABLE + name for name in ("table-row-group", "table-column-group", "table-columns")}
    | {TABLE + "table-header-columns"}
)
_CELLS = frozenset({TABLE + "table-cell", TABLE + "covered-table-cell"})
_BLANKS = {TEXT + "tab": "\t", TEXT + "line-break": "\n"}
_MOST_SPACES = 1 << 15


class OdsStream:
    """Builds ``tables``; ``is_spreadsheet`` says whether the document is one at all."""

    def __init__(self, file: str, styles: OdsStyles) -> None:
        self.tables: list[Table] = []
        self.hints: dict[str, str] = {}
        self.is_spreadsheet = False
        self._file = file
        self._styles = styles
        self._in_styles = 0
        self._skipped = 0
        self._table: Table | None = None
        self._row: dict[str, str] = {}
        self._cells: list[Cell] = []
        self._column = 0
        self._cell: dict[str, str] | None = None
        self._runs: list[tuple[str, str]] = []
        self._fonts: list[str] = []
        self._struck = False
        self._note: OdsNote | None = None
        self._said = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Enter an element that is understood; pass over any other."""
        if self._skipped:
            self._skipped += 1
        elif self._note is not None:
            self._note.start(tag)
        elif self._in_styles or tag in _STYLE_ROOTS:
            self._in_styles += 1
            self._styles.start(tag, attributes)
        elif self._cell is not None:
            self._start_in_cell(tag, attributes)
        elif tag in _CELLS and self._table is not None:
            self._cell, self._runs = attributes, []
            self._struck, self._said = False, ""
        elif not self._start_around(tag, attributes):
            self._skipped = 1

    def _start_around(self, tag: str, attributes: dict[str, str]) -> bool:
        """Enter a table, a row, columns or a name; False for what is not understood."""
        if tag == TABLE + "table" and self._table is None:
            name, style = attributes.get(TABLE + "name", ""), attributes.get(TABLE + "style-name")
            self._table = Table(name, style or "")
        elif tag == TABLE + "table-row" and self._table is not None:
            self._row, self._cells, self._column = attributes, [], 0
        elif tag == TABLE + "table-column" and self._table is not None:
            add_columns(self._table, attributes)
        elif tag == TABLE + "named-expression":
            self._take_hint(attributes)
        else:
            self.is_spreadsheet = self.is_spreadsheet or tag == OFFICE + "spreadsheet"
            return tag in _GROUPS
        return True

    def _take_hint(self, attributes: dict[str, str]) -> None:
        name = attributes.get(TABLE + "name", "")
        value = constant(attributes.get(TABLE + "expression", "").removeprefix("of:"))
        if name in HINTS and value is not None:
            (self.hints if self._table is None else self._table.hints)[name] = value

    def _start_in_cell(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == TEXT + "p":
            if self._runs:
                self._runs.append(("", "\n"))
            self._fonts.append("")
        elif tag == OFFICE + "annotation" and not self._fonts:
            self._note = OdsNote()
        elif not self._fonts:
            self._skipped = 1
        elif tag in {TEXT + "span", TEXT + "a"}:
            self._fonts.append(span_font(self._styles, attributes) or self._fonts[-1])
            style = attributes.get(TEXT + "style-name", "")
            self._struck = self._struck or self._styles.is_struck("text", style)
        elif tag == TEXT + "s":
            self.data(" " * min(int(attributes.get(TEXT + "c", "1")), _MOST_SPACES))
            self._fonts.append("")
        elif tag in _BLANKS:
            self.data(_BLANKS[tag])
            self._fonts.append("")
        else:
            self._skipped = 1

    def data(self, text: str) -> None:
        """Take text that stands in a paragraph of a cell."""
        if self._note is not None:
            self._note.data(text)
        elif self._fonts and not self._skipped:
            self._runs.append((self._fonts[-1], text))

    def end(self, tag: str) -> None:
        """Leave the element entered last."""
        if self._skipped:
            self._skipped -= 1
        elif self._note is not None:
            self._end_in_note(self._note)
        elif self._in_styles:
            self._in_styles -= 1
        elif self._fonts:
            self._fonts.pop()
        elif tag in _CELLS:
            self._end_cell(tag)
        elif tag == TABLE + "table-row" and self._table is not None:
            add_row(self._file, self._table, self._row, self._cells)
        elif tag == TABLE + "table" and self._table is not None:
            self.tables.append(self._table)
            self._table = None

    def _end_in_note(self, note: OdsNote) -> None:
        if note.end():
            self._note, self._said = None, note.text()

    def _end_cell(self, tag: str) -> None:
        attributes, self._cell = self._cell or {}, None
        repeat = count(attributes, "number-columns-repeated")
        column, self._column = self._column, self._column + repeat
        if self._table is None:
            return
        self._note_merge(self._table, column, attributes)
        style = cell_style(self._table, self._row, attributes, column)
        font = self._styles.font("table-cell", style) if self._runs else ""
        struck = self._struck or self._styles.is_struck("table-cell", style)
        cell = Cell(column, repeat, attributes, tuple(self._runs), font, struck)
        if self._said:
            self._table.notes[self._table.next_row(), column] = self._said
        if is_filled(cell) and not tag.endswith("}covered-table-cell"):
            self._cells.append(cell)

    def _note_merge(self, table: Table, column: int, attributes: dict[str, str]) -> None:
        wide = count(attributes, "number-columns-spanned")
        high = count(attributes, "number-rows-spanned")
        if wide > 1 or high > 1:
            top = table.next_row()
            table.merges.append((top, column, top + high - 1, column + wide - 1))
