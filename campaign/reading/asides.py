"""Lines of a table that are no data: named, never dropped, and heard where they say something."""

from __future__ import annotations

import re
from dataclasses import replace

from campaign.columns import MAIN
from campaign.grid import address
from campaign.problems import Issue, Problem, Weight
from campaign.reading.body import Body
from campaign.reading.cell_text import text_of
from campaign.reading.line_kinds import VIOLATION
from campaign.reading.lines import Line, stated_total
from campaign.records import NotData, Row
from campaign.vietnamese.text import bare_key

_OF_UNITS = re.compile(r"\b\d+ (?:don vi|co quan|phuong|xa|phong)\b")
"""A total that counts units (``bare_key``), each of which may have several rows."""


class Asides:
    """What is said between the rows of one table.

    Args:
        body: The lines.
        before: Rows read from earlier pages of the same form in the same sheet.

    Attributes:
        lines: The lines so far.
        issues: What they say that a person must know.
        section: The latest section line.
    """

    def __init__(self, body: Body, before: int) -> None:
        self._body, self._before, self._summed = body, before, 0
        self._main = MAIN[body.found.form]
        self.lines: list[NotData] = []
        self.issues: list[Issue] = []
        self.section = ""
        self._blank, self._since = -2, (0, 0)

    def put(self, line: int, kind: Line, rows: list[Row]) -> None:
        """Take a line; ``rows`` are those above it."""
        cells = self._body.grid.rows[line]
        first = next((i for i, value in enumerate(cells) if text_of(value)), 0)
        text = " | ".join(text for value in cells if (text := text_of(value)))
        if kind is Line.SECTION:
            self.section = text
        if kind is Line.BLANK and self._goes_on(line):
            return
        sheet = self._body.grid.sheet
        self.lines.append(NotData(sheet, address(line, first), text, kind.value))
        problem: Problem | None = None
        if kind is Line.TOTAL:
            problem = self._of_total(text, rows)
        elif VIOLATION.search(bare_key(text)):
            problem = _mentioned(text)
        if problem is not None:
            self.issues.append(self._body.issue(problem, line, first, "", text))

    def _goes_on(self, line: int) -> bool:
        """Whether lines that hold a number only follow each other: the first stands for all."""
        before, self._blank = self._blank, line
        if before != line - 1:
            self._since = len(self.lines), line
            return False
        place, first = self._since
        last = self._body.typed(line, "order")
        said = f"{self._body.typed(first, 'order')} … {last} ({line - first + 1} dòng)"
        self.lines[place] = replace(self.lines[place], text=said)
        return True

    def _of_total(self, text: str, rows: list[Row]) -> Problem | None:
        """Compare a stated count with the rows: of the table, of its pages, of its last part."""
        stated = stated_total(text)
        named = self._main in self._body.found.places
        counted = sum(1 for row in rows if not named or row.get(self._main) is not None)
        part, self._summed = counted - self._summed, counted
        if stated is None or stated in (counted, counted + self._before, part):
            return None
        if _OF_UNITS.search(bare_key(text)) and stated == _units(rows):
            return None
        return Problem(
            "total_mismatch",
            Weight.NOTE,
            f"Dòng tổng ghi {stated} nhưng bảng có {counted} dòng. Đề nghị đơn vị kiểm tra lại.",
            (str(stated), str(counted)),
        )


def _units(rows: list[Row]) -> int:
    """How many units are named in the rows."""
    return len({name for row in rows if (name := bare_key(row.text("unit")))})


def _mentioned(text: str) -> Problem:
    return Problem(
        "violation_mentioned",
        Weight.NOTE,
        f"Dòng ngoài bảng nhắc đến vi phạm hoặc kỷ luật: “{text[:120]}”. "
        "Đề nghị văn phòng kiểm tra.",
    )
