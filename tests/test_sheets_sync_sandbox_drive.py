from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import ExportFormat

from sheets_sync.sandbox.server import OFFICE, Sandbox
from tests.sandbox_server import WARD, person_client, service_client

V3 = "https://www.googleapis.com/drive/v3"
SHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"

Drive = Callable[..., dict[str, Any]]


def drive_of(client: gspread.Client) -> Drive:
    """Drive calls of a client: method, path, then parameters; ``json`` is the body."""

    def call(method: str, path: str, body: object = None, **query: object) -> dict[str, Any]:
        answer = client.http_client.session.request(
            method, f"{V3}/{path}", json=body, params={k: str(v) for k, v in query.items()}
        )
        if not answer.ok:
            raise APIError(answer)
        found: dict[str, Any] = answer.json() if answer.content else {}
        return found

    return call


@pytest.fixture
def drive(office: gspread.Client) -> Drive:
    return drive_of(office)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("name = 'Phường 1'", ["Phường 1"]),
        ("name contains 'phường'", ["Phường 1", "Phường 2"]),
        ("not name contains 'phường'", ["Xã 'A'"]),
        ("name = 'Xã \\'A\\''", ["Xã 'A'"]),
        (f"mimeType = '{SHEET}' and trashed = false", ["Phường 1", "Phường 2", "Xã 'A'"]),
        ("name = 'Phường 1' or (name = 'Phường 2' and trashed = false)", ["Phường 1", "Phường 2"]),
        ("appProperties has { key='don_vi' and value='p2' }", ["Phường 2"]),
        ("modifiedTime > '2020-01-01T00:00:00' and name != 'Phường 1'", ["Phường 2", "Xã 'A'"]),
        ("createdTime < '2020-01-01T00:00:00'", []),
        ("'root' in parents and 'me' in owners", ["Phường 1", "Phường 2", "Xã 'A'"]),
        (f"'{WARD}' in writers", ["Phường 1"]),
        ("sharedWithMe = true", []),
        ("trashed = true", []),
    ],
)
def test_files_are_found_by_a_query(
    office: gspread.Client, drive: Drive, query: str, found: list[str]
) -> None:
    first = office.create("Phường 1")
    first.share(WARD, perm_type="user", role="writer", notify=False)
    second = office.create("Phường 2")
    drive("PATCH", f"files/{second.id}", {"appProperties": {"don_vi": "p2"}})
    office.create("Xã 'A'")
    listed = drive("GET", "files", q=query, orderBy="name")["files"]
    assert [file["name"] for file in listed] == found


@pytest.mark.parametrize("query", ["name ~ 'x'", "name = 'x' and", "colour = 'red'", "(name = 'x'"])
def test_a_broken_query_is_told(drive: Drive, query: str) -> None:
    with pytest.raises(APIError, match="Invalid Value") as refused:
        drive("GET", "files", q=query)
    assert refused.value.error["errors"][0]["reason"] == "invalid"


def test_a_folder_shares_what_lies_in_it(sandbox: Sandbox, drive: Drive) -> None:
    folder = drive("POST", "files", {"name": "Đợt 1", "mimeType": FOLDER})
    book = drive("POST", "files", {"name": "x", "mimeType": SHEET, "parents": [folder["id"]]})
    other = drive_of(person_client(sandbox))
    assert other("GET", "files")["files"] == []
    share = {"type": "user", "role": "reader", "emailAddress": WARD}
    drive("POST", f"files/{folder['id']}/permissions", share, sendNotificationEmail=False)
    assert {file["id"] for file in other("GET", "files")["files"]} == {folder["id"], book["id"]}
    drive("DELETE", f"files/{folder['id']}")
    assert drive("GET", "files")["files"] == []


