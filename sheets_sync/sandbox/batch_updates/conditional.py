"""Conditional formats: an ordered list of rules on each sheet."""

from __future__ import annotations

import copy

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler
from sheets_sync.sandbox.book import Sheet
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.formats import normal_format
from sheets_sync.sandbox.json_types import Json


def _checked(edit: Edit, rule: Json) -> tuple[Sheet, Json]:
    rule = normal_format(copy.deepcopy(rule))
    ranges = rule.get("ranges") or []
    if not ranges:
        raise bad_argument("A conditional format rule needs at least one range.")
    if ("booleanRule" in rule) == ("gradientRule" in rule):
        raise bad_argument("A conditional format rule is either boolean or a gradient.")
    sheets = {edit.place(one)[0].sheet_id for one in ranges}
    if len(sheets) != 1:
        raise bad_argument("All ranges of a rule must be on the same sheet.")
    return edit.book.sheet(sheets.pop()), rule


def _add(edit: Edit, request: Json) -> Json:
    sheet, rule = _checked(edit, request.get("rule") or {})
    rules = sheet.part("conditionalFormats")
    index = int(request.get("index") or 0)
    if not 0 <= index <= len(rules):
        raise bad_argument(f"Invalid index: {index}")
    rules.insert(index, rule)
    return {}


def _at(sheet: Sheet, index: int) -> list[Json]:
    rules = sheet.part("conditionalFormats")
    if not 0 <= index < len(rules):
        raise bad_argument(f"No conditional format on sheet: {sheet.sheet_id} at index: {index}")
    return rules


def _update(edit: Edit, request: Json) -> Json:
    index = int(request.get("index") or 0)
    if "rule" in request:
        sheet, rule = _checked(edit, request["rule"])
        rules = _at(sheet, index)
        old, rules[index] = rules[index], rule
        return {"updateConditionalFormatRule": {"oldRule": old, "newRule": rule, "newIndex": index}}
    sheet = edit.book.sheet(request.get("sheetId"))
    rules = _at(sheet, index)
    new = int(request.get("newIndex") or 0)
    rule = rules.pop(index)
    rules.insert(new, rule)
    moved = {"oldIndex": index, "newRule": rule, "newIndex": new}
    return {"updateConditionalFormatRule": moved}


def _delete(edit: Edit, request: Json) -> Json:
    index = int(request.get("index") or 0)
    rule = _at(edit.book.sheet(request.get("sheetId")), index).pop(index)
    return {"deleteConditionalFormatRule": {"rule": rule}}


HANDLERS: dict[str, Handler] = {
    "addConditionalFormatRule": _add,
    "updateConditionalFormatRule": _update,
    "deleteConditionalFormatRule": _delete,
}
