"""Schedules: what systemd and Windows are given, turns in the foreground, the story of the runs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from campaign.errors import UsageError
from campaign.ledger.book import Ledger
from campaign.ledger.events import JobRun
from campaign.ledger.job_story import job_story
from sheets_sync.jobs import systemd, windows
from sheets_sync.jobs.command import JobCommand
from sheets_sync.jobs.every import Interval, read_interval, turns
from sheets_sync.jobs.turn import BusyError, turn
from tests.postgres_server import new_database

TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
COMMAND = JobCommand(
    Path("/srv/Thi đua 100%/sổ.xlsx"), "q12-cchc-2020", "", "", read_interval("15m")
)


@pytest.mark.parametrize(
    ("text", "seconds"), [("15m", 900), ("1h", 3600), ("90s", 90), ("1D", 86400)]
)
def test_an_interval_is_read_as_people_write_it(text: str, seconds: int) -> None:
    assert read_interval(text).seconds == seconds
    assert read_interval(str(read_interval(text))).seconds == seconds


@pytest.mark.parametrize("text", ["", "15", "m", "0m", "30s", "8d", "-1h"])
def test_other_texts_are_no_interval(text: str) -> None:
    with pytest.raises(UsageError, match="15m"):
        read_interval(text)


class Hand:
    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


def begun(costs: list[float]) -> Iterator[float]:
    clock = Hand()
    left = list(costs)
    for _ in turns(Interval(900), clock, lambda: bool(left)):
        yield clock.time
        clock.time += left.pop(0)


def test_runs_begin_on_time_and_one_that_took_too_long_skips_what_it_missed() -> None:
    assert list(begun([10, 1000, 10, 10])) == [0, 900, 2700, 3600]


def test_the_timer_runs_this_very_program_with_every_path_quoted() -> None:
    files = systemd.unit_files(COMMAND)
    service = files[f"{COMMAND.name}.service"]
    line = next(row for row in service.splitlines() if row.startswith("ExecStart="))
    words = shlex.split(line.removeprefix("ExecStart="))
    assert [word.replace("%%", "%") for word in words] == COMMAND.arguments
    assert "OnUnitActiveSec=900s" in files[f"{COMMAND.name}.timer"]


def test_what_the_run_shall_know_of_its_surroundings_is_quoted_too() -> None:
    command = replace(COMMAND, settings={"THIDUA_STATE": '/srv/50% "a" $b'})
    service = systemd.unit_files(command)[f"{command.name}.service"]
    assert 'Environment="THIDUA_STATE=/srv/50%% \\"a\\" $b"\nExecStart=' in service


def test_two_workbooks_of_one_name_have_a_job_each() -> None:
    other = replace(COMMAND, workbook=Path("/srv/khác/sổ.xlsx"))
    assert other.name != COMMAND.name
    assert replace(COMMAND, every=read_interval("1h")).name == COMMAND.name


def test_the_task_of_windows_is_whole_xml_and_never_runs_twice_at_once() -> None:
    xml = windows.task_xml(COMMAND).partition("?>")[2]
    root = ET.fromstring(xml)  # noqa: S314 - our own
    assert root.findtext(f".//{TASK}MultipleInstancesPolicy") == "IgnoreNew"
    assert root.findtext(f".//{TASK}Interval") == "PT900S"
    assert str(COMMAND.workbook) in str(root.findtext(f".//{TASK}Arguments"))
    # In this order alone does the schema know them.
    trigger = root.find(f".//{TASK}TimeTrigger")
    assert trigger is not None
    assert [one.tag for one in trigger] == [f"{TASK}StartBoundary", f"{TASK}Repetition"]


def test_windows_runs_it_without_a_window_where_it_can(tmp_path: Path) -> None:
    python = tmp_path / "python.exe"
    assert windows.windowless(python) == python
    (tmp_path / "pythonw.exe").touch()
    assert windows.windowless(python) == tmp_path / "pythonw.exe"


def test_windows_says_its_tasks_as_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    said = (
        '"\\Adobe","24/11/2026 18:00:00","Ready"\r\n"\\thidua-sync-so-1","N/A, x","Ready"\r\n'
        '"\\thidua-sync-so-1","24/11/2026 18:00:00","Ready"\r\n'
    )
    monkeypatch.setattr(windows, "run", lambda _: said)
    assert windows.installed() == ["thidua-sync-so-1"]
    assert windows.next_run("thidua-sync-so-1") == "24/11/2026 18:00:00"
    with pytest.raises(UsageError, match="Không có lịch"):
        windows.remove("Adobe")


def test_the_next_run_is_what_systemd_s_list_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systemd, "run", lambda _: '[{"next":1590000000000000,"left":9,"unit":"x"}]')
    assert systemd.next_run("x") == "21/05/2020 01:40"
    for nothing in ("[]", '[{"next":0}]', '[{"next":null}]', "NEXT LEFT", ""):
        monkeypatch.setattr(systemd, "run", lambda _, said=nothing: said)
        assert systemd.next_run("x") == ""


@pytest.mark.parametrize(
    ("word", "quoted"),
    [("a b", '"a b"'), ('a"b', '"a\\"b"'), ("C:\\x\\", '"C:\\x\\\\"')],
)
def test_words_of_a_windows_command_line(word: str, quoted: str) -> None:
    assert windows.quoted(word) == quoted


@pytest.mark.parametrize("place", [r"D:\Thi đua\sổ 100%.sqlite", "\\\\máy\\chung\\", 'lạ "lùng"$'])
def test_the_ledger_of_a_job_is_read_from_the_job_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    command = replace(COMMAND, ledger=place)
    monkeypatch.setattr(windows, "run", lambda _: windows.task_xml(command))
    assert windows.ledger_of(command.name) == place
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(systemd, "run", lambda _: "")
    systemd.install(command)
    assert systemd.ledger_of(command.name) == place


def test_jobs_are_installed_and_removed_by_systemd(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[list[str]] = []

    def run(line: list[str]) -> str:
        called.append(list(line))
        return ""

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(systemd, "run", run)
    systemd.install(COMMAND)
    assert systemd.installed() == [COMMAND.name]
    assert systemd.ledger_of(COMMAND.name) == ""
    assert systemd.ledger_of("khong-co") == ""
    assert called[-1][-3:] == ["enable", "--now", f"{COMMAND.name}.timer"]
    (systemd.folder() / "backup.timer").touch()
    with pytest.raises(UsageError, match="Không có lịch"):
        systemd.remove("backup")
    systemd.remove(COMMAND.name)
    assert systemd.installed() == []
    with pytest.raises(UsageError, match="Không có lịch"):
        systemd.remove(COMMAND.name)


def test_a_schedule_that_systemd_refuses_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(line: list[str]) -> str:
        raise UsageError(f"{line[0]} không nhận lệnh.")

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(systemd, "run", refuse)
    with pytest.raises(UsageError, match=r"Chưa đặt được lịch.*không nhận lệnh.*chạy lại lệnh"):
        systemd.install(COMMAND)
    assert systemd.installed() == []
    assert list(systemd.folder().iterdir()) == []


def test_a_machine_without_systemd_is_told_so() -> None:
    with pytest.raises(UsageError, match="Không chạy được"):
        systemd.run(["/no/such/program"])


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger.open(tmp_path / "ledger.sqlite")
    yield made
    made.close()


def noted(ledger: Ledger, minute: int, outcome: str, *holes: str) -> None:
    at = datetime(2020, 5, 10, 1, tzinfo=UTC) + timedelta(minutes=minute)
    detail = {"every": "15m", "holes": list(holes)}
    with ledger.atomic() as entry:
        entry.note_job(JobRun("sync", at, at + timedelta(seconds=30), outcome, detail))


def test_the_story_names_the_last_success_the_next_run_and_the_failures(ledger: Ledger) -> None:
    assert job_story(ledger.jobs()).sentences() == ["Sổ theo dõi chưa ghi lần đồng bộ nào."]
    noted(ledger, 0, "complete")
    noted(ledger, 15, "partial", "phuong-thoi-an")
    noted(ledger, 30, "failed")
    story = job_story(ledger.jobs())
    assert not story.good
    assert story.failures == 2
    assert story.sentences() == [
        "Đồng bộ gần nhất: 10/05/2020 08:30: HỎNG.",
        "Đồng bộ đầy đủ gần nhất: 10/05/2020 08:00.",
        "Số lần chưa đầy đủ từ đó: 2.",
        "Đồng bộ lần tới: 10/05/2020 08:45.",
    ]


def test_a_schedule_that_stopped_is_told(ledger: Ledger) -> None:
    noted(ledger, 0, "complete")
    story = job_story(ledger.jobs())
    begun = datetime(2020, 5, 10, 1, tzinfo=UTC)
    assert story.overdue(begun + timedelta(minutes=70)) == ""
    assert "lúc 10/05/2020 08:15 chưa thấy" in story.overdue(begun + timedelta(minutes=80))


def test_one_turn_at_a_time(ledger: Ledger, tmp_path: Path) -> None:
    with turn(ledger, tmp_path), pytest.raises(BusyError), turn(ledger, tmp_path):
        pass
    with turn(ledger, tmp_path):
        pass


@pytest.mark.postgres
def test_one_turn_at_a_time_across_machines(postgres: str, tmp_path: Path) -> None:
    url = new_database(postgres)
    first, second = Ledger.open(url), Ledger.open(url)
    with (
        turn(first, tmp_path / "one"),
        pytest.raises(BusyError),
        turn(second, tmp_path / "two"),
    ):
        pass
    with turn(second, tmp_path / "two"):
        pass
    first.close()
    second.close()
