"""The workbook part of an ``.xlsx``: which sheets there are, where, and our hidden marks."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from campaign.intake.package import Package
from campaign.intake.refusals import refusal
from campaign.intake.xml_parts import (
    attribute,
    descendants,
    parsed,
    remembered,
    tree_of,
)

HINTS = frozenset({"thidua_unit", "thidua_campaign", "thidua_form"})
"""Defined names by which our own templates say what they are."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its title, its part, whether a reader sees its tab, its hints."""

    title: str
    part: str
    visible: bool
    hints: Mapping[str, str]


Links = Mapping[str, tuple[str, str]]
"""Relationships: id to (last word of the type, part name)."""


@dataclass(frozen=True, slots=True)
class _Tab:
    """A sheet as the workbook part names it."""

    title: str
    link: str
    visible: bool
    hints: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the workbook part says."""

    tabs: list[_Tab]
    date1904: bool


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """The parts a reader needs; a name is ``""`` when the workbook has no such part."""

    sheets: list[SheetPart] = field(default_factory=list)
    date1904: bool = False
    strings: str = ""
    styles: str = ""


def workbook_part(package: Package) -> str:
    """Name of the main part by the package's own relationships; ``""`` when there is none."""
    if "_rels/.rels" not in package:
        return "xl/workbook.xml" if "xl/workbook.xml" in package else ""
    links = links_of(package, "_rels/.rels", "")
    return next((target for kind, target in links.values() if kind == "officeDocument"), "")


def workbook_parts(package: Package, part: str) -> WorkbookParts:
    """Read the workbook part ``part``; sheets other than worksheets are left out."""
    told = parsed(package, part, _workbook)
    folder, base = posixpath.split(part)
    links = links_of(package, posixpath.join(folder, "_rels", f"{base}.rels"), folder)
    by_kind = {kind: target for kind, target in links.values() if target in package}
    return WorkbookParts(
        _sheets(package, told, links),
        told.date1904,
        by_kind.get("sharedStrings", ""),
        by_kind.get("styles", ""),
    )


def links_of(package: Package, part: str, folder: str) -> Links:
    """Relationships of a part: id to (last word of the type, part name)."""
    return parsed(package, part, lambda content: _links(content, folder))


@remembered(64)
def _links(content: bytes, folder: str) -> Links:
    return {
        attribute(link, "Id"): (
            attribute(link, "Type").rpartition("/")[2],
            _resolve(folder, attribute(link, "Target")),
        )
        for link in descendants(tree_of(content), "Relationship")
        if attribute(link, "TargetMode") != "External"
    }


@remembered(8)
def _workbook(content: bytes) -> _Told:
    root = tree_of(content)
    everywhere, local_hints = _hints(root)
    tabs = [
        _Tab(
            attribute(sheet, "name"),
            _link_id(sheet),
            attribute(sheet, "state") not in {"hidden", "veryHidden"},
            everywhere | local_hints.get(str(index), {}),
        )
        for index, sheet in enumerate(descendants(root, "sheet"))
    ]
    dates = (attribute(pr, "date1904") for pr in descendants(root, "workbookPr"))
    return _Told(tabs, any(date in {"1", "true"} for date in dates))


def _resolve(folder: str, target: str) -> str:
    target = target.replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _sheets(package: Package, told: _Told, links: Links) -> list[SheetPart]:
    sheets = []
    for tab in told.tabs:
        kind, target = links.get(tab.link, ("", ""))
        if not kind or (kind == "worksheet" and target not in package):
            raise refusal(package.name, "damaged", f"mất trang “{tab.title}”")
        if kind == "worksheet":
            sheets.append(SheetPart(tab.title, target, tab.visible, tab.hints))
    return sheets


def _link_id(sheet: Element) -> str:
    """The ``r:id`` of a sheet: the one namespaced attribute called ``id``."""
    return next((value for key, value in sheet.items() if key.endswith("}id")), "")


def _hints(root: Element) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Hints of the whole workbook, and those of one sheet by its position."""
    everywhere: dict[str, str] = {}
    of_sheet: dict[str, dict[str, str]] = {}
    for name in descendants(root, "definedName"):
        key, value = attribute(name, "name"), constant(name.text or "")
        if key in HINTS and value is not None:
            position = attribute(name, "localSheetId")
            (of_sheet.setdefault(position, {}) if position else everywhere)[key] = value
    return everywhere, of_sheet


def constant(formula: str) -> str | None:
    """Text of a formula that is one string constant (``="a ""b"" c"``), else None."""
    text = formula.strip().removeprefix("=").strip()
    inner = text[1:-1]
    if len(text) < 2 or text[0] != '"' or text[-1] != '"' or '"' in inner.replace('""', ""):
        return None
    return inner.replace('""', '"')
