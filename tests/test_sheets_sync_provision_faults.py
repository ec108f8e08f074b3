"""Whatever breaks during provision: the next run converges, nobody has two of anything."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sheets_sync.gsheets.errors import GoogleError
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.server import OFFICE
from tests.sheets_office import REGISTRATION, UNITS, Office, account_of, new_office

WARD = UNITS[0]
ONE = UNITS[:1]
KINDS = (
    "drop-before",
    "drop-after",
    "429",
    "500",
    "503",
    "503-after",
    "truncated",
    "expired-token",
    "stale-listing",
)


def first(office: Office) -> None:
    """Nothing has been made yet, and nothing is remembered."""
    for made in (office.folder / "state").glob("made-*.json"):
        made.unlink()
    with office.box.lock:
        office.box.world.files.clear()


def drifted(office: Office) -> None:
    """The unit has filled rows; its access, a header, a check, a column and a tab are gone."""
    with office.box.lock:
        (file,) = office.box.world.files.values()
        office.box.world.files = {file.file_id: pickle.loads(_drifted())}  # noqa: S301 - our own


@cache
def _drifted() -> bytes:
    with TemporaryDirectory() as folder, new_office(Path(folder), ONE) as office:
        office.fill(WARD, "Một cửa thân thiện", "Hẹn giờ")
        book = office.book(WARD, OFFICE)
        sheet = book.worksheet(REGISTRATION.title)
        sheet.update([["Gọi là gì"]], "B7")
        sheet.delete_protected_range(str(sheet.id))
        sheet.delete_columns(16)
        clear = {"range": {"sheetId": sheet.id, "startColumnIndex": 2, "endColumnIndex": 3}}
        book.batch_update({"requests": [{"setDataValidation": clear}]})
        book.del_worksheet(book.worksheets()[3])
        book.remove_permissions(account_of(WARD))
        return pickle.dumps(*office.box.world.files.values())


def attempt(office: Office) -> bool:
    """A run that may fail; whether it said that all is done."""
    try:
        done = office.provision()
    except GoogleError:
        return False
    return all(one.plan is not None for one in done)


def content(file: DriveFile) -> tuple[object, ...]:
    """All that a file holds and who may open it, but not ids and times of Google's own."""
    people = sorted((one["emailAddress"], one["role"]) for one in file.permissions)
    return file.name, file.app_properties, people, file.content.to_json()


def outcome(office: Office) -> tuple[object, ...]:
    """What there is in the end: one file, and nobody was written to."""
    (file,) = office.box.world.files.values()
    assert office.box.world.mails == []
    return content(file)


def check_each(folder: Path, kind: str, story: str) -> int:
    """Strike each request of a provision in turn; how many there were."""
    begin = {"first": first, "drifted": drifted}[story]
    with new_office(folder, ONE) as office:
        begin(office)
        office.box.log.clear()
        assert attempt(office)
        number, wanted = office.box.log.number, outcome(office)
        assert [one.plan and one.plan.idle for one in office.provision()] == [True]
        for at in range(1, number + 1):
            begin(office)
            fault = office.box.faults.add(kind, at=[at], seconds=7200)
            attempt(office)
            assert fault.struck == 1
            office.box.faults.clear()
            assert attempt(office)
            assert outcome(office) == wanted
    return number


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_at_any_request_of_a_first_provision_doubles_nothing(
    tmp_path: Path, kind: str
) -> None:
    assert check_each(tmp_path, kind, "first") == len(
        ("token", "about", "list", "create", "share", "write")
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_at_any_request_of_a_mending_leaves_the_unit_s_rows_alone(
    tmp_path: Path, kind: str
) -> None:
    assert check_each(tmp_path, kind, "drifted") == len(
        ("token", "about", "list", "get", "permissions", "share", "write")
    )
