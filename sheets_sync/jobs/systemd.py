"""A periodic sync as a timer of the user's own systemd."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from campaign.errors import UsageError
from sheets_sync.jobs.command import JobCommand

_SERVICE = """[Unit]
Description=thidua: keep the district workbook in step with the units' Google Sheets
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart={line}
TimeoutStartSec=3600
Nice=5
"""
_TIMER = """[Unit]
Description=thidua: every {every}

[Timer]
OnActiveSec=30s
OnUnitActiveSec={seconds}s
RandomizedDelaySec=20s
Persistent=true

[Install]
WantedBy=timers.target
"""


def unit_files(command: JobCommand) -> dict[str, str]:
    """The two unit files, by name."""
    line = " ".join(quoted(word) for word in command.arguments)
    timer = _TIMER.format(every=command.every, seconds=command.every.seconds)
    return {
        f"{command.name}.service": _SERVICE.format(line=line),
        f"{command.name}.timer": timer,
    }


def quoted(word: str) -> str:
    """A word of ``ExecStart=``; systemd's own quoting, in which ``%`` and ``$`` are doubled."""
    safe = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
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
    _systemctl("daemon-reload")
    _systemctl("enable", "--now", f"{command.name}.timer")
    return (
        f"Đã đặt lịch {command.name}: mỗi {command.every}. Muốn lịch chạy cả khi chưa đăng nhập: "
        "loginctl enable-linger"
    )


def remove(name: str) -> None:
    """Stop the timer and delete the unit files.

    Raises:
        UsageError: there is no such job, or systemd refuses.
    """
    files = [folder() / f"{name}.{kind}" for kind in ("timer", "service")]
    if not files[0].exists():
        raise UsageError(f"Không có lịch nào tên “{name}”. Xem: thidua jobs status.")
    _systemctl("disable", "--now", files[0].name)
    for file in files:
        file.unlink(missing_ok=True)
    _systemctl("daemon-reload")


def installed() -> list[str]:
    """Names of the jobs that were installed."""
    return sorted(file.stem for file in folder().glob("thidua-sync-*.timer"))


def next_run(name: str) -> str:
    """When systemd will run it next, as it says so itself; empty when it does not."""
    shown = ["show", f"{name}.timer", "--property=NextElapseUSecRealtime", "--value"]
    try:
        return _systemctl(*shown).strip()
    except UsageError:
        return ""


def _systemctl(*words: str) -> str:
    return run(["systemctl", "--user", *words])


def run(line: Sequence[str]) -> str:
    """Run a program of the system.

    Raises:
        UsageError: it is not there, or failed.
    """
    try:
        done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(f"Không chạy được {line[0]}: máy này có thể không dùng nó.") from error
    if done.returncode:
        why = (done.stderr or done.stdout).strip().splitlines()
        raise UsageError(f"{line[0]} không nhận lệnh ({why[-1] if why else done.returncode}).")
    return done.stdout
