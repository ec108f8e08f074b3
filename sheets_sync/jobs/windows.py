"""A periodic sync as a scheduled task of Windows."""

from __future__ import annotations

import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from campaign.errors import UsageError
from sheets_sync.jobs.command import JobCommand
from sheets_sync.jobs.systemd import run

_TASK = """<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Thi Đua: đồng bộ Google Sheets mỗi {every}</Description>
  </RegistrationInfo>
  <Triggers>
    <TimeTrigger>
      <Repetition><Interval>PT{seconds}S</Interval></Repetition>
      <StartBoundary>2020-01-01T00:00:00</StartBoundary>
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
    return _TASK.format(
        every=command.every,
        seconds=command.every.seconds,
        program=escape(program),
        arguments=escape(" ".join(quoted(word) for word in arguments)),
    )


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
    return f"Đã đặt lịch {command.name}: mỗi {command.every}, khi tài khoản này đang đăng nhập."


def remove(name: str) -> None:
    """Delete the task.

    Raises:
        UsageError: Windows refuses, for instance because there is none.
    """
    run(["schtasks", "/Delete", "/TN", name, "/F"])


def installed() -> list[str]:
    """Names of the tasks that were installed."""
    try:
        said = run(["schtasks", "/Query", "/FO", "CSV", "/NH"])
    except UsageError:
        return []
    names = (line.split(",")[0].strip('"').lstrip("\\") for line in said.splitlines())
    return sorted({name for name in names if name.startswith("thidua-sync-")})


def next_run(name: str) -> str:
    """When Windows will run it next; empty when it does not say."""
    try:
        said = run(["schtasks", "/Query", "/TN", name, "/FO", "CSV", "/NH"])
    except UsageError:
        return ""
    cells = said.strip().splitlines()[0].split(",") if said.strip() else []
    return cells[1].strip('"') if len(cells) > 1 else ""