def test_changes_since_a_token_are_told_once_a_file(
    office: gspread.Client, ward: gspread.Client, drive: Drive
) -> None:
    kept, gone = office.create("Giữ"), office.create("Bỏ")
    token = drive("GET", "changes/startPageToken")["startPageToken"]
    kept.sheet1.update([["a"]], "A1")
    kept.sheet1.update([["b"]], "A1")
    office.del_spreadsheet(gone.id)
    answer = drive("GET", "changes", pageToken=token)
    assert [(one["fileId"], one["removed"]) for one in answer["changes"]] == [
        (kept.id, False),
        (gone.id, True),
    ]
    assert drive("GET", "changes", pageToken=answer["newStartPageToken"])["changes"] == []
    assert drive_of(ward)("GET", "changes", pageToken=token, includeRemoved=False)["changes"] == []


def test_changes_come_in_pages(office: gspread.Client, drive: Drive) -> None:
    made = [office.create(str(number)).id for number in range(3)]
    first = drive("GET", "changes", pageToken="1", pageSize=2)
    rest = drive("GET", "changes", pageToken=first["nextPageToken"], pageSize=2)
    assert [one["fileId"] for one in first["changes"] + rest["changes"]] == made
    assert "newStartPageToken" in rest


def test_a_listing_tells_who_changed_a_file_last(
    sandbox: Sandbox, office: gspread.Client, ward: gspread.Client, drive: Drive
) -> None:
    book = office.create("Ai sửa")
    book.share(WARD, perm_type="user", role="writer", notify=False)
    sandbox.advance(3600)
    fields = "files(id,modifiedTime,version,lastModifyingUser)"
    before = drive("GET", "files", fields=fields)["files"][0]
    ward.open_by_key(book.id).sheet1.update([["x"]], "A1")
    after = drive("GET", "files", fields=fields)["files"][0]
    assert after["lastModifyingUser"]["emailAddress"] == WARD
    assert after["modifiedTime"] > before["modifiedTime"]
    assert int(after["version"]) > int(before["version"])


def test_sharing_moves_the_version_but_not_the_time(office: gspread.Client, drive: Drive) -> None:
    book = office.create("Chia sẻ")
    before = drive("GET", f"files/{book.id}", fields="version,modifiedTime")
    book.share(WARD, perm_type="user", role="writer", notify=False)
    after = drive("GET", f"files/{book.id}", fields="version,modifiedTime")
    assert after["modifiedTime"] == before["modifiedTime"]
    assert after["version"] > before["version"]


def test_edits_close_together_are_one_revision(
    sandbox: Sandbox, office: gspread.Client, ward: gspread.Client, drive: Drive
) -> None:
    book = office.create("Lịch sử")
    book.share(WARD, perm_type="user", role="writer", notify=False)
    sandbox.advance(3600)
    sheet = ward.open_by_key(book.id).sheet1
    for text in ("a", "b", "c"):
        sheet.update([[text]], "A1")
    revisions = drive("GET", f"files/{book.id}/revisions", fields="*")["revisions"]
    assert [one["lastModifyingUser"]["emailAddress"] for one in revisions] == [OFFICE, WARD]
    one = drive("GET", f"files/{book.id}/revisions/2")
    assert one["modifiedTime"] == revisions[1]["modifiedTime"]


def test_revisions_are_for_writers_only(sandbox: Sandbox, office: gspread.Client) -> None:
    book = office.create("Chỉ đọc")
    book.share(WARD, perm_type="user", role="reader", notify=False)
    with pytest.raises(APIError, match="sufficient permissions"):
        drive_of(person_client(sandbox))("GET", f"files/{book.id}/revisions")


def test_sharing_mails_people_unless_told_not_to(sandbox: Sandbox, office: gspread.Client) -> None:
    book = office.create("Thư")
    book.share("a@sandbox.test", perm_type="user", role="reader", notify=True)
    book.share("b@sandbox.test", perm_type="user", role="reader", notify=False)
    book.share("sandbox.test", perm_type="domain", role="reader")
    assert [mail["to"] for mail in sandbox.world.mails] == ["a@sandbox.test"]


