"""Why a workbook is not opened or not changed: the sentences, in one place."""

from __future__ import annotations

from campaign.errors import UsageError


def damaged(name: str, detail: str) -> UsageError:
    """Refuse a file that is not the workbook it says it is."""
    return UsageError(
        f"Không đọc được tệp “{name}”: {detail}. Hãy mở tệp bằng Excel, lưu lại dạng .xlsx "
        "rồi thử lại; nếu Excel cũng không mở được, hãy dùng bản sao lưu."
    )


def unsupported(name: str, detail: str) -> UsageError:
    """Refuse a file that is whole but written in a way this package does not edit."""
    return UsageError(
        f"Tệp “{name}” {detail}, nên không sửa trực tiếp được. "
        "Hãy mở tệp bằng Excel, lưu lại dạng .xlsx rồi thử lại."
    )


def locked(name: str, holder: str, lock: str) -> UsageError:
    """Refuse a file that somebody has open."""
    who = f"{holder} đang mở tệp “{name}”" if holder else f"Tệp “{name}” đang được mở"
    return UsageError(
        f"{who}. Hãy lưu và đóng tệp rồi chạy lại. Nếu chắc chắn không còn ai mở "
        f"(máy từng tắt đột ngột), hãy xóa tệp khóa “{lock}” cùng thư mục."
    )


def no_sheet(name: str, sheet: str, sheets: tuple[str, ...]) -> UsageError:
    """Refuse a sheet that the workbook does not have."""
    listed = ", ".join(f"“{title}”" for title in sheets)
    return UsageError(f"Tệp “{name}” không có trang “{sheet}”; các trang hiện có: {listed}.")
