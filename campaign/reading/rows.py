"""Turns the lines of a found table into typed rows; what is no data is named, not dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from campaign.cells.dates import diagnose_swapped, swapped_problem
from campaign.columns import FORMS, MAIN, Column, Kind
from campaign.grid import UNCALCULATED, CellValue, Grid, address
from campaign.problems import Issue, Problem, Weight
from campaign.reading.agreement import disagreements
from campaign.reading.lines import (
    Line,
    is_number,
    is_unit_line,
    kind_of_line,
    says_nothing,
    signs,
    stated_total,
)
from campaign.reading.tables import Found, text_of
from campaign.reading.values import Read, Reader
from campaign.records import POSITIONS, NotData, Row, Scalar, Status, Table
from campaign.vietnamese.text import all_clean, bare_key, looks_like_formula

_LIVE = re.compile(
    r"\b(?:HYPERLINK|IMPORT(?:XML|DATA|HTML|FEED|RANGE)|WEBSERVICE|IMAGE|DDE|CALL|EXEC"
    r"|RTD|GOOGLE\w+|QUERY|INDIRECT|FILTERXML)\s*\(|\|",
    re.IGNORECASE,
)
_VIOLATION = re.compile(
    r"\b(?:khien trach|canh cao|ky luat|ha bac luong|cach chuc|buoc thoi viec|nhung nhieu"
    r"|vi pham|to cao|phe binh|nhac nho)\b"
)
_DOUBTFUL = ("tổng", "cộng", "tong", "cong")
_BRIEF = 3
_ENOUGH = 3
_FORMULA_STARTS = frozenset("=+-@")
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
        before: Rows read from earlier pages of the same form in the same sheet.
    """

    def __init__(
        self, grid: Grid, found: Found, table: int, reader: Reader, before: int = 0
    ) -> None:
        self.grid, self.found, self.table = grid, found, table
        self.columns = FORMS[found.form]
        self.places = [
            _Place(column, position, found.places[column.key], reader.of(column))
            for position, column in enumerate(self.columns)
            if column.key in found.places
        ]
        self._plain = [
            (place.index, place.position)
            for place in self.places
            if place.read is None and place.column.kind is not Kind.UNIT
        ]
        self._others = [
            place
            for place in self.places
            if place.read is not None or place.column.kind is Kind.UNIT
        ]
        self._telling = [p.index for p in self.places if p.column.key not in _APART]
        self._required = [
            (position, column) for position, column in enumerate(self.columns) if column.required
        ]
        self.main = MAIN[found.form]
        self._main_at = POSITIONS[found.form][self.main]
        self.out = TableRows()
        self._before, self._summed = before, 0
        self._section = ""
        self._signed = False
        self._copied: set[tuple[int, int]] = set()
        self._lost = self._lost_cells()
        self._swapped = self._find_swapped()

    def read(self) -> TableRows:
        """Read every line under the header."""
        self._fill_down()
        for line in range(self.found.header + 1, self.found.end):
            self._read_line(line)
        return self.out

    def _lost_cells(self) -> dict[int, list[_Place]]:
        """Cells of the table, by line, that show nothing but hold an error or a formula."""
        lost: dict[int, list[_Place]] = {}
        at = {place.index: place for place in self.places}
        for line, index in (*self.grid.errors, *self.grid.formulas):
            if index in at and self._text(line, index) == "":
                lost.setdefault(line, []).append(at[index])
        return lost

    def _text(self, line: int, index: int) -> str:
        cells = self.grid.rows[line] if line < len(self.grid.rows) else []
        return text_of(cells[index]) if 0 <= index < len(cells) else ""

    def _fill_down(self) -> None:
        """Copy a cell merged over several rows to each of them."""
        rows = self.grid.rows
        mine = {place.index for place in self.places}
        for top, left, bottom, right in self.grid.merges:
            if top <= self.found.header or top >= self.found.end or bottom == top:
                continue
            if left not in mine or right < left or left >= len(rows[top]):
                continue
            value = rows[top][left]
            if value in (None, ""):
                continue
            for line in range(top + 1, min(bottom + 1, self.found.end, len(rows))):
                cells = rows[line]
                cells.extend([None] * (left + 1 - len(cells)))
                if cells[left] in (None, ""):
                    cells[left] = value
                    self._copied.add((line, left))

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
        for index in self._telling:
            if index < width and cells[index] not in (None, ""):
                filled += 1
                if filled == _ENOUGH:
                    break
        if filled < _ENOUGH or self._signed or not isinstance(main, str) or _doubtful(main):
            kind = self._classify(line, cells)
            if kind is not Line.DATA:
                self._pass_over(line, kind, cells)
                return
        self.out.rows.append(self._row(line, cells))

    def _classify(self, line: int, cells: list[CellValue]) -> Line:
        own = self._own(line, cells)
        texts = [text_of(cells[i]) for i in own]
        lost = self._lost.get(line, ())
        filled = sum(
            place.column.key not in _APART
            for place in self.places
            if place.index in own or place in lost
        )
        if any(place.column.key not in _APART for place in lost):
            return Line.DATA
        order, main = self._typed(line, "order"), self._typed(line, self.main)
        if not texts or self._only_prefilled(own, order):
            return Line.DATA if lost else Line.BLANK
        if _VIOLATION.search(bare_key(" ".join(texts))):
            return Line.DATA if filled or line in self.grid.hidden_rows else Line.NOTE
        kind = kind_of_line(texts, order=order, main=main, filled=filled)
        if kind is not Line.DATA or is_number(order):
            return kind
        if self._signed and (filled < 2 or signs(texts)):
            return Line.SIGNATURE
        return Line.SECTION if texts == [order] and is_unit_line(texts) else kind

    def _own(self, line: int, cells: list[CellValue]) -> list[int]:
        """Columns in which a line says something itself, not through a merge from above."""
        own = [index for index, value in enumerate(cells) if text_of(value)]
        return [i for i in own if (line, i) not in self._copied] if self._copied else own

    def _typed(self, line: int, key: str) -> str:
        """What stands in a column of a line; a cell filled down from a merge says nothing."""
        index = self.found.places.get(key, -1)
        return "" if (line, index) in self._copied else self._text(line, index)

    def _only_prefilled(self, own: list[int], order: str) -> bool:
        """Whether only what our own template fills in is there: number, unit, row id."""
        prefilled = {p.index for p in self.places if p.column.key in ("row_id", "unit", "order")}
        if "row_id" not in self.found.places or not prefilled.issuperset(own):
            return False
        return not order or is_number(order)

    def _pass_over(self, line: int, kind: Line, cells: list[CellValue]) -> None:
        if kind is Line.BLANK and ("row_id" in self.found.places or not self._own(line, cells)):
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
        """Compare a stated count with the rows: of the table, of its pages, of its last part."""
        stated = stated_total(text)
        named = self.main in self.found.places
        counted = sum(1 for row in self.out.rows if not named or row.get(self.main) is not None)
        part, self._summed = counted - self._summed, counted
        if stated is None or stated in (counted, counted + self._before, part):
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
        places = self._others if self._plain_texts(cells, values) else self.places
        width = len(cells)
        for place in places:
            value = cells[place.index] if place.index < width else None
            if value is None or value == "":
                continue
            if place.read is None:
                self._text_cell(row, place, value)
            else:
                self._typed_cell(row, place, value, place.read)
        self._notice(row, line, cells)
        if self._section:
            self.out.sections[len(self.out.rows)] = self._section
        return row

    def _plain_texts(self, cells: list[CellValue], values: list[Scalar]) -> bool:
        """Put all plain texts of a line into its values, if none of them needs a closer look."""
        width = len(cells)
        found = [(cells[index], position) for index, position in self._plain if index < width]
        texts = [value for value, _ in found if value.__class__ is str and value]
        if not all_clean(texts) or not _FORMULA_STARTS.isdisjoint([text[0] for text in texts]):
            return False
        for value, position in found:
            if value.__class__ is str:
                values[position] = value or None
            elif value is not None:
                values[position] = text_of(value) or None
        return True

    def _text_cell(self, row: Row, place: _Place, value: CellValue) -> None:
        raw = isinstance(value, str) and place.column.kind is Kind.UNIT
        text = str(value).strip() if raw else text_of(value)
        row.values[place.position] = text or None
        if text[:1] in _FORMULA_STARTS and looks_like_formula(text) and text[1:2] not in {"", " "}:
            row.mark(self._issue(_AS_TEXT, row.line, place.index, place.column.key, text))

    def _typed_cell(
        self, row: Row, place: _Place, value: CellValue, read: Callable[[CellValue, str], Read]
    ) -> None:
        line, index, key = row.line, place.index, place.column.key
        # Only a number means another thing in another format; looking a format up costs a scan.
        number = value.__class__ is float or value.__class__ is int
        kept, problems = read(value, self.grid.number_format(line, index) if number else "")
        if self._swapped and line in self._swapped.get(index, ()):
            day = value if not isinstance(value, str) else None
            problems = (*problems, swapped_problem(day))  # type: ignore[arg-type]
            kept = None
        row.values[place.position] = kept
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
        main = row.values[self._main_at]
        if main.__class__ is str and says_nothing(main):
            self._notice_nothing(row, str(main))
        if self.main == "name":
            for key, problem in disagreements(row):
                self._mark_cell(row, key, problem)
        self._notice_missing(row, line)

    def _notice_nothing(self, row: Row, main: str) -> None:
        """Words in place of a title that say there is none: no initiative, nobody proposed."""
        row.values[self._main_at] = None
        self._mark_cell(row, self.main, _NOTHING, main)

    def _mark_cell(self, row: Row, key: str, problem: Problem, typed: str = "") -> None:
        said = typed or row.text(key)
        row.mark(self._issue(problem, row.line, self.found.places[key], key, said))

    def _notice_errors(self, row: Row, line: int) -> None:
        for place in self.places:
            error = self.grid.errors.get((line, place.index))
            if error is None:
                continue
            weight = Weight.HOLD if place.column.required else Weight.ERROR
            said = f"Ô đang báo lỗi {error} nên không có giá trị. Đề nghị gõ lại nội dung"
            if error == UNCALCULATED:
                said = (
                    "Ô có công thức nhưng tệp không lưu kết quả. Đề nghị mở tệp bằng Excel rồi lưu "
                    "lại, hoặc gõ giá trị của"
                )
            said += f" “{place.column.label}”."
            problem = Problem("formula_error", weight, said)
            row.mark(self._issue(problem, line, place.index, place.column.key, error))

    def _notice_formulas(self, row: Row, line: int) -> None:
        for place in self.places:
            formula = self.grid.formulas.get((line, place.index))
            if formula is None or not _LIVE.search(formula):
                continue
            plain = place.read is None or place.column.kind is Kind.ANSWER
            row.values[place.position] = formula if plain else None
            problem = _LIVE_FORMULA if plain else _LIVE_VALUE
            row.mark(self._issue(problem, line, place.index, place.column.key, formula))

    def _notice_legacy(self, row: Row, line: int) -> None:
        for place in self.places:
            typed = self.grid.typed.get((line, place.index))
            if typed is not None:
                row.mark(self._issue(_LEGACY, line, place.index, place.column.key, typed))

    def _notice_missing(self, row: Row, line: int) -> None:
        for position, column in self._required:
            if row.values[position] is not None:
                continue
            if any(issue.column == column.key for issue in row.issues):
                continue
            index = self.found.places.get(column.key)
            if column.key == "text" and index is not None and row.text("criterion"):
                continue  # its code says which question it answers
            where = min(self.found.places.values()) if index is None else index
            problem = Problem(
                "missing_value",
                Weight.HOLD,
                f"Chưa có “{column.label}”. Đề nghị đơn vị ghi bổ sung.",
            )
            row.mark(self._issue(problem, line, where, column.key, ""))


