"""Several files of one unit: two machines made them at the same moment, before a listing told.

The file that a unit has filled stays; of those still empty the one made first, which is the same
for every machine that looks. Empty ones go into the bin, where they can be taken out again. Where
two are filled, or one is not ours to bin, a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from sheets_sync.gsheets.google import Google
from sheets_sync.gsheets.listed import Twin
from sheets_sync.gsheets.provision_failures import two_files
from sheets_sync.provision.current import FIELDS, Current, Sheet, read_current
from sheets_sync.provision.desired import Desired
from sheets_sync.provision.draft import Draft
from sheets_sync.provision.matching import match, places_of


def settle(google: Google, wanted: Desired, twins: Sequence[Twin]) -> tuple[str, tuple[str, ...]]:
    """Which of a unit's files it keeps, and which are to go into the bin.

    Raises:
        SkipUnit: that is for a person to say.
    """
    who = wanted.unit.name
    first, *later = sorted(twins, key=lambda twin: (twin.created, twin.id))
    if not later:
        return first.id, ()
    filled = [
        twin
        for twin in twins
        if is_filled(wanted, read_current(google.structure(twin.id, who, FIELDS)))
    ]
    kept = filled[0] if filled else first
    spares = [twin for twin in twins if twin is not kept]
    if len(filled) > 1 or not all(twin.may_bin for twin in spares):
        raise two_files(who)
    return kept.id, tuple(twin.id for twin in spares)


def is_filled(wanted: Desired, now: Current) -> bool:
    """Whether a unit has written anything: in its own cells of our sheets, or in other sheets."""
    ours = match(wanted.sheets, now, wanted.unit.name)
    drafts = {sheet.sheet_id: draft for draft in wanted.sheets if (sheet := ours.get(draft.key))}
    return any(
        _written(drafts[sheet.sheet_id], sheet) if sheet.sheet_id in drafts else bool(sheet.cells)
        for sheet in now.sheets
    )


def _written(draft: Draft, sheet: Sheet) -> bool:
    open_places = {
        place
        for place, column in zip(places_of(draft, sheet), draft.columns, strict=True)
        if column.open
    }
    drawn = {place: cell.get("userEnteredValue") for place, cell in draft.cells.items()}
    return any(
        row >= draft.first and column in open_places and value != drawn.get((row, column))
        for (row, column), value in sheet.cells.items()
    )
