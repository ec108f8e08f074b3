"""Where a doubtful value is put right: a unit and the office read the same sentence."""

from __future__ import annotations

from dataclasses import replace

from campaign.problems import Problem, Weight

WHERE = "đơn vị sửa ngay trong biểu, văn phòng ghi vào cột Giá trị chốt"
"""A unit has no column *Giá trị chốt*, and the office does not write into a unit's sheet."""

CONFIRM = "văn phòng ghi “Xác nhận” vào cột Giá trị chốt"


def with_place(problem: Problem) -> Problem:
    """A problem that holds, with the places where either may put it right."""
    if problem.weight is not Weight.HOLD:
        return problem
    where = f"{WHERE[0].upper()}{WHERE[1:]}."
    return replace(problem, message=f"{problem.message} {where}")
