"""What a script sent: read within bounds, and only what scripts of ours send is passed on."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from addin.server.refusals import broken, too_big, too_slowly_sent

_MEGABYTE = 1024 * 1024
_SCALARS = frozenset({str, int, float, bool, type(None)})
ROWS = "rows"
"""Field that says that the script can hide and show rows."""

FORMULAS = "formulas"
"""Field beside what xlwings' client sends: by sheet, row and column (from 0) of each formula."""


async def read_body(
    chunks: AsyncIterator[bytes], announced: str | None, megabytes: int, seconds: float
) -> bytes:
    """The body of a request, given up as soon as it is too big or too slow.

    Raises:
        RefusedError: 413 or 408.
    """
    most = megabytes * _MEGABYTE
    if announced is not None and announced.isdigit() and int(announced) > most:
        raise too_big(megabytes)
    found = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in chunks:
                found += chunk
                if len(found) > most:
                    raise too_big(megabytes)
    except TimeoutError:
        raise too_slowly_sent() from None
    return bytes(found)


def workbook_of(body: bytes) -> dict[str, Any]:
    """The workbook in a body, rebuilt from the keys we know: nothing else reaches a button.

    Where the script tells formulas, each sheet has its own, by row and column from 0.

    Raises:
        RefusedError: 400, it is no workbook as xlwings' client sends it.
    """
    try:
        sent = json.loads(body, parse_constant=_text_only)
        sheets = [_sheet(sheet) for sheet in sent["sheets"]]
        if FORMULAS in sent:
            _tell_formulas(sheets, sent[FORMULAS])
        return {
            "client": _text(sent["client"]),
            "version": _text(sent["version"]),
            "book": _book(sent["book"]),
            "names": [_name(name) for name in sent["names"]],
            "sheets": sheets,
            **({ROWS: True} if sent.get(ROWS) is True else {}),
        }
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise broken("no-workbook") from error


def _book(book: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever JSON holds
    return {
        "name": _text(book["name"]),
        "active_sheet_index": _number(book["active_sheet_index"]),
        "selection": _text(book["selection"]),
    }


def _name(name: Any) -> dict[str, Any]:  # noqa: ANN401
    scope = name["scope_sheet_index"]
    return {
        "name": _text(name["name"]),
        "sheet_index": _number(name["sheet_index"]),
        "address": _text(name["address"]),
        "scope_sheet_name": name["scope_sheet_name"] and _text(name["scope_sheet_name"]),
        "scope_sheet_index": scope if scope is None else _number(scope),
        "book_scope": bool(name["book_scope"]),
    }


def _sheet(sheet: Any) -> dict[str, Any]:  # noqa: ANN401
    rows = sheet["values"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise TypeError("values")
    width = len(rows[0]) if rows else 0
    for row in rows:
        if len(row) != width or not _SCALARS.issuperset(map(type, row)):
            raise TypeError("values")
    return {"name": _text(sheet["name"]), "values": rows, "pictures": [], "tables": []}


def _tell_formulas(sheets: list[dict[str, Any]], told: Any) -> None:  # noqa: ANN401
    """Give each sheet the formulas that the script told of it, without their ``=``."""
    if not isinstance(told, dict):
        raise TypeError(FORMULAS)
    for sheet in sheets:
        sheet[FORMULAS] = {
            (_number(row), _number(column)): _text(formula).removeprefix("=")
            for row, column, formula in told.get(sheet["name"], ())
        }


def _text_only(word: str) -> float:
    """Refuse ``NaN`` and its like, which JSON does not have."""
    raise ValueError(word)


def _text(value: Any) -> str:  # noqa: ANN401
    if not isinstance(value, str):
        raise TypeError("text")
    return value


def _number(value: Any) -> int:  # noqa: ANN401
    if value.__class__ is not int or value < 0:
        raise TypeError("number")
    return value
