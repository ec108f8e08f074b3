"""What drifted in a sheet of ours, and the requests that mend it; a unit's data is left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from campaign.unit_tabs.ready_rows import SPARE_ROWS
from sheets_sync.provision.current import Sheet
from sheets_sync.provision.draft import Draft
from sheets_sync.provision.drawing import set_rule, write_cells
from sheets_sync.provision.json_types import Area, Json, grid_range
from sheets_sync.provision.marks import column_mark, tab_mark
from sheets_sync.provision.protecting import DESCRIPTION, drifted, protection, unwelcome


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do in a spreadsheet, as a sentence for people and as requests for Google."""

    said: str
    requests: tuple[Json, ...]


def mend(draft: Draft, sheet: Sheet, index: int, editors: Sequence[str]) -> list[Step]:
    """Everything that is not as it should be; nothing for a sheet that is."""
    draft = replace(draft, sheet_id=sheet.sheet_id, rows=_rows(draft, sheet))
    places = _places(draft, sheet)
    return [
        *_whole(draft, sheet, index),
        *_columns(draft, sheet, places),
        *_cells(draft, sheet, places),
        *_ids(draft, sheet, places),
        *_rules(draft, sheet, places),
        *_protection(draft, sheet, places, editors),
    ]


def _rows(draft: Draft, sheet: Sheet) -> int:
    """Rows a sheet needs: one that fills up gets more to fill."""
    if draft.rows == draft.first + draft.ready:
        return draft.rows
    used = max((row for row, _ in sheet.cells), default=0)
    return max(draft.rows, used + 1 + SPARE_ROWS * 4 if used + SPARE_ROWS > draft.rows else 0)


def _places(draft: Draft, sheet: Sheet) -> list[int]:
    """Where each column is now: by its mark, else where it was drawn; new ones at the end."""
    free = max(sheet.columns, len(draft.columns))
    if not sheet.places:
        return list(range(len(draft.columns)))
    found = []
    for position, column in enumerate(draft.columns):
        place = sheet.places.get(column.key) if column.key else position
        if place is None:
            place, free = free, free + 1
        found.append(place)
    return found


def _whole(draft: Draft, sheet: Sheet, index: int) -> Iterator[Step]:
    rows, columns = max(sheet.rows, draft.rows), max(sheet.columns, len(draft.columns))
    wanted: list[tuple[str, object, object, str]] = [
        ("title", sheet.title, draft.title, f"đặt lại tên tab “{draft.title}”"),
        ("index", sheet.index, index, "xếp lại thứ tự tab"),
        ("hidden", sheet.hidden, False, "cho hiện lại tab"),
        ("gridProperties.rowCount", sheet.rows, rows, "thêm lại dòng đã bị xóa"),
        ("gridProperties.columnCount", sheet.columns, columns, "thêm lại cột đã bị xóa"),
        ("gridProperties.frozenRowCount", sheet.frozen, draft.frozen, "cố định lại tiêu đề"),
    ]
    for name, is_now, should, said in wanted:
        if is_now == should:
            continue
        properties: Json = {"sheetId": sheet.sheet_id}
        outer, _, inner = name.partition(".")
        properties[outer] = {inner: should} if inner else should
        body = {"properties": properties, "fields": name}
        yield Step(f"{draft.title}: {said}", ({"updateSheetProperties": body},))
    if sheet.key != draft.key:
        yield Step(f"{draft.title}: đánh dấu lại tab", (tab_mark(draft),))


def _columns(draft: Draft, sheet: Sheet, places: list[int]) -> Iterator[Step]:
    missing = [p for p, place in enumerate(places) if place >= sheet.columns]
    if missing and len(sheet.places):
        body = {"sheetId": sheet.sheet_id, "dimension": "COLUMNS"}
        grown = max(len(draft.columns), sheet.columns)
        more = max(places) + 1 - grown
        if more > 0:
            yield Step(
                f"{draft.title}: thêm lại {more} cột đã bị xóa",
                ({"appendDimension": body | {"length": more}},),
            )
    for position, (column, place) in enumerate(zip(draft.columns, places, strict=True)):
        if column.key and sheet.places.get(column.key) is None:
            mark = column_mark(draft, position, place)
            yield Step(f"{draft.title}: đánh dấu lại cột “{column.label}”", (mark,))
        if column.hidden and place not in sheet.covered:
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
        place = places[column] if row >= _header_top(draft) else column
        if value is None or "numberValue" in value or sheet.cells.get((row, place)) == value:
            continue
        said = f"{draft.title}: ghi lại “{value.get('stringValue', '')}”"
        fields = "userEnteredValue,note" if "note" in cell else "userEnteredValue"
        yield Step(said, (write_cells(sheet.sheet_id, row, place, [cell], fields),))


def _header_top(draft: Draft) -> int:
    """Rows above it are titles, which move with no column."""
    return draft.frozen - 2 if draft.ready else draft.rows


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
    single = {column for _, column in draft.rules}
    for position, column in enumerate(draft.columns):
        if column.rule is None or position in single:
            continue
        if _same(sheet.rules.get((draft.first, places[position])), column.rule):
            continue
        said = f"{draft.title}: đặt lại danh sách chọn hoặc kiểm tra của cột “{column.label}”"
        yield Step(said, (set_rule(draft, position, places[position]),))
    for (row, position), rule in draft.rules.items():
        if _same(sheet.rules.get((row, places[position])), rule):
            continue
        area = (row, places[position], row, places[position])
        request = {"range": grid_range(sheet.sheet_id, area), "rule": rule}
        said = f"{draft.title}: đặt lại danh sách chọn của dòng {row + 1}"
        yield Step(said, ({"setDataValidation": request},))


def _same(found: Json | None, rule: Json) -> bool:
    return found is not None and found.get("condition") == rule["condition"]


def _protection(
    draft: Draft, sheet: Sheet, places: list[int], editors: Sequence[str]
) -> Iterator[Step]:
    areas = _open_areas(draft, places)
    ours = [p for p in sheet.protections if p.get("description") == DESCRIPTION]
    good = [p for p in ours if not drifted(p, draft, editors, areas) and not unwelcome(p, editors)]
    if len(ours) == 1 and good:
        return
    removed = tuple(
        {"deleteProtectedRange": {"protectedRangeId": p["protectedRangeId"]}} for p in ours
    )
    yield Step(
        f"{draft.title}: khóa lại tiêu đề và cột của văn phòng",
        (*removed, protection(draft, editors, areas)),
    )


def _open_areas(draft: Draft, places: list[int]) -> list[Area]:
    """What the unit fills, where its columns are now."""
    by_place = sorted(zip(places, draft.columns, strict=True), key=lambda item: item[0])
    order = Draft(draft.key, draft.sheet_id, draft.title, draft.rows, [], draft.first)
    last = -1
    for place, column in by_place:
        order.columns += [replace(column, open=False)] * (place - last - 1)
        order.columns.append(column)
        last = place
    return order.open_areas
