"""The command line ``thidua``: parses, delegates, and turns every error into a sentence."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path

from campaign.errors import ThiduaError, why_not

DONE, PARTIAL, NOTHING_DONE = 0, 1, 2
"""Exit codes: all done; done but a source could not be read; wrong usage or nothing done."""

_INTERRUPTED = 130
"""What Typer returns after Ctrl-C."""

_STOPPED = "Đã dừng theo yêu cầu; không sổ nào bị ghi dở."
_BROKEN_NAME = (
    "Một đường dẫn đã ghi ở lệnh, hoặc thư mục đang đứng, có ký tự không đọc được (thường do giải "
    "nén từ máy cũ). Hãy đổi tên tệp hoặc thư mục đó rồi chạy lại; sổ cũ không thay đổi."
)


def main() -> None:
    """Run the command line; no traceback ever, but with ``--debug``."""
    debug = "--debug" in sys.argv
    _speak_utf8()
    try:
        from addin.cli.commands import app

        code = app(prog_name="thidua", standalone_mode=False) or DONE
        if code != _INTERRUPTED:
            sys.exit(code)
        _say(_STOPPED)
    except ThiduaError as error:
        _say(str(error))
    except KeyboardInterrupt:
        _say(_STOPPED)
    except OSError as error:
        if debug:
            raise
        _say(_refused(error))
    except Exception as error:
        if debug:
            raise
        _say(_unexpected(error))
    sys.exit(NOTHING_DONE)


def _speak_utf8() -> None:
    """Vietnamese and JSON come out whole, whatever the terminal or pipe was set to."""
    _have_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _have_streams() -> None:
    """An interpreter without a window (``pythonw``) has no streams: what is said goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - it stays open


def _refused(error: OSError) -> str:
    """A sentence for a file or folder that the system does not let us use."""
    named = f" “{error.filename}”" if error.filename else ""
    return (
        f"Không đọc hoặc ghi được{named} ({why_not(error)}). Hãy kiểm tra đường dẫn, "
        "quyền ghi và chỗ trống; sổ cũ không thay đổi."
    )


def _unexpected(error: Exception) -> str:
    """A sentence for what nobody foresaw, or what Typer says of wrong usage."""
    if hasattr(error, "format_message"):
        from addin.cli.usage import usage_sentence

        return usage_sentence(error)
    if isinstance(error, UnicodeEncodeError) and error.encoding == "utf-8":
        return _BROKEN_NAME  # only half a character can't be written in it
    return (
        f"Có lỗi ngoài dự kiến ({type(error).__name__}: {error}). Sổ cũ không thay đổi. "
        "Chạy lại với --debug và gửi phần hiện ra cho người phụ trách phần mềm."
    )


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
