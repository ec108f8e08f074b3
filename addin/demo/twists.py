"""What units do to the office's workbook: cells typed their own way, rows copied."""

from __future__ import annotations

from dataclasses import dataclass

from addin.demo.office import VIOLATOR
from addin.demo.rows import Rows
from campaign.plan.definition import Form

REG, RES, PRO = Form.REGISTRATION, Form.RESULT, Form.PROPOSAL

FORMULAS = (
    '=HYPERLINK("http://x";"Mô hình 1 cửa")',
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    '=IMPORTXML("http://x";"//a")',
)
"""Formulas that units type as if they were words; all of them stay text."""


@dataclass(frozen=True, slots=True)
class Twist:
    """One cell of one row (counted from 0) typed otherwise."""

    form: Form
    row: int
    column: str
    value: object


@dataclass(frozen=True, slots=True)
class Copy:
    """A row put below the others with everything in it, and then changed."""

    form: Form
    row: int
    changes: tuple[tuple[str, object], ...] = ()


_TWISTS: dict[str, tuple[Twist | Copy, ...]] = {
    "phuong-hiep-thanh": tuple(
        Twist(REG, row, "submitted", "20/05/2020 17g30") for row in range(3)
    ),
    "phuong-an-phu-dong": tuple(
        Twist(REG, row, "submitted", "18/5/2020 (nộp bổ sung 22/5/2020)") for row in range(3)
    ),
    "phuong-thanh-xuan": (Twist(PRO, 3, "identity", "079000000012"),),
    "phuong-tan-hung-thuan": (
        *(Twist(form, 0, "title", FORMULAS[0]) for form in (REG, Form.INTERIM, RES)),
        Twist(REG, 1, "note", FORMULAS[1]),
        Twist(REG, 2, "goal", FORMULAS[2]),
        Twist(REG, 3, "content", FORMULAS[3]),
    ),
    "phuong-dong-hung-thuan": (
        Twist(PRO, 3, "name", VIOLATOR),
        Twist(PRO, 3, "salutation", "Ông"),
        Twist(PRO, 3, "gender", "Nam"),
        Copy(PRO, 3, (("name", "Đỗ Thị Minh Họa"), ("salutation", "Bà"), ("gender", "Nữ"))),
    ),
    "phong-lao-dong-thuong-binh-va-xa-hoi": (
        Twist(REG, 0, "row_id", "DK-0001"),
        Twist(REG, 1, "row_id", "DK-0002"),
        Copy(REG, 0),
        Copy(REG, 1, (("title", "Trả kết quả trợ cấp tại nhà cho người cao tuổi"),)),
    ),
    "phong-y-te": (Twist(RES, 0, "outcome", None), Twist(RES, 1, "outcome", None)),
    "phong-giao-duc-va-dao-tao": (Twist(REG, 0, "phone", "028.3891.0000 (cơ quan)"),),
    "truong-tieu-hoc-kim-dong": (Twist(REG, 1, "title", None),),
}


def twist(unit: str, rows: Rows) -> Rows:
    """The unit's rows as the unit left them."""
    for change in _TWISTS.get(unit, ()):
        lines = rows[change.form]
        if isinstance(change, Copy):
            lines.append(lines[change.row] | dict(change.changes))
        else:
            lines[change.row][change.column] = change.value
    return rows
