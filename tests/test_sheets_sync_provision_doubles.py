"""Two machines at once, or two files of one unit: one stays, nothing that was written is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sheets_sync.provision.asked import Provisioned
from sheets_sync.sandbox.accounts import PROJECT
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.routes import ROUTES
from sheets_sync.sandbox.server import OFFICE
from sheets_sync.sandbox.spreadsheets import batch_update
from tests.sheets_office import (
    CAMPAIGN,
    REGISTRATION,
    ROW,
    UNITS,
    Office,
    new_office,
)

WARD = UNITS[0]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path, UNITS[:1]) as made:
        made.box.advance(3600)
        yield made


def brought(office: Office, **options: object) -> Provisioned:
    (done,) = office.provision(**options)
    return done


def alive(office: Office) -> list[DriveFile]:
    return [file for file in office.box.world.files.values() if not file.trashed]


def unit_mark(file: DriveFile) -> str:
    return file.app_properties[PROJECT]["thidua_unit"]


def second_file(office: Office, *titles: str) -> str:
    """Another file of the unit, drawn and shared like the first, with what the unit wrote."""
    (first,) = alive(office)
    file = office.google().create(first.name, CAMPAIGN, WARD, "")
    with office.box.lock:
        first.app_properties, kept = {}, first.app_properties
    office.provision(state=None)
    if titles:
        office.fill(WARD, *titles)
    with office.box.lock:
        first.app_properties = kept
    return file


def test_of_two_empty_files_the_one_made_first_stays(office: Office) -> None:
    (first,) = alive(office)
    spare = second_file(office)
    planned = brought(office, dry_run=True).plan
    assert planned is not None
    assert planned.spares == (spare,)
    assert len(alive(office)) == 2
    assert brought(office).done
    assert alive(office) == [first]
    again = brought(office).plan
    assert again is not None
    assert again.idle


def test_the_file_that_the_unit_has_filled_stays_though_it_was_made_later(office: Office) -> None:
    filled = second_file(office, "Một cửa")
    assert brought(office).done
    assert [file.file_id for file in alive(office)] == [filled]
    assert office.book(WARD).worksheet(REGISTRATION.title).acell(f"B{ROW}").value == "Một cửa"


def test_where_both_are_filled_a_person_decides_and_neither_is_touched(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    second_file(office, "Hẹn giờ")
    office.box.log.clear()
    done = brought(office)
    assert done.plan is None
    assert "có hai bảng tính" in str(done.error)
    assert len(alive(office)) == 2
    assert not {name for name in office.box.log.counts if "atch" in name or "update" in name}


def test_a_tab_of_the_unit_s_own_counts_as_filled(office: Office) -> None:
    office.book(WARD).add_worksheet("Nháp", 5, 5).update([["ghi chú"]], "A1")
    (first,) = alive(office)
    spare = second_file(office)
    with office.box.lock:
        office.box.world.files[spare].created = first.created - 60
    assert brought(office).done
    assert alive(office) == [first]


def test_a_file_of_somebody_else_is_named_and_not_binned(office: Office) -> None:
    """Only the owner may bin it, and we are not."""
    other = "may-khac@thidua-sandbox.iam.gserviceaccount.com"
    google = office.google(other)
    file = google.create("Bản của máy khác", CAMPAIGN, WARD, "")
    google.share(file, OFFICE, "UBND phường Thạnh Xuân", notify=False)
    assert "có hai bảng tính" in str(brought(office).error)
    assert len(alive(office)) == 2


def test_two_machines_at_once_leave_one_file_of_each_unit(tmp_path: Path) -> None:
    with new_office(tmp_path) as office:
        with office.box.lock:
            office.box.world.files.clear()
        begin = threading.Barrier(2)
        done: list[Provisioned] = []

        def machine(name: str) -> None:
            begin.wait()
            done.extend(office.provision(state=tmp_path / name))

        machines = [threading.Thread(target=machine, args=(name,)) for name in ("a", "b")]
        for one in machines:
            one.start()
        for one in machines:
            one.join()
        assert [str(one.error) for one in done if not one.done] == []
        assert len(done) == 2 * len(UNITS)
        assert sorted(unit_mark(file) for file in alive(office)) == sorted(UNITS)
        assert all(one.plan is not None and one.plan.idle for one in office.provision())
        for unit in UNITS:
            office.fill(unit, "Một cửa")


def test_what_another_machine_drew_a_moment_before_is_no_failure(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second request for the same tabs is refused; the spreadsheet is as it should be."""
    with office.box.lock:
        office.box.world.files.clear()
    struck: list[str] = []

    def late(call):  # noqa: ANN001, ANN202 - a handler of the sandbox
        if not struck:
            struck.append("drawn")
            batch_update(call)
        return batch_update(call)

    changed = (replace(one, handler=late) if one.handler is batch_update else one for one in ROUTES)
    monkeypatch.setattr("sheets_sync.sandbox.routes.ROUTES", tuple(changed))
    done = brought(office)
    assert struck == ["drawn"]
    assert done.done, done.errors
    office.fill(WARD, "Một cửa")
