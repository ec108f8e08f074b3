"""Pass marks: met, or not met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.cells.decimals import typed
from campaign.problems import Problem, Reading, Weight
from campaign.vietnamese.text import bare_key, clean, key

if TYPE_CHECKING:
    from campaign.grid import CellValue

_MARKS = {"✓": True, "✔": True, "☑": True, "✗": False, "✘": False, "+": True}
_PASSES = (
    "đạt|đạt yêu cầu|có|có đạt|x|đ|đúng|hoàn thành|đã hoàn thành|đã đạt|đã thực hiện|đã ban hành"
    "|true"  # a ticked box; one without a tick may never have been looked at, so it waits
)
_FAILS = (
    "không đạt|không|không có|chưa|chưa đạt|chưa có|không đạt yêu cầu|chưa đạt yêu cầu|kđ|cđ"
    "|không hoàn thành|chưa hoàn thành|không thực hiện|chưa thực hiện|chưa ban hành"
)
_VERDICTS = dict.fromkeys(_PASSES.split("|"), True) | dict.fromkeys(_FAILS.split("|"), False)
# Typed without accents, whole words only: a lone "d" says nothing.
_BARE_VERDICTS = {
    bare_key(word): verdict for word, verdict in _VERDICTS.items() if word not in {"đ", "kđ", "cđ"}
}


_YES_OR_NO = frozenset(("co", "khong", "khong co", "chua", "chua co"))


def read_pass_fail(value: CellValue, *, absence: bool = False) -> Reading[bool]:
    """Read a pass mark: ``Đạt``, ``Không đạt``, ``Có``, ``x``, ``✓``, a ticked box.

    Args:
        value: What stands in the cell.
        absence: Whether it is asked that something be absent (``Không có vi phạm``): a yes or a
            no to that may mean either, so it waits.
    """
    if absence and isinstance(value, str) and bare_key(value) in _YES_OR_NO:
        return Reading(None, (_either(clean(value)),))
    if isinstance(value, bool):
        return Reading(value)
    text = clean(value) if isinstance(value, str) else value
    if text is None or text == "":
        return Reading()
    if isinstance(text, str) and "?" not in text:
        verdict = _MARKS[text] if text in _MARKS else _VERDICTS.get(key(text))
        if verdict is None and text.isascii():
            verdict = _BARE_VERDICTS.get(bare_key(text))
        if verdict is not None:
            return Reading(verdict)
    message = f"Không rõ “{typed(value)}” là đạt hay không đạt. Đề nghị ghi “Đạt” hoặc “Không đạt”."
    return Reading(None, (Problem("pass_fail_unreadable", Weight.HOLD, message),))


def _either(typed: str) -> Problem:
    return Problem(
        "pass_fail_either_way",
        Weight.HOLD,
        f"Tiêu chí hỏi “không có …” mà ô ghi “{typed}”: không rõ là không xảy ra (đạt) hay không "
        "đạt. Đề nghị ghi “Đạt” hoặc “Không đạt”.",
    )
