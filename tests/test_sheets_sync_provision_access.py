"""Who is let in, who is not, and where new files may be put."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from gspread.exceptions import APIError

from addin.provisioning import ProvisionRequest, run_provision
from campaign.errors import UsageError
from sheets_sync.gsheets.errors import Stop
from sheets_sync.provision.access import read_access
from sheets_sync.provision.asked import Provisioned
from sheets_sync.sandbox.server import OFFICE
from tests.sheets_office import REGISTRATION, ROW, UNITS, Office, account_of, new_office, quiet

WARD = UNITS[0]
HEAD = "truong.phong@sandbox.test"
NOBODY = "khong.co@that.invalid"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path, UNITS[:1]) as made:
        yield made


def without_files(office: Office) -> None:
    """As before the first provision."""
    with office.box.lock:
        office.box.world.files.clear()


def as_it_was(office: Office) -> None:
    """After a provision."""
    assert office.files()


def brought(office: Office, **options: object) -> Provisioned:
    (done,) = office.provision(**options)
    return done


def may_change_the_header(office: Office, email: str) -> bool:
    sheet = office.book(WARD, email).worksheet(REGISTRATION.title)
    try:
        sheet.update([[REGISTRATION.columns[1].label]], "B7")
    except APIError:
        return False
    return True


@pytest.mark.parametrize("begin", [without_files, as_it_was])
def test_people_of_the_office_may_edit_what_is_locked_and_the_unit_still_may_not(
    office: Office, begin: Callable[[Office], None]
) -> None:
    begin(office)
    done = brought(office, editors=(HEAD,))
    assert done.done, done.errors
    assert done.plan is not None
    assert HEAD in done.plan.shares
    assert may_change_the_header(office, HEAD)
    assert not may_change_the_header(office, account_of(WARD))
    after = brought(office, editors=(HEAD,)).plan
    assert after is not None
    assert after.idle


def test_a_unit_that_can_only_read_is_let_in_to_write_again(office: Office) -> None:
    book = office.book(WARD, OFFICE)
    book.remove_permissions(account_of(WARD))
    book.share(account_of(WARD), perm_type="user", role="reader", notify=False)
    done = brought(office)
    assert done.plan is not None
    assert done.plan.shares == (account_of(WARD),)
    office.fill(WARD, "Một cửa")
    assert office.book(WARD).worksheet(REGISTRATION.title).acell(f"B{ROW}").value == "Một cửa"


@pytest.mark.parametrize(
    ("kind", "address", "named"),
    [
        ("anyone", None, "bất kỳ ai có đường liên kết"),
        ("domain", "noikhac.vn", "mọi người của noikhac.vn"),
        ("user", "la@sandbox.test", "la@sandbox.test"),
    ],
)
def test_whoever_else_can_open_the_file_is_named_and_stays(
    office: Office, kind: str, address: str | None, named: str
) -> None:
    office.book(WARD).share(address, perm_type=kind, role="writer", notify=False)
    for _ in range(2):
        plan = brought(office).plan
        assert plan is not None
        assert plan.strangers == (named,)


def test_roles_are_told_apart() -> None:
    people = [
        {"type": "user", "role": "fileOrganizer", "emailAddress": "A@x.vn"},
        {"type": "user", "role": "commenter", "emailAddress": "b@x.vn"},
    ]
    access = read_access(people)
    assert access.lacking(["a@x.vn", "b@x.vn", "c@x.vn", "c@x.vn"]) == ("b@x.vn", "c@x.vn")
    assert access.strangers(["a@x.vn"]) == ("b@x.vn",)


@pytest.mark.parametrize("begin", [without_files, as_it_was])
def test_an_address_that_google_refuses_keeps_nobody_else_out(
    office: Office, begin: Callable[[Office], None]
) -> None:
    begin(office)
    done = brought(office, editors=(NOBODY, HEAD))
    assert not done.done
    (error,) = done.errors
    assert str(error).startswith(f"UBND phường Thạnh Xuân: không chia sẻ được cho {NOBODY}")
    assert "--notify" in str(error)
    office.fill(WARD, "Một cửa")
    assert may_change_the_header(office, HEAD)
    assert not may_change_the_header(office, account_of(WARD))


def test_with_mail_even_who_has_no_account_is_invited(office: Office) -> None:
    done = brought(office, editors=(NOBODY,), notify=True)
    assert done.done, done.errors
    assert [mail["to"] for mail in office.box.world.mails] == [NOBODY]


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_folder_out_of_reach_is_told_once_before_anything_is_made(
    office: Office,
    dry_run: bool,  # noqa: FBT001
) -> None:
    foreign = office.box.shared_drive("Của người khác", {HEAD: "organizer"})
    read_only = office.box.shared_drive("Chỉ xem", {OFFICE: "reader"})
    sheet = office.files()[WARD].id
    without_files(office)
    for folder in ("khong-co", foreign, read_only, sheet):
        with pytest.raises(Stop, match="Người quản lý nội dung") as caught:
            office.provision(folder=folder, dry_run=dry_run)
        assert f"“{folder}”" in str(caught.value)
    assert office.box.world.files == {}


def test_new_files_go_into_a_folder_of_a_shared_drive(office: Office) -> None:
    without_files(office)
    drive = office.box.shared_drive("Thi đua", {OFFICE: "fileOrganizer", HEAD: "writer"})
    done = brought(office, folder=drive, editors=(HEAD,))
    assert done.done, done.errors
    (file,) = office.box.world.files.values()
    assert file.drive_id == drive
    assert may_change_the_header(office, HEAD)


def test_what_google_does_not_take_is_told_in_its_own_words(office: Office) -> None:
    done = brought(office, locale="xx_XX")
    assert "xx_XX" in str(done.error)
    assert "--locale" in str(done.error)
    assert "thidua sheets provision" not in str(done.error)


def test_an_editor_that_is_no_address_is_told_before_anything_is_asked(office: Office) -> None:
    google = office.google()
    office.box.log.clear()
    request = ProvisionRequest(str(office.campaign), editors=("trưởng phòng", HEAD))
    with pytest.raises(UsageError, match="--editor: địa chỉ thư chưa đúng: trưởng phòng"):
        run_provision(request, google, quiet)
    assert office.box.log.number == 0
