"""One protection a sheet: all of it, but what the unit fills; only the office may edit the rest."""

from __future__ import annotations

from collections.abc import Sequence

from sheets_sync.provision.draft import Draft
from sheets_sync.provision.json_types import Area, Json, grid_range

DESCRIPTION = "thidua"
"""By this word our own protections are known; others are left alone."""


def protection(
    draft: Draft, editors: Sequence[str], open_areas: Sequence[Area] | None = None
) -> Json:
    """The request that protects a sheet; ``open_areas`` when columns have been moved."""
    return {"addProtectedRange": {"protectedRange": _range(draft, editors, open_areas)}}


def _range(draft: Draft, editors: Sequence[str], open_areas: Sequence[Area] | None) -> Json:
    areas = draft.open_areas if open_areas is None else open_areas
    made: Json = {
        "protectedRangeId": draft.sheet_id,
        "range": {"sheetId": draft.sheet_id},
        "description": DESCRIPTION,
        "warningOnly": False,
        "editors": {"users": sorted(editors), "domainUsersCanEdit": False},
    }
    if areas:
        made["unprotectedRanges"] = [grid_range(draft.sheet_id, area) for area in areas]
    return made


def drifted(found: Json, draft: Draft, editors: Sequence[str], open_areas: Sequence[Area]) -> bool:
    """Whether a protection of ours no longer says what it should."""
    wanted = _range(draft, editors, open_areas)
    users = {str(user).lower() for user in found.get("editors", {}).get("users", ())}
    return (
        _areas(found.get("unprotectedRanges", ())) != _areas(wanted.get("unprotectedRanges", ()))
        or set(found.get("range", {})) - {"sheetId"} != set()
        or bool(found.get("warningOnly"))
        or not {user.lower() for user in editors} <= users
    )


def unwelcome(found: Json, allowed: Sequence[str]) -> bool:
    """Whether somebody who is not of the office may edit what is protected."""
    users = {str(user).lower() for user in found.get("editors", {}).get("users", ())}
    return bool(users - {user.lower() for user in allowed})


def _areas(ranges: Sequence[Json]) -> set[tuple[int, ...]]:
    names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    return {tuple(int(one.get(name, 0)) for name in names) for one in ranges}
