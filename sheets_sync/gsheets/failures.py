"""Reads what came back instead of a good answer, and says what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sheets_sync.gsheets.errors import GUIDE, GoogleError, RetryLater, SkipUnit, Stop

AGAIN = frozenset({408, 429, 500, 502, 503, 504})
_BUSY = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "sharingRateLimitExceeded"})
_SIZE = frozenset({"exportSizeLimitExceeded", "cannotExportFile", "fileNotDownloadable"})
_OFF = frozenset({"accessNotConfigured", "SERVICE_DISABLED"})
_SCOPE = frozenset({"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"})
_LONGEST = 300
"""Characters of Google's message that are shown."""
_FULL = frozenset({"storageQuotaExceeded", "teamDriveFileLimitExceeded", "quotaExceeded"})

NO_STORAGE = (
    "Google không cho tạo bảng tính mới vì nơi chứa không còn chỗ (storageQuotaExceeded). Tài "
    "khoản dịch vụ không có chỗ chứa riêng: hãy tạo bảng tính trong Drive dùng chung (--folder), "
    "hoặc cho một người làm chủ bằng đăng nhập OAuth (thidua sheets login). Xem "
    f"{GUIDE}."
)


def reason_of(body: Mapping[str, Any]) -> str:
    """Google's own word for an error, whether Drive or Sheets wrote it; empty when it gave none."""
    error = body.get("error")
    if not isinstance(error, Mapping):
        return str(error or "")
    for detail in (*error.get("errors", ()), *error.get("details", ())):
        if isinstance(detail, Mapping) and detail.get("reason"):
            return str(detail["reason"])
    return str(error.get("status", ""))


def words_of(body: Mapping[str, Any]) -> str:
    """Reason and message of an error in Google's own words, on one line of bounded length."""
    error = body.get("error")
    message = error.get("message", "") if isinstance(error, Mapping) else ""
    parts = (reason_of(body), " ".join(str(message).split())[:_LONGEST])
    return ": ".join(part for part in parts if part)


def failure(status: int, body: Mapping[str, Any], who: str, *, wait: float = 0.0) -> GoogleError:
    """The error of an answer that is no success.

    Args:
        status: HTTP status.
        body: The answer as JSON; empty when it was none.
        who: The unit or file, as the sentence names it.
        wait: Seconds of a ``Retry-After``.
    """
    reason = reason_of(body)
    if status in AGAIN or reason in _BUSY:
        over = status == 429 or reason in _BUSY
        code, what = (
            ("rate_limit", "đã dùng hết lượt gọi cho phép trong phút này")
            if over
            else ("server", f"đang gặp trục trặc (mã {status})")
        )
        sentence = f"{who}: Google {what}. Lần chạy sau sẽ tự thử lại, không cần làm gì."
        return RetryLater(code, sentence, maybe_done=not over, wait=wait)
    if status not in {401, 403, 404}:
        return _refused(words_of(body), who)
    error = {401: _unauthorised, 403: _forbidden, 404: _not_found}[status](reason, who)
    error.said = words_of(body)
    return error


def broken_line(who: str, *, sent: bool) -> RetryLater:
    """The line broke; ``sent`` when the request may have arrived."""
    sentence = (
        f"{who}: đường truyền tới Google bị ngắt. Hãy kiểm tra mạng; lần chạy sau sẽ tự thử lại."
    )
    return RetryLater("connection", sentence, maybe_done=sent)


def half_listed() -> RetryLater:
    """Google did not look everywhere for a listing (``incompleteSearch``)."""
    return RetryLater(
        "half_listed",
        "Google chưa tìm hết các Drive nên danh sách bảng tính còn thiếu. Hãy chạy lại sau vài "
        "phút; lần chạy sau sẽ tự thử lại.",
    )


def login_failed(detail: str) -> Stop:
    """Google does not take the credentials; ``detail`` is its short code, never a secret."""
    hint = (
        " Đồng hồ của máy có thể đang sai giờ: hãy chỉnh giờ rồi chạy lại."
        if "invalid_grant" in detail or "JWT" in detail
        else ""
    )
    return Stop(
        "login",
        f"Google không nhận thông tin đăng nhập ({detail}).{hint} Nếu vẫn lỗi, hãy tạo khóa mới "
        f"cho tài khoản dịch vụ hoặc đăng nhập lại ({GUIDE}).",
    )


def _unauthorised(reason: str, who: str) -> GoogleError:
    del who
    return login_failed(reason or "401")


def _not_found(reason: str, who: str) -> GoogleError:
    del reason
    return SkipUnit(
        "not_found",
        f"{who}: không thấy bảng tính trên Google (đã xóa, hoặc không còn chia sẻ với tài khoản "
        "này). Hãy lấy lại từ Thùng rác hoặc chạy: thidua sheets provision.",
    )


def _refused(said: str, who: str) -> GoogleError:
    if "protected cell" in said:
        return _locked(said, who)
    return SkipUnit(
        "bad_request",
        f"{who}: Google không nhận yêu cầu ({said or 'không rõ lý do'}). Hãy chạy: "
        "thidua sheets provision, rồi đồng bộ lại.",
        said=said,
    )


def _locked(said: str, who: str) -> GoogleError:
    """Google names no code of its own for this: only the sentence tells."""
    return SkipUnit(
        "locked",
        f"{who}: tài khoản đang dùng không được sửa vùng đã khóa của bảng tính. Hãy dùng lại khóa "
        "đã lập bảng tính và chạy: thidua sheets provision --editor ĐỊA-CHỈ của tài khoản này; "
        "không còn khóa ấy thì nhờ chủ bảng tính mở Dữ liệu, Bảo vệ trang tính và dải ô, rồi thêm "
        "tài khoản này vào từng vùng.",
        said=said,
    )


def _forbidden(reason: str, who: str) -> GoogleError:
    table: tuple[tuple[frozenset[str], Callable[[str], GoogleError]], ...] = (
        (_SIZE, _too_big),
        (_OFF, _switched_off),
        (_SCOPE, _scope),
        (_FULL, lambda _: Stop("no_storage", NO_STORAGE)),
        (frozenset({"dailyLimitExceeded"}), _daily),
    )
    for reasons, build in table:
        if reason in reasons:
            return build(who)
    return SkipUnit(
        "permission",
        f"{who}: tài khoản này không có quyền với bảng tính ({reason or 'PERMISSION_DENIED'}). "
        "Hãy nhờ chủ bảng tính chia sẻ lại quyền Người chỉnh sửa, hoặc chạy: thidua sheets "
        "provision.",
    )


def _too_big(who: str) -> GoogleError:
    return SkipUnit(
        "export_refused",
        f"{who}: Google không cho tải bảng tính về dạng .xlsx (quá 10 MB hoặc bị chủ tệp chặn). "
        "Hãy bỏ bớt ảnh trong bảng, hoặc nhờ chủ tệp cho phép tải xuống.",
    )


def _switched_off(who: str) -> GoogleError:
    del who
    return Stop(
        "api_off",
        "Dự án Google chưa bật Google Sheets API hoặc Google Drive API. Hãy bật cả hai ở "
        "https://console.cloud.google.com/apis/library rồi chạy lại sau vài phút.",
    )


def _scope(who: str) -> GoogleError:
    del who
    return Stop(
        "scope",
        "Lần đăng nhập này chưa được cho quyền cần dùng (Sheets và Drive). Hãy đăng nhập lại: "
        "thidua sheets login.",
    )


def _daily(who: str) -> GoogleError:
    del who
    return Stop("daily_limit", "Dự án Google đã dùng hết lượt gọi của hôm nay. Mai hãy chạy lại.")
