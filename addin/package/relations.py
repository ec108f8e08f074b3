"""Relationships between the parts of a package, and the removal of a part."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from addin.package.xml_bytes import attribute, element, start_tag, with_attribute


class Relation(NamedTuple):
    """One relationship; ``kind`` is the last word of its type, ``target`` a part name or a URL."""

    id: str
    kind: str
    target: str
    external: bool


def relations_part(part: str) -> str:
    """Where the relationships of a part stand."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def relations(part: str, xml: bytes) -> list[Relation]:
    """Relationships of ``part`` from the XML of its relationships part."""
    folder = posixpath.dirname(part)
    found = []
    for tag in start_tag("Relationship").finditer(xml):
        target = attribute(tag[2], "Target") or ""
        external = attribute(tag[2], "TargetMode") == "External"
        kind = (attribute(tag[2], "Type") or "").rpartition("/")[2]
        place = target if external else resolved(folder, target)
        found.append(Relation(attribute(tag[2], "Id") or "", kind, place, external))
    return found


def resolved(folder: str, target: str) -> str:
    """Part name of a target that is relative to a folder, or absolute."""
    target = target.replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def without_relation(xml: bytes, kind: str) -> bytes:
    """Relationships XML without those of a kind."""

    def kept(tag: bytes) -> bytes:
        return b"" if (attribute(tag, "Type") or "").rpartition("/")[2] == kind else tag

    return element("Relationship").sub(lambda found: kept(found[0]), xml)


def without_content_type(xml: bytes, part: str) -> bytes:
    """Content types XML without the entry of a part."""

    def kept(tag: bytes) -> bytes:
        return b"" if (attribute(tag, "PartName") or "").lstrip("/") == part else tag

    return element("Override").sub(lambda found: kept(found[0]), xml)


def with_content_type(xml: bytes, part: str, kind: str) -> bytes:
    """Content types XML that gives a part which it lists another type."""

    def typed(tag: bytes) -> bytes:
        named = (attribute(tag, "PartName") or "").lstrip("/") == part
        return with_attribute(tag, "ContentType", kind) if named else tag

    return element("Override").sub(lambda found: typed(found[0]), xml)


def with_relation(xml: bytes, relation: str, kind: str, target: str) -> bytes:
    """Relationships XML with one more relationship at its end."""
    added = f'<Relationship Id="{relation}" Type="{kind}" Target="{target}"/>'.encode()
    end = xml.rindex(b"</")
    return xml[:end] + added + xml[end:]
