from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
import requests
from gspread.exceptions import APIError
from requests.exceptions import ConnectionError as Broken

from sheets_sync.sandbox.faults import BadRuleError
from sheets_sync.sandbox.server import Sandbox
from tests.sandbox_server import WARD, person_client

if TYPE_CHECKING:
    import gspread


@pytest.fixture
def sheet(office: gspread.Client) -> gspread.Worksheet:
    return office.create("Lỗi").sheet1


def held(sandbox: Sandbox) -> list[object]:
    """What the first sheet's first column really holds."""
    book = next(iter(sandbox.world.files.values())).content
    grid = book.sheets[0].grid
    return [cell["userEnteredValue"] for _, _, cell in grid.cells_in(grid.everything())]


@pytest.mark.parametrize(("kind", "status"), [("429", 429), ("500", 500), ("503", 503)])
def test_a_refused_write_does_not_land(
    sandbox: Sandbox, sheet: gspread.Worksheet, kind: str, status: int
) -> None:
    sandbox.faults.add(kind, name="values.update", times=1)
    with pytest.raises(APIError) as refused:
        sheet.update([["x"]], "A1")
    assert refused.value.code == status
    assert held(sandbox) == []
    sheet.update([["x"]], "A1")
    assert held(sandbox) == [{"stringValue": "x"}]


def test_a_503_may_come_although_the_write_landed(
    sandbox: Sandbox, sheet: gspread.Worksheet
) -> None:
    sandbox.faults.add("503-after", name="values.update", times=1)
    with pytest.raises(APIError, match="503"):
        sheet.update([["x"]], "A1")
    assert held(sandbox) == [{"stringValue": "x"}]


@pytest.mark.parametrize(("kind", "landed"), [("drop-before", 0), ("drop-after", 1)])
def test_a_connection_breaks_before_or_after_the_effect(
    sandbox: Sandbox, sheet: gspread.Worksheet, kind: str, landed: int
) -> None:
    sandbox.faults.add(kind, name="values.update", times=1)
    with pytest.raises(Broken):
        sheet.update([["x"]], "A1")
    assert len(held(sandbox)) == landed


def test_a_body_can_be_cut_short(sandbox: Sandbox, sheet: gspread.Worksheet) -> None:
    sandbox.faults.add("truncated", name="spreadsheets.get$", times=1)
    with pytest.raises((requests.RequestException, ValueError)):
        sheet.spreadsheet.fetch_sheet_metadata()
    assert sheet.spreadsheet.fetch_sheet_metadata()["sheets"]


@pytest.mark.parametrize("kind", ["drop-before", "drop-after", "truncated"])
def test_a_connection_broken_on_purpose_is_no_error_of_the_server(
    sandbox: Sandbox, sheet: gspread.Worksheet, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("uvicorn.error")
    logger.addHandler(caplog.handler)
    sandbox.faults.add(kind, name="spreadsheets.get$", times=1)
    with pytest.raises((requests.RequestException, ValueError)):
        sheet.spreadsheet.fetch_sheet_metadata()
    assert sheet.spreadsheet.fetch_sheet_metadata()["sheets"]
    sandbox.stop()
    logger.removeHandler(caplog.handler)
    assert [record.getMessage() for record in caplog.records] == []


def test_an_address_that_is_not_played_is_not_found(
    sandbox: Sandbox, sheet: gspread.Worksheet
) -> None:
    url = f"{sandbox.base}/v4/spreadsheets/{sheet.spreadsheet_id}/<b>"
    answer = requests.get(url, headers={"Authorization": "Bearer x"}, timeout=5)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=UTF-8"
    assert "Error 404 (Not Found)" in answer.text
    assert "The sandbox does not play GET of this address" in answer.text
    assert "<b>" not in answer.text


def test_the_seventh_request_can_be_named(sandbox: Sandbox, sheet: gspread.Worksheet) -> None:
    rule = sandbox.faults.add("500", at=[7])
    outcomes = []
    for _ in range(9):
        try:
            sheet.get("A1")
            outcomes.append("good")
        except APIError:
            outcomes.append("failed")
    assert outcomes.index("failed") == 6
    assert outcomes.count("failed") == 1
    assert (rule.seen, rule.struck) == (9, 1)


def test_an_expired_token_is_fetched_anew_by_the_client(
    sandbox: Sandbox, sheet: gspread.Worksheet
) -> None:
    before = sandbox.log.counts["token"]
    sandbox.faults.add("expired-token", times=1)
    sheet.update([["x"]], "A1")
    assert held(sandbox) == [{"stringValue": "x"}]
    assert sandbox.log.counts["token"] == before + 1


def test_a_stale_listing_hides_the_latest_changes(
    sandbox: Sandbox, office: gspread.Client, sheet: gspread.Worksheet
) -> None:
    url = "https://www.googleapis.com/drive/v3/files"
    query = {"fields": "files(id,version,modifiedTime)"}

    def listed() -> list[dict[str, str]]:
        found: list[dict[str, str]] = office.http_client.request("get", url, params=query).json()[
            "files"
        ]
        return found

    old = listed()
    sandbox.advance(3600)
    sheet.update([["x"]], "A1")
    office.create("Mới")
    sandbox.faults.add("stale-listing", name="files.list", seconds=600, times=1)
    assert listed() == old
    assert len(listed()) == 2
    assert listed()[1]["version"] > old[0]["version"]


def test_latency_can_pass_in_simulated_time_only(
    sandbox: Sandbox, sheet: gspread.Worksheet
) -> None:
    before = sandbox.world.clock.now()
    sandbox.faults.add("latency", seconds=90, simulated=True, times=1)
    sheet.get("A1")
    assert 90 <= sandbox.world.clock.now() - before < 100
    sandbox.faults.add("latency", seconds=181, simulated=True, times=1)
    with pytest.raises(APIError, match="504"):
        sheet.update([["x"]], "A1")
    assert held(sandbox) == []


def test_rules_come_over_http_too_and_strike_one_account(
    sandbox: Sandbox, office: gspread.Client, sheet: gspread.Worksheet
) -> None:
    sheet.spreadsheet.share(WARD, perm_type="user", role="writer", notify=False)
    rule = {"kind": "503", "account": WARD, "name": r"values\."}
    made = requests.post(f"{sandbox.base}/_sandbox/faults", json=rule, timeout=5)
    assert made.json()["struck"] == 0
    mine = person_client(sandbox).open_by_key(sheet.spreadsheet_id).sheet1
    with pytest.raises(APIError, match="503"):
        mine.get("A1")
    office.open_by_key(sheet.spreadsheet_id).sheet1.get("A1")
    requests.delete(f"{sandbox.base}/_sandbox/faults", timeout=5)
    assert mine.get("A1") == [[]]


def test_a_rule_that_cannot_be_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(BadRuleError, match="Unknown kind"):
        sandbox.faults.add("earthquake")
    with pytest.raises(BadRuleError, match="regular expression"):
        sandbox.faults.add("500", name="(")
    answer = requests.post(f"{sandbox.base}/_sandbox/faults", json={"kind": "x"}, timeout=5)
    assert answer.status_code == 400
