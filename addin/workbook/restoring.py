"""When our sheets were deleted: a fresh workbook takes the office's cells, or nothing is done."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from addin.package import CellIn
from addin.workbook.charts import chart_count
from addin.workbook.fields import Nature, Sheet
from addin.workbook.kept import Cells, KeptRow, SheetState
from addin.workbook.layout import Layout
from addin.workbook.office_book import OfficeBook
from addin.workbook.page_sizes import page_width
from addin.workbook.pages import Paint
from campaign.errors import UsageError
from campaign.plan.definition import Campaign

_FOREIGN = re.compile(
    r"xl/(vbaProject|media/|embeddings/|ctrlProps/|activeX/|externalLinks/|pivotTables/|tables/"
    r"|charts/chart)"
)


def lacks_sheets(book: OfficeBook, layout: Layout) -> bool:
    """Whether sheets of ours are gone."""
    return any(title not in book.sheets for title in layout.titles)


def refuse_to_restore(book: OfficeBook, layout: Layout, campaign: Campaign) -> None:
    """Refuse to make the workbook anew when it holds what only its owner can carry over.

    Raises:
        UsageError: naming the missing sheets and what stands in the way.
    """
    missing = ", ".join(f"“{title}”" for title in layout.titles if title not in book.sheets)
    reasons = [f"trang riêng “{title}”" for title in book.strangers] + _foreign_parts(
        book, chart_count(campaign)
    )
    if reasons:
        raise UsageError(
            f"Tệp “{book.path.name}” thiếu trang {missing}. Phần mềm không tự lập lại được vì tệp "
            f"còn có {', '.join(reasons)}. Hãy hoàn tác việc xóa (hoặc đổi tên) trang, hoặc ghi ra "
            "một tệp mới."
        )


def _foreign_parts(book: OfficeBook, ours: int) -> list[str]:
    with zipfile.ZipFile(book.path) as archive:
        found = Counter(m[1] for name in archive.namelist() if (m := _FOREIGN.match(name)))
    charts = found.pop("charts/chart", 0)
    reasons = _foreign_macros(book.path, found) if found.pop("vbaProject", 0) else []
    reasons += ["biểu đồ riêng"] if charts > ours else []
    return reasons + (["hình, bảng hoặc nút riêng"] if +found else [])


def _foreign_macros(path: Path, found: Counter[str]) -> list[str]:
    """Take our own form buttons out of ``found``; macros that are not ours are a reason."""
    from addin.build.district import foreign_macros, form_buttons

    found["ctrlProps/"] -= form_buttons()
    return ["macro"] if foreign_macros(path) else []


def carried_over(book: OfficeBook, layout: Layout, campaign: Campaign, paint: Paint) -> OfficeBook:
    """The same book as if its cells stood in a fresh workbook, whose styles are others."""
    sheets = {}
    for sheet in layout.sheets:
        state = book.sheets.get(sheet.title)
        if state is not None:
            sheets[sheet.title] = _Mover(sheet, state, campaign, paint).moved()
    return replace(book, sheets=sheets)


class _Mover:
    """Moves what one sheet held to the columns and styles of a fresh one."""

    def __init__(self, sheet: Sheet, state: SheetState, campaign: Campaign, paint: Paint) -> None:
        self.sheet, self.state = sheet, state
        count = page_width(sheet, campaign) if sheet.nature is Nature.PAGE else len(sheet.fields)
        self.columns = {
            state.places[item.key]: column
            for column, item in enumerate(sheet.fields)
            if item.key in state.places
        }
        self.styles = {column: paint[item.look] for column, item in enumerate(sheet.fields)}
        others = {column for row in self._all_rows() for column in row} | set(state.foreign)
        for column in sorted(others - set(self.columns)):
            self.columns[column] = count
            count += 1
        self.width = count
        self.straight = all(before == now for before, now in self.columns.items())

    def _all_rows(self) -> list[Cells]:
        kept = [*self.state.rows.values(), *self.state.loose]
        return [row.cells for row in kept] + [row.foreign for row in kept] + self.state.lines

    def moved(self) -> SheetState:
        """The state of the fresh sheet."""
        state = self.state
        header = self.sheet.header if state.header >= 0 else -1
        return SheetState(
            state.title,
            header,
            {item.key: column for column, item in enumerate(self.sheet.fields)},
            {self.columns[column]: text for column, text in state.foreign.items()},
            {row_id: self._row(row) for row_id, row in state.rows.items()},
            [self._row(row) for row in state.loose],
            [self._cells(cells) for cells in state.lines],
            self.width,
        )

    def _row(self, row: KeptRow) -> KeptRow:
        line = (
            row.line - self.state.header + self.sheet.header if self.state.header >= 0 else row.line
        )
        office = {
            name: self._cell(cell, self.sheet.index(name)) for name, cell in row.office.items()
        }
        return KeptRow(line, office, self._cells(row.foreign), self._cells(row.cells))

    def _cells(self, cells: Cells) -> Cells:
        return {
            self.columns[column]: self._cell(cell, self.columns[column])
            for column, cell in cells.items()
        }

    def _cell(self, cell: CellIn, column: int) -> CellIn:
        """A formula stays only where no column moved under it."""
        return CellIn(
            cell.value, self.styles.get(column, 0), cell.formula if self.straight else None
        )
