"""One protection a sheet: all of it, but what the unit fills; only the office may edit the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sheets_sync.provision.current import Sheet
from sheets_sync.provision.draft import Draft
from sheets_sync.provision.json_types import Area, Json, grid_range
from sheets_sync.provision.step import Step

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


def _drifted(found: Json, draft: Draft, editors: Sequence[str], open_areas: Sequence[Area]) -> bool:
    """Whether a protection of ours no longer says what it should."""
    wanted = _range(draft, editors, open_areas)
    users = {str(user).lower() for user in found.get("editors", {}).get("users", ())}
    return (
        _areas(found.get("unprotectedRanges", ())) != _areas(wanted.get("unprotectedRanges", ()))
        or set(found.get("range", {})) - {"sheetId"} != set()
        or bool(found.get("warningOnly"))
        or not {user.lower() for user in editors} <= users
    )


def _unwelcome(found: Json, allowed: Sequence[str]) -> bool:
    """Whether somebody who is not of the office may edit what is protected."""
    users = {str(user).lower() for user in found.get("editors", {}).get("users", ())}
    return bool(users - {user.lower() for user in allowed})


def _areas(ranges: Sequence[Json]) -> set[tuple[int, ...]]:
    names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    return {tuple(int(one.get(name, 0)) for name in names) for one in ranges}


def protect_again(
    draft: Draft, sheet: Sheet, places: list[int], editors: Sequence[str]
) -> Iterator[Step]:
    """Protect a sheet as it should be, where its protection says anything else."""
    areas = _open_areas(draft, places)
    ours = [p for p in sheet.protections if p.get("description") == DESCRIPTION]
    good = [
        p for p in ours if not _drifted(p, draft, editors, areas) and not _unwelcome(p, editors)
    ]
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
