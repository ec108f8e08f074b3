"""Which sheets a button of the office writes anew."""

from __future__ import annotations

from addin.workbook.fields import Nature, Sheet
from campaign.plan.words import Form

CONSOLIDATE, CHECK, SHORTLIST, ALL = "consolidate", "check", "shortlist", "all"


def writers_of(sheet: Sheet) -> frozenset[str]:
    """Ids of the buttons that write a sheet.

    Pages sum up all others, so every button writes them. What nobody else claims belongs to the
    lists, which come last. The office's own sheets and the journal belong to none.
    """
    if sheet.nature is Nature.PAGE:
        return frozenset({CONSOLIDATE, CHECK, SHORTLIST, ALL})
    if sheet.nature is not Nature.TABLE:
        return frozenset()
    if sheet.key == "flags":
        return frozenset({CONSOLIDATE, CHECK, ALL})
    if sheet.form is not None and sheet.form is not Form.PROPOSAL:
        return frozenset({CONSOLIDATE, ALL})
    if sheet.key == "units" or sheet.form is Form.PROPOSAL:
        return frozenset({CHECK, ALL})
    return frozenset({SHORTLIST, ALL})
