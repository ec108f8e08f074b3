"""The parts of one workbook as they are now: those of the file, those changed, those removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from addin.package.archive import Archive
from addin.package.deflating import Packed, packed
from addin.package.refusals import damaged
from addin.package.relations import (
    Relation,
    relations,
    relations_part,
    without_content_type,
    without_relation,
)
from addin.package.sheet_cursor import check_text
from addin.package.zip_out import ZipOut

CONTENT_TYPES = "[Content_Types].xml"


class Parts:
    """Reads small XML parts, takes changed ones, writes all of them.

    Attributes:
        archive: The file.
        book: Name of the workbook part.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._changed: dict[str, bytes] = {}
        self._added: dict[str, bytes] = {}
        self._removed: set[str] = set()
        top = relations("", self.read("_rels/.rels"))
        self.book = next((link.target for link in top if link.kind == "officeDocument"), "")
        if self.book not in archive:
            raise damaged(archive.name, "tệp không phải sổ tính .xlsx")

    def read(self, part: str) -> bytes:
        """XML of a part as it is now."""
        if part in self._changed:
            return self._changed[part]
        xml = self.archive.read(part)
        check_text(self.archive.name, xml)
        return xml

    def change(self, part: str, xml: bytes) -> None:
        """Give a part new XML; the same XML is no change."""
        if xml != self.read(part):
            self._changed[part] = xml

    def add(self, part: str, xml: bytes) -> None:
        """Give the package one more part, whose type its extension tells."""
        self._added[part] = xml

    def links(self, part: str) -> list[Relation]:
        """Relationships of a part whose targets are there."""
        named = relations_part(part)
        if named not in self.archive:
            return []
        found = relations(part, self.read(named))
        return [link for link in found if link.external or link.target in self.archive]

    def target(self, part: str, kind: str) -> str | None:
        """The one part of a kind that ``part`` refers to."""
        found = (link.target for link in self.links(part) if link.kind == kind)
        return next(found, None)

    def remove(self, kind: str) -> None:
        """Remove the part of a kind that the workbook refers to, with every mention of it."""
        part = self.target(self.book, kind)
        if part is None:
            return
        self._removed.add(part)
        named = relations_part(self.book)
        self.change(named, without_relation(self.read(named), kind))
        self.change(CONTENT_TYPES, without_content_type(self.read(CONTENT_TYPES), part))

    def write(self, file: BinaryIO, sheets: Mapping[str, Packed]) -> None:
        """Write the zip in the file's order; ``sheets`` are parts that are packed already."""
        out = ZipOut(file)
        for part, info in self.archive.infos.items():
            if part in self._removed:
                continue
            made = sheets.get(part)
            if made is None and part in self._changed:
                made = packed(self._changed[part])
            if made is None:
                out.copy(info, self.archive.raw(part))
            else:
                sizes = {"crc": made.crc, "packed": made.packed, "size": made.size}
                out.add(info.filename, made.stream, **sizes)
        for part, xml in self._added.items():
            made = packed(xml)
            out.add(part, made.stream, crc=made.crc, packed=made.packed, size=made.size)
        out.close()
