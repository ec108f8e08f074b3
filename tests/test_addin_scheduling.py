"""What is scheduled: everything named in full, checked beforehand, and nothing secret."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from addin.scheduling import job_command
from campaign.errors import ThiduaError
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
