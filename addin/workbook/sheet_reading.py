"""Reads one sheet back: finds its columns by their headers, and what the office put in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from addin.package import CellIn, Glance
from addin.workbook.fields import APART, ORPHANS, Nature, Sheet
from addin.workbook.kept import Cells, KeptRow, SheetState
from addin.workbook.pages import Paint
from campaign.columns import Owner
from campaign.errors import UsageError
from campaign.vietnamese.text import key

_SEARCHED = 60
"""Rows in which the header is looked for."""

Place = TypeVar("Place", int, str)
Rows = Iterable[tuple[int, Cells]]


class SheetReader:
    """Reads the rows of one table.

    Args:
        sheet: What it was made as.
        file: File name, for sentences.
        paint: Style ids of the file by look.
    """

    def __init__(self, sheet: Sheet, file: str, paint: Paint) -> None:
        self.sheet, self.file, self.paint = sheet, file, paint
        self.state = SheetState(sheet.title)
        self._office: list[tuple[str, int, int]] = []
        self._ours: frozenset[int] = frozenset()
        self._id = -1
        self._glance: Glance | None = None

    def read(self, rows: Rows) -> SheetState:
        """Everything of the office's in the sheet.

        Raises:
            UsageError: there is no header of ours, or no column of row ids.
        """
        lines = iter(rows)
        self._find_header(lines)
        for line, cells in lines:
            self.state.width = max(self.state.width, max(cells, default=-1) + 1)
            if self.sheet.nature is Nature.JOURNAL:
                if any(filled(cell) for cell in cells.values()):
                    self.state.lines.append(cells)
            else:
                self._take(line, cells)
        return self.state

    def glance(self) -> Glance | None:
        """How a row looks that holds nothing of the office's; None before the header is found."""
        return self._glance

    def _find_header(self, lines: Iterator[tuple[int, Cells]]) -> None:
        wanted = {key(item.label): item.key for item in self.sheet.fields}
        best: tuple[int, dict[str, int], Cells] = (-1, {}, {})
        above: dict[tuple[int, int], str] = {}
        for line, cells in lines:
            above |= {(line, at): _words(cell) for at, cell in cells.items() if filled(cell)}
            found: dict[str, int] = {}
            for column, cell in sorted(cells.items()):
                name = wanted.get(key(str(cell.value))) if cell.value is not None else None
                if name:
                    found.setdefault(name, column)
            if len(found) > len(best[1]):
                best = line, found, cells
            if len(found) > len(wanted) // 2 or line > _SEARCHED:
                break
        self._accept(*best, most=len(wanted))
        self.state.above = {place: text for place, text in above.items() if place[0] < best[0]}

    def _accept(self, line: int, found: dict[str, int], cells: Cells, *, most: int) -> None:
        if len(found) <= most // 2:
            raise UsageError(
                f"Tệp “{self.file}”, trang “{self.sheet.title}”: không còn thấy dòng tiêu đề của "
                "bảng. Hãy hoàn tác việc sửa tiêu đề rồi chạy lại."
            )
        if self.sheet.has("row_id") and "row_id" not in found:
            raise UsageError(
                f"Tệp “{self.file}”, trang “{self.sheet.title}”: cột “Mã dòng” đã bị xóa hoặc đổi "
                "tên, nên không biết ghi chú nào thuộc dòng nào. Hãy hoàn tác rồi chạy lại."
            )
        state = self.state
        state.header, state.places = line, found
        ours = frozenset(found.values())
        state.foreign = {
            column: str(cell.value)
            for column, cell in cells.items()
            if column not in ours and filled(cell)
        }
        state.width = max(cells, default=-1) + 1
        self._ours, self._id = ours, found.get("row_id", -1)
        self._office = [
            (item.key, found[item.key], self.paint.get(item.look, 0))
            for item in self.sheet.fields
            if item.owner is Owner.OFFICE and item.key in found
        ]
        if self.sheet.nature is Nature.TABLE and self._id >= 0:
            empty = {column: style for _, column, style in self._office}
            self._glance = Glance(sorted(ours), empty, self._id, (ORPHANS, APART))

    def _take(self, line: int, cells: Cells) -> None:
        row = KeptRow(line)
        for name, column, style in self._office:
            cell = cells.get(column)
            if cell is not None and (filled(cell) or cell.style != style):
                row.office[name] = cell
        for column, cell in cells.items():
            if column not in self._ours and (filled(cell) or cell.style):
                row.foreign[column] = cell
        row_id = self._row_id(cells)
        if row_id and not row_id.startswith((ORPHANS, APART)):
            if row.office or row.foreign:
                row.cells = cells
                self._keep(row_id, row)
            return
        if row_id:
            cells = {
                column: cell
                for column, cell in cells.items()
                if column not in self._ours or self._is_office(column)
            }
        if any(filled(cell) for cell in cells.values()):
            row.cells = cells
            self.state.loose.append(row)

    def _is_office(self, column: int) -> bool:
        return any(column == place for _, place, _ in self._office)

    def _row_id(self, cells: Cells) -> str:
        cell = cells.get(self._id)
        return "" if cell is None or cell.value is None else str(cell.value).strip()

    def _keep(self, row_id: str, row: KeptRow) -> None:
        """Keep a row; what a copied row says otherwise than the first one is kept beside it."""
        known = self.state.rows.setdefault(row_id, row)
        if known is row:
            return
        if _adds_nothing(known.office, row.office) and _adds_nothing(known.foreign, row.foreign):
            return
        row.cells = {column: cell for column, cell in row.cells.items() if column != self._id}
        self.state.loose.append(row)


def _adds_nothing(known: Mapping[Place, CellIn], other: Mapping[Place, CellIn]) -> bool:
    """Whether every filled cell of ``other`` stands in ``known`` too."""
    return all(
        not filled(cell) or (place in known and known[place].value == cell.value)
        for place, cell in other.items()
    )


def _words(cell: CellIn) -> str:
    """A filled cell as text; a formula of staff is no text of ours, whatever it shows."""
    return str(cell.value) if cell.formula is None else f"={cell.formula}"


def filled(cell: CellIn) -> bool:
    """Whether a cell has a value or a formula."""
    return cell.value not in (None, "") or cell.formula is not None


def read_page(sheet: Sheet, rows: Rows, width: int) -> SheetState:
    """What stands to the right of a page of ours."""
    state = SheetState(sheet.title)
    for line, cells in rows:
        right = {
            c: cell for c, cell in cells.items() if c >= width and (filled(cell) or cell.style)
        }
        if right:
            state.loose.append(KeptRow(line, foreign=right))
            state.width = max(state.width, max(right) + 1)
    return state
