"""Conditional formats and validations: colour follows the word, dropdowns only warn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.workbook.fields import Field, Nature, Sheet
from addin.workbook.layout import Layout
from addin.workbook.looks import BAD, GOOD, GREY, LOOKS, STANDING_FILL, WAIT
from addin.workbook.machine import FIRST_CHOICE, MACHINE
from campaign.awards.decisions import Decision
from campaign.grid import column_letters
from campaign.labels import (
    DECISION,
    DOUBT,
    RECEIPT_ACTION,
    STANDING,
    STATUS,
    VERDICT,
    VIOLATION_STATE,
    WEIGHT,
)
from campaign.problems import Weight
from campaign.records import Status
from campaign.result.submissions import Doubt, Standing
from campaign.result.verdicts import Verdict

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_DEEP = 1_048_575
_PAGE_DEEP = 1999
LISTED = "Trong danh sách"
"""What an award sheet says of those on the list."""

NOT_LISTED = "Ngoài danh sách"
"""What an award sheet says of an eligible candidate who is not on the list."""

WORD_FILL: dict[str, str] = {
    **{STANDING[standing]: fill for standing, fill in STANDING_FILL.items()},
    STATUS[Status.ACCEPTED]: GOOD,
    STATUS[Status.HELD]: WAIT,
    STATUS[Status.REJECTED]: BAD,
    VERDICT[Verdict.ELIGIBLE]: GOOD,
    VERDICT[Verdict.HELD]: WAIT,
    VERDICT[Verdict.INELIGIBLE]: BAD,
    WEIGHT[Weight.ERROR]: BAD,
    WEIGHT[Weight.NOTE]: GREY,
    LISTED: GOOD,
    NOT_LISTED: GREY,
    DECISION[Decision.TAKE]: WAIT,
    DECISION[Decision.LEAVE_OUT]: WAIT,
    **{
        word: {"confirmed": BAD, "considered": WAIT, "cleared": GOOD}[state]
        for word, state in VIOLATION_STATE.items()
    },
    "Tiếp nhận": GOOD,
    "Gia hạn": WAIT,
}
"""Words that colour their cell, in the columns of ``_WORD_COLUMNS``."""

WIDER: dict[str, str] = {DOUBT[Doubt.DAY]: STANDING[Standing.UNCERTAIN]}
"""Words by which the rules of older workbooks know less than is written now, and wider ones."""

_BAR = {
    "type": "data_bar",
    "bar_color": "#9DC3E6",
    "min_type": "num",
    "max_type": "num",
    "min_value": 0,
    "max_value": 100,
}
"""A share of 100 as a bar in its cell."""

_WORD_COLUMNS: dict[str, tuple[str, ...]] = {
    "status": tuple(STATUS.values()),
    "verdict": tuple(VERDICT.values()),
    "severity": tuple(dict.fromkeys([*WEIGHT.values(), *STANDING.values(), *VERDICT.values()])),
    "state": tuple(VIOLATION_STATE),
    "action": tuple(RECEIPT_ACTION),
    "decision": tuple(DECISION.values()),
    "place": (LISTED, NOT_LISTED, VERDICT[Verdict.HELD], VERDICT[Verdict.INELIGIBLE]),
}


def add_rules(
    workbook: Workbook, made: Worksheet, layout: Layout, sheet: Sheet, units: int
) -> None:
    """Add the rules of one table sheet, over all rows a sheet can have."""
    for column, item in enumerate(sheet.fields):
        words = _WORD_COLUMNS.get(item.key, ())
        if item.key.startswith("due."):
            words = tuple(STANDING.values())
        _add_fills(workbook, made, sheet, column, words)
        _add_validation(made, layout, sheet, column, item, units)
        if item.key == "stays":
            made.conditional_format(sheet.first, column, _DEEP, column, _BAR)
        if item.look == "office_moment":
            _hide_midnight(workbook, made, sheet.first, column)
        if sheet.nature is Nature.JOURNAL and item.key == "unread":
            amber = workbook.add_format({"bg_color": WAIT, "bold": True})
            rule = {"type": "cell", "criteria": ">", "value": 0, "format": amber}
            made.conditional_format(sheet.first, column, _DEEP, column, rule)


def _hide_midnight(workbook: Workbook, made: Worksheet, first: int, column: int) -> None:
    """Show a day that was typed without its hour as a day: 00:00 reads as if somebody said so."""
    cell = f"{column_letters(column)}{first + 1}"
    day = workbook.add_format({"num_format": str(LOOKS["office_date"]["num_format"])})
    rule = {"type": "formula", "criteria": f"=MOD(N({cell}),1)=0", "format": day}
    made.conditional_format(first, column, _DEEP, column, rule)


def add_page_rules(workbook: Workbook, made: Worksheet, key: str, width: int) -> None:
    """Add the rules of a page: what does not close stands out, what is nought steps back."""
    if key == "control":
        _fill_where(workbook, made, (0, 1, _PAGE_DEEP, width - 1), "LỆCH", BAD)
    else:
        grey = workbook.add_format({"font_color": "#A6A6A6"})
        rule = {"type": "cell", "criteria": "==", "value": 0, "format": grey}
        made.conditional_format(0, 1, _PAGE_DEEP, width - 1, rule)


def _add_fills(
    workbook: Workbook, made: Worksheet, sheet: Sheet, column: int, words: tuple[str, ...]
) -> None:
    for word in words:
        _fill_where(workbook, made, (sheet.first, column, _DEEP, column), word, WORD_FILL[word])


def _fill_where(
    workbook: Workbook, made: Worksheet, area: tuple[int, int, int, int], word: str, fill: str
) -> None:
    made.conditional_format(
        *area,
        {
            "type": "text",
            "criteria": "begins with",
            "value": word,
            "format": workbook.add_format({"bg_color": fill, "bold": True}),
            "stop_if_true": True,
        },
    )


def _add_validation(
    made: Worksheet, layout: Layout, sheet: Sheet, column: int, item: Field, units: int
) -> None:
    offered = _offered(layout, sheet, item, units)
    if offered:
        made.data_validation(sheet.first, column, _DEEP, column, offered)


def choices_of(layout: Layout) -> list[tuple[str, ...]]:
    """Every list of choices once; each stands in a column of the machine sheet.

    There, because an inline list is split at commas and holds 255 characters only.
    """
    found = [item.choices for sheet in layout.sheets for item in sheet.fields if item.choices]
    return list(dict.fromkeys(found))


def choices_range(layout: Layout, item: Field) -> str:
    """Where the choices of a column stand, as a formula."""
    letter = column_letters(choices_of(layout).index(item.choices))
    last = FIRST_CHOICE + len(item.choices)
    return f"={MACHINE}!${letter}${FIRST_CHOICE + 1}:${letter}${last}"


def _offered(layout: Layout, sheet: Sheet, item: Field, units: int) -> dict[str, object] | None:
    """The validation of a column; it warns and lets through, for reality has other cases."""
    base: dict[str, object] = {
        "error_type": "warning",
        "error_title": "Xin xem lại",
        "ignore_blank": True,
    }
    if sheet.nature is Nature.OFFICE and item.key == "unit":
        names = layout["units"]
        letter = column_letters(names.index("name"))
        last = names.first + max(units * 2, 100)
        source = f"='{names.title}'!${letter}${names.first + 1}:${letter}${last}"
        message = "Tên này chưa có trong trang Đơn vị; vẫn giữ?"
        return base | {"validate": "list", "source": source, "error_message": message}
    if item.choices:
        message = "Giá trị này không có trong danh sách gợi ý; vẫn giữ?"
        source = choices_range(layout, item)
        return base | {"validate": "list", "source": source, "error_message": message}
    return None
