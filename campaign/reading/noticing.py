"""What a row's layout adds to its values: errors, live formulas, old fonts, hidden and empty."""

from __future__ import annotations

import re

from campaign.columns import MAIN, Kind
from campaign.grid import UNCALCULATED
from campaign.problems import Problem, Weight
from campaign.reading.agreement import disagreements
from campaign.reading.body import ONE_EACH, Body, Place
from campaign.reading.cell_text import text_of
from campaign.reading.line_kinds import VIOLATION
from campaign.reading.marks import noted, struck
from campaign.reading.spans import BEGIN, END, backwards, in_order
from campaign.reading.title_doubts import NOTHING, doubt_of_title
from campaign.records import POSITIONS, Row
from campaign.vietnamese.text import bare_key

_LIVE = re.compile(
    r"\b(?:HYPERLINK|IMPORT(?:XML|DATA|HTML|FEED|RANGE)|WEBSERVICE|IMAGE|DDE|CALL|EXEC"
    r"|RTD|GOOGLE\w+|QUERY|INDIRECT|FILTERXML)\s*\(|\|",
    re.IGNORECASE,
)


class Noticer:
    """Marks the rows of one table with what stands beside their values, and what they lack."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._main = MAIN[body.found.form]
        self._main_at = POSITIONS[body.found.form][self._main]
        self._required = [at for at, column in enumerate(body.columns) if column.required]
        grid = body.grid
        self._watchful = bool(grid.errors or grid.formulas or grid.typed or grid.hidden_rows)
        self._spans = {BEGIN, END} <= body.found.places.keys()
        self._marked = {line for line, _ in (*grid.struck, *grid.notes)}

    def notice(self, row: Row) -> None:
        """Mark a row whose values were read."""
        if self._watchful:
            self._errors(row)
            self._formulas(row)
            self._legacy(row)
            if row.line in self._body.grid.hidden_rows:
                self._hidden(row)
        for place, problem, typed in self._body.dittos.get(row.line, ()):
            self._cell(row, place.column.key, problem, typed)
        if self._spans:
            self._span(row)
        if row.line in self._marked:
            self._marks(row)
        main = row.values[self._main_at]
        if isinstance(main, str):
            self._title(row, main)
        for position in self._required:
            if row.values[position] is None:
                self._missing(row, position)

    def _cell(self, row: Row, key: str, problem: Problem, typed: str) -> None:
        row.mark(self._body.issue(problem, row.line, self._body.found.places[key], key, typed))

    def _title(self, row: Row, main: str) -> None:
        """What the row is about: named, by one name, and agreeing with the cells beside it."""
        problem = doubt_of_title(self._body, row.line, self._main, main)
        if problem is not None:
            self._cell(row, self._main, problem, main)
            if problem is NOTHING:
                row.values[self._main_at] = None
        if self._main == "name" or "\n" in main:
            for key, problem in disagreements(row):
                self._cell(row, key, problem, row.text(key))

    def _span(self, row: Row) -> None:
        problem = None if in_order(row) else backwards(row)
        if problem is not None:
            typed = self._body.text(row.line, self._body.found.places[END])
            self._cell(row, END, problem, typed)

    def _errors(self, row: Row) -> None:
        for place in self._body.places:
            error = self._body.grid.errors.get((row.line, place.index))
            if error is None:
                continue
            weight = Weight.HOLD if place.column.required else Weight.ERROR
            said = f"{_no_value(error)} “{place.column.label}”."
            problem = Problem("formula_error", weight, said)
            row.mark(self._body.issue(problem, row.line, place.index, place.column.key, error))

    def _formulas(self, row: Row) -> None:
        for place in self._body.places:
            formula = self._body.grid.formulas.get((row.line, place.index))
            if formula is None or not _LIVE.search(formula):
                continue
            plain = place.read is None or place.column.kind is Kind.ANSWER
            row.values[place.position] = formula if plain else None
            problem = _LIVE_FORMULA if plain else _LIVE_VALUE
            row.mark(self._body.issue(problem, row.line, place.index, place.column.key, formula))

    def _legacy(self, row: Row) -> None:
        for place in self._body.places:
            typed = self._body.grid.typed.get((row.line, place.index))
            if typed is not None:
                row.mark(self._body.issue(_LEGACY, row.line, place.index, place.column.key, typed))

    def _hidden(self, row: Row) -> None:
        cells = self._body.grid.rows[row.line]
        typed = " | ".join(text for value in cells if (text := text_of(value)))
        row.mark(self._body.issue(_HIDDEN, row.line, 0, "", typed[:200]))
        if VIOLATION.search(bare_key(typed)):
            row.mark(self._body.issue(_HIDDEN_VIOLATION, row.line, 0, "", typed[:200]))

    def _marks(self, row: Row) -> None:
        """Comments, and text struck through: a struck title may take the whole row back."""
        grid = self._body.grid
        for place in self._body.places:
            note = grid.notes.get((row.line, place.index))
            if note is not None:
                problem = noted(note, title=place.column.key == self._main)
                self._cell(row, place.column.key, problem, note[:200])
        crossed = [place for place in self._body.places if (row.line, place.index) in grid.struck]
        titles = [place for place in crossed if place.column.key == self._main]
        for place in titles or crossed:
            self._cross_out(row, place)

    def _cross_out(self, row: Row, place: Place) -> None:
        key, typed = place.column.key, self._body.text(row.line, place.index)
        title, decides = key == self._main, place.read is not None or place.column.required
        if not typed or key in ONE_EACH:
            return
        if decides and not title:
            row.values[place.position] = None
        self._cell(row, key, struck(title=title, decides=decides), typed)

    def _missing(self, row: Row, position: int) -> None:
        column = self._body.columns[position]
        if any(issue.column == column.key for issue in row.issues):
            return
        places = self._body.found.places
        if column.key == "text" and column.key in places and row.text("criterion"):
            return  # its code says which question it answers
        problem = Problem(
            "missing_value",
            Weight.HOLD,
            f"Chưa có “{column.label}”. Đề nghị đơn vị ghi bổ sung.",
        )
        where = places.get(column.key, min(places.values()))
        row.mark(self._body.issue(problem, row.line, where, column.key, ""))


def _no_value(error: str) -> str:
    if error == UNCALCULATED:
        return (
            "Ô có công thức nhưng tệp không lưu kết quả. Đề nghị mở tệp bằng Excel rồi lưu lại, "
            "hoặc gõ giá trị của"
        )
    return f"Ô đang báo lỗi {error} nên không có giá trị. Đề nghị gõ lại nội dung"


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
_HIDDEN = Problem("hidden_row", Weight.NOTE, "Dòng này đang bị ẩn trong trang tính; vẫn được đọc.")
_HIDDEN_VIOLATION = Problem(
    "violation_mentioned",
    Weight.HOLD,
    "Dòng ẩn nhắc đến vi phạm hoặc kỷ luật. Đề nghị văn phòng kiểm tra với đơn vị.",
)
