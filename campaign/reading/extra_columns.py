"""Columns that a form has not got, or has twice: what a unit typed there is not passed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.cells.dates import read_date
from campaign.columns import FORMS, Column, Kind
from campaign.grid import Grid, address, column_letters
from campaign.problems import Issue, Problem, Weight
from campaign.reading.cell_text import text_of
from campaign.reading.headers import header_text, meaning
from campaign.reading.tables import Found
from campaign.records import POSITIONS, Row
from campaign.vietnamese.text import bare_key, key

_FEW = 8
_BLANK = (None, "")
_OFFICE = "van phong"
"""What the headers of the office's own columns in a shared sheet begin with."""


@dataclass(frozen=True, slots=True)
class _Extra:
    """A column beside the form's; ``twin`` is the form's column that its header names again."""

    index: int
    label: str
    twin: Column | None


def notice_extras(grid: Grid, found: Found, rows: Sequence[Row]) -> list[Issue]:
    """One note for columns that were not read; rows whose second date differs wait."""
    extras = [extra for extra in _extras(grid, found) if _used(grid, extra.index, rows)]
    for extra in extras:
        if extra.twin is not None and _decides(extra, found):
            _hold_where_different(grid, found, extra, rows)
    if not extras:
        return []
    return [_note(grid, found, extras)]


def _note(grid: Grid, found: Found, extras: Sequence[_Extra]) -> Issue:
    named = ", ".join(
        f"{extra.label or '(không tiêu đề)'} ({column_letters(extra.index)})"
        for extra in extras[:_FEW]
    )
    more = f" và {len(extras) - _FEW} cột nữa" if len(extras) > _FEW else ""
    problem = Problem(
        "column_not_read",
        Weight.NOTE,
        f"Có cột ngoài biểu nên không tổng hợp: {named}{more}. Nội dung vẫn ở tệp của đơn vị; "
        "cần lấy thì đặt lại tên cột theo biểu.",
    )
    where = address(found.header, extras[0].index)
    return problem.at(grid.file, grid.sheet, where, "", extras[0].label)


def _extras(grid: Grid, found: Found) -> list[_Extra]:
    width = len(grid.rows[found.header])
    taken = set(found.places.values())
    if len(taken) == width:
        return []
    columns = {item.key: item for item in FORMS[found.form] if item.key in found.places}
    extras = []
    for index in range(width):
        if index in taken:
            continue
        label = _label(grid, found, index)
        if bare_key(label).startswith(_OFFICE) or "order" in meaning(label).values():
            continue
        extras.append(_Extra(index, label, columns.get(meaning(label).get(found.form, ""))))
    return extras


def _label(grid: Grid, found: Found, index: int) -> str:
    """The lowest header text over a column."""
    for line in range(found.header, found.top - 1, -1):
        cells = grid.rows[line]
        value = cells[index] if index < len(cells) else None
        text = header_text(value) if isinstance(value, str) else text_of(value)
        if text:
            return text
    return ""


def _used(grid: Grid, index: int, rows: Sequence[Row]) -> bool:
    lines = (grid.rows[row.line] for row in rows)
    cells = (line[index] for line in lines if index < len(line))
    return any(value not in _BLANK and text_of(value) for value in cells)


def _typed(grid: Grid, line: int, index: int) -> str:
    cells = grid.rows[line]
    return text_of(cells[index]) if index < len(cells) else ""


def _decides(extra: _Extra, found: Found) -> bool:
    """Whether the form's column is one that must not be read from the wrong place."""
    twin = extra.twin
    if twin is None or twin.kind is Kind.DATE:
        return twin is not None
    same = bare_key(extra.label) == bare_key(found.labels[twin.key])
    return same and (twin.required or twin.kind is not Kind.TEXT)


def _hold_where_different(grid: Grid, found: Found, extra: _Extra, rows: Sequence[Row]) -> None:
    twin = extra.twin
    if twin is None:
        return
    first = found.places[twin.key]
    for row in rows:
        one, two = _typed(grid, row.line, first), _typed(grid, row.line, extra.index)
        if not two or key(one) == key(two):
            continue
        cell = address(row.line, extra.index)
        problem = Problem(
            "column_twice",
            Weight.HOLD,
            f"Bảng có hai cột “{twin.label}”: ô này ghi “{two}”, ô {address(row.line, first)} ghi "
            f"“{one}”. Đề nghị đơn vị chỉ giữ một cột, hoặc văn phòng ghi giá trị được tính "
            "vào cột Giá trị chốt.",
            _readings(twin, one, two),
        )
        row.values[POSITIONS[row.form][twin.key]] = None
        row.mark(problem.at(grid.file, grid.sheet, cell, twin.key, two))


def _readings(column: Column, *typed: str) -> tuple[str, ...]:
    """What the cells say, days as ISO."""
    if column.kind is not Kind.DATE:
        return tuple(filter(None, typed))
    days = (read_date(text).value for text in typed)
    return tuple(day.isoformat() for day in days if day is not None)
