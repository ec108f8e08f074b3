"""Turns the lines of a found table into typed rows; what is no data is named, not dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from campaign.cells.dates import diagnose_swapped, swapped_problem
from campaign.columns import FORMS, Column, Kind
from campaign.definition import Form
from campaign.grid import CellValue, Grid, address
from campaign.lines import Line, kind_of_line, stated_total
from campaign.problems import Issue, Problem, Weight
from campaign.records import NotData, Row, Scalar, Status, Table
from campaign.tables import Found, text_of
from campaign.text import bare_key, looks_like_formula
from campaign.values import Read, Reader

_LIVE = re.compile(
    r"\b(?:HYPERLINK|IMPORT(?:XML|DATA|HTML|FEED|RANGE)|WEBSERVICE|IMAGE|DDE|CALL|EXEC"
    r"|RTD|GOOGLE\w+|QUERY|INDIRECT|FILTERXML)\s*\(|\|",
    re.IGNORECASE,
)
_VIOLATION = re.compile(
    r"\b(?:khien trach|canh cao|ky luat|ha bac luong|cach chuc|buoc thoi viec|nhung nhieu"
    r"|vi pham|to cao|phe binh|nhac nho)\b"
)
_MAIN = {
    Form.REGISTRATION: "title",
    Form.INTERIM: "title",
    Form.RESULT: "title",
    Form.CRITERIA: "text",
    Form.PROPOSAL: "name",
}
_DOUBTFUL = frozenset({"tổng", "cộng", "tong", "cong", "(1)", "(2)", "(3)", "1", "2", "3"})
_APART = frozenset({"order", "unit", "row_id", "criterion"})


@dataclass(slots=True)
class TableRows:
    """What the lines of one table came to; unit and id are given by the source's reading."""

    rows: list[Row] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    not_data: list[NotData] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """A column of the form that the table has."""

    column: Column
    position: int
    index: int
    read: Callable[[CellValue, str], Read] | None


