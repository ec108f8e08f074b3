"""A periodic sync as a timer of the user's own systemd."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from campaign.errors import UsageError
from campaign.office_time import to_office
from sheets_sync.jobs.command import PREFIX, JobCommand, ledger_among

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)")
_SERVICE = """[Unit]
Description=thidua: keep the district workbook in step with the units' Google Sheets

[Service]
Type=oneshot
{settings}ExecStart={line}
TimeoutStartSec=3600
Nice=5
"""
_TIMER = """[Unit]
Description=thidua: every {every}

[Timer]
OnActiveSec=30s
OnUnitActiveSec={seconds}s
RandomizedDelaySec=20s

[Install]
WantedBy=timers.target
"""


def unit_files(command: JobCommand) -> dict[str, str]:
    """The two unit files, by name."""
    line = " ".join(quoted(word) for word in command.arguments)
    settings = "".join(
        f"Environment={_escaped(f'{name}={value}')}\n" for name, value in command.settings.items()
    )
    timer = _TIMER.format(every=command.every, seconds=command.every.seconds)
    return {
        f"{command.name}.service": _SERVICE.format(line=line, settings=settings),
        f"{command.name}.timer": timer,
    }


def quoted(word: str) -> str:
    """A word of ``ExecStart=``; systemd's own quoting, in which ``%`` and ``$`` are doubled."""
    return _escaped(word).replace("$", "$$")


def _escaped(word: str) -> str:
    """A word of any setting."""
    safe = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{safe}"'


def folder() -> Path:
    """Where the user's own unit files stand."""
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "systemd" / "user"


def install(command: JobCommand) -> str:
    """Write the unit files and start the timer; what to say.

    Raises:
        UsageError: systemd is not there or refuses.
    """
    place = folder()
    place.mkdir(parents=True, exist_ok=True)
    for name, text in unit_files(command).items():
        (place / name).write_text(text, "utf-8")
    try:
        _systemctl("daemon-reload")
        _systemctl("enable", "--now", f"{command.name}.timer")
    except UsageError as error:
        # What nobody runs shall not look like a schedule.
        for name in unit_files(command):
            (place / name).unlink(missing_ok=True)
        raise UsageError(
            f"Chưa đặt được lịch: {error} Hãy đăng nhập thẳng vào máy bằng tài khoản này (không "
            "qua su hay sudo) rồi chạy lại lệnh; hoặc mở một cửa sổ và để chạy ở đó: thidua sync "
            f"--every {command.every}, kèm --workbook và các tham số như thường dùng."
        ) from error
    return (
        f"Đã đặt lịch {command.name}: mỗi {command.every}. Muốn lịch chạy cả khi chưa đăng nhập: "
        "loginctl enable-linger"
    )


def remove(name: str) -> None:
    """Stop the timer and delete the unit files.

    Raises:
        UsageError: there is no such job, or systemd refuses.
    """
    if name not in installed():
        raise unknown_job(name)
    files = [folder() / f"{name}.{kind}" for kind in ("timer", "service")]
    _systemctl("disable", "--now", files[0].name)
    for file in files:
        file.unlink(missing_ok=True)
    _systemctl("daemon-reload")


def installed() -> list[str]:
    """Names of the jobs that were installed."""
    return sorted(file.stem for file in folder().glob(f"{PREFIX}*.timer"))


def ledger_of(name: str) -> str:
    """The ledger that an installed job works on; empty when its files do not say."""
    try:
        text = (folder() / f"{name}.service").read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    line = next((one for one in text.splitlines() if one.startswith("ExecStart=")), "")
    return ledger_among([_plain(word) for word in _QUOTED.findall(line)])


def _plain(word: str) -> str:
    """A word of ``ExecStart=`` as it was before ``quoted``."""
    return _ESCAPED.sub(r"\1", word).replace("%%", "%").replace("$$", "$")


def next_run(name: str) -> str:
    """When systemd will run it next, by the office's clock; empty when it does not say."""
    try:
        said = _systemctl("list-timers", "--all", "--output=json", f"{name}.timer")
        found = json.loads(said)
        moment = int(found[0]["next"]) / 1e6
    except (UsageError, ValueError, LookupError, TypeError):
        return ""
    return f"{to_office(datetime.fromtimestamp(moment, UTC)):%d/%m/%Y %H:%M}" if moment else ""


def where_to_look(name: str) -> str:
    """How the last runs' own words are read."""
    return f"journalctl --user -u {name}"


def unknown_job(name: str) -> UsageError:
    """Nothing that we installed has this name."""
    return UsageError(f"Không có lịch nào tên “{name}”. Xem: thidua jobs status.")


def _systemctl(*words: str) -> str:
    return run(["systemctl", "--user", *words])


def run(line: Sequence[str]) -> str:
    """Run a program of the system.

    Raises:
        UsageError: it is not there, or failed.
    """
    try:
        done = subprocess.run(  # noqa: S603
            line, capture_output=True, text=True, errors="replace", check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(f"Không chạy được {line[0]}: máy này có thể không dùng nó.") from error
    if done.returncode:
        why = (done.stderr or done.stdout).strip().splitlines()
        raise UsageError(f"{line[0]} không nhận lệnh ({why[-1] if why else done.returncode}).")
    return done.stdout
