"""Where Excel and xlwings look for things, on Windows and on the Mac.

Sources: Excel's start-up folders as Microsoft documents them; xlwings' own settings file and
AppleScript folder as in the installed version's ``xlwings/__init__.py`` and ``xlwings/cli.py``.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from addin.build.modules import wheel
from addin.build.xlam import NAME
from campaign.errors import UsageError

_MAC_EXCEL = ("Library", "Containers", "com.microsoft.Excel")
_MAC_START = (
    *("Library", "Group Containers", "UBF8T346G9.Office"),
    *("User Content.localized", "Startup.localized", "Excel"),
)
_MAC_SCRIPTS = ("Library", "Application Scripts", "com.microsoft.Excel")


@dataclass(frozen=True, slots=True)
class Places:
    """The places on one machine.

    Attributes:
        sign: A folder that is there when Excel was started at least once.
        addin: Where Excel looks for the add-in.
        settings: The file from which xlwings' VBA takes its settings.
        key: Name of the setting that says which Python is called.
        line_end: How a line of that file ends.
        encoding: How VBA reads that file, and every path.
        home: The user's folder.
        script: On a Mac, where Excel may start a program from; None on Windows.
    """

    sign: Path
    addin: Path
    settings: Path
    key: str
    line_end: str
    encoding: str
    home: Path
    script: Path | None = None

    @property
    def has_excel(self) -> bool:
        """Whether Excel was ever started by this user."""
        return self.sign.is_dir()

    def readable(self, path: str) -> bool:
        """Whether VBA can read a path: its strings for files are not Unicode on Windows."""
        try:
            path.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


def find_places(
    system: str = sys.platform,
    environment: Mapping[str, str] = os.environ,
    home: Path | None = None,
    encoding: str | None = None,
) -> Places:
    """The places for a system (``sys.platform``'s names), without asking whether they exist.

    Raises:
        UsageError: Excel does not run on that system, or Windows does not say where its folder is.
    """
    folder = home or Path.home()
    letters = encoding or locale.getencoding()
    if system == "win32":
        return _windows(environment, folder, letters)
    if system == "darwin":
        return _mac(folder, letters)
    raise UsageError(
        "Máy này không chạy Windows hay macOS nên không có Excel để cài nút lệnh. Trên máy này vẫn "
        "dùng được lệnh “thidua run”, và nút lệnh trong Google Sheets."
    )


def _windows(environment: Mapping[str, str], home: Path, encoding: str) -> Places:
    roaming = environment.get("APPDATA", "")
    if not roaming:
        raise UsageError("Windows không cho biết thư mục APPDATA; hãy chạy bằng tài khoản thường.")
    excel = Path(roaming, "Microsoft", "Excel")
    settings = home / ".xlwings" / "xlwings.conf"
    addin = excel / "XLSTART" / NAME
    return Places(excel, addin, settings, "INTERPRETER_WIN", "\r\n", encoding, home)


def _mac(home: Path, encoding: str) -> Places:
    excel = home.joinpath(*_MAC_EXCEL)
    settings = excel / "Data" / "xlwings.conf"
    addin = home.joinpath(*_MAC_START, NAME)
    script = home.joinpath(*_MAC_SCRIPTS, mac_script().name)
    return Places(excel, addin, settings, "INTERPRETER_MAC", "\n", encoding, home, script)


def mac_script() -> Path:
    """The AppleScript of the installed xlwings through which Excel starts Python on a Mac.

    Raises:
        UsageError: the installed xlwings has none.
    """
    found = sorted(wheel().glob("xlwings-*.applescript"))
    if len(found) != 1:
        raise UsageError("Bản xlwings đang cài thiếu tệp AppleScript; hãy cài lại phần mềm.")
    return found[0]