class TableReader:
    """Reads one table of one grid.

    Args:
        grid: The sheet.
        found: The table found in it.
        table: Its place among the source's tables.
        reader: Readers of typed cells.
    """

    def __init__(self, grid: Grid, found: Found, table: int, reader: Reader) -> None:
        self.grid, self.found, self.table = grid, found, table
        self.columns = FORMS[found.form]
        self.places = [
            _Place(column, position, found.places[column.key], reader.of(column))
            for position, column in enumerate(self.columns)
            if column.key in found.places
        ]
        self.main = _MAIN[found.form]
        self.out = TableRows()
        self._section = ""
        self._signed = False
        self._swapped = self._find_swapped()

    def read(self) -> TableRows:
        """Read every line under the header."""
        self._fill_down()
        for line in range(self.found.header + 1, self.found.end):
            self._read_line(line)
        return self.out

    def _fill_down(self) -> None:
        """Copy a cell merged over several rows to each of them."""
        rows = self.grid.rows
        mine = {place.index for place in self.places}
        for top, left, bottom, right in self.grid.merges:
            if top <= self.found.header or top >= self.found.end or bottom == top:
                continue
            if left not in mine or left != right or left >= len(rows[top]):
                continue
            value = rows[top][left]
            for line in range(top + 1, min(bottom + 1, self.found.end, len(rows))):
                cells = rows[line]
                cells.extend([None] * (left + 1 - len(cells)))
                if cells[left] in (None, ""):
                    cells[left] = value

    def _find_swapped(self) -> dict[int, frozenset[int]]:
        """Lines whose stored date may have day and month swapped, by column index."""
        swapped: dict[int, frozenset[int]] = {}
        start = self.found.header + 1
        for place in self.places:
            if place.column.kind not in (Kind.DATE, Kind.PERIOD_DATE):
                continue
            cells = [
                row[place.index] if place.index < len(row) else None
                for row in self.grid.rows[start : self.found.end]
            ]
            lines = diagnose_swapped(cells)
            if lines:
                swapped[place.index] = frozenset(start + line for line in lines)
        return swapped

    def _read_line(self, line: int) -> None:
        cells = self.grid.rows[line]
        width = len(cells)
        main_at = self.found.places.get(self.main, -1)
        main = cells[main_at] if 0 <= main_at < width else None
        filled = 0
        for place in self.places:
            if place.index < width and cells[place.index] not in (None, ""):
                filled += place.column.key not in _APART
        if filled < 3 or not isinstance(main, str) or not main or self._signed:
            kind = self._classify(line, cells, filled)
            if kind is not Line.DATA:
                self._pass_over(line, kind, cells)
                return
        elif main[:4].lower() in _DOUBTFUL and self._classify(line, cells, filled) is not Line.DATA:
            self._pass_over(line, Line.TOTAL, cells)
            return
        self.out.rows.append(self._row(line, cells))

    def _classify(self, line: int, cells: list[CellValue], filled: int) -> Line:
        texts = [text for value in cells if (text := text_of(value))]
        if not texts and any(row == line for row, _ in self.grid.errors):
            return Line.DATA
        order_at = self.found.places.get("order", -1)
        main_at = self.found.places.get(self.main, -1)
        order = text_of(cells[order_at]) if 0 <= order_at < len(cells) else ""
        main = text_of(cells[main_at]) if 0 <= main_at < len(cells) else ""
        if self._only_prefilled(cells):
            return Line.BLANK
        if _VIOLATION.search(bare_key(" ".join(texts))):
            return Line.DATA if filled or line in self.grid.hidden_rows else Line.NOTE
        kind = kind_of_line(texts, order=order, main=main, filled=filled)
        if kind is Line.DATA and self._signed and not order.rstrip(".").isdigit() and filled < 2:
            return Line.SIGNATURE
        return kind

    def _only_prefilled(self, cells: list[CellValue]) -> bool:
        """Whether only what our own template fills in is there: number, unit, row id."""
        own = {p.index for p in self.places if p.column.key in ("row_id", "unit", "order")}
        rest = [i for i, value in enumerate(cells) if i not in own and text_of(value)]
        if rest:
            return False
        order_at = self.found.places.get("order", -1)
        order = text_of(cells[order_at]) if 0 <= order_at < len(cells) else ""
        return (not order or order.rstrip(".").isdigit()) and "row_id" in self.found.places

    def _pass_over(self, line: int, kind: Line, cells: list[CellValue]) -> None:
        if kind is Line.BLANK:
            return
        first = next((i for i, value in enumerate(cells) if text_of(value)), 0)
        text = " | ".join(text for value in cells if (text := text_of(value)))
        if kind is Line.SECTION:
            self._section = text
        if kind is Line.SIGNATURE:
            self._signed = True
        self.out.not_data.append(NotData(self.grid.sheet, address(line, first), text, kind.value))
        if kind is Line.TOTAL:
            self._check_total(line, first, text)
        elif _VIOLATION.search(bare_key(text)):
            self._mention(line, first, text)

    def _mention(self, line: int, first: int, text: str) -> None:
        self.out.issues.append(
            self._issue(
                Problem(
                    "violation_mentioned",
                    Weight.NOTE,
                    f"Dòng ngoài bảng nhắc đến vi phạm hoặc kỷ luật: “{text[:120]}”. "
                    "Đề nghị văn phòng kiểm tra.",
                ),
                line,
                first,
                "",
                text,
            )
        )

    def _check_total(self, line: int, first: int, text: str) -> None:
        stated = stated_total(text)
        named = self.main in self.found.places
        counted = sum(1 for row in self.out.rows if not named or row.get(self.main) is not None)
        if stated is None or stated == counted:
            return
        self.out.issues.append(
            self._issue(
                Problem(
                    "total_mismatch",
                    Weight.NOTE,
                    f"Dòng tổng ghi {stated} nhưng bảng có {counted} dòng. "
                    "Đề nghị đơn vị kiểm tra lại.",
                    (str(stated), str(counted)),
                ),
                line,
                first,
                "",
                text,
            )
        )

    def _issue(self, problem: Problem, line: int, index: int, key: str, typed: str) -> Issue:
        where = address(line, index)
        return problem.at(self.grid.file, self.grid.sheet, where, key, typed)

    def _row(self, line: int, cells: list[CellValue]) -> Row:
        values: list[Scalar] = [None] * len(self.columns)
        row = Row("", self.found.form, self.table, line, None, Status.ACCEPTED, values)
        width = len(cells)
        for place in self.places:
            index = place.index
            value = cells[index] if index < width else None
            if value is None or value == "":
                continue
            if place.read is None:
                raw = isinstance(value, str) and place.column.kind is Kind.UNIT
                text = str(value).strip() if raw else text_of(value)
                values[place.position] = text or None
                if text and text[0] in "=+-@" and looks_like_formula(text) and text[1:2] != " ":
                    row.mark(self._issue(_AS_TEXT, line, index, place.column.key, text))
            else:
                self._typed_cell(row, place, value)
        self._notice(row, line, cells)
        if self._section:
            self.out.sections[len(self.out.rows)] = self._section
        return row

    def _typed_cell(self, row: Row, place: _Place, value: CellValue) -> None:
        line, index, key = row.line, place.index, place.column.key
        if place.read is None:
            return
        number_format = "" if isinstance(value, str) else self.grid.number_format(line, index)
        read, problems = place.read(value, number_format)
        if line in self._swapped.get(index, ()):
            day = value if not isinstance(value, str) else None
            problems = (*problems, swapped_problem(day))  # type: ignore[arg-type]
            read = None
        row.values[place.position] = read
        for problem in problems:
            row.mark(self._issue(problem, line, index, key, shown(value)))

    def _notice(self, row: Row, line: int, cells: list[CellValue]) -> None:
        """Formula errors, live formulas, legacy text, hidden rows, missing values."""
        grid = self.grid
        if grid.errors:
            self._notice_errors(row, line)
        if grid.formulas:
            self._notice_formulas(row, line)
        if grid.typed:
            self._notice_legacy(row, line)
        if line in grid.hidden_rows:
            typed = " | ".join(text for value in cells if (text := text_of(value)))
            row.mark(self._issue(_HIDDEN, line, 0, "", typed[:200]))
            if _VIOLATION.search(bare_key(typed)):
                row.mark(self._issue(_HIDDEN_VIOLATION, line, 0, "", typed[:200]))
        self._notice_missing(row, line)

    def _notice_errors(self, row: Row, line: int) -> None:
        for place in self.places:
            error = self.grid.errors.get((line, place.index))
            if error is None:
                continue
            weight = Weight.HOLD if place.column.required else Weight.ERROR
            problem = Problem(
                "formula_error",
                weight,
                f"Ô đang báo lỗi {error} nên không có giá trị. Đề nghị gõ lại nội dung "
                f"“{place.column.label}”.",
            )
            row.mark(self._issue(problem, line, place.index, place.column.key, error))

    def _notice_formulas(self, row: Row, line: int) -> None:
        for place in self.places:
            formula = self.grid.formulas.get((line, place.index))
            if formula is None or not _LIVE.search(formula):
                continue
            row.values[place.position] = formula
            row.mark(self._issue(_LIVE_FORMULA, line, place.index, place.column.key, formula))

    def _notice_legacy(self, row: Row, line: int) -> None:
        for place in self.places:
            typed = self.grid.typed.get((line, place.index))
            if typed is not None:
                row.mark(self._issue(_LEGACY, line, place.index, place.column.key, typed))

    def _notice_missing(self, row: Row, line: int) -> None:
        for position, column in enumerate(self.columns):
            if not column.required or row.values[position] is not None:
                continue
            if any(issue.column == column.key for issue in row.issues):
                continue
            index = self.found.places.get(column.key)
            where = min(self.found.places.values()) if index is None else index
            problem = Problem(
                "missing_value",
                Weight.HOLD,
                f"Chưa có “{column.label}”. Đề nghị đơn vị ghi bổ sung.",
            )
            row.mark(self._issue(problem, line, where, column.key, ""))


