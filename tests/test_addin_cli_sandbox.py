"""``thidua sandbox`` as its user meets it: started, spoken to, stopped, started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import gspread
import pytest
import requests

from sheets_sync.redirect import redirect

START = (
    # A shell that runs the tests in the background has its children ignore Ctrl+C.
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from addin.cli import main; main()"
)


@contextmanager
def running(folder: Path, *options: str) -> Iterator[tuple[str, list[str]]]:
    """A sandbox in a process of its own: its address, and what it says when it was stopped."""
    words = [sys.executable, "-c", START, "sandbox", "--port", "0", *options]
    with subprocess.Popen(
        words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ
    ) as process:
        assert process.stdout is not None
        base = process.stdout.readline().decode().split(" ở ")[1].split(" ")[0]
        said: list[str] = []
        assert requests.get(base, timeout=20).ok
        yield base, said
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=20)
        said += rest.decode().splitlines()
        said.append(str(process.returncode))


def spoken_to(folder: Path, base: str) -> gspread.Client:
    """The unmodified client of the key file that the command wrote."""
    client = gspread.service_account(str(folder / "khoa.json"))
    redirect(client.http_client.session, base)
    return client


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent as a signal")
def test_what_gspread_wrote_is_there_after_ctrl_c_and_a_new_start(tmp_path: Path) -> None:
    options = ("--state", "tap.sqlite", "--key", "khoa.json")
    with running(tmp_path, *options) as (base, said):
        book = spoken_to(tmp_path, base).create("Phường 1")
        book.sheet1.update([["Một cửa", "1,5"]], "A1")
    assert said[-2:] == ["Đã dừng; các bảng tính được giữ ở tap.sqlite.", "0"]
    with running(tmp_path, *options) as (base, said):
        book = spoken_to(tmp_path, base).open("Phường 1")
        assert book.sheet1.get("A1:B1") == [["Một cửa", "1,5"]]
    assert said[-1] == "0"


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent as a signal")
def test_without_a_state_file_it_says_that_nothing_is_kept(tmp_path: Path) -> None:
    with running(tmp_path) as (_, said):
        pass
    assert said == ["Đã dừng, không giữ gì.", "0"]
