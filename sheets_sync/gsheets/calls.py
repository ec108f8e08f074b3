"""Which budget a request is paid from, and whether it may be sent twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sheets_sync.gsheets.meter import DRIVE, READS, WRITES, Budget

EXPORT_COST, LISTING_COST, FILE_COST = 200, 100, 5
"""Units of Drive's budget: an export, a page of a listing, anything else about one file."""

_SAFE = frozenset(
    {
        "updateSpreadsheetProperties",
        "updateSheetProperties",
        "updateDimensionProperties",
        "updateCells",
        "repeatCell",
        "setDataValidation",
        "mergeCells",
        "unmergeCells",
        "updateBorders",
        "updateProtectedRange",
        "updateDeveloperMetadata",
        "setBasicFilter",
    }
)
"""Kinds of ``batchUpdate`` request that change nothing the second time."""


@dataclass(frozen=True, slots=True)
class Call:
    """How one request is treated.

    Attributes:
        budget: Whose budget pays.
        cost: How much.
        repeatable: Whether it may be sent again when it may have landed already.
    """

    budget: Budget
    cost: int
    repeatable: bool


def call_of(method: str, url: str) -> Call:
    """The treatment of a request; what is not known to be safe is sent once."""
    read = method.upper() == "GET"
    if "/drive/" in url:
        cost = EXPORT_COST if url.endswith("/export") else FILE_COST
        if url.endswith("/files"):
            cost = LISTING_COST if read else FILE_COST
        return Call(DRIVE, cost, repeatable=read or method.upper() in {"PATCH", "DELETE"})
    searches = ("ByDataFilter", "developerMetadata:search")
    if read or (url.endswith(searches) and ":batchUpdate" not in url):
        return Call(READS, 1, repeatable=True)
    fixed_range = url.endswith(("values:batchUpdate", "values:batchClear", ":clear"))
    return Call(WRITES, 1, repeatable=fixed_range or method.upper() == "PUT")


def repeatable(requests: Sequence[Mapping[str, object]]) -> bool:
    """Whether a ``batchUpdate`` of these requests may be sent twice."""
    return all(kind in _SAFE for request in requests for kind in request)
