"""A spreadsheet in which everything drifted, and what provision must have made of it in the end."""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sheets_sync.gsheets.errors import GoogleError
from sheets_sync.sandbox.server import OFFICE
from tests.sheets_office import (
    CAMPAIGN,
    REGISTRATION,
    UNITS,
    Office,
    account_of,
    new_office,
)

if TYPE_CHECKING:
    from sheets_sync.sandbox.files import DriveFile

WARD = UNITS[0]
ONE = UNITS[:1]


def first(office: Office) -> None:
    """Nothing has been made yet, and nothing is remembered."""
    for made in (office.folder / "state").glob("made-*.json"):
        made.unlink()
    with office.box.lock:
        office.box.world.files.clear()


def drifted(office: Office) -> None:
    """The unit has filled rows; its access, a header, a check, a column and a tab are gone."""
    made = pickle.loads(_drifted())  # noqa: S301 - our own, just made
    with office.box.lock:
        known = next(iter(office.box.world.files), made.file_id)
        made.file_id = known
        office.box.world.files = {known: made}


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


def doubled(office: Office) -> None:
    """As ``drifted``, and another machine has made a second file, which nobody has touched."""
    drifted(office)
    file = office.google().create("Bản của máy khác", CAMPAIGN, WARD, "")
    with office.box.lock:
        office.box.world.files[file].created += 60


def attempt(office: Office) -> bool:
    """A provision that may fail; whether it said that all is done."""
    try:
        done = office.provision()
    except GoogleError:
        return False
    return all(one.plan is not None for one in done)


def idle(office: Office) -> bool:
    """Whether provision finds nothing to do."""
    return all(one.plan is not None and one.plan.idle for one in office.provision())


def outcome(office: Office) -> tuple[object, ...]:
    """What there is in the end: one file out of the bin, and nobody was written to."""
    (file,) = (file for file in office.box.world.files.values() if not file.trashed)
    assert office.box.world.mails == []
    return _content(file)


def _content(file: DriveFile) -> tuple[object, ...]:
    """All that a file holds and who may open it, but not ids and times of Google's own."""
    people = sorted((one["emailAddress"], one["role"]) for one in file.permissions)
    return file.name, file.app_properties, people, file.content.to_json()
