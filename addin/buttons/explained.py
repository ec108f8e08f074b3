"""The card of a row that *Giải thích* explains, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from addin.buttons.tables_read import ReadTable
from campaign.columns import Owner
from campaign.grid import address

_MOST = 12
"""Reasons that a card shows."""

_TITLES = ("name", "title", "subject", "full_name", "unit")
"""Columns that name what a line is about, the most telling first."""

_ENDS = (".", ";", ":", "?", "!")


@dataclass(frozen=True, slots=True)
class Jump:
    """Where a card leads."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        return f"{self.sheet}!{address(self.row, self.column)}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What speaks of the selected line.

    Attributes:
        flags: *Cảnh báo*.
        reasons: Its rows (from 0) that speak of the line.
        jump: Where the card leads.
        grounds: What the plan and the law of the day say of the award, for a line of its list.
    """

    flags: ReadTable
    reasons: list[int]
    jump: Jump | None
    grounds: tuple[str, ...] = ()


def card(table: ReadTable, row: int, answer: Answer) -> list[str]:
    """The card, line by line."""
    flags, reasons = answer.flags, answer.reasons
    about = next((text for key in _TITLES if (text := table.text(row, key))), "")
    lines = [f"GIẢI THÍCH – {table.title}, dòng {row + 1}: {about}"]
    if table is not flags:
        lines += [*_facts(table, row), *answer.grounds]
        lines.append(
            f"LÝ DO ({len(reasons)}):" if reasons else "Không có cảnh báo nào về dòng này."
        )
    for place in reasons[:_MOST]:
        lines += _reason(flags, place)
    if len(reasons) > _MOST:
        lines.append(f"… và {len(reasons) - _MOST} lý do nữa ở trang {flags.title}.")
    if answer.jump is not None:
        lines.append(f"Đã chuyển tới {answer.jump}.")
    return lines


def _facts(table: ReadTable, row: int) -> Iterator[str]:
    """What the software computed for a line."""
    for item in table.sheet.fields:
        if item.owner is Owner.COMPUTED and item.key != "row_id":
            text = table.shown(row, item.key)
            if text:
                yield f"{item.label}: {_one_line(text)}"


def _one_line(text: str) -> str:
    """Lines of a cell in one: whole sentences follow each other, words get a comma."""
    *before, last = text.splitlines()
    return "".join(f"{line} " if line.endswith(_ENDS) else f"{line}, " for line in before) + last


def _reason(flags: ReadTable, row: int) -> Iterator[str]:
    """One line of *Cảnh báo*: verdict, clause, evidence."""
    yield f"• {flags.text(row, 'severity')} – {flags.text(row, 'message')}"
    clause = flags.text(row, "clause")
    if clause:
        yield f"   Căn cứ: {clause}"
    where = ", ".join(
        f"{label} {text}"
        for label, key in (("tệp", "file"), ("trang", "sheet"), ("ô", "cell"))
        if (text := flags.text(row, key))
    )
    typed = flags.text(row, "typed")
    if where or typed:
        said = f"“{typed}”" if typed else ""
        yield f"   Bằng chứng: {', '.join(part for part in (said, where) if part)}"
    readings = flags.text(row, "readings")
    if readings:
        yield f"   Có thể hiểu là: {readings}"
