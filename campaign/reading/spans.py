"""When something is to begin and to be done: a beginning after its end waits for a person."""

from __future__ import annotations

from campaign.problems import Problem, Weight
from campaign.reading.mending import WHERE
from campaign.records import POSITIONS, Row

BEGIN, END = "starts", "ends"
_ISO = len("2020-05-20")


def backwards(row: Row) -> Problem | None:
    """What a row's first and last day say of each other; ``None`` where both can be right.

    A month or a year alone is the whole of it: only what cannot be in order by any of its days
    is remarked. A cell that names no day (``thường xuyên``), or waits already, is not compared.

    Args:
        row: A row whose cells were read, with what was noticed about them.
    """
    first, last = _days(row, BEGIN), _days(row, END)
    if first is None or last is None or first[0] <= last[1]:
        return None
    message = (
        f"Bắt đầu ({_shown(row, BEGIN)}) sau Hoàn thành ({_shown(row, END)}) nên có một ô ghi "
        f"nhầm. Đề nghị ghi ngày đúng: {WHERE}."
    )
    return Problem("span_backwards", Weight.HOLD, message, (row.text(BEGIN), row.text(END)))


def in_order(row: Row) -> bool:
    """Whether a row surely has its days in order, told at a glance: ``False`` may be wrong.

    A day is kept as ISO, and whatever else a cell may say is remarked.
    """
    places = POSITIONS[row.form]
    first, last = row.values[places[BEGIN]], row.values[places[END]]
    return first is None or last is None or (not row.issues and str(first) <= str(last))


def _days(row: Row, column: str) -> tuple[str, str] | None:
    """First and last day (ISO) a cell may mean."""
    for issue in row.issues:
        if issue.column == column and issue.code == "date_partial" and len(issue.readings) == 2:
            return issue.readings[0], issue.readings[1]
    day = row.text(column)[:_ISO]
    return (day, day) if day[4:5] == day[7:8] == "-" else None


def _shown(row: Row, column: str) -> str:
    day = row.text(column)
    if day[4:5] == day[7:8] == "-":
        return f"{day[8:10]}/{day[5:7]}/{day[:4]}"
    return day