def shown(value: CellValue) -> str:
    """What a person saw in the cell, as well as it can be told: dates as dd/mm/yyyy."""
    if isinstance(value, datetime):
        clock = "" if (value.hour, value.minute) == (0, 0) else f" {value:%H:%M}"
        return f"{value:%d/%m/%Y}{clock}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return value if isinstance(value, str) else text_of(value)


def as_table(found: Found, grid: Grid) -> Table:
    """The record of a found table."""
    return Table(grid.file, grid.sheet, found.form, found.header, dict(found.places))


_AS_TEXT = Problem(
    "formula_as_text",
    Weight.NOTE,
    "Nội dung bắt đầu bằng dấu của công thức; được giữ nguyên như chữ, không chạy.",
)
_LIVE_FORMULA = Problem(
    "live_formula",
    Weight.NOTE,
    "Ô chứa công thức gọi ra ngoài; được ghi lại thành chữ nguyên văn, không chạy.",
)
_LEGACY = Problem(
    "legacy_font",
    Weight.NOTE,
    "Chữ gõ bằng phông cũ (TCVN3 hoặc VNI) đã được chuyển sang Unicode.",
)
_HIDDEN = Problem("hidden_row", Weight.NOTE, "Dòng này đang bị ẩn trong trang tính; vẫn được đọc.")
_HIDDEN_VIOLATION = Problem(
    "violation_mentioned",
    Weight.HOLD,
    "Dòng ẩn nhắc đến vi phạm hoặc kỷ luật. Đề nghị văn phòng kiểm tra với đơn vị.",
)
