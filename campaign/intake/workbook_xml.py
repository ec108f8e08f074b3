"""The workbook part of an ``.xlsx``: which sheets there are, where, and our hidden marks."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from campaign.intake.package import Package
from campaign.intake.refusals import refusal
from campaign.intake.repack import stored_zip
from campaign.intake.xml_parts import (
    attribute,
    descendants,
    parsed,
    remembered,
    root_tag_end,
    tree_of,
)

HINTS = frozenset({"thidua_unit", "thidua_campaign", "thidua_form"})
"""Defined names by which our own templates say what they are."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRINGS_TAG = re.compile(rb"""<(?:[^\s<>/:]+:)?sst(?:[^>"']|"[^"]*"|'[^']*')*""")
_COUNT = re.compile(rb"""\suniqueCount\s*=\s*(?:"[^"]*"|'[^']*')""")


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


def uncounted(strings: bytes) -> bytes:
    """Drop the number of strings a shared strings part claims: calamine reserves memory by it."""
    end = root_tag_end(strings)
    if _STRINGS_TAG.search(strings, 0, end) is None:
        last = strings.rfind(b"uniqueCount")
        end = strings.find(b">", last) + 1 if last >= 0 else 0
    head = _STRINGS_TAG.sub(lambda tag: _COUNT.sub(b"", tag[0]), strings[:end])
    return head + strings[end:]


def plain_workbook(sheets: Iterable[bytes], strings: bytes, styles: bytes, *, d1904: bool) -> bytes:
    """Zip the parts as the plainest workbook that holds them; its sheets are numbered from 1."""
    bodies = list(sheets)
    parts = [(f"worksheets/sheet{n}.xml", "worksheet", body) for n, body in enumerate(bodies, 1)]
    parts += [("styles.xml", "styles", styles)] if styles else []
    parts += [("sharedStrings.xml", "sharedStrings", strings)] if strings else []
    tabs = "".join(
        f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, len(bodies) + 1)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for n, (target, kind, _) in enumerate(parts, 1)
    )
    workbook = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><workbookPr date1904="{int(d1904)}"/>'
        f"<sheets>{tabs}</sheets></workbook>"
    )
    top = f'<Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
    return stored_zip(
        [
            ("_rels/.rels", _relationships(top)),
            ("xl/workbook.xml", workbook.encode()),
            ("xl/_rels/workbook.xml.rels", _relationships(links)),
            *((f"xl/{target}", body) for target, _, body in parts),
        ]
    )


def _relationships(links: str) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE_LINKS}">{links}</Relationships>'.encode()
