"""Two syncs that are started together, each in a process of its own: the work is done once."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

import pytest

from addin.syncing import run_sync
from campaign.ledger.book import Ledger
from sheets_sync.jobs.turn import BusyError
from tests.postgres_server import new_database
from tests.sheets_office import UNITS, Office, new_office, quiet

WARD = UNITS[0]
DONE, BUSY, BROKEN = 0, 3, 4


def begin(office: Office, ledger: str, state: str) -> int:
    """Start a sync as another machine would, with a state folder of its own; its process."""
    google = office.google()
    request = office.request(ledger=ledger, state=office.folder / state, workbook=None)
    child = os.fork()
    if child:
        return child
    code = BROKEN
    try:
        run_sync(request, [google], quiet)
        code = DONE
    except BusyError:
        code = BUSY
    except BaseException:  # noqa: BLE001 - whatever it is, this process must not go on with the tests
        traceback.print_exc()
    finally:
        os._exit(code)


def check_once(office: Office, places: tuple[str, str]) -> None:
    """Both begin at once; whoever comes too late has nothing left to do, or does nothing."""
    office.fill(WARD, "Một cửa")
    office.box.log.clear()
    children = [begin(office, place, f"state{n}") for n, place in enumerate(places)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert sorted(codes) in ([DONE, BUSY], [DONE, DONE])
    assert office.box.log.counts["sheets.spreadsheets.batchUpdate"] == 1
    assert office.told(WARD) == {"Một cửa": ("Nhận", "")}
    ledger = Ledger.open(places[0], create=False)
    looks = [event for event in ledger.history(WARD, ledger.clock()) if event.kind == "observation"]
    assert [look.body["outcome"] for look in looks] == ["read"]
    assert ledger.verify().faults == ()
    ledger.close()


def test_on_one_machine_however_the_ledger_s_path_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with new_office(tmp_path, UNITS[:1]) as office:
        check_once(office, ("ledger.sqlite", str(tmp_path / "ledger.sqlite")))


@pytest.mark.postgres
def test_on_two_machines_that_share_a_server(postgres: str, tmp_path: Path) -> None:
    url = new_database(postgres)
    with new_office(tmp_path, UNITS[:1]) as office:
        check_once(office, (url, url))
