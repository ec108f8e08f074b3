"""A key of another Cloud project: no mark is seen, and nothing may be made a second time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync.gsheets.errors import Stop
from sheets_sync.gsheets.google import Google
from sheets_sync.provision.asked import Provisioned
from sheets_sync.provision.made_files import MadeFiles
from sheets_sync.sandbox.accounts import service_email
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.making import user_permission
from sheets_sync.sandbox.server import OFFICE
from sheets_sync.sync.looking import Finding
from tests.sheets_office import CAMPAIGN, UNITS, Office, new_office

WARD = UNITS[0]
MOVED = service_email("van-phong", "du-an-moi")
"""The office's service account in another project."""


class MovedOffice(Office):
    """An office that took new keys from another project; its files are shared with them."""

    key_of = OFFICE

    def google(self, email: str = "") -> Google:
        return super().google(email or self.key_of)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[MovedOffice]:
    with new_office(tmp_path) as made:
        moved = MovedOffice(made.box, tmp_path)
        yield moved


def take_new_keys(office: MovedOffice, *, shared: bool = True) -> None:
    office.key_of = MOVED
    if shared:
        with office.box.alone() as world:
            for file in world.files.values():
                file.permissions.append(user_permission(MOVED, "writer"))


def said(done: list[Provisioned]) -> set[str]:
    return {step.said for one in done if one.plan for step in one.plan.steps}


def alive(office: Office) -> list[DriveFile]:
    return [file for file in office.box.world.files.values() if not file.trashed]


def test_a_machine_that_made_the_files_marks_them_for_the_new_project(office: MovedOffice) -> None:
    office.provision(editors=(MOVED,))
    office.fill(WARD, "Một cửa")
    assert office.later().complete
    take_new_keys(office, shared=False)
    done = office.provision(editors=(OFFICE,))
    assert [str(one.error) for one in done if not one.done] == []
    assert "ghi lại dấu của văn phòng trên tệp" in said(done)
    assert len(alive(office)) == len(UNITS)
    assert said(office.provision(editors=(OFFICE,))) == set()
    assert office.later().complete


def test_a_new_account_that_may_not_unlock_is_told_who_can_let_it_in(office: MovedOffice) -> None:
    office.provision()
    office.fill(WARD, "Một cửa")
    take_new_keys(office)
    for one in office.provision():
        (error,) = one.errors
        assert "không được sửa vùng đã khóa" in str(error)
        assert "thidua sheets provision --editor" in str(error)
    outcome = office.later()
    assert outcome.synced.complete
    assert {one.error.code for one in outcome.pushed if one.error} == {"locked"}


def test_a_sync_says_that_the_project_is_another_and_keeps_the_rows(office: MovedOffice) -> None:
    office.fill(WARD, "Một cửa")
    assert office.later().complete
    take_new_keys(office)
    outcome = office.later()
    assert {look.finding for look in outcome.synced.holes} == {Finding.LOST}
    for look in outcome.synced.holes:
        assert "không mang dấu của dự án Google đang dùng" in look.sentence
        assert "thidua sheets provision --adopt" in look.sentence
    assert outcome.run is not None
    assert [row.text("title") for _, row in outcome.run.result.rows()] == ["Một cửa"]


def test_a_spreadsheet_that_is_really_gone_is_called_lost(office: MovedOffice) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    place = office.files()[WARD].id
    with office.box.alone() as world:
        file = world.files[place]
        file.trashed = True
        world.touch_metadata(file)
    (look,) = office.later().synced.holes
    assert "không còn thấy bảng tính" in look.sentence


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_new_machine_makes_no_second_file_until_a_person_says_so(
    office: MovedOffice, tmp_path: Path, *, dry_run: bool
) -> None:
    office.provision(editors=(MOVED,))
    office.fill(WARD, "Một cửa")
    take_new_keys(office, shared=False)
    with pytest.raises(Stop, match="không bảng nào mang dấu của dự án Google đang dùng") as told:
        office.provision(state=tmp_path / "new", dry_run=dry_run)
    assert "và 2 bảng khác" in str(told.value)
    assert "--adopt" in str(told.value)
    assert len(alive(office)) == len(UNITS)
    adopted = office.provision(state=tmp_path / "new", adopt=True)
    assert [str(one.error) for one in adopted if not one.done] == []
    assert len(alive(office)) == len(UNITS)
    outcome = office.later()
    assert outcome.complete
    assert outcome.run is not None
    assert [row.text("title") for _, row in outcome.run.result.rows()] == ["Một cửa"]


