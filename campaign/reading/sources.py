"""One source read whole: its tables, its rows with unit and id, and an account that closes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from campaign.columns import column
from campaign.grid import Grid, address
from campaign.intake.reading import ReadSource
from campaign.plan.definition import Form
from campaign.problems import Issue, Problem, Weight
from campaign.reading.answers import AnswerReader
from campaign.reading.cell_text import text_of
from campaign.reading.extra_columns import notice_extras
from campaign.reading.identities import mark_shared_identities
from campaign.reading.owners import Owners
from campaign.reading.row_ids import give_ids
from campaign.reading.rows import TableReader, TableRows, as_table
from campaign.reading.side_by_side import tables_of
from campaign.reading.tables import Found
from campaign.reading.values import Reader
from campaign.reading.whose import UnitNames, table_unit
from campaign.records import NotData, Row, SourceRecords, Status, texts_of
from campaign.vietnamese.text import bare_key

_UNITS_OWN = ("answer", "evidence", "submitted", "note")
_GUIDE = "huong dan"


@dataclass(frozen=True, slots=True)
class SourceReader:
    """Reads sources of one campaign.

    Attributes:
        names: Resolves unit names.
        reader: Readers of typed cells.
        answers: Reads the rows of *Tiêu chí*.
        tabs: The campaign's own tab titles (``bare_key``) with their form.
    """

    names: UnitNames
    reader: Reader
    answers: AnswerReader
    tabs: Mapping[str, Form] = field(default_factory=dict)

    def read(self, source: ReadSource) -> SourceRecords:
        """Tables and rows of a source; every data line becomes a row."""
        out = SourceRecords(source.name, source.sha256, source.kind)
        for problem in source.problems:
            out.issues.append(problem.at(source.name))
        rows: list[Row] = []
        for grid in source.grids:
            self._read_grid(grid, out, rows)
        out.rows = rows
        give_ids(out, rows)
        units = {row.unit for row in rows}
        out.unit = units.pop() if len(units) == 1 else None
        return out

    def _read_grid(self, grid: Grid, out: SourceRecords, rows: list[Row]) -> None:
        tables = tables_of(grid, self.tabs)
        if not grid.visible and (tables or any(_has_text(row) for row in grid.rows)):
            out.issues.append(_HIDDEN_SHEET.at(grid.file, grid.sheet))
        if not tables:
            self._no_table(grid, out)
        for part, found in tables:
            rows += self._read_table(part, found, out, rows)

    def _no_table(self, grid: Grid, out: SourceRecords) -> None:
        """A sheet without a header we know: said when it is not just help or empty."""
        if "thidua_campaign" in grid.hints and bare_key(grid.sheet) == _GUIDE:
            return
        lines = [row for row in grid.rows if _has_text(row)]
        if max((sum(map(bool, map(text_of, row))) for row in lines), default=0) < 3:
            return
        out.issues.append(_NO_TABLE.at(grid.file, grid.sheet))

    def _read_table(
        self, grid: Grid, found: Found, out: SourceRecords, earlier: Sequence[Row]
    ) -> list[Row]:
        table = as_table(found, grid)
        number = len(out.tables)
        out.tables.append(table)
        pages = {
            page
            for page, other in enumerate(out.tables[:number])
            if (other.sheet, other.form) == (grid.sheet, found.form)
        }
        before = sum(row.table in pages for row in earlier) if pages else 0
        lines = TableReader(grid, found, number, self.reader, before).read()
        out.not_data += lines.not_data
        out.issues += lines.issues
        out.issues += notice_extras(grid, found, lines.rows)
        if found.missing and lines.rows and not _said(out, grid, found):
            out.issues.append(_missing_column(grid, found))
        table.unit = self._give_units(grid, found, lines, out)
        if found.form is Form.PROPOSAL and "identity" in found.places:
            mark_shared_identities(out, lines.rows)
        if found.form is Form.CRITERIA and not _set_aside(found, lines, out):
            self._weigh_answers(found, lines, out)
        return lines.rows

    def _weigh_answers(self, found: Found, lines: TableRows, out: SourceRecords) -> None:
        """Let what is wrong with an answer weigh on its row."""
        table = out.tables[-1]
        index = found.places.get("answer", min(found.places.values()))
        for row in lines.rows:
            answer = self.answers.read(row)
            problems = (_NO_QUESTION,) if answer is None else answer.problems
            cell = address(row.line, index)
            for problem in problems:
                row.mark(problem.at(out.name, table.sheet, cell, "answer", row.text("answer")))

    def _give_units(
        self, grid: Grid, found: Found, lines: TableRows, out: SourceRecords
    ) -> str | None:
        whole = table_unit(grid, found, self.names)
        typed_units = texts_of(found.form, "unit", lines.rows)
        if whole.unit is not None and not lines.sections and not any(typed_units):
            for row in lines.rows:
                row.unit = whole.unit
            return whole.unit
        owners = Owners(whole, self.names, typed_units, lines.sections.values())
        place = found.places.get("unit", min(found.places.values()))
        previous: str | None = None
        for number, (row, typed) in enumerate(zip(lines.rows, typed_units, strict=True)):
            owner = owners.of(found.form, typed, lines.sections.get(number, ""), previous)
            row.unit = previous = owner.unit
            for problem in owner.problems:
                cell = address(row.line, place)
                row.mark(problem.at(grid.file, grid.sheet, cell, "unit", typed))
        sent = owners.sent_for(row.unit for row in lines.rows)
        if sent is not None:
            first = next(row for row in lines.rows if row.unit not in (None, whole.unit))
            cell, typed = address(first.line, place), first.text("unit")
            out.issues.append(sent.at(grid.file, grid.sheet, cell, "unit", typed))
        return whole.unit


def _set_aside(found: Found, lines: TableRows, out: SourceRecords) -> bool:
    """Count a self-assessment that nobody began as no data; blanks among answers still are."""
    typed = any(row.get(key) is not None for row in lines.rows for key in _UNITS_OWN)
    if typed or any(issue.column in _UNITS_OWN for row in lines.rows for issue in row.issues):
        return False
    index = min(found.places.values())
    sheet = out.tables[-1].sheet
    out.not_data += [
        NotData(sheet, address(row.line, index), row.text("text"), "unanswered")
        for row in lines.rows
    ]
    lines.rows.clear()
    return True


def _has_text(row: Sequence[object]) -> bool:
    return any(value not in (None, "") for value in row)


def _said(out: SourceRecords, grid: Grid, found: Found) -> bool:
    """Whether the same columns were found missing on an earlier page of the sheet."""
    return any(
        issue.code == "missing_column"
        and issue.sheet == grid.sheet
        and issue.readings == found.missing
        for issue in out.issues
    )


def _missing_column(grid: Grid, found: Found) -> Issue:
    names = ", ".join(f"“{column(found.form, key).label}”" for key in found.missing)
    known = ", ".join(f"“{label}”" for label in found.labels.values())
    message = (
        f"Trang “{grid.sheet}” thiếu cột bắt buộc {names} (đã nhận ra các cột: {known}). "
        "Đề nghị đặt lại đúng tên cột; các dòng của bảng này đang chờ."
    )
    problem = Problem("missing_column", Weight.HOLD, message, found.missing)
    return problem.at(grid.file, grid.sheet, address(found.header, 0), found.missing[0])


def account(out: SourceRecords) -> dict[str, int]:
    """Rows in and what became of them; the parts always add up to the whole."""
    counts = {status.value: out.count(status) for status in Status}
    return {"rows_in": len(out.rows), **counts}


def tab_forms(tabs: Mapping[str, Form]) -> dict[str, Form]:
    """Tab titles as ``SourceReader`` wants them."""
    return {bare_key(title): form for title, form in tabs.items()}


_HIDDEN_SHEET = Problem("hidden_sheet", Weight.NOTE, "Trang tính đang bị ẩn; vẫn được đọc.")
_NO_TABLE = Problem(
    "no_table",
    Weight.NOTE,
    "Không tìm thấy dòng tiêu đề nào quen thuộc nên trang này chưa được đọc. "
    "Đề nghị kiểm tra tên các cột.",
)
_NO_QUESTION = Problem(
    "criterion_unknown",
    Weight.HOLD,
    "Dòng này không khớp tiêu chí nào của kế hoạch. Đề nghị kiểm tra mã hoặc nội dung tiêu chí.",
)
