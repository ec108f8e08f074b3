"""Refusals: an HTTP status for the machine, a Vietnamese sentence for the person."""

from __future__ import annotations

from campaign.errors import ThiduaError


class RefusedError(ThiduaError):
    """A request that is not carried out; nothing was changed.

    Attributes:
        status: HTTP status code.
        reason: A stable word for the log, which names nobody.
    """

    def __init__(self, status: int, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.reason = reason


def unproved(reason: str) -> RefusedError:
    """Who presses is not proved."""
    return RefusedError(
        401,
        reason,
        "Không xác minh được tài khoản Google của người bấm nút, nên chưa làm gì. Hãy mở lại bảng "
        "tính, cho phép khi Google hỏi, rồi bấm lại; nếu vẫn lỗi, báo người quản trị.",
    )


def not_yours(reason: str, sentence: str) -> RefusedError:
    """Who presses is known but may not."""
    return RefusedError(403, reason, f"{sentence} Bảng tính không thay đổi.")


def too_big(megabytes: int) -> RefusedError:
    """More content than the server takes."""
    return RefusedError(
        413,
        "too-big",
        f"Bảng tính gửi lên lớn hơn {megabytes} MB nên máy chủ không nhận; bảng tính không thay "
        "đổi. Hãy xóa bớt trang hoặc hình không dùng rồi bấm lại.",
    )


def too_slowly_sent() -> RefusedError:
    """The content of the workbook does not come."""
    return RefusedError(
        408,
        "slow-body",
        "Nội dung bảng tính gửi tới máy chủ quá chậm nên máy chủ dừng chờ; bảng tính không thay "
        "đổi. Hãy bấm lại.",
    )


def too_often(seconds: int) -> RefusedError:
    """More presses than the server takes in a minute."""
    return RefusedError(
        429,
        "too-often",
        f"Đã bấm nút quá nhiều lần; xin đợi {seconds} giây rồi bấm lại. Bảng tính không thay đổi.",
    )


def too_slow(seconds: int) -> RefusedError:
    """The press takes longer than Google's script waits."""
    return RefusedError(
        504,
        "too-slow",
        f"Máy chủ làm chưa xong trong {seconds} giây nên dừng chờ; bảng tính không thay đổi. Hãy "
        "bấm lại sau ít phút.",
    )


def under_way() -> RefusedError:
    """Another press of the same spreadsheet is not finished."""
    return RefusedError(
        409,
        "under-way",
        "Một nút khác đang chạy trên bảng tính này nên chưa làm gì; xin đợi nút đó xong rồi bấm "
        "lại.",
    )


def crowded() -> RefusedError:
    """Too many presses wait already."""
    return RefusedError(
        503,
        "crowded",
        "Máy chủ đang có quá nhiều người bấm nút; xin đợi một phút rồi bấm lại. Bảng tính không "
        "thay đổi.",
    )


def broken(reason: str) -> RefusedError:
    """What was sent is no workbook."""
    return RefusedError(
        400,
        reason,
        "Nội dung gửi lên không phải một bảng tính đọc được; hãy cài lại đoạn mã của bảng tính.",
    )


def other_version() -> RefusedError:
    """The sheet's script was made with another version of xlwings than the server's."""
    return RefusedError(
        400,
        "other-version",
        "Đoạn mã của bảng tính này do một bản khác của phần mềm lập nên chưa làm gì; nhờ người "
        "quản trị lập lại bằng lệnh thidua script rồi cài lại vào bảng tính.",
    )


def failed() -> RefusedError:
    """Something nobody foresaw; the details are in the server's log."""
    return RefusedError(
        500,
        "failed",
        "Máy chủ gặp lỗi ngoài dự kiến; bảng tính không thay đổi. Hãy báo người quản trị.",
    )