def test_one_file_without_a_mark_keeps_nobody_else_waiting(
    office: MovedOffice, tmp_path: Path
) -> None:
    place = office.files()[WARD].id
    with office.box.alone() as world:
        file = world.files[place]
        file.app_properties.clear()
        world.touch_metadata(file)
    done = {one.unit.id: one for one in office.provision(state=tmp_path / "new")}
    (said,) = done.pop(WARD).errors
    assert f"“{file.name}” mà không mang dấu" in str(said)
    assert all(one.done for one in done.values())
    assert len(alive(office)) == len(UNITS)


def test_a_stranger_s_file_of_the_same_name_is_no_file_of_ours(
    office: MovedOffice, tmp_path: Path
) -> None:
    (name,) = {file.name for file in alive(office) if "Thạnh Xuân" in file.name}
    with office.box.alone() as world:
        for file in alive(office):
            world.remove(file)
    office.google().create(name, "đợt khác", "đơn vị khác", "")
    with office.box.alone() as world:
        for file in alive(office):
            file.app_properties.clear()
    done = office.provision(state=tmp_path / "new")
    assert all(one.done for one in done)
    assert len(alive(office)) == len(UNITS) + 1


def test_an_account_that_reaches_no_file_makes_none(office: MovedOffice) -> None:
    office.provision()
    take_new_keys(office, shared=False)
    with pytest.raises(Stop, match=f"do tài khoản {OFFICE} lập") as told:
        office.provision()
    assert MOVED in str(told.value)
    assert len(alive(office)) == len(UNITS)


def test_files_that_were_deleted_are_made_again_by_the_account_that_made_them(
    office: MovedOffice,
) -> None:
    office.provision()
    with office.box.alone() as world:
        for file in alive(office):
            world.remove(file)
    assert all(one.done for one in office.provision())
    assert len(alive(office)) == len(UNITS)


def test_what_an_older_version_remembered_is_read(tmp_path: Path) -> None:
    kept = tmp_path / "made.json"
    kept.write_text('{"phuong-a": "1abc"}')
    made = MadeFiles.load(kept)
    assert (made.ids, made.account) == ({"phuong-a": "1abc"}, "")
    made.note("phuong-b", "2abc", OFFICE)
    again = MadeFiles.load(kept)
    assert (again.ids, again.account) == ({"phuong-a": "1abc", "phuong-b": "2abc"}, OFFICE)


def test_properties_of_an_application_are_its_project_s_alone(office: MovedOffice) -> None:
    take_new_keys(office)
    file = alive(office)[0].file_id
    assert list(office.google(MOVED).listing(CAMPAIGN)) == []
    assert office.google(MOVED).unit_of(file, "x") == ""
    office.google(MOVED).mark(file, CAMPAIGN, "phuong-moi", "x")
    assert [one.unit for one in office.google(MOVED).listing(CAMPAIGN)] == ["phuong-moi"]
    assert sorted(one.unit for one in office.google(OFFICE).listing(CAMPAIGN)) == sorted(UNITS)


def test_a_state_file_from_before_projects_were_told_apart_is_read(office: MovedOffice) -> None:
    kept = alive(office)[0].to_json()
    (project,) = kept["app_properties"]
    old = kept | {"app_properties": kept["app_properties"][project]}
    assert DriveFile.from_json(old).app_properties == kept["app_properties"]
