"""Installing and removing, step by step; each step that was done is one sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from addin.build.xlam import addin_file
from addin.install.places import Places, mac_script
from addin.install.settings import value_of, with_interpreter, without_interpreter
from addin.package.atomic import write_atomically
from campaign.errors import UsageError, why_not

_STORE = "WindowsApps"


def install(places: Places, python: str) -> Iterator[str]:
    """Put the add-in and the settings in place.

    Args:
        places: Where things go.
        python: The interpreter that has this program installed.

    Yields:
        One sentence a step, once it is done.

    Raises:
        UsageError: there is no Excel, it has the add-in open, VBA could not read the interpreter's
            path, or a folder takes no file.
    """
    _refuse_without_excel(places)
    callable_python = _callable(places, python)
    _put(places.addin, addin_file())
    yield f"Đã đặt nút lệnh vào thư mục khởi động của Excel: {places.addin}."
    yield _set_interpreter(places, callable_python)
    if places.script is not None:
        _put(places.script, mac_script().read_bytes())
        yield f"Đã cho phép Excel gọi Python trên máy Mac: {places.script}."
    if not places.readable(str(places.home)):
        yield (
            f"LƯU Ý: thư mục người dùng “{places.home}” có chữ mà Excel không đọc được, nên thiết "
            "lập vừa ghi có thể không dùng được. Hãy cài Python với mục “Add python.exe to PATH”."
        )
    yield "Hãy thoát hẳn Excel rồi mở lại: trên thanh lệnh có thẻ “Thi đua”."


def uninstall(places: Places) -> Iterator[str]:
    """Take the add-in away and put the settings back as they were before :func:`install`.

    Yields:
        One sentence a step.

    Raises:
        UsageError: Excel has the add-in open.
    """
    if places.addin.exists():
        _remove(places.addin)
        yield f"Đã gỡ nút lệnh: {places.addin}."
    else:
        yield "Không có nút lệnh nào để gỡ."
    before = read_settings(places)
    after = without_interpreter(before, places.key, places.line_end)
    if after == before:
        return
    if after.strip():
        _put(places.settings, after.encode(places.encoding, "surrogateescape"))
    else:
        _remove(places.settings)
    yield f"Đã trả thiết lập xlwings về như trước khi cài: {places.settings}."


def read_settings(places: Places) -> str:
    """The settings file's text, its bytes kept whatever they are; empty when there is none."""
    if not places.settings.exists():
        return ""
    return places.settings.read_bytes().decode(places.encoding, "surrogateescape")


def _refuse_without_excel(places: Places) -> None:
    if not places.has_excel:
        raise UsageError(
            f"Không thấy Excel của người dùng này (chưa có thư mục {places.sign}). Hãy cài Excel, "
            "mở nó một lần, thoát ra rồi chạy lại lệnh này."
        )


def _callable(places: Places, python: str) -> str:
    """The interpreter as a path that VBA can read."""
    if _STORE in python:
        raise UsageError(
            "Python này lấy từ Microsoft Store: Windows giấu các tệp nó ghi nên Excel không thấy. "
            "Hãy cài Python từ python.org rồi cài lại phần mềm."
        )
    for path in (python, _short(python)):
        if places.readable(path) and '"' not in path:
            return path
    raise UsageError(
        f"Đường dẫn của Python “{python}” có chữ mà Excel không đọc được. Hãy cài Python vào thư "
        "mục không dấu, ví dụ C:\\Python, rồi cài lại phần mềm."
    )


def _short(path: str) -> str:
    """The path in Windows' short form, which is ASCII; the same path where there is none."""
    if sys.platform != "win32":
        return path
    import ctypes

    size = 32_768
    buffer = ctypes.create_unicode_buffer(size)
    found = ctypes.windll.kernel32.GetShortPathNameW(path, buffer, size)
    return buffer.value if found else path


def _set_interpreter(places: Places, python: str) -> str:
    before = read_settings(places)
    after = with_interpreter(before, places.key, python, places.line_end)
    if after == before:
        return f"Thiết lập xlwings đã đúng từ trước: {places.settings}."
    _put(places.settings, after.encode(places.encoding, "surrogateescape"))
    known = value_of(before, places.key)
    kept = f" (trước đây là {known}; gỡ ra sẽ trả lại)" if known else ""
    return f"Đã ghi vào {places.settings} rằng nút lệnh gọi {python}{kept}."


def _put(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"Không tạo được thư mục {path.parent} ({why_not(error)}).") from error
    write_atomically(path, lambda stream: stream.write(data))


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise UsageError(
            f"Không gỡ được {path} ({why_not(error)}). Hãy thoát hẳn Excel rồi chạy lại."
        ) from error
