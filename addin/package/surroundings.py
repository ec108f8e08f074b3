"""What a sheet refers to and people care about: its tables, comments and links."""

from __future__ import annotations

from addin.package.cell_reading import rich_text
from addin.package.parts import Parts
from addin.package.ranges import Extent, area
from addin.package.sheet_edges import NoteOf, links_within
from addin.package.tables_part import TableHead, fitted_table, renamed_column, table_head
from addin.package.xml_bytes import attribute, element
from campaign.errors import UsageError


def tables(parts: Parts, sheet_part: str) -> list[tuple[str, TableHead]]:
    """Part and head of each table of a sheet."""
    named = [link.target for link in parts.links(sheet_part) if link.kind == "table"]
    heads = [(part, table_head(parts.read(part))) for part in named]
    return [(part, head) for part, head in heads if head is not None]


def refuse_buried_tables(parts: Parts, sheet_part: str, sheet: str, first: int) -> None:
    """Raise ``UsageError`` when a table's own header would be written over."""
    for _, head in tables(parts, sheet_part):
        if head.area.top >= first and head.headers:
            raise UsageError(
                f"Trang “{sheet}” có bảng “{head.name}” ({head.area}) nằm trong vùng dữ liệu sẽ "
                "ghi lại; hãy chuyển bảng đó sang trang khác rồi chạy lại."
            )


def last_laid_out(parts: Parts, sheet_part: str, first: int) -> int:
    """Last row of the tables that reach into the rows from ``first`` on; ``first`` without any."""
    heads = [head.area for _, head in tables(parts, sheet_part) if head.area.top <= first]
    return max([first, *(where.bottom for where in heads)])


def fit_tables(parts: Parts, sheet_part: str, extent: Extent, note: NoteOf) -> None:
    """Fit each table of a sheet to its new last row."""
    for part, _ in tables(parts, sheet_part):
        parts.change(part, fitted_table(parts.read(part), extent, note))


def rename_column(parts: Parts, sheet_part: str, row: int, column: int, text: str) -> None:
    """Let a table's column take the text that its header cell was given."""
    for part, head in tables(parts, sheet_part):
        where = head.area
        if head.headers and row == where.top and where.left <= column <= where.right:
            parts.change(part, renamed_column(parts.read(part), column - where.left, text))


def note_comments(parts: Parts, sheet_part: str, first: int, note: NoteOf) -> None:
    """Report comments anchored in replaced rows: they stay, on a row with another content."""
    for link in parts.links(sheet_part):
        if link.kind != "comments":
            continue
        for comment in element("comment").finditer(parts.read(link.target)):
            where = area(attribute(comment[2], "ref") or "")
            if where and where.top >= first:
                text = " ".join(rich_text(comment[3] or b"").split())
                note(
                    str(where), f"Ghi chú “{text}” được giữ nguyên, nhưng dòng đã có nội dung mới."
                )


def note_links(parts: Parts, sheet_part: str, tail: bytes, first: int, note: NoteOf) -> None:
    """Report hyperlinks anchored in replaced rows: they stay too."""
    targets = {link.id: link.target for link in parts.links(sheet_part) if link.external}
    for where, target in links_within(tail, first):
        named = targets.get(target, target)
        note(where, f"Liên kết tới “{named}” được giữ nguyên, nhưng dòng đã có nội dung mới.")
