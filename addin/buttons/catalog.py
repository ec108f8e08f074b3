"""All buttons as data: ribbon, macros, form buttons and menus are made from this table alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from campaign.errors import UsageError


class For(StrEnum):
    """Whose button it is: the workbook it stands in."""

    OFFICE = "office"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Button:
    """One button.

    Attributes:
        id: Name on the command line and on the wire.
        label: What stands on it.
        tip: What it will do, one sentence.
        keys: Keyboard tip of the ribbon, one to three capital letters.
        group: Heading it stands under.
        audience: Whose workbook it stands in.
        icon: Name of one of Office's own pictures (``imageMso``).
        files: Whether it writes files beside the workbook: no use in a Google Sheet.
    """

    id: str
    label: str
    tip: str
    keys: str
    group: str
    audience: For
    icon: str
    files: bool = False

    @property
    def macro(self) -> str:
        """Name of its macro; VBA's source is not Unicode, so ASCII only."""
        return f"Thidua{self.id.capitalize()}"

    @property
    def command(self) -> str:
        """What the macro gives to ``RunPython``."""
        return f"from addin.buttons import caller; caller.{self.id}()"


_DATA, _JUDGE, _REVIEW, _UNIT = "Dữ liệu", "Xét khen thưởng", "Xem lại", "Biểu của đơn vị"

BUTTONS = (
    Button(
        "sync",
        "Đồng bộ",
        "Lấy bài nộp mới của các đơn vị từ Google Sheets và trả trạng thái về cho từng đơn vị.",
        "D",
        _DATA,
        For.OFFICE,
        "RefreshAll",
    ),
    Button(
        "consolidate",
        "Tổng hợp",
        "Đọc biểu của mọi đơn vị, ghi bảng tổng hợp và danh sách cảnh báo.",
        "T",
        _DATA,
        For.OFFICE,
        "Consolidate",
    ),
    Button(
        "check",
        "Kiểm tra",
        "Xét thời hạn nộp và điều kiện khen thưởng của từng đơn vị, cá nhân.",
        "K",
        _JUDGE,
        For.OFFICE,
        "ReviewAcceptChange",
    ),
    Button(
        "shortlist",
        "Lập danh sách",
        "Tính điểm và lập danh sách Giấy khen, Bằng khen.",
        "L",
        _JUDGE,
        For.OFFICE,
        "SortDialog",
    ),
    Button(
        "all",
        "Tất cả",
        "Làm lần lượt: đồng bộ (khi đơn vị nộp qua Google), tổng hợp, kiểm tra, lập danh sách.",
        "A",
        _JUDGE,
        For.OFFICE,
        "PlayMacro",
    ),
    Button(
        "papers",
        "Xuất văn bản",
        "Lập các văn bản Word để trình ký, trong một thư mục cạnh sổ này.",
        "X",
        _JUDGE,
        For.OFFICE,
        "ExportWord",
        files=True,
    ),
    Button(
        "undo",
        "Hoàn tác",
        "Trả sổ về như trước lần bấm nút gần nhất; ô đã có người sửa sau đó thì giữ nguyên.",
        "H",
        _REVIEW,
        For.OFFICE,
        "Undo",
    ),
    Button(
        "explain",
        "Giải thích",
        "Nói rõ vì sao dòng đang chọn có cảnh báo, bị loại hoặc xếp hạng như vậy.",
        "G",
        _REVIEW,
        For.OFFICE,
        "FunctionsLogicalInsertGallery",
    ),
    Button(
        "help",
        "Trợ giúp",
        "Mỗi nút làm gì, bấm khi nào.",
        "R",
        _REVIEW,
        For.OFFICE,
        "Help",
    ),
    Button(
        "validate",
        "Kiểm tra biểu",
        "Tìm chỗ còn thiếu hoặc chưa rõ trong biểu này và chỉ ra từng ô.",
        "B",
        _UNIT,
        For.UNIT,
        "SpellingMenu",
    ),
    Button(
        "submit",
        "Nộp",
        "Nộp biểu này: ghi giờ của máy chủ và nhận mã biên nhận.",
        "N",
        _UNIT,
        For.UNIT,
        "FileCheckIn",
    ),
)

_BY_ID = {button.id: button for button in BUTTONS}


def button_of(button_id: str) -> Button:
    """The button of that id.

    Raises:
        UsageError: there is none.
    """
    known = _BY_ID.get(button_id)
    if known is None:
        raise UsageError(
            f"Không có nút “{button_id}”. Các nút: {', '.join(_BY_ID)}.",
        )
    return known


def buttons_for(audience: For) -> tuple[Button, ...]:
    """The buttons of one kind of workbook, in the order in which they stand."""
    return tuple(button for button in BUTTONS if button.audience is audience)
