"""What a workbook shows when it is opened: its active tab, and a sheet's selected cells."""

from __future__ import annotations

from addin.package.xml_bytes import attribute, start_tag


def active_tab(book: bytes) -> int:
    """Place of the active tab among all tabs, from 0."""
    found = start_tag("workbookView").search(book)
    number = attribute(found[2], "activeTab") if found else None
    return int(number) if number and number.isdecimal() else 0


def selection(head: bytes) -> str:
    """The selected cell of a sheet, as A1; ``A1`` where nothing is said."""
    found = [attribute(tag[2], "activeCell") for tag in start_tag("selection").finditer(head)]
    known = [cell for cell in found if cell]
    return known[-1] if known else "A1"
