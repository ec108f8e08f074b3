"""*Kiểm tra biểu* and *Nộp*: what a unit presses in its own workbook; its values are never touched.

Problems are shown at their cells by a colour, and listed on a sheet of the buttons' own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from addin.buttons.cell_values import typed_text
from addin.buttons.door import Door
from addin.buttons.open_book import OpenBook
from addin.buttons.setup import ledger_of
from addin.buttons.unit_sheet import LIST, UnitSheet, content_hash, read_unit
from addin.package.ranges import area
from addin.workbook.shown import day_text
from campaign.errors import UsageError
from campaign.ledger.events import HandIn
from campaign.office_time import from_office

if TYPE_CHECKING:
    import xlwings as xw

    from campaign.problems import Issue

MARK = "#FFE699"
"""Colour of a cell about which something is listed."""

_MOST_MARKED = 200
"""Cells that are coloured: each is a call."""

_HEAD = ("Ô", "Cần làm")
_RECEIPT = "Biên nhận"
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def press_validate(book: OpenBook, door: Door) -> str:
    """Press *Kiểm tra biểu*; the sentence that closes the press.

    Raises:
        UsageError: the workbook has no table of the campaign.
    """
    unit = read_unit(book, door)
    lines = [*_lines(unit)]
    _show(book, lines)
    if not lines:
        return "Biểu không có lỗi và đủ nội dung; có thể bấm Nộp."
    marked = len({place for place, _ in lines if "!" in place})
    coloured = f", {min(marked, _MOST_MARKED)} ô đã tô vàng" if marked else ""
    return (
        f"Có {len(lines)} điều cần xem, ghi ở trang “{LIST}”{coloured}. Sửa xong bấm lại Kiểm tra "
        "biểu."
    )


def press_submit(book: OpenBook, door: Door) -> str:
    """Press *Nộp*: note in the ledger that the workbook was handed in, now.

    Raises:
        UsageError: it is not clear whose workbook it is, it is empty, there is no ledger, or
            nobody waits for the answer any more; nothing was noted.
    """
    unit = read_unit(book, door)
    place = _place_to_note(unit, door)
    received, content = door.clock(), content_hash(book)
    code = receipt_code(unit.unit, received.isoformat(), content)
    hand_in = HandIn(
        *(unit.unit, None, code, from_office(received), door.who(), str(book.book.name), content)
    )
    if not door.awaited():
        raise UsageError("Máy chủ làm quá lâu nên chưa ghi nhận việc nộp. Hãy bấm Nộp lại.")
    _record(place, hand_in)
    lines = [*_lines(unit)]
    said = f"Đã nộp lúc {day_text(received)}, mã biên nhận {code}."
    _show(book, lines, said)
    left = f" Còn {len(lines)} điều nên xem lại ở trang “{LIST}”." if lines else ""
    return f"{unit.name or unit.unit}: {said[0].lower()}{said[1:]}{left}"


def _place_to_note(unit: UnitSheet, door: Door) -> str:
    """The ledger in which a hand-in of this workbook can be noted.

    Raises:
        UsageError: it can't.
    """
    if not unit.unit:
        raise UsageError(
            "Chưa biết biểu này của đơn vị nào nên chưa nộp được. Hãy ghi đúng tên đơn vị vào cột "
            "“Đơn vị”, hoặc dùng biểu mẫu được cấp riêng cho đơn vị."
        )
    if not len(unit.records.rows):
        raise UsageError("Biểu chưa có dòng nào nên chưa nộp. Hãy điền biểu rồi bấm lại.")
    place = ledger_of(door)
    if not place:
        raise UsageError(
            "Máy này không nối với sổ theo dõi của cơ quan tổ chức nên chưa ghi nhận việc nộp. Hãy "
            "nộp trong Google Sheets, hoặc gửi tệp cho cơ quan tổ chức."
        )
    return place


def receipt_code(unit: str, moment: str, sha256: str) -> str:
    """A code that only this hand-in has, in signs that nobody confuses on the telephone."""
    number = int.from_bytes(hashlib.sha256(f"{unit}|{moment}|{sha256}".encode()).digest()[:8])
    signs = ""
    for _ in range(8):
        number, rest = divmod(number, len(_ALPHABET))
        signs += _ALPHABET[rest]
    return f"BN-{signs[:4]}-{signs[4:]}"


def _record(place: str, hand_in: HandIn) -> None:
    from campaign.ledger.book import Ledger

    ledger = Ledger.open(place, clock=lambda: hand_in.received_at)
    try:
        with ledger.atomic() as entry:
            entry.receipt(hand_in)
    finally:
        ledger.close()


def _lines(unit: UnitSheet) -> Iterator[tuple[str, str]]:
    """Place and task of everything listed, in the order of the sheets."""
    for issue in unit.problems():
        place = f"{issue.sheet}!{issue.cell}" if issue.cell else issue.sheet or "Cả biểu"
        yield place, _task(issue)
    for gap in unit.gaps():
        yield "Cả biểu", gap.message


def _task(issue: Issue) -> str:
    typed = f" Đã gõ: “{issue.typed}”." if issue.typed else ""
    readings = f" Có thể hiểu là: {' hay '.join(issue.readings)}." if issue.readings else ""
    return f"{issue.message}{typed}{readings}"


def _show(book: OpenBook, lines: Sequence[tuple[str, str]], receipt: str = "") -> None:
    """Colour the cells and write the list; colours of an earlier press go first."""
    before, kept = _listed(book)
    wanted = list(dict.fromkeys(place for place, _ in lines))[:_MOST_MARKED]
    for place in (one for one in before if one not in wanted):
        _paint(book, place, None)
    for place in (one for one in wanted if one not in before):
        _paint(book, place, MARK)
    said = receipt or kept
    _write_list(book, [_HEAD, *([(_RECEIPT, said)] if said else []), *lines])


def _write_list(book: OpenBook, lines: Sequence[tuple[str, str]]) -> None:
    """Write the list in the place of an older one, longer or shorter."""
    rows = [[typed_text(text) for text in line] for line in lines]
    old = len(book.cells(LIST).rows) if LIST in book.sheets else 0
    rows += [["", ""] for _ in range(old - len(rows))]
    target = _sheet(book).range((1, 1), (len(rows), 2))

    def write() -> None:
        target.value = [[cell or None for cell in line] for line in rows]

    book.patience(write)


def _listed(book: OpenBook) -> tuple[list[str], str]:
    """Places that an earlier press coloured, and the last receipt."""
    if LIST not in book.sheets:
        return [], ""
    lines = [[str(cell or "") for cell in (*line, "", "")[:2]] for line in book.cells(LIST).rows]
    receipt = next((text for place, text in lines if place == _RECEIPT), "")
    return list(dict.fromkeys(place for place, _ in lines if "!" in place)), receipt


def _sheet(book: OpenBook) -> xw.Sheet:
    if LIST in book.sheets:
        return book.book.sheets[LIST]
    last = book.book.sheets[book.sheets[-1]]
    return book.patience(lambda: book.book.sheets.add(LIST, after=last))


def _paint(book: OpenBook, place: str, colour: str | None) -> None:
    title, _, cell = place.rpartition("!")
    where = area(cell)
    if where is None or title not in book.sheets:
        return
    target = book.book.sheets[title].range((where.top + 1, where.left + 1))
    book.patience(lambda: setattr(target, "color", colour))
