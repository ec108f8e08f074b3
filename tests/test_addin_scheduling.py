"""What is scheduled: everything named in full, checked beforehand, and nothing secret."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from addin.cli.jobs import status_command
from addin.scheduling import job_command
from campaign.errors import ThiduaError
from campaign.ledger.book import Ledger
from campaign.ledger.events import JobRun
from sheets_sync.gsheets.errors import Stop
from sheets_sync.jobs import systemd
from sheets_sync.jobs.command import JobCommand
from sheets_sync.jobs.every import Interval

SECRET = "mat-khau-4711"
CAMPAIGN = "q12-cchc-2020"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a key, in which the office installs its job."""
    key = {"type": "service_account", "client_email": "a@b", "private_key": SECRET}
    (tmp_path / "khoa.json").write_text(json.dumps(key), "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("LEDGER", "GOOGLE_CREDENTIALS", "STATE", "GOOGLE_ENDPOINT"):
        monkeypatch.delenv(f"THIDUA_{name}", raising=False)
    return tmp_path


def asked(
    ledger: str = "", credentials: str = "khoa.json", workbook: str = "so.xlsx"
) -> JobCommand:
    return job_command(Path(workbook), CAMPAIGN, ledger, credentials, Interval(900))


def test_every_path_is_named_in_full(folder: Path) -> None:
    pair = os.pathsep.join(["khoa.json", str(folder / "khoa.json")])
    command = asked("so.sqlite", pair)
    whole = str(folder / "khoa.json")
    assert command.workbook == folder / "so.xlsx"
    assert command.ledger == str(folder / "so.sqlite")
    assert command.credentials == os.pathsep.join([whole, whole])


def test_what_stands_in_the_environment_goes_with_the_job(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THIDUA_LEDGER", "postgresql://thidua@may-chu/so")
    monkeypatch.setenv("THIDUA_GOOGLE_CREDENTIALS", "khoa.json")
    monkeypatch.setenv("THIDUA_STATE", "trang-thai")
    command = asked(credentials="")
    assert command.ledger == "postgresql://thidua@may-chu/so"
    assert command.credentials == str(folder / "khoa.json")
    assert command.settings == {"THIDUA_STATE": str(folder / "trang-thai")}


@pytest.mark.parametrize(
    "ledger",
    [
        f"postgresql://thidua:{SECRET}@may-chu/so",
        f"postgresql://may-chu/so?user=thidua&password={SECRET}",
    ],
)
def test_a_password_is_never_written_into_a_schedule(
    ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for option, variable in ((ledger, ""), ("", ledger)):
        monkeypatch.setenv("THIDUA_LEDGER", variable)
        with pytest.raises(ThiduaError, match="pgpass") as refused:
            asked(option)
        assert SECRET not in str(refused.value)


def test_no_file_of_a_schedule_holds_a_secret() -> None:
    assert SECRET not in "".join(systemd.unit_files(asked("postgresql://thidua@m/so")).values())


def test_what_could_never_run_is_not_scheduled() -> None:
    with pytest.raises(ThiduaError, match="đuôi"):
        asked(workbook="so.docx")
    with pytest.raises(Stop, match="khong-co"):
        asked(credentials="khong-co.json")


def installed(monkeypatch: pytest.MonkeyPatch, folder: Path, *commands: JobCommand) -> None:
    """Jobs as ``install`` leaves them, with a systemd that takes everything."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setattr(systemd, "run", lambda _: "")
    for command in commands:
        systemd.install(command)


def test_a_job_that_never_ran_is_no_error(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed(monkeypatch, folder, asked("so.sqlite"))
    assert status_command() == 1
    said = capsys.readouterr().out
    assert "Sổ theo dõi chưa ghi lần đồng bộ nào." in said
    assert "journalctl --user -u thidua-sync-so-" in said
    assert not (folder / "so.sqlite").exists()


def test_the_status_is_that_of_the_job_s_own_ledger(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = asked("một.sqlite"), asked("hai.sqlite", workbook="hai.xlsx")
    installed(monkeypatch, folder, one, two)
    ledger, now = Ledger.open(folder / "một.sqlite"), datetime.now(UTC)
    with ledger.atomic() as entry:
        entry.note_job(JobRun("sync", now, now, "complete", {"every": "15m"}))
    ledger.close()
    assert status_command() == 1
    said = capsys.readouterr().out
    assert said.count("chưa ghi lần đồng bộ nào") == 1
    assert said.count(": đầy đủ.") == 1
    assert str(folder / "một.sqlite") in said
    assert status_command(ledger=str(folder / "một.sqlite")) == 0


def test_a_ledger_that_is_none_is_said_and_the_other_is_told_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "hỏng.sqlite").write_text("no ledger" * 99)
    installed(monkeypatch, folder, asked("hỏng.sqlite"), asked("hai.sqlite", workbook="hai.xlsx"))
    assert status_command() == 1
    said = capsys.readouterr().out
    assert "Không mở được sổ theo dõi" in said
    assert "chưa ghi lần đồng bộ nào" in said
