"""A worksheet whose data rows have a height and still grow with what is typed in them.

XlsxWriter marks every height it writes as set by hand, and Excel then never fits that row again.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet


class GrowingSheet(Worksheet):  # type: ignore[misc]
    """Rows from ``growing_from`` on (counted from 0) are written as Excel's own fitted rows."""

    growing_from = 1_048_576

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
        if tag == "row" and attributes[0][1] > self.growing_from:
            attributes = [item for item in attributes if item[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)
