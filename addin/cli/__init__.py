"""The command line ``thidua``: parses, delegates, and turns every error into a sentence."""

from __future__ import annotations

import sys

from campaign.errors import ThiduaError

DONE, PARTIAL, NOTHING_DONE = 0, 1, 2
"""Exit codes: all done; done but a source could not be read; wrong usage or nothing done."""


def main() -> None:
    """Run the command line; no traceback ever, but with ``--debug``."""
    debug = "--debug" in sys.argv
    try:
        from addin.cli.commands import app

        sys.exit(app(standalone_mode=False) or DONE)
    except ThiduaError as error:
        _say(str(error))
    except KeyboardInterrupt:
        _say("Đã dừng theo yêu cầu; sổ cũ không thay đổi.")
    except Exception as error:
        if debug:
            raise
        _say(_unexpected(error))
    sys.exit(NOTHING_DONE)


def _unexpected(error: Exception) -> str:
    """A sentence for what nobody foresaw, or what Typer says of wrong usage."""
    shown = getattr(error, "format_message", None)
    if type(error).__name__ == "NoArgsIsHelpError" and callable(shown):
        return str(shown())
    if callable(shown):
        return f"Lệnh chưa đúng: {shown()} Xem `thidua --help`."
    return (
        f"Có lỗi ngoài dự kiến ({type(error).__name__}: {error}). Sổ cũ không thay đổi. "
        "Chạy lại với --debug và gửi phần hiện ra cho người phụ trách phần mềm."
    )


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
