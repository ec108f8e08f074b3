from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import gspread
import pytest
from gspread.exceptions import APIError
from gspread.utils import ExportFormat
from openpyxl import load_workbook

from sheets_sync.sandbox.accounts import service_email
from sheets_sync.sandbox.server import OFFICE, Sandbox
from sheets_sync.sandbox.world import Settings
from tests.sandbox_server import person_client, service_client

SHEETS = "https://sheets.googleapis.com/v4/spreadsheets"


@pytest.fixture
def metered() -> Iterator[Sandbox]:
    """A sandbox that meters as Google does."""
    with Sandbox(settings=Settings(quotas=True)) as box:
        box.world.clock.advance(60 - box.world.clock.now() % 60)
        yield box


def reads(client: gspread.Client, key: str, most: int) -> int:
    """How many reads go through before one is refused."""
    for number in range(most):
        answer = client.http_client.session.get(f"{SHEETS}/{key}/values/A1")
        if not answer.ok:
            assert answer.status_code == 429
            assert answer.json()["error"]["status"] == "RESOURCE_EXHAUSTED"
            return number
    return most


def test_the_sixty_first_read_of_a_minute_is_refused_and_the_next_minute_is_free(
    metered: Sandbox, tmp_path: Path
) -> None:
    client = service_client(metered, tmp_path)
    book = client.create("Hạn mức")
    spent = metered.log.counts["sheets.spreadsheets.get"]
    assert reads(client, book.id, 70) == 60 - spent
    book.values_update("A1", {"valueInputOption": "RAW"}, {"values": [["ghi"]]})
    metered.advance(60)
    assert reads(client, book.id, 5) == 5


def test_a_project_has_three_hundred_reads_whoever_asks(metered: Sandbox) -> None:
    owner = person_client(metered, "chu@sandbox.test")
    book = owner.create("Chung")
    for number in range(6):
        book.share(f"u{number}@sandbox.test", perm_type="user", role="reader", notify=False)
    metered.advance(60)
    clients = [person_client(metered, f"u{number}@sandbox.test") for number in range(6)]
    assert [reads(client, book.id, 60) for client in clients] == [60] * 5 + [0]


def test_projects_have_quotas_of_their_own(metered: Sandbox, tmp_path: Path) -> None:
    first = service_client(metered, tmp_path)
    book = first.create("Hai dự án")
    other = service_email("dong-bo", "du-an-hai")
    book.share(other, perm_type="user", role="reader", notify=False)
    metered.advance(60)
    assert reads(first, book.id, 61) == 60
    assert reads(service_client(metered, tmp_path, other), book.id, 61) == 60


def test_listings_are_paid_from_drives_own_budget(metered: Sandbox, tmp_path: Path) -> None:
    client = service_client(metered, tmp_path)
    for _ in range(70):
        client.list_spreadsheet_files()
    metered.service.quotas.used["drive", OFFICE] = 325_000
    with pytest.raises(APIError) as refused:
        client.list_spreadsheet_files()
    assert refused.value.code == 403
    assert refused.value.error["errors"][0]["reason"] == "userRateLimitExceeded"


def test_a_spreadsheet_stops_at_ten_million_cells(office: gspread.Client) -> None:
    book = office.create("Lớn")
    with pytest.raises(APIError, match="above the limit of 10000000 cells"):
        book.add_worksheet("quá", 400_000, 25)
    assert len(book.worksheets()) == 1


def test_a_payload_has_a_limit(office: gspread.Client) -> None:
    sheet = office.create("Nặng").sheet1
    with pytest.raises(APIError, match="payload size exceeds the limit"):
        sheet.update([["x" * 10_500_000]], "A1")


def test_a_service_account_without_storage_owns_nothing_outside_a_shared_drive(
    sandbox: Sandbox, office: gspread.Client
) -> None:
    sandbox.world.settings.service_storage = False
    with pytest.raises(APIError, match="storage quota has been exceeded") as refused:
        office.create("Của tôi")
    assert refused.value.error["errors"][0]["reason"] == "storageQuotaExceeded"
    drive = sandbox.shared_drive("Thi đua", {OFFICE: "organizer"})
    book = office.create("Của cơ quan", folder_id=drive)
    assert book.sheet1.get("A1") == [[]]
    assert [one["name"] for one in office.list_spreadsheet_files()] == ["Của cơ quan"]


def test_a_cell_holds_fifty_thousand_characters(office: gspread.Client) -> None:
    book = office.create("Dài")
    sheet = book.sheet1
    sheet.update([["x" * 50_000]], "A1")
    cell = {"userEnteredValue": {"stringValue": "x" * 50_001}}
    write = {"rows": [{"values": [cell]}], "fields": "userEnteredValue", "start": {"sheetId": 0}}
    for attempt in (
        lambda: sheet.update([["x" * 50_001]], "A2"),
        lambda: book.batch_update({"requests": [{"updateCells": write}]}),
    ):
        with pytest.raises(APIError, match="maximum of 50000 characters"):
            attempt()
    assert len(sheet.acell("A1").value or "") == 50_000
    exported = load_workbook(BytesIO(office.export(book.id, ExportFormat.EXCEL))).active
    assert exported is not None
    assert len(str(exported["A1"].value)) == 32_767


def test_permissions_come_in_pages(sandbox: Sandbox, tmp_path: Path) -> None:
    members = {f"u{number:03}@sandbox.test": "reader" for number in range(110)}
    drive = sandbox.shared_drive("Đông", {OFFICE: "organizer"} | members)
    client = service_client(sandbox, tmp_path)
    own, shared = client.create("Riêng"), client.create("Chung", folder_id=drive)
    found = {}
    for book in (own, shared):
        url = f"https://www.googleapis.com/drive/v3/files/{book.id}/permissions"
        answer = client.http_client.request("get", url, params={"supportsAllDrives": True}).json()
        found[book.id] = len(answer["permissions"]), "nextPageToken" in answer
    assert found == {own.id: (1, False), shared.id: (100, True)}
    assert len(client.list_permissions(shared.id)) == 111
