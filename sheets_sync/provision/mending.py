"""What drifted in a sheet of ours, and the requests that mend it; a unit's data is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sheets_sync.provision.current import Sheet
from sheets_sync.provision.draft import Draft
from sheets_sync.provision.drawing import set_rule, write_cells
from sheets_sync.provision.growing import property_of, put_back, redrawn, rows_needed
from sheets_sync.provision.json_types import Json, grid_range
from sheets_sync.provision.marks import Numbers, column_mark, tab_mark, unmark
from sheets_sync.provision.matching import places_of
from sheets_sync.provision.protecting import protect_again
from sheets_sync.provision.rows_placed import rows_placed
from sheets_sync.provision.step import Step


def mend(
    draft: Draft, sheet: Sheet, index: int | None, editors: Sequence[str], taken: Numbers
) -> list[Step]:
    """Everything that is not as it should be; nothing for a sheet that is.

    Args:
        draft: The sheet as it should be.
        sheet: The sheet as it is.
        index: Where it is to be moved; ``None`` when it is in its place.
        editors: The office's own addresses.
        taken: Numbers of marks in the spreadsheet.
    """
    draft = replace(draft, sheet_id=sheet.sheet_id)
    places = places_of(draft, sheet)
    placed = rows_placed(draft, sheet, places)
    sheet, draft = placed.sheet, placed.draft
    draft = replace(draft, rows=rows_needed(draft, sheet))
    return [
        *placed.steps,
        *put_back(draft, sheet, places),
        *redrawn(draft, placed.new, places),
        *_whole(draft, sheet, index),
        *_marks(draft, sheet, places, taken),
        *_columns(draft, sheet, places),
        *_cells(draft, sheet, places),
        *_ids(draft, sheet, places),
        *_rules(draft, sheet, places),
        *protect_again(draft, sheet, places, editors),
    ]


def _whole(draft: Draft, sheet: Sheet, index: int | None) -> Iterator[Step]:
    wanted: list[tuple[str, object, object, str]] = [
        ("title", sheet.title, draft.title, f"đặt lại tên tab “{draft.title}”"),
        ("index", None, index, "xếp lại thứ tự tab"),
        ("hidden", sheet.hidden, False, "cho hiện lại tab"),
        (
            "gridProperties.frozenRowCount",
            sheet.frozen,
            draft.frozen,
            "cố định lại tiêu đề",
        ),
    ]
    for name, is_now, should, said in wanted:
        if is_now != should:
            yield Step(f"{draft.title}: {said}", (property_of(sheet, name, should),))


def _marks(draft: Draft, sheet: Sheet, places: list[int], taken: Numbers) -> Iterator[Step]:
    if sheet.key != draft.key:
        wrong = tuple(unmark(sheet.tab_marks, taken))
        yield Step(f"{draft.title}: đánh dấu lại tab", (*wrong, tab_mark(draft, taken)))
    if sheet.column_marks:
        wrong = tuple(unmark(sheet.column_marks, taken))
        yield Step(f"{draft.title}: bỏ dấu cột đã bị sửa sai", wrong)
    for position, (column, place) in enumerate(zip(draft.columns, places, strict=True)):
        if column.key and sheet.places.get(column.key) is None:
            mark = column_mark(draft, position, place, taken)
            yield Step(f"{draft.title}: đánh dấu lại cột “{column.label}”", (mark,))


def _columns(draft: Draft, sheet: Sheet, places: list[int]) -> Iterator[Step]:
    for column, place in zip(draft.columns, places, strict=True):
        if column.hidden and place not in sheet.covered and place < sheet.columns:
            where = {
                "sheetId": sheet.sheet_id,
                "dimension": "COLUMNS",
                "startIndex": place,
                "endIndex": place + 1,
            }
            body = {"range": where, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
            yield Step(
                f"{draft.title}: ẩn lại cột “{column.label}”",
                ({"updateDimensionProperties": body},),
            )


def _cells(draft: Draft, sheet: Sheet, places: list[int]) -> Iterator[Step]:
    """Titles, headers and what the office filled in beforehand."""
    for (row, column), cell in sorted(draft.cells.items()):
        key = draft.columns[column].key
        value = cell.get("userEnteredValue")
        if row >= draft.first and (draft.columns[column].open or key == "row_id"):
            continue
        place = draft.column_of(row, column, places)
        if value is None or "numberValue" in value or sheet.cells.get((row, place)) == value:
            continue
        said = f"{draft.title}: ghi lại “{value.get('stringValue', '')}”"
        fields = "userEnteredValue,note" if "note" in cell else "userEnteredValue"
        yield Step(said, (write_cells(sheet.sheet_id, row, place, [cell], fields),))


def _ids(draft: Draft, sheet: Sheet, places: list[int]) -> Iterator[Step]:
    """Ids of ready rows that lost theirs; a row that has one keeps it, wherever it was moved."""
    position = next((p for p, c in enumerate(draft.columns) if c.key == "row_id"), None)
    if position is None:
        return
    place = places[position]
    column = range(draft.first, draft.first + draft.ready)
    used = {sheet.text(row, place) for row, at in sheet.cells if at == place}
    drawn = (draft.cells[row, position]["userEnteredValue"]["stringValue"] for row in column)
    free = [text for text in drawn if text not in used]
    empty = [row for row in column if not sheet.text(row, place)]
    requests = tuple(
        write_cells(
            sheet.sheet_id,
            row,
            place,
            [{"userEnteredValue": {"stringValue": text}}],
            "userEnteredValue",
        )
        for row, text in zip(empty, free, strict=False)
    )
    if requests:
        yield Step(f"{draft.title}: cấp lại {len(requests)} mã dòng bị xóa", requests)


def _rules(draft: Draft, sheet: Sheet, places: list[int]) -> Iterator[Step]:
    """Checks of cells; one pasted over takes the check of a cell away, wherever it is."""
    single = {column for _, column in draft.rules}
    for position, column in enumerate(draft.columns):
        rule, place = column.rule, places[position]
        if rule is None or position in single:
            continue
        if all(_same(sheet.rules.get((r, place)), rule) for r in range(draft.first, draft.rows)):
            continue
        said = f"{draft.title}: đặt lại danh sách chọn hoặc kiểm tra của cột “{column.label}”"
        yield Step(said, (set_rule(draft, position, place),))
    for (row, position), rule in draft.rules.items():
        if _same(sheet.rules.get((row, places[position])), rule):
            continue
        area = (row, places[position], row, places[position])
        request = {"range": grid_range(sheet.sheet_id, area), "rule": rule}
        said = f"{draft.title}: đặt lại danh sách chọn của dòng {row + 1}"
        yield Step(said, ({"setDataValidation": request},))


def _same(found: Json | None, rule: Json) -> bool:
    return found is not None and found.get("condition") == rule["condition"]
