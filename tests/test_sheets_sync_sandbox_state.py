from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import gspread
import pytest
import requests

from campaign.errors import UsageError
from sheets_sync.redirect import redirect
from sheets_sync.sandbox.server import OFFICE, Sandbox
from tests.sandbox_server import service_client


def start(state: Path, key: Path) -> tuple[subprocess.Popen[str], str]:
    """The command itself, in a process of its own, and its address."""
    command = [sys.executable, "-m", "addin.cli", "sandbox", "--port", "0"]
    options = ["--state", str(state), "--key", str(key)]
    process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.readline()
    return process, json.loads(key.read_text(encoding="utf-8"))["token_uri"].removesuffix("/token")


def connected(key: Path, base: str) -> gspread.Client:
    client = gspread.service_account(filename=str(key))
    redirect(client.http_client.session, base)
    return client


def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    state, key = tmp_path / "sandbox.db", tmp_path / "key.json"
    process, base = start(state, key)
    client = connected(key, base)
    book = client.create("Còn mãi")
    book.share("don.vi@sandbox.test", perm_type="user", role="writer", notify=True)
    book.sheet1.update([["một", 2]], "A1")
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    with Sandbox(state=state) as again:
        reopened = service_client(again, tmp_path).open_by_key(book.id)
        assert reopened.sheet1.get("A1:B1") == [["một", "2"]]
        assert {one["role"] for one in reopened.list_permissions()} == {"owner", "writer"}
        assert [mail["to"] for mail in again.world.mails] == ["don.vi@sandbox.test"]
        assert reopened.add_worksheet("Mới", 5, 5).id != 0


def test_a_key_from_before_still_signs_in_after_a_restart(tmp_path: Path) -> None:
    state = tmp_path / "sandbox.db"
    with Sandbox(state=state) as first:
        key = first.write_key(tmp_path / "key.json")
        port = first.port
        connected(key, first.base).create("Trước")
    with Sandbox(port, state=state) as second:
        assert [one["name"] for one in connected(key, second.base).list_spreadsheet_files()] == [
            "Trước"
        ]


def test_deleted_files_stay_deleted(tmp_path: Path) -> None:
    state = tmp_path / "sandbox.db"
    with Sandbox(state=state) as first:
        client = service_client(first, tmp_path)
        client.del_spreadsheet(client.create("Bỏ").id)
        changes = first.world.changes
    with Sandbox(state=state) as second:
        assert second.world.files == {}
        assert second.world.changes == changes


def test_the_clock_can_be_set_and_advanced_to_play_weeks(tmp_path: Path) -> None:
    begin = datetime(2020, 9, 1, 8, tzinfo=UTC)
    with Sandbox(start=begin) as box:
        client = service_client(box, tmp_path)
        book = client.create("Tuần")
        url = f"{box.base}/_sandbox/clock"
        week = requests.post(url, json={"advance": 7 * 86400}, timeout=5).json()
        assert week["now"].startswith("2020-09-08T08:0")
        book.sheet1.update([["x"]], "A1")
        assert book.get_lastUpdateTime().startswith("2020-09-08")
        assert book.creationTime.startswith("2020-09-01")
        requests.post(url, json={"set": "2020-11-02T08:00:00+07:00"}, timeout=5)
        book.sheet1.update([["y"]], "A1")
        assert book.get_lastUpdateTime().startswith("2020-11-02T01:00")


def test_a_port_in_use_and_a_strange_state_file_are_told(sandbox: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cổng đang có chương trình khác dùng"):
        Sandbox(sandbox.port)
    with pytest.raises(UsageError, match=r"cổng 70000 \(số cổng phải từ 0"):
        Sandbox(70000)
    strange = tmp_path / "thu.docx"
    strange.write_bytes(b"khong phai co so du lieu" * 50)
    with pytest.raises(UsageError, match=r"“.*thu.docx” làm tệp trạng thái"):
        Sandbox(state=strange)


def test_a_state_file_is_one_sandbox_s_alone(tmp_path: Path) -> None:
    state = tmp_path / "sandbox.db"
    with Sandbox(state=state), pytest.raises(UsageError, match="tập dượt khác dùng"):
        Sandbox(state=state)
    with Sandbox(state=state) as again:
        assert again.world.files == {}


def test_two_changes_never_share_a_time(sandbox: Sandbox, office: gspread.Client) -> None:
    book = office.create("Nhanh")
    times = []
    for number in range(20):
        book.sheet1.update([[number]], "A1")
        times.append(sandbox.world.files[book.id].modified)
    assert sorted(set(times)) == times


def test_the_same_seed_gives_the_same_ids(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        with Sandbox(seed="giống nhau") as box:
            (tmp_path / name).mkdir()
            client = service_client(box, tmp_path / name, OFFICE)
            made.append(client.create("x").id)
    assert made[0] == made[1]
