"""*Giải thích*: a card for the selected row, and a jump to where its reason stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from addin.buttons.award_grounds import AWARD, grounds_of, law_of
from addin.buttons.catalog import button_of
from addin.buttons.door import Door
from addin.buttons.explained import Answer, Jump, card
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
from campaign.errors import UsageError
from campaign.labels import SUBJECT
from campaign.plan.definition import SubjectKind
from campaign.plan.loading import load_campaign, load_campaign_rules

_UNIT = "unit:"
"""How the id of a unit begins among those who are judged."""


def press_explain(book: OpenBook, door: Door) -> str:
    """Press *Giải thích*; the card, its first line saying what it is about.

    The workbook gets a line in its journal and nothing else.

    Raises:
        UsageError: no line of a table is selected.
    """
    name = campaign_name(book, door)
    campaign = load_campaign(name)
    layout, paint = layout_of(campaign), read_paint(book)
    title, row = _selected(book)
    sheet = _sheet_of(layout, title)
    table = read_table(book, sheet, title, paint)
    answer = _answer(book, layout, paint, table, row)
    if sheet.key.startswith(AWARD):
        law = law_of(book, layout, paint, door.clock(), load_campaign_rules(name))
        answer = replace(answer, grounds=grounds_of(table, row, campaign, law))
    said = "\n".join(card(table, row, answer))
    asked = [table.line(row), *(answer.flags.line(place) for place in answer.reasons)]
    facts: dict[str, CellOut] = {
        "who": f"Nút {button_of('explain').label}",
        "pressed": door.clock(),
        "person": door.who(),
        "changed": 0,
        "inputs": hashlib.sha256(repr(asked).encode()).hexdigest(),
        "outputs": hashlib.sha256(said.encode()).hexdigest(),
    }
    write_line(facts, layout, book, paint)
    if answer.jump is not None:
        _go(book, answer.jump)
    return said


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
    names = _names(row_id)
    if table.sheet.key == "units":
        names |= _proposed(book, layout, paint, table.text(row, "name"))
    reasons = list(_reasons(flags, names))
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


def _proposed(book: OpenBook, layout: Layout, paint: Paint, unit: str) -> set[str]:
    """Ids under which a unit was judged as a collective: those of the rows that proposed it."""
    collective = SUBJECT[SubjectKind.COLLECTIVE]
    found: set[str] = set()
    for sheet in layout.sheets:
        if sheet.key.startswith(AWARD) and sheet.title in book.sheets:
            table = read_table(book, sheet, sheet.title, paint)
            found |= {
                row_id
                for row, row_id in table.ids()
                if (table.text(row, "kind"), table.text(row, "unit")) == (collective, unit)
            }
    return found


def _reasons(flags: ReadTable, names: set[str]) -> Iterator[int]:
    """Lines of *Cảnh báo* that speak of a line: its own, and those of the unit it stands for."""
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
