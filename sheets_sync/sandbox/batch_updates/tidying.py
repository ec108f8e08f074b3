"""trimWhitespace, deleteDuplicates, textToColumns."""

from __future__ import annotations

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.json_types import Json

_DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}


def _trim(edit: Edit, request: Json) -> Json:
    sheet, box = edit.editable(request.get("range") or {})
    count = 0
    for _, _, cell in sheet.grid.cells_in(box):
        text = (cell.get("userEnteredValue") or {}).get("stringValue")
        if text is not None and " ".join(text.split(" ")).strip() != text:
            cell["userEnteredValue"] = {"stringValue": " ".join(text.split())}
            count += 1
    return {"trimWhitespace": {"cellsChangedCount": count} if count else {}}


def _row_key(edit: Edit, sheet: Sheet, row: int, columns: list[int]) -> tuple[str, ...]:
    values = (edit.value(sheet, sheet.grid.cell(row, at)) for at in columns)
    return tuple(repr(value).casefold() for value in values)


def _delete_duplicates(edit: Edit, request: Json) -> Json:
    sheet, box = edit.editable(request.get("range") or {})
    compared = request.get("comparisonColumns") or []
    columns = [int(one.get("startIndex") or 0) for one in compared] or list(
        range(box.left, box.right)
    )
    seen: set[tuple[str, ...]] = set()
    kept, gone = [], 0
    for row in range(box.top, box.bottom):
        key = _row_key(edit, sheet, row, columns)
        if key in seen and any(one != "{}" for one in key):
            gone += 1
        else:
            seen.add(key)
            kept.append(sheet.grid.take(row, box))
    for row in range(box.top, box.bottom):
        sheet.grid.take(row, box)
    for row, cells in enumerate(kept, box.top):
        sheet.grid.row(row).cells.update(cells)
    return {"deleteDuplicates": {"duplicatesRemovedCount": gone} if gone else {}}


def _text_to_columns(edit: Edit, request: Json) -> Json:
    sheet, box = edit.editable(request.get("source") or {})
    if box.width != 1:
        raise bad_argument("The source must be exactly one column.")
    kind = str(request.get("delimiterType") or "COMMA")
    delimiter = str(request.get("delimiter") or "") if kind == "CUSTOM" else _DELIMITERS.get(kind)
    if not delimiter:
        raise bad_argument(f"The sandbox does not play the delimiter {kind}.")
    for row, _, cell in list(sheet.grid.cells_in(box)):
        text = (cell.get("userEnteredValue") or {}).get("stringValue")
        if text is None:
            continue
        for across, part in enumerate(text.split(delimiter)):
            edit.check(sheet, Box(row, row + 1, box.left + across, box.left + across + 1))
            sheet.grid.column_count = max(sheet.grid.column_count, box.left + across + 1)
            edit.type_into(sheet.grid.edit(row, box.left + across), part.strip())
    return {}


HANDLERS: dict[str, Handler] = {
    "trimWhitespace": _trim,
    "deleteDuplicates": _delete_duplicates,
    "textToColumns": _text_to_columns,
}