def test_permissions_are_changed_and_taken_back(
    office: gspread.Client, ward: gspread.Client, drive: Drive
) -> None:
    book = office.create("Quyền")
    book.share(WARD, perm_type="user", role="reader", notify=False)
    mine = next(one for one in book.list_permissions() if one.get("emailAddress") == WARD)
    drive("PATCH", f"files/{book.id}/permissions/{mine['id']}", {"role": "writer"})
    ward.open_by_key(book.id).sheet1.update([["x"]], "A1")
    book.remove_permissions(WARD)
    with pytest.raises(PermissionError):
        ward.open_by_key(book.id)


def test_a_link_for_anyone_opens_but_does_not_list(
    office: gspread.Client, ward: gspread.Client
) -> None:
    book = office.create("Công khai")
    book.share(None, perm_type="anyone", role="reader")
    assert ward.open_by_key(book.id).title == "Công khai"
    assert ward.list_spreadsheet_files() == []


def test_only_the_owner_hands_a_file_over(office: gspread.Client, ward: gspread.Client) -> None:
    book = office.create("Bàn giao")
    book.share(WARD, perm_type="user", role="writer", notify=False)
    mine = next(one for one in book.list_permissions() if one.get("emailAddress") == WARD)
    path = f"files/{book.id}/permissions/{mine['id']}"
    with pytest.raises(APIError):
        drive_of(ward)("PATCH", path, {"role": "owner"}, transferOwnership=True)
    drive_of(office)("PATCH", path, {"role": "owner"}, transferOwnership=True)
    owners = drive_of(ward)("GET", f"files/{book.id}", fields="owners,ownedByMe")
    assert owners["ownedByMe"] is True


def test_a_file_that_is_offered_is_taken_over_by_whoever_it_was_offered_to(
    office: gspread.Client, ward: gspread.Client, sandbox: Sandbox
) -> None:
    book = office.create("Tặng")
    for email in (WARD, "nguoi.khac@sandbox.test"):
        book.share(email, perm_type="user", role="writer", notify=False)
    asked = {str(one.get("emailAddress")): str(one["id"]) for one in book.list_permissions()}
    other = person_client(sandbox, "nguoi.khac@sandbox.test").open_by_key(book.id)
    with pytest.raises(APIError, match="403"):
        other.transfer_ownership(asked["nguoi.khac@sandbox.test"])
    book.transfer_ownership(asked[WARD])
    with pytest.raises(APIError, match="403"):
        other.accept_ownership(asked["nguoi.khac@sandbox.test"])
    assert sandbox.world.files[book.id].owner == OFFICE
    ward.open_by_key(book.id).accept_ownership(asked[WARD])
    assert sandbox.world.files[book.id].owner == WARD


def test_strangers_learn_nothing_of_a_file(ward: gspread.Client, office: gspread.Client) -> None:
    book = office.create("Kín")
    for file_id in (book.id, "khong-co"):
        with pytest.raises(APIError, match=f"File not found: {file_id}") as refused:
            drive_of(ward)("GET", f"files/{file_id}")
        assert refused.value.error["errors"][0]["reason"] == "notFound"


