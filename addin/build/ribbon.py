"""The ribbon tab as XML: labels, tips, groups, pictures and keys, all from the catalog."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from addin.build.modules import callback
from addin.buttons.catalog import Button

PART = "customUI/customUI.xml"
RELATION = "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility"
NAMESPACE = "http://schemas.microsoft.com/office/2006/01/customui"
"""The form that every Excel since 2007 reads, on Windows and on the Mac."""

TAB = {"id": "thiduaTab", "label": "Thi đua", "keytip": "TD", "insertAfterMso": "TabHome"}


def ribbon_xml(buttons: Sequence[Button]) -> bytes:
    """The tab with one group for each heading of the catalog, in its order."""
    root = ET.Element("customUI", xmlns=NAMESPACE)
    tab = ET.SubElement(ET.SubElement(ET.SubElement(root, "ribbon"), "tabs"), "tab", TAB)
    for number, (heading, members) in enumerate(groupby(buttons, lambda one: one.group), 1):
        group = ET.SubElement(tab, "group", id=f"thiduaGroup{number}", label=heading)
        for button in members:
            ET.SubElement(group, "button", _attributes(button))
    ET.indent(root)
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _attributes(button: Button) -> dict[str, str]:
    return {
        "id": f"thidua_{button.id}",
        "label": button.label,
        "size": "large",
        "imageMso": button.icon,
        "screentip": button.label,
        "supertip": button.tip,
        "keytip": button.keys,
        "onAction": f"ThiduaRibbon.{callback(button)}",
    }
