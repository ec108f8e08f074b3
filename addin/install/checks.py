"""What of the installation stands, and how to mend what does not."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from addin.build.xlam import addin_file
from addin.doctor import Finding
from addin.install.places import Places, mac_script
from addin.install.settings import value_of
from addin.install.steps import read_settings

_AGAIN = "Hãy chạy lệnh “thidua excel install”."
_PATIENCE = 120
_ANSWERS = "import xlwings; from addin.buttons import caller"


def check(places: Places) -> Iterator[Finding]:
    """Look at each part, the last by calling the Python that Excel will call."""
    remedy = "Hãy cài Excel và mở nó một lần."
    yield Finding("Excel", places.has_excel, str(places.sign), remedy)
    yield _addin(places)
    if places.script is not None:
        good = places.script.exists() and places.script.read_bytes() == mac_script().read_bytes()
        yield Finding("Quyền gọi Python trên máy Mac", good, str(places.script), _AGAIN)
    python = value_of(read_settings(places), places.key)
    yield Finding("Thiết lập Python cho Excel", python is not None, python or "", _AGAIN)
    if python is not None:
        yield _answer(python)


def _addin(places: Places) -> Finding:
    detail, remedy = str(places.addin), _AGAIN
    good = places.addin.exists()
    if good and places.addin.read_bytes() != addin_file():
        good, remedy = False, f"Tệp đang cài là của bản khác. {_AGAIN}"
    return Finding("Nút lệnh trong Excel", good, detail, remedy)


def _answer(python: str) -> Finding:
    """Whether that Python starts and has this program."""
    name = "Phần xử lý trả lời"
    if not Path(python).is_file():
        return Finding(name, good=False, detail=f"không còn tệp {python}", remedy=_AGAIN)
    try:
        command = [python, "-B", "-c", _ANSWERS]
        done = subprocess.run(  # noqa: S603 - the interpreter that the settings name, as Excel runs it
            command, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Finding(name, good=False, detail=f"{type(error).__name__}", remedy=_AGAIN)
    last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    return Finding(name, done.returncode == 0, last or python, f"Hãy cài lại phần mềm. {_AGAIN}")
