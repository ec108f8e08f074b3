"""What is done to a cell beside typing: struck through, or commented on."""

from __future__ import annotations

import re

from campaign.problems import Problem, Weight
from campaign.reading.line_kinds import VIOLATION
from campaign.reading.mending import CONFIRM, WHERE
from campaign.vietnamese.text import bare_key

_RETRACTS = re.compile(
    r"\b(?:(?:xin|da) rut(?! ngan)|rut (?:dang ky|dong|ten|mo hinh|sang kien|de nghi)|huy bo"
    r"|khong tinh)\b"
)
_SHOWN = 200
_CONFIRM = (
    "Có thể đơn vị đã rút dòng này. Vẫn tính thì đơn vị bỏ gạch ngang và ghi chú ấy, đã rút thì "
    f"xóa dòng; hoặc {CONFIRM} (vẫn tính), “Rút” (đã rút)."
)
_WITHDRAWN = Problem("struck_out", Weight.HOLD, f"Tên bị gạch ngang. {_CONFIRM}")
_STRUCK = Problem(
    "struck_out",
    Weight.HOLD,
    "Nội dung ô bị gạch ngang (cả ô hoặc một phần) nên chưa được dùng. Đề nghị "
    f"ghi lại giá trị đúng: {WHERE}.",
)
_STRUCK_WORDS = Problem(
    "struck_out", Weight.NOTE, "Nội dung ô bị gạch ngang (cả ô hoặc một phần); vẫn được chép lại."
)


def struck(*, title: bool, decides: bool) -> Problem:
    """A cell struck through: a title may be withdrawn, another value that decides waits."""
    if title:
        return _WITHDRAWN
    return _STRUCK if decides else _STRUCK_WORDS


def noted(note: str, *, title: bool) -> Problem:
    """A comment beside a value: shown; waited for where it withdraws, or tells of a violation."""
    said = f"Ô có ghi chú kèm theo: “{note[:_SHOWN]}”."
    plain = bare_key(note)
    if title and _RETRACTS.search(plain):
        return Problem("struck_out", Weight.HOLD, f"{said} {_CONFIRM}")
    if VIOLATION.search(plain):
        mend = "Ghi chú nhắc đến vi phạm hoặc kỷ luật. Đề nghị văn phòng kiểm tra với đơn vị."
        return Problem("violation_mentioned", Weight.HOLD, f"{said} {mend}")
    return Problem("cell_note", Weight.NOTE, f"{said} Đề nghị văn phòng đọc kèm.")
