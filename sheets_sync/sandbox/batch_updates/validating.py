"""setDataValidation."""

from __future__ import annotations

import copy

from sheets_sync.sandbox.batch_updates.edit import Edit, Handler
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.json_types import Json

_VALUES = {
    "NUMBER_BETWEEN": (2, 2),
    "NUMBER_NOT_BETWEEN": (2, 2),
    "NUMBER_GREATER": (1, 1),
    "NUMBER_GREATER_THAN_EQ": (1, 1),
    "NUMBER_LESS": (1, 1),
    "NUMBER_LESS_THAN_EQ": (1, 1),
    "NUMBER_EQ": (1, 1),
    "NUMBER_NOT_EQ": (1, 1),
    "TEXT_CONTAINS": (1, 1),
    "TEXT_NOT_CONTAINS": (1, 1),
    "TEXT_EQ": (1, 1),
    "TEXT_IS_EMAIL": (0, 0),
    "TEXT_IS_URL": (0, 0),
    "DATE_EQ": (1, 1),
    "DATE_BEFORE": (1, 1),
    "DATE_AFTER": (1, 1),
    "DATE_ON_OR_BEFORE": (1, 1),
    "DATE_ON_OR_AFTER": (1, 1),
    "DATE_BETWEEN": (2, 2),
    "DATE_NOT_BETWEEN": (2, 2),
    "DATE_IS_VALID": (0, 0),
    "ONE_OF_RANGE": (1, 1),
    "ONE_OF_LIST": (1, 500),
    "CUSTOM_FORMULA": (1, 1),
    "BOOLEAN": (0, 2),
}
"""How many values each kind of condition takes, at least and at most."""


def _set(edit: Edit, request: Json) -> Json:
    sheet, box = edit.editable(request.get("range") or {})
    rule = copy.deepcopy(request.get("rule"))
    if rule:
        _check(rule)
    for row in range(box.top, box.bottom):
        for column in range(box.left, box.right):
            if rule:
                sheet.grid.edit(row, column)["dataValidation"] = rule
            elif (cell := sheet.grid.cell(row, column)) is not None:
                cell.pop("dataValidation", None)
                sheet.grid.drop_if_empty(row, column)
    return {}


def _check(rule: Json) -> None:
    condition = rule.get("condition") or {}
    kind = str(condition.get("type") or "")
    if kind not in _VALUES:
        raise bad_argument(f"Invalid rule.condition.type: {kind}")
    least, most = _VALUES[kind]
    values = condition.get("values") or []
    if not least <= len(values) <= most:
        raise bad_argument(
            f"Invalid rule.condition: ConditionType '{kind}' must have between {least} and {most} "
            f"ConditionValues, but {len(values)} were given."
        )
    for name in ("inputMessage", "strict", "showCustomUi"):
        if not rule.get(name):
            rule.pop(name, None)


HANDLERS: dict[str, Handler] = {"setDataValidation": _set}
