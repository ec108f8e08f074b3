"""Why a ledger can't be used: each error is a sentence with the next step."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.errors import UsageError

_MEND = (
    "Hãy chạy thidua ledger verify để biết còn chỗ nào sai, rồi lấy lại sổ theo dõi từ bản sao lưu."
)


class LedgerError(UsageError):
    """The ledger can't be opened, read or written; nothing was recorded."""


class DamagedError(LedgerError):
    """A record or a kept value that was asked for is not as it was written."""


def damaged(place: str, what: str) -> DamagedError:
    """What was asked for is damaged; ``what`` is a sentence that names the record."""
    return DamagedError(f"Sổ theo dõi “{place}” hỏng: {what} {_MEND}")


def missing(place: str) -> LedgerError:
    """Asked of a ledger that does not exist."""
    return LedgerError(
        f"Chưa có sổ theo dõi ở “{place}”: hãy kiểm tra lại đường dẫn hoặc chạy đồng bộ trước."
    )


def not_opened(place: str, why: str) -> LedgerError:
    """The database refuses, or is none."""
    return LedgerError(
        f"Không mở được sổ theo dõi “{place}” ({why}). Hãy kiểm tra đường dẫn, quyền ghi, "
        "máy chủ cơ sở dữ liệu; chưa ghi gì vào sổ."
    )


def altered(place: str, missing: Sequence[str]) -> LedgerError:
    """Its tables are there, and the steps that made them are not recorded any more."""
    return LedgerError(
        f"Sổ theo dõi “{place}” đã bị đổi từ ngoài: bảng “migration” (các bước tạo sổ) mất dòng "
        f"{', '.join(missing)}. Chưa ghi gì vào sổ. {_MEND}"
    )


def newer(place: str, name: str) -> LedgerError:
    """Written by a later version of the program."""
    return LedgerError(
        f"Sổ theo dõi “{place}” do bản phần mềm mới hơn tạo (bước “{name}”). "
        "Hãy cập nhật phần mềm rồi chạy lại."
    )


def not_read(place: str, why: str) -> LedgerError:
    """The database opens, and then fails: a damaged file, a table that is gone, a server away."""
    return LedgerError(
        f"Không đọc được sổ theo dõi “{place}” ({why}). Nếu là tệp thì tệp có thể đã hỏng hoặc bị "
        "sửa từ ngoài: hãy chạy thidua ledger verify, và lấy lại từ bản sao lưu."
    )


def not_written(place: str, why: str) -> LedgerError:
    """An entry was refused; none of it was kept."""
    return LedgerError(
        f"Không ghi được vào sổ theo dõi “{place}” ({why}). Lần ghi này chưa được lưu phần nào; "
        "hãy chạy lại sau ít phút."
    )


def another_campaign(place: str, theirs: str, ours: str) -> LedgerError:
    """One ledger serves one campaign."""
    return LedgerError(
        f"Sổ theo dõi “{place}” là của đợt thi đua “{theirs}”, không phải “{ours}”. "
        "Mỗi đợt dùng một sổ riêng: hãy chỉ sổ khác bằng --ledger."
    )