def test_a_shared_drive_keeps_members_out_of_what_they_may_not(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    drive_id = sandbox.shared_drive("Phòng Nội vụ", {OFFICE: "organizer", WARD: "reader"})
    office, ward = service_client(sandbox, tmp_path), person_client(sandbox)
    book = office.create("Chung", folder_id=drive_id)
    ward.open_by_key(book.id)
    with pytest.raises(APIError, match="sufficient permissions"):
        ward.create("Của phường", folder_id=drive_id)
    listed = drive_of(ward)(
        "GET",
        "files",
        corpora="drive",
        driveId=drive_id,
        supportsAllDrives=True,
        includeItemsFromAllDrives=True,
        fields="files(id,driveId)",
    )
    assert listed["files"] == [{"id": book.id, "driveId": drive_id}]
    assert drive_of(ward)("GET", "files")["files"] == []
    assert [one["name"] for one in drive_of(ward)("GET", "drives")["drives"]] == ["Phòng Nội vụ"]


def test_a_copy_has_the_content_and_none_of_the_permissions(
    office: gspread.Client, ward: gspread.Client
) -> None:
    book = office.create("Mẫu")
    book.share(WARD, perm_type="user", role="reader", notify=False)
    book.sheet1.update([["đầu"]], "A1")
    copied = ward.copy(book.id, "Bản của phường")
    book.sheet1.update([["sau"]], "A1")
    assert copied.sheet1.get("A1") == [["đầu"]]
    assert [one["emailAddress"] for one in copied.list_permissions()] == [WARD]


def test_comments_follow_a_copy(office: gspread.Client, drive: Drive) -> None:
    book = office.create("Góp ý")
    drive("POST", f"files/{book.id}/comments", {"content": "Sửa lại ngày"}, fields="id")
    copied = office.copy(book.id, copy_comments=True)
    found = drive("GET", f"files/{copied.id}/comments", fields="comments/content")
    assert found == {"comments": [{"content": "Sửa lại ngày"}]}


def test_delimited_exports_show_the_first_sheet(office: gspread.Client) -> None:
    book = office.create("CSV")
    book.sheet1.update([["Tên", "a,b"], ["", 'nói "có"']], "A1")
    assert office.export(book.id, ExportFormat.CSV).decode() == ('Tên,"a,b"\r\n,"nói ""có"""')
    assert office.export(book.id, ExportFormat.TSV).decode().startswith("Tên\ta,b")


def test_an_export_that_the_sandbox_does_not_make_is_refused(office: gspread.Client) -> None:
    book = office.create("PDF")
    with pytest.raises(APIError, match="conversion is not supported"):
        office.export(book.id, ExportFormat.PDF)


def test_an_export_over_ten_megabytes_is_refused(
    office: gspread.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sheets_sync.sandbox.drive.files_api.EXPORT_LIMIT", 5000)
    book = office.create("Quá lớn")
    book.sheet1.update([[f"dòng {number}"] for number in range(900)], "A1")
    with pytest.raises(APIError, match="too large to be exported") as refused:
        office.export(book.id, ExportFormat.EXCEL)
    assert refused.value.error["errors"][0]["reason"] == "exportSizeLimitExceeded"


def test_the_bin_is_not_the_end(office: gspread.Client, drive: Drive) -> None:
    book = office.create("Thùng rác")
    drive("PATCH", f"files/{book.id}", {"trashed": True})
    assert drive("GET", "files", q="trashed = false")["files"] == []
    drive("PATCH", f"files/{book.id}", {"trashed": False, "name": "Lại đây"})
    assert office.open("Lại đây").id == book.id


def test_a_shared_drive_is_a_folder_for_its_members(
    sandbox: Sandbox, drive: Drive, ward: gspread.Client
) -> None:
    known = sandbox.shared_drive("Thi đua", {OFFICE: "fileOrganizer"})
    asked = {"fields": "mimeType,capabilities/canAddChildren", "supportsAllDrives": True}
    found = drive("GET", f"files/{known}", **asked)
    assert found == {"mimeType": FOLDER, "capabilities": {"canAddChildren": True}}
    with pytest.raises(APIError, match="File not found"):
        drive_of(ward)("GET", f"files/{known}", **asked)


def test_whoever_has_no_google_account_is_invited_by_mail_or_not_at_all(
    sandbox: Sandbox, office: gspread.Client
) -> None:
    book = office.create("Phường 1")
    nobody = "khong.co@that.invalid"
    with pytest.raises(APIError, match="no Google account"):
        book.share(nobody, perm_type="user", role="writer", notify=False)
    book.share(nobody, perm_type="user", role="writer", notify=True)
    assert [mail["to"] for mail in sandbox.world.mails] == [nobody]
