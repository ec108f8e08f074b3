"""What the office wrote and a press could not use: the sentence that closes it names the cells.

The reasons stand in *Cảnh báo*, which *Lập danh sách* does not write: a decision with a wrong word
would else leave a list as it was, and nothing would say so.
"""

from __future__ import annotations

from collections.abc import Sequence

from campaign.problems import Issue, Weight

_NAMED = 3


def unused(issues: Sequence[Issue], *, written: bool) -> str:
    """Part of a sentence; empty when all could be used.

    Args:
        issues: What is wrong with the office's own lines.
        written: Whether the press writes *Cảnh báo*, where the reasons stand.
    """
    cells = list(
        dict.fromkeys(
            f"{one.sheet}!{one.cell}" for one in issues if one.weight is Weight.HOLD and one.cell
        )
    )
    if not cells:
        return ""
    named = ", ".join(cells[:_NAMED]) + (", …" if len(cells) > _NAMED else "")
    where = "lý do ở Cảnh báo" if written else "bấm Kiểm tra rồi xem lý do ở Cảnh báo"
    return f"; {len(cells)} chỗ văn phòng ghi chưa dùng được ({named}): {where}"
