"""*Kiểm tra biểu* and *Nộp*: what a unit presses in its own workbook; its values are never touched.

Problems are shown at their cells by a colour, and listed on a sheet of the buttons' own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from addin.buttons.catalog import button_of
from addin.buttons.door import Door
from addin.buttons.hand_in import note, receipt_for
from addin.buttons.open_book import OpenBook
from addin.buttons.setup import ledger_of
from addin.buttons.unit_list import LIST, MOST_MARKED, UnitPress, show
from addin.buttons.unit_sheet import UnitSheet, content_hash, read_unit
from addin.workbook.shown import day_text
from campaign.errors import UsageError

if TYPE_CHECKING:
    from campaign.problems import Issue


def press_validate(book: OpenBook, door: Door) -> str:
    """Press *Kiểm tra biểu*; the sentence that closes the press.

    Raises:
        UsageError: the workbook has no table of the campaign.
    """
    unit = read_unit(book, door)
    lines = [*_lines(unit)]
    label = button_of("validate").label
    show(book, UnitPress(door.clock(), door.who(), label, content_hash(book), lines))
    if not lines:
        return "Biểu không có lỗi và đủ nội dung; có thể bấm Nộp."
    marked = len({place for place, _ in lines if "!" in place})
    coloured = f", {min(marked, MOST_MARKED)} ô đã tô vàng" if marked else ""
    return (
        f"Có {len(lines)} điều cần xem, ghi ở trang “{LIST}”{coloured}. Sửa xong bấm lại Kiểm tra "
        "biểu."
    )


def press_submit(book: OpenBook, door: Door) -> str:
    """Press *Nộp*: note in the ledger that the workbook was handed in, now.

    The same content again is the same hand-in, with its first moment and receipt.

    Raises:
        UsageError: it is not clear whose workbook it is, it is empty, there is no ledger, or
            nobody waits for the answer any more; nothing was noted.
    """
    unit = read_unit(book, door)
    place, content = _place_to_note(unit, door), content_hash(book)
    receipt = receipt_for(door, place, unit.unit, str(book.book.name), content)
    note(receipt, door)
    lines = [*_lines(unit)]
    said = f"Đã nộp lúc {day_text(receipt.received)}, mã biên nhận {receipt.hand_in.code}."
    label = button_of("submit").label
    show(book, UnitPress(door.clock(), door.who(), label, content, lines, said))
    again = " Nội dung không đổi từ lần nộp đó nên biên nhận vẫn như cũ." if receipt.known else ""
    left = f" Còn {len(lines)} điều nên xem lại ở trang “{LIST}”." if lines else ""
    return f"{unit.name or unit.unit}: {said[0].lower()}{said[1:]}{again}{left}"


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
