"""Errors, grouped by what the caller should do; each writes its own Vietnamese sentence."""

from __future__ import annotations

import errno

_CAUSES = {
    errno.ENOENT: "không tìm thấy",
    errno.EACCES: "không có quyền đọc hoặc ghi",
    errno.EPERM: "hệ thống không cho phép",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã dùng hết dung lượng được cấp",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục",
    errno.EEXIST: "đã có tệp hoặc thư mục cùng tên",
    errno.EBUSY: "đang có chương trình khác dùng",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn quá dài",
    errno.EIO: "ổ đĩa hoặc mạng báo lỗi khi đọc, ghi",
    errno.ELOOP: "liên kết quay vòng",
    errno.EMFILE: "mở quá nhiều tệp cùng lúc",
    errno.EADDRINUSE: "cổng đang có chương trình khác dùng",
    errno.ECONNREFUSED: "máy kia không nhận kết nối",
    errno.ETIMEDOUT: "quá thời gian chờ",
}


def why_not(error: OSError) -> str:
    """The cause of a refused file or connection in Vietnamese; the system's own words else."""
    known = _CAUSES.get(error.errno) if error.errno else None
    return known or error.strerror or str(error)


class ThiduaError(Exception):
    """Base of every error a user may meet; ``str(error)`` is the sentence shown to them."""


class UsageError(ThiduaError):
    """The command cannot start: a wrong argument, a missing file, a broken definition."""


class SourceError(ThiduaError):
    """One source cannot be read; the others go on.

    Attributes:
        code: A stable code such as ``encrypted`` or ``damaged``.
        source: The file's name as shown to the user.
    """

    def __init__(self, source: str, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.source = source
        self.code = code
