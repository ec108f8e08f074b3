"""What buttons need to know and only the office can say: cells beside *Điều khiển*."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from enum import StrEnum

from addin.package import CellOut, Styled
from addin.workbook.kept import Cells, SheetState
from campaign.grid import address
from campaign.vietnamese.text import key

SETTINGS = "Thiết lập cho các nút"
SETTINGS_ROW, SETTINGS_COLUMN = 4, 10
"""Where the block begins in a new workbook (from 0); afterwards it is found by its labels."""


class Setting(StrEnum):
    """One setting, by the label that stands before it."""

    FOLDER = "Thư mục biểu của đơn vị"
    CAMPAIGN = "Tệp kế hoạch (.toml)"
    AS_OF = "Thời điểm xét"
    LEDGER = "Sổ theo dõi (.sqlite)"


HELP = {
    Setting.FOLDER: "Thư mục chứa biểu các đơn vị gửi về; ghi tương đối thì tính từ thư mục của "
    "sổ này. Nhiều thư mục thì ngăn bằng dấu |.",
    Setting.CAMPAIGN: "Để trống nếu dùng kế hoạch có sẵn của phần mềm.",
    Setting.AS_OF: "Để trống là xét theo lúc bấm nút; ví dụ 02/11/2020 08:00.",
    Setting.LEDGER: "Để trống nếu không dùng; sổ theo dõi trên máy chủ thì đặt ở biến môi trường "
    "THIDUA_LEDGER, không ghi vào đây.",
}

_LABELS = {key(setting.value): setting for setting in Setting}


def fresh_settings(paint: Mapping[str, int]) -> dict[int, dict[int, CellOut | Styled]]:
    """The block of a new workbook, still to be filled in: cells by row and column.

    Args:
        paint: Style ids by look.
    """
    label, answer, help_ = SETTINGS_COLUMN, SETTINGS_COLUMN + 1, SETTINGS_COLUMN + 2
    section = paint["section"]
    rows: dict[int, dict[int, CellOut | Styled]] = {
        SETTINGS_ROW: {label: Styled(SETTINGS, section), answer: Styled(None, section)}
    }
    for row, setting in enumerate(Setting, SETTINGS_ROW + 1):
        rows[row] = {
            label: Styled(setting.value, paint["head_office"]),
            answer: Styled(None, paint["office"]),
            help_: Styled(HELP[setting], paint["note"]),
        }
    return rows


def answered(
    beside: dict[int, dict[int, CellOut | Styled]],
    answers: Mapping[Setting, str],
    paint: Mapping[str, int],
) -> Iterator[Setting]:
    """Fill empty answers in what stands beside the page; what somebody typed there stays.

    Args:
        beside: Cells by row and column.
        answers: Texts by setting.
        paint: Style ids by look.

    Yields:
        Each setting that was filled in.
    """
    waiting = {key(setting.value): setting for setting, text in answers.items() if text}
    for cells in beside.values():
        for column, cell in sorted(cells.items()):
            setting = waiting.pop(key(str(_bare(cell) or "")), None)
            before = cells.get(column + 1)
            if setting is not None and _bare(before) in (None, ""):
                style = before.style if isinstance(before, Styled) else paint["office"]
                cells[column + 1] = Styled(answers[setting], style)
                yield setting


def _bare(cell: CellOut | Styled) -> CellOut:
    return cell.value if isinstance(cell, Styled) else cell


class Settings:
    """The settings of one workbook.

    Args:
        state: What stands beside the page.
    """

    def __init__(self, state: SheetState | None) -> None:
        self._values: dict[Setting, object] = {}
        self._cells: dict[Setting, str] = {}
        for row in state.loose if state else ():
            self._take(row.line, row.foreign)

    def _take(self, line: int, cells: Cells) -> None:
        for column, cell in cells.items():
            setting = _LABELS.get(key(str(cell.value or "")))
            if setting is not None and setting not in self._values:
                beside = cells.get(column + 1)
                self._values[setting] = beside.value if beside else None
                self._cells[setting] = address(line, column + 1)

    @property
    def cells(self) -> Mapping[Setting, str]:
        """Addresses of the cells that were found."""
        return self._cells

    def text(self, setting: Setting) -> str:
        """A setting as text; empty when it is not given."""
        return str(self._values.get(setting) or "").strip()

    def moment(self, setting: Setting) -> datetime | str:
        """A setting as a moment, a day being its last minute; text that is neither as it is."""
        value = self._values.get(setting)
        if isinstance(value, datetime):
            return value
        if isinstance(value, date):
            return datetime.combine(value, time(23, 59))
        return self.text(setting)
