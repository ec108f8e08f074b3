"""*Giải thích*: a card for the selected row, and a jump to where its reason stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from addin.buttons.catalog import button_of
from addin.buttons.door import Door
from addin.buttons.open_book import OpenBook
from addin.buttons.press_journal import write_line
from addin.buttons.setup import campaign_name
from addin.buttons.tables_read import ReadTable, read_table
from addin.package import CellOut
from addin.package.ranges import area
from addin.workbook.fields import Nature, Sheet
from addin.workbook.layout import Layout, layout_of
from addin.workbook.office import read_paint
from addin.workbook.pages import Paint
from campaign.columns import Owner
from campaign.errors import UsageError
from campaign.grid import address
from campaign.plan.loading import load_campaign

_MOST = 12
"""Reasons that a card shows."""

_UNIT = "unit:"
"""How the id of a unit begins among those who are judged."""

_TITLES = ("name", "title", "subject", "full_name", "unit")
"""Columns that name what a line is about, the most telling first."""


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
    """

    flags: ReadTable
    reasons: list[int]
    jump: Jump | None


def press_explain(book: OpenBook, door: Door) -> str:
    """Press *Giải thích*; the card, its first line saying what it is about.

    The workbook gets a line in its journal and nothing else.

    Raises:
        UsageError: no line of a table is selected.
    """
    layout = layout_of(load_campaign(campaign_name(book, door)))
    paint = read_paint(book)
    title, row = _selected(book)
    sheet = _sheet_of(layout, title)
    table = read_table(book, sheet, title, paint)
    answer = _answer(book, layout, paint, table, row)
    card = "\n".join(_card(table, row, answer))
    asked = [table.line(row), *(answer.flags.line(place) for place in answer.reasons)]
    facts: dict[str, CellOut] = {
        "who": f"Nút {button_of('explain').label}",
        "pressed": door.clock(),
        "person": door.who(),
        "changed": 0,
        "inputs": hashlib.sha256(repr(asked).encode()).hexdigest(),
        "outputs": hashlib.sha256(card.encode()).hexdigest(),
    }
    write_line(facts, layout, book, paint)
    if answer.jump is not None:
        _go(book, answer.jump)
    return card


def _answer(book: OpenBook, layout: Layout, paint: Paint, table: ReadTable, row: int) -> Answer:
    """What speaks of a line, and where that stands.

    Raises:
        UsageError: it is no line of data.
    """
    row_id = dict(table.ids()).get(row)
    if row_id is None:
        raise UsageError(
            f"Trang “{table.title}”, dòng {row + 1} không phải dòng dữ liệu do phần mềm ghi. Hãy "
            "chọn một ô trong dòng cần giải thích rồi bấm lại."
        )
    if table.sheet.key == "flags":
        jump = _evidence(book, table, row) or _source(book, layout, paint, row_id)
        return Answer(table, [row], jump)
    flags = read_table(book, layout["flags"], layout["flags"].title, paint)
    reasons = list(_reasons(flags, row_id))
    there = Jump(flags.title, reasons[0], flags.places["message"]) if reasons else None
    return Answer(flags, reasons, there)


def _selected(book: OpenBook) -> tuple[str, int]:
    """Sheet and row (from 0) of the selected cell."""
    if book.remote:
        told = book.book.api["book"].get("selection")
        cell = book.book.sheets.active.range(told.split(":")[0]) if told else None
    else:
        cell = book.patience(lambda: book.book.app.selection)
    if cell is None:
        raise UsageError("Chưa chọn ô nào. Hãy chọn một ô trong dòng cần giải thích rồi bấm lại.")
    return str(cell.sheet.name), int(cell.row) - 1


def _sheet_of(layout: Layout, title: str) -> Sheet:
    base = title.rpartition(" (")[0]
    for known in layout.sheets:
        if known.title in {title, base} and known.nature is Nature.TABLE:
            return known
    tables = ", ".join(sheet.title for sheet in layout.sheets if sheet.nature is Nature.TABLE)
    raise UsageError(
        f"Trang “{title}” không có gì để giải thích. Hãy chọn một dòng ở một trong các trang: "
        f"{tables}."
    )


def _names(row_id: str) -> set[str]:
    """The ids under which a line may be spoken of."""
    bare = row_id.removeprefix(_UNIT)
    return {row_id, bare, f"{_UNIT}{bare}"}


def _reasons(flags: ReadTable, row_id: str) -> Iterator[int]:
    """Lines of *Cảnh báo* that speak of a line: its own, and those of the unit it stands for."""
    names = _names(row_id)
    for row, flag_id in flags.ids():
        if names & set(flag_id.partition("#")[0].split("|")[1:]):
            yield row


def _evidence(book: OpenBook, flags: ReadTable, row: int) -> Jump | None:
    """The cell of this very workbook that a line of *Cảnh báo* has as evidence."""
    title, cell = flags.text(row, "sheet"), flags.text(row, "cell")
    if flags.text(row, "file") != book.book.name or title not in book.sheets or not cell:
        return None
    found = area(cell)
    return Jump(title, found.top, found.left) if found is not None else None


def _source(book: OpenBook, layout: Layout, paint: Paint, flag_id: str) -> Jump | None:
    """The line that a line of *Cảnh báo* speaks of."""
    names = {name for part in flag_id.partition("#")[0].split("|")[1:] for name in _names(part)}
    tables = (sheet for sheet in layout.sheets if sheet.nature is Nature.TABLE)
    for sheet in tables:
        if sheet.key != "flags" and sheet.title in book.sheets:
            table = read_table(book, sheet, sheet.title, paint)
            found = next((row for row, row_id in table.ids() if row_id in names), None)
            if found is not None:
                return Jump(sheet.title, found, max(table.places.get("status", 0), 1))
    return None


def _go(book: OpenBook, jump: Jump) -> None:
    sheet = book.book.sheets[jump.sheet]
    book.patience(sheet.activate)
    book.patience(sheet.range((jump.row + 1, jump.column + 1)).select)


def _card(table: ReadTable, row: int, answer: Answer) -> list[str]:
    """The card, line by line."""
    flags, reasons = answer.flags, answer.reasons
    about = next((text for key in _TITLES if (text := table.text(row, key))), "")
    lines = [f"GIẢI THÍCH – {table.title}, dòng {row + 1}: {about}"]
    if table is not flags:
        lines += _facts(table, row)
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
            text = table.text(row, item.key)
            if text:
                yield f"{item.label}: {', '.join(text.splitlines())}"


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
