"""*Điều khiển* as a sheet: its name and the widths of its columns."""

from __future__ import annotations

from addin.workbook.fields import Nature, Sheet

CONTROL_WIDTHS = (2, 38, 17, 14, 14, 14, 14, 14, 2)


def control_sheet() -> Sheet:
    """Điều khiển."""
    return Sheet("control", "Điều khiển", "Bảng điều khiển", nature=Nature.PAGE)
