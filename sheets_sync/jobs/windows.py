"""A periodic sync as a scheduled task of Windows."""

from __future__ import annotations

import csv
import re
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from campaign.errors import UsageError
from sheets_sync.jobs.command import PREFIX, JobCommand, ledger_among
from sheets_sync.jobs.systemd import run, unknown_job

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_SLASHES = re.compile(r'(\\+)("|$)')
"""Backslashes count double only before a quote, or before the one that ends a word."""

_TASK = """<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Thi Đua: đồng bộ Google Sheets mỗi {every}</Description>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <StartBoundary>2020-01-01T00:00:00</StartBoundary>
      <Repetition><Interval>PT{seconds}S</Interval></Repetition>
    </TimeTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>
    <ExecutionTimeLimit>PT1H</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions>
    <Exec>
      <Command>{program}</Command>
      <Arguments>{arguments}</Arguments>
    </Exec>
  </Actions>
</Task>
"""


def task_xml(command: JobCommand) -> str:
    """The task as the scheduler reads it."""
    program, *arguments = command.arguments
    program = str(windowless(Path(program)))
    return _TASK.format(
        every=command.every,
        seconds=command.every.seconds,
        program=escape(program),
        arguments=escape(" ".join(quoted(word) for word in arguments)),
    )


def windowless(python: Path) -> Path:
    """The interpreter that opens no window every quarter of an hour, where there is one."""
    quiet = python.with_name(python.name.lower().replace("python", "pythonw", 1))
    return quiet if quiet.exists() else python


def quoted(word: str) -> str:
    """A word of a Windows command line: backslashes count double only before a quote."""
    out, slashes = '"', 0
    for sign in word:
        if sign == "\\":
            slashes += 1
            continue
        out += "\\" * (2 * slashes + 1 if sign == '"' else slashes) + sign
        slashes = 0
    return out + "\\" * (2 * slashes) + '"'


def install(command: JobCommand) -> str:
    """Hand the task to Windows; what to say.

    Raises:
        UsageError: Windows refuses.
    """
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "task.xml"
        file.write_text(task_xml(command), "utf-16")
        run(["schtasks", "/Create", "/TN", command.name, "/XML", str(file), "/F"])
    said = f"Đã đặt lịch {command.name}: mỗi {command.every}, khi tài khoản này đang đăng nhập."
    wanted = "; ".join(f'setx {name} "{value}"' for name, value in command.settings.items())
    return f"{said} Lịch không mang theo biến môi trường; hãy chạy: {wanted}" if wanted else said


def remove(name: str) -> None:
    """Delete the task.

    Raises:
        UsageError: we installed none of this name, or Windows refuses.
    """
    if name not in installed():
        raise unknown_job(name)
    run(["schtasks", "/Delete", "/TN", name, "/F"])


def installed() -> list[str]:
    """Names of the tasks that were installed."""
    try:
        said = run(["schtasks", "/Query", "/FO", "CSV", "/NH"])
    except UsageError:
        return []
    names = (row[0].lstrip("\\") for row in csv.reader(said.splitlines()) if row)
    return sorted({name for name in names if name.startswith(PREFIX)})


def ledger_of(name: str) -> str:
    """The ledger that an installed task works on; empty when Windows does not say."""
    from xml.etree import ElementTree as ET

    try:
        root = ET.fromstring(run(["schtasks", "/Query", "/TN", name, "/XML"]))  # noqa: S314
    except (UsageError, ET.ParseError):
        return ""
    line = next((one.text or "" for one in root.iter() if one.tag.endswith("Arguments")), "")
    return ledger_among([unquoted(word) for word in _QUOTED.findall(line)])


def unquoted(word: str) -> str:
    """What stood between the quotes of ``quoted``."""
    return _SLASHES.sub(lambda found: "\\" * (len(found[1]) // 2) + (found[2] or ""), word)


def next_run(name: str) -> str:
    """When Windows will run it next; empty when it does not say."""
    try:
        said = run(["schtasks", "/Query", "/TN", name, "/FO", "CSV", "/NH"])
    except UsageError:
        return ""
    cells = next((row for row in csv.reader(said.splitlines()) if row), [])
    return cells[1] if len(cells) > 1 else ""


def where_to_look(name: str) -> str:
    """How the last runs' own words are read."""
    return f"schtasks /Query /TN {name} /V /FO LIST"
