"""The plain sources of the templates: one text file a paper, one block a line.

A line is a paragraph. Its first signs may say another kind of block:

====================  =============================================================
``@dau CODE | V/v``   letterhead: code of the number (``TTr``), subject of a letter
``@dau-bb CODE``      letterhead of minutes, without place and day
``@ten TEXT``         name of the paper, centred capitals
``@trich TEXT``       its summary under the name, with the rule
``@ky LEFT | RIGHT``  signature block: recipients; who signs
``@ky2 LEFT | RIGHT`` two signatures side by side
``@noi-nhan TEXT``    recipients under them
``@ngang``, ``@doc``  from here on a landscape, portrait part with pages of its own
``@bang``             from here on certificates: landscape, no page numbers
``@gui TEXT``         addressee
``@can-cu TEXT``      a ground; upright, for italics are for decisions and resolutions (mẫu 1.1-1.3)
``@phu-luc TEXT``     an annex and its Roman number; ``@ten-phu-luc TEXT`` its name under it
``@kem-theo TEXT``    what an annex comes with, under its name
``@bieu-do TAG``      a chart
``@bang-…``           the parts of a certificate
``@dien TEXT``        a text for the office to fill in
``# TEXT``            heading; ``## TEXT`` one level down
``^ TEXT``            centred; ``! TEXT`` a remark in italics; ``- TEXT`` a list line
``% TAG``             a template tag that governs whole paragraphs, as ``% for x in y``
``| A:12 | B:30``     table heads with widths in millimetres; the next two lines are
``|* x in y``         the loop over its rows and
``| {{ x.a }} | …``   the cells of one row; ``>`` before a cell aligns right, ``^`` centres
====================  =============================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """A block of one kind with its text, and a second text where the kind has two."""

    kind: str
    text: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the row that a table repeats."""

    text: str
    align: Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads with widths in millimetres, a loop, and the cells of one row."""

    heads: tuple[tuple[str, float], ...]
    loop: str
    cells: tuple[Cell, ...]


Block = Text | Grid

_MARKS = {"##": "subheading", "#": "heading", "^": "centre", "!": "remark", "-": "item", "%": "tag"}
_ALIGN: dict[str, Literal["left", "center", "right"]] = {">": "right", "^": "center"}


class TemplateSourceError(ValueError):
    """A source that can't be read; its text names the line."""


def blocks(source: str) -> Iterator[Block]:
    """The blocks of a source, in order.

    Raises:
        TemplateSourceError: a table without its three lines, or rows that do not fit its heads.
    """
    lines = [line.strip() for line in source.splitlines()]
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.startswith("|"):
            yield _grid(lines[at : at + 3], at + 1)
            at += 3
            continue
        if line and not line.startswith("//"):
            yield _text(line)
        at += 1


def _text(line: str) -> Text:
    if line.startswith("@"):
        kind, _, rest = line[1:].partition(" ")
        text, _, beside = rest.partition(" | ")
        return Text(kind, text.strip(), beside.strip())
    mark, _, rest = line.partition(" ")
    if mark in _MARKS:
        return Text(_MARKS[mark], rest.strip())
    return Text("paragraph", line)


def _grid(lines: list[str], number: int) -> Grid:
    if len(lines) < 3 or not lines[1].startswith("|*") or not lines[2].startswith("|"):
        raise TemplateSourceError(f"line {number}: a table needs heads, a loop and cells")
    heads = []
    for head in _parts(lines[0]):
        words, _, width = head.rpartition(":")
        heads.append((words.strip(), float(width)))
    cells = tuple(_cell(part) for part in _parts(lines[2]))
    if len(cells) != len(heads):
        raise TemplateSourceError(f"line {number}: {len(heads)} heads, but {len(cells)} cells")
    return Grid(tuple(heads), lines[1].removeprefix("|*").strip(), cells)


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.strip("|").split(" | ")]


def _cell(part: str) -> Cell:
    align = _ALIGN.get(part[:1], "left")
    return Cell(part[1:].strip() if align != "left" else part, align)
