"""What may go wrong while spreadsheets are made, shared and drawn, and what to do about it."""

from __future__ import annotations

from sheets_sync.gsheets.errors import GoogleError, RetryLater, SkipUnit, Stop


def maybe_made(who: str) -> RetryLater:
    """Nobody knows whether a file was made: the answer was lost, and no listing shows it."""
    sentence = (
        f"{who}: đường truyền bị ngắt nên chưa rõ Google đã lập bảng tính hay chưa. Hãy chạy lại "
        "lệnh này sau vài phút; bảng tính đã lập thì được dùng tiếp, không lập bản thứ hai."
    )
    return RetryLater("maybe_made", sentence, maybe_done=True)


def no_folder(folder: str, said: str) -> Stop:
    """The folder or Shared Drive for new files is out of reach, or none."""
    detail = f" ({said})" if said else ""
    return Stop(
        "no_folder",
        f"Không lập được bảng tính trong thư mục hoặc Drive dùng chung có mã “{folder}” "
        f"(--folder){detail}. Mã là phần cuối trong địa chỉ của thư mục; tài khoản đang dùng phải "
        "là Người quản lý nội dung ở đó.",
        said=said,
    )


def not_shared(who: str, address: str, said: str) -> SkipUnit:
    """Google does not let somebody in; the rest of the spreadsheet is not concerned."""
    return SkipUnit(
        "not_shared",
        f"{who}: không chia sẻ được cho {address} ({said or 'không rõ lý do'}). Hãy xem lại địa "
        "chỉ. Địa chỉ chưa có tài khoản Google thì phải mời bằng thư: chạy lại với --notify. Nếu "
        "cơ quan dùng Workspace, hãy hỏi quản trị có cho chia sẻ ra ngoài không.",
        said=said,
    )


def not_drawn(who: str, said: str) -> SkipUnit:
    """Google does not take what was to be written; none of it was."""
    return SkipUnit(
        "not_drawn",
        f"{who}: Google không nhận nội dung của bảng tính ({said or 'không rõ lý do'}). Nếu lời ấy "
        "nói về locale, hãy chạy lại với --locale khác, ví dụ --locale en_US; nếu không, hãy gửi "
        "lời ấy cho người phụ trách phần mềm.",
        said=said,
    )


def foreign_tab(who: str, title: str) -> SkipUnit:
    """A tab that is not ours bears the name of one of ours, with something else in it."""
    return SkipUnit(
        "foreign_tab",
        f"{who}: tab “{title}” không phải do văn phòng lập và đang có nội dung khác. Hãy đổi tên "
        "tab ấy rồi chạy lại; nội dung của nó được giữ nguyên.",
    )


def two_files(who: str, one: str = "") -> SkipUnit:
    """Two files bear one unit's mark; which is the unit's own only a person can tell.

    Args:
        who: The unit.
        one: The name of one of the two, where it is known.
    """
    named = f" (một là “{one}”)" if one else ""
    return SkipUnit(
        "double",
        f"{who}: có hai bảng tính cùng của đơn vị này{named}. Hãy xem bản nào đơn vị đang ghi, xóa "
        "bản thừa trên Google Drive rồi chạy lại.",
    )


def other_project(title: str, count: int) -> Stop:
    """The campaign's files are there, but marked by another Cloud project: all would be doubled."""
    return Stop(
        "other_project",
        f"Đã có bảng tính của đợt này (“{title}”{_and_more(count)}) nhưng không bảng nào mang dấu "
        f"của dự án Google đang dùng: {_OTHER_KEY}. Chưa lập thêm bảng nào. {_BACK}",
    )


def unmarked(who: str, title: str) -> SkipUnit:
    """A file of a unit is there, but has no mark that this Cloud project sees."""
    return SkipUnit(
        "unmarked",
        f"{who}: đã có bảng tính “{title}” mà không mang dấu của dự án Google đang dùng ("
        f"{_OTHER_KEY}), nên không lập bản thứ hai. {_BACK}",
    )


def other_account(before: str, now: str) -> Stop:
    """None of the files that another account made is within reach of this one."""
    return Stop(
        "other_account",
        f"Các bảng tính của đợt này do tài khoản {before} lập; tài khoản đang dùng ({now}) không "
        "mở được bảng nào. Chưa lập thêm bảng nào. Hãy dùng lại khóa của tài khoản cũ, hoặc cho "
        "tài khoản mới vào Drive dùng chung (hay chia sẻ từng bảng) với quyền sửa rồi chạy lại.",
    )


def _and_more(count: int) -> str:
    return f" và {count - 1} bảng khác" if count > 1 else ""


_OTHER_KEY = "khóa hoặc lần đăng nhập này thuộc dự án khác với lúc lập"
_BACK = (
    "Hãy dùng lại khóa của dự án cũ; nếu không còn, hãy chạy: thidua sheets provision --adopt để "
    "nhận các bảng tính ấy cho dự án này."
)


def about_folder(error: GoogleError, folder: str) -> GoogleError:
    """What a refusal to make a file says about the folder that it was to go into."""
    out_of_reach = {"not_found", "permission"}
    return no_folder(folder, error.said) if folder and error.code in out_of_reach else error