def _doubtful(main: str) -> bool:
    """Whether a title may be no title: blank, a column's number, or the word of a total."""
    return len(main) <= _BRIEF or main.isspace() or main[:4].lower() in _DOUBTFUL


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
_LIVE_VALUE = Problem(
    "live_formula",
    Weight.HOLD,
    "Ô lấy giá trị bằng công thức gọi ra ngoài; không chạy, không dùng. Đề nghị gõ lại giá trị.",
)
_LEGACY = Problem(
    "legacy_font",
    Weight.NOTE,
    "Chữ gõ bằng phông cũ (TCVN3 hoặc VNI) đã được chuyển sang Unicode.",
)
_NOTHING = Problem(
    "nothing_named",
    Weight.HOLD,
    "Ô này không nêu tên nào nên không được tính. Đúng là không có thì ghi “Rút” vào cột Giá trị "
    "chốt; nếu có thì đề nghị đơn vị ghi đủ tên.",
)
_HIDDEN = Problem("hidden_row", Weight.NOTE, "Dòng này đang bị ẩn trong trang tính; vẫn được đọc.")
_HIDDEN_VIOLATION = Problem(
    "violation_mentioned",
    Weight.HOLD,
    "Dòng ẩn nhắc đến vi phạm hoặc kỷ luật. Đề nghị văn phòng kiểm tra với đơn vị.",
)
