"""Which sheet of a spreadsheet is which of ours, whatever people did to names, order and copies.

A sheet is known by its mark; of several with the same mark (somebody duplicated a tab) by the
number that we gave it. A sheet without a mark, or with one that another sheet bears by right, is
ours by that number; one without a mark also by its title, when nothing stands in it that is not of
ours: a unit may have made a tab of that name itself. A sheet of a form that the campaign no longer
has is nobody's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sheets_sync.gsheets.provision_failures import foreign_tab
from sheets_sync.provision.current import Current, Sheet
from sheets_sync.provision.draft import Draft

Claim = Callable[[Draft, Sheet], bool]


def match(drafts: Sequence[Draft], now: Current, who: str) -> dict[str, Sheet]:
    """Our sheets by their keys; those that are not there are absent.

    Raises:
        SkipUnit: a tab that is not ours bears the title of one of ours.
    """
    found: dict[str, Sheet] = {}
    claims: tuple[Claim, ...] = (
        lambda draft, sheet: sheet.key == draft.key and sheet.sheet_id == draft.sheet_id,
        lambda draft, sheet: sheet.key == draft.key,
        lambda draft, sheet: (
            sheet.sheet_id == draft.sheet_id and (not sheet.key or sheet.key in found)
        ),
        lambda draft, sheet: not sheet.key and _titled(draft, sheet) and _holds_ours(draft, sheet),
    )
    for claim in claims:
        taken = {sheet.sheet_id for sheet in found.values()}
        for draft in drafts:
            free = (s for s in now.sheets if s.sheet_id not in taken and claim(draft, s))
            sheet = None if draft.key in found else next(free, None)
            if sheet is not None:
                found[draft.key] = sheet
                taken.add(sheet.sheet_id)
    _check_titles(drafts, now, found, who)
    return found


def _titled(draft: Draft, sheet: Sheet) -> bool:
    """Google holds titles that differ in case alone to be the same."""
    return sheet.title.casefold() == draft.title.casefold()


def _holds_ours(draft: Draft, sheet: Sheet) -> bool:
    """Whether nothing else stands where we write."""
    drawn = {place: cell.get("userEnteredValue") for place, cell in draft.cells.items()}
    return all(
        value == drawn.get(place)
        for place, value in sheet.cells.items()
        if place[0] < draft.first or place in drawn
    )


def _check_titles(drafts: Sequence[Draft], now: Current, found: dict[str, Sheet], who: str) -> None:
    ours = {sheet.sheet_id for sheet in found.values()}
    for draft in drafts:
        if draft.key in found and found[draft.key].title == draft.title:
            continue
        for sheet in now.sheets:
            if sheet.sheet_id not in ours and _titled(draft, sheet):
                raise foreign_tab(who, sheet.title)


def in_the_way(drafts: Sequence[Draft], found: dict[str, Sheet]) -> list[str]:
    """Keys of our sheets whose titles were swapped: they bear what is another's."""
    return [
        key
        for key, sheet in found.items()
        if any(draft.key != key and _titled(draft, sheet) for draft in drafts)
    ]


def places_of(draft: Draft, sheet: Sheet) -> list[int]:
    """Where each column is now: by its mark, else where it was drawn; new ones at the end."""
    free = sheet.columns
    if not sheet.places:
        return list(range(len(draft.columns)))
    found = []
    for position, column in enumerate(draft.columns):
        place = sheet.places.get(column.key) if column.key else position
        if place is None:
            place, free = free, free + 1
        found.append(place)
    return found
