"""The script of a Google Sheet, run in Node against the running server, over real HTTP."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from addin.appsscript.project import function, project, write_project
from addin.build.modules import wheel
from addin.buttons.catalog import BUTTONS, For, buttons_for
from addin.cli.script import script_command
from addin.demo.units import write_demo_units
from addin.unitbook.book import unit_workbook
from addin.workbook.layout import layout_of
from addin.workbook.machine import MACHINE
from addin.workbook.settings import SETTINGS_COLUMN, SETTINGS_ROW, Setting
from addin.workbook.skeleton import skeleton
from campaign.errors import UsageError
from campaign.ledger.book import Ledger
from campaign.plan.definition import Form
from campaign.plan.loading import load_campaign, load_campaign_roster
from tests.memory_book import MemoryBook
from tests.server_door import (
    AUDIENCE,
    OFFICE,
    UNIT_A,
    UNIT_B,
    Certificates,
    running,
    settings,
    token,
)

RUNNER = Path(__file__).parent / "appsscript" / "press.js"
CAMPAIGN = "q12-cchc-2020"
MINE = "phuong-tan-thoi-hiep"
SHEETS = [{"name": "Biểu", "values": [["TT", "Tên"], [1, "Mô hình"]]}]

needs_node = [
    pytest.mark.node,
    pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Certificates().serving() as source, running(settings(source.url)) as url:
        yield url


def run(folder: Path, function: str, **state: Any) -> dict[str, Any]:  # noqa: ANN401
    """Run a function of the script; gives what was said and how the sheets are afterwards."""
    given = {"function": function, "token": token(), "sheets": SHEETS} | state
    done = subprocess.run(
        ["node", str(RUNNER), str(folder)],
        input=json.dumps(given),
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def script(folder: Path, url: str, unit: str = "") -> Path:
    write_project(folder, url, unit)
    return folder


def test_the_client_is_the_wheels_letter_for_letter(tmp_path: Path) -> None:
    folder = script(tmp_path, "https://thidua.example.vn/")
    assert (folder / "xlwings.js").read_bytes() == (wheel() / "js" / "xlwings.js").read_bytes()
    scopes = json.loads((folder / "appsscript.json").read_text())["oauthScopes"]
    assert [scope.rpartition("/")[2] for scope in scopes] == [
        *("openid", "userinfo.email", "spreadsheets.currentonly", "script.external_request")
    ]


@pytest.mark.parametrize("url", ["", "thidua.example.vn", "http://thidua.example.vn", "ftp://x"])
def test_an_address_that_google_cannot_call_safely_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="https://"):
        project(url)


@pytest.mark.parametrize(("unit", "audience"), [("", For.OFFICE), (MINE, For.UNIT)])
def test_each_button_has_a_function_to_draw_it_with(unit: str, audience: For) -> None:
    text = project("https://x.vn", unit)["buttons.js"].decode()
    for button in buttons_for(audience):
        if button.files:
            assert f'"{button.id}"' not in text
            continue
        assert (
            f'function thidua{button.id.capitalize()}() {{ thiduaPress_("{button.id}"); }}' in text
        )
    assert "function thiduaHelp()" in text


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (
            "phuong-tan-thoi-hep",
            "phuong-tan-thoi-hiep (UBND phường Tân Thới Hiệp), phuong-tan-thoi-n",
        ),
        ("UBND phường Tân Thới Hiệp", "Mã gần giống: phuong-tan-thoi-hiep (UBND phường"),
        ("P. Tân Thới", "phuong-tan-thoi-nhat"),
        ("sao-hoa", "thidua template --all"),
    ],
)
def test_what_is_no_units_id_gets_no_script_but_near_ids(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: str, hint: str
) -> None:
    out = tmp_path / "ma"
    with pytest.raises(UsageError, match="Không đơn vị nào có mã") as refused:
        script_command(out, "https://x.vn", typed)
    assert f"“{typed}”" in str(refused.value)
    assert hint in str(refused.value)
    assert not out.exists()
    assert script_command(out, "https://x.vn", MINE) == 0
    assert f'"sheet": "{MINE}"' in (out / "buttons.js").read_text("utf-8")
    assert "Đã ghi" in capsys.readouterr().out


def tight(sheet: dict[str, Any]) -> dict[str, Any]:
    """A sheet that ends where its values end: Google's grow only when they are told to."""
    values = sheet["values"]
    width = max(map(len, values), default=1)
    return sheet | {"rows": max(1, len(values)), "columns": max(1, width)}


class TestInNode:
    pytestmark = needs_node

    @pytest.mark.parametrize(("unit", "audience"), [("", For.OFFICE), (MINE, For.UNIT)])
    def test_the_menu_holds_every_button_of_the_sheet(
        self, tmp_path: Path, unit: str, audience: For
    ) -> None:
        found = run(script(tmp_path, "https://x.vn", unit), "onOpen")
        labels = [one.label for one in BUTTONS if one.audience is audience and not one.files]
        extra = ["Trợ giúp"] if unit else []
        items = [label for label, _ in found["menu"]]
        assert found["menuTitle"] == "Thi đua"
        assert items == [*extra, *labels, "Thông tin kết nối"]

    def test_a_press_goes_through_the_server_and_ends_with_its_sentence(
        self, tmp_path: Path, server: str
    ) -> None:
        found = run(script(tmp_path, server), "thiduaHelp")
        ((title, sentence),) = found["alerts"]
        assert title == "Thi đua"
        assert "Tổng hợp" in sentence
        assert found["requests"] == 1
        assert found["sheets"] == SHEETS
        assert found["toasts"][-1][0] == "Xong."

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"token": token(aud="other")}, "Không xác minh được tài khoản"),
            ({"token": token(exp=1_600_000_000)}, "Không xác minh được tài khoản"),
            ({"token": token(signed_by="stranger")}, "Không xác minh được tài khoản"),
            ({"token": token(UNIT_B)}, "không phải của đơn vị"),
            ({"token": token(OFFICE)}, "không phải của đơn vị"),
            ({"token": None}, "Google chưa cho biết tài khoản"),
            ({"locked": True}, "Một nút khác đang chạy"),
        ],
        ids=["audience", "expired", "unsigned", "other-unit", "office", "no-token", "busy"],
    )
    def test_whoever_may_not_press_is_told_why_and_nothing_changes(
        self, tmp_path: Path, server: str, changes: dict[str, Any], said: str
    ) -> None:
        found = run(script(tmp_path, server, MINE), "thiduaSubmit", **changes)
        ((_, sentence),) = found["alerts"]
        assert said in sentence
        assert found["sheets"] == SHEETS

    def test_a_sheet_of_20_megabytes_is_refused_and_stays(
        self, tmp_path: Path, server: str
    ) -> None:
        big = [{"name": "Biểu", "values": [["x" * 50_000] * 20] * 20}]
        found = run(script(tmp_path, server, MINE), "thiduaHelp", token=token(UNIT_A), sheets=big)
        assert "lớn hơn 10 MB" in found["alerts"][0][1]
        assert found["sheets"] == big

    def test_a_server_that_does_not_answer_is_one_sentence(self, tmp_path: Path) -> None:
        found = run(script(tmp_path, "http://127.0.0.1:9"), "thiduaHelp")
        assert "Bấm nút chưa xong" in found["alerts"][0][1]
        assert found["toasts"][-1][0] == "Chưa xong."

    def test_a_chart_in_a_sheet_of_its_own_is_named(self, tmp_path: Path, server: str) -> None:
        sheets = [*SHEETS, {"name": "Biểu đồ1", "values": [], "type": "OBJECT"}]
        found = run(script(tmp_path, server), "thiduaHelp", sheets=sheets)
        assert "Trang “Biểu đồ1” là trang riêng của biểu đồ" in found["alerts"][0][1]
        assert found["requests"] == 0

    def test_the_administrator_reads_the_audience_to_allow(self, tmp_path: Path) -> None:
        found = run(script(tmp_path, "https://x.vn"), "thiduaConnection")
        assert f'audiences = ["{AUDIENCE}"]' in found["alerts"][0][1]

    def test_a_formula_of_the_office_follows_its_row_through_the_server(
        self, tmp_path: Path
    ) -> None:
        units = tmp_path / "nguon"
        units.mkdir()
        for ward, title in (("Hiệp Thành", "Một cửa"), ("Thới An", "Trả kết quả tại nhà")):
            (units / f"UBND phường {ward}.csv").write_text(
                f"STT,Đơn vị,Tên mô hình,Ngày nộp\n1,UBND phường {ward},{title},18/05/2020\n",
                "utf-8",
            )
        table = layout_of(load_campaign(CAMPAIGN))["registration"]
        first, note = table.first, table.index("office_note")
        with (
            Certificates().serving() as source,
            running(settings(source.url, sources=(str(units),))) as url,
        ):
            folder = script(tmp_path / "ma", url)
            state = run(folder, "thiduaConsolidate", sheets=google_sheets(tmp_path / "so.xlsx"))
            rows = next(one for one in state["sheets"] if one["name"] == table.title)["values"]
            rows[first + 1][note] = {"formula": f"=LEN(C{first + 2})"}
            (units / "UBND phường Hiệp Thành.csv").unlink()
            again = run(folder, "thiduaConsolidate", sheets=state["sheets"])
        rows = next(one for one in again["sheets"] if one["name"] == table.title)["values"]
        assert rows[first][note] == {"formula": f"=LEN(C{first + 1})"}

    def test_formulas_go_along_beside_what_the_client_sends(
        self, tmp_path: Path, server: str
    ) -> None:
        sheets = [{"name": "Biểu", "values": [["a", {"formula": "=1+1"}]]}]
        found = run(script(tmp_path, server), "thiduaHelp", sheets=sheets)
        (sent,) = found["sent"]
        assert sent["formulas"] == {"Biểu": [[0, 1, "=1+1"]]}
        assert sent["headers"] == ["Authorization", "X-Thidua-Sheet", "X-Thidua-Book"]
        assert sent["sheets"] == [
            {"name": "Biểu", "values": [["a", 0]], "pictures": [], "tables": []}
        ]
        assert found["sheets"] == sheets

    @pytest.mark.parametrize("sized", [dict, tight], ids=["room", "none to spare"])
    def test_the_offices_buttons_fill_its_google_sheet_and_take_it_back(
        self, tmp_path: Path, sized: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> None:
        units = tmp_path / "nguon"
        write_demo_units(units, load_campaign(CAMPAIGN), load_campaign_roster(CAMPAIGN))
        for place, path in enumerate(sorted((units / "units").rglob("*.*"))):
            if place % 12:
                path.unlink()
        sheets = [sized(sheet) for sheet in google_sheets(tmp_path / "so.xlsx")]
        with (
            Certificates().serving() as source,
            running(settings(source.url, sources=(str(units),))) as url,
        ):
            folder = script(tmp_path / "ma", url)
            filled = run(folder, "thiduaConsolidate", sheets=sheets)
            undone = run(folder, "thiduaUndo", sheets=filled["sheets"])
        assert filled["alerts"][0][1].startswith("Tổng hợp xong")
        assert undone["alerts"][0][1].startswith("Đã hoàn tác nút Tổng hợp")
        before, after, again = (texts(one) for one in (sheets, filled["sheets"], undone["sheets"]))
        assert len(after["Tổng hợp"]) > len(before["Tổng hợp"])
        assert any(OFFICE in line for line in after["Nhật ký"])
        ours = before.keys() - {"Nhật ký", MACHINE}
        assert {title: again[title] for title in ours} == {title: before[title] for title in ours}

    def test_a_unit_checks_and_hands_in_and_nobody_else_does_for_it(self, tmp_path: Path) -> None:
        ledger, sheets = tmp_path / "so.sqlite", unit_sheets(tmp_path / "bieu.xlsx")
        with (
            Certificates().serving() as source,
            running(settings(source.url, ledger=str(ledger))) as url,
        ):
            folder = script(tmp_path / "ma", url, MINE)
            checked = run(folder, "thiduaValidate", token=token(UNIT_A), sheets=sheets)
            for stranger in (token(UNIT_B), token(UNIT_A, aud="x"), token(UNIT_A, exp=1)):
                refused = run(folder, "thiduaSubmit", token=stranger, sheets=sheets)
                assert texts(refused["sheets"]) == texts(sheets)
                assert receipts(ledger) == []
            handed = run(folder, "thiduaSubmit", token=token(UNIT_A), sheets=sheets)
        assert "điều cần xem" in checked["alerts"][0][1]
        assert "mã biên nhận BN-" in handed["alerts"][0][1]
        assert receipts(ledger) == [UNIT_A]
        kept = texts(handed["sheets"])
        assert {title: kept[title] for title in texts(sheets)} == texts(sheets)


def unit_sheets(path: Path) -> list[dict[str, Any]]:
    """The workbook of a unit with one initiative, as a Google Sheet holds it."""
    campaign = load_campaign(CAMPAIGN)
    unit = load_campaign_roster(CAMPAIGN).get(MINE)
    assert unit is not None
    row = {"order": 1, "unit": unit.name, "title": "Một cửa thân thiện"}
    path.write_bytes(unit_workbook(campaign, unit, rows={Form.REGISTRATION: [row]}))
    return sent(MemoryBook.of(path))


def receipts(ledger: Path) -> list[Any]:
    """Accounts that handed in, as the ledger keeps them."""
    if not ledger.exists():
        return []
    opened = Ledger.open(str(ledger))
    try:
        return [event.body["account"] for event in opened.receipts(datetime.now(UTC))]
    finally:
        opened.close()


def google_sheets(path: Path) -> list[dict[str, Any]]:
    """The office's empty workbook as a Google Sheet holds it, judged as of 2 November 2020."""
    campaign = load_campaign(CAMPAIGN)
    path.write_bytes(skeleton(campaign, layout_of(campaign), 58))
    book = MemoryBook.of(path)
    as_of = SETTINGS_ROW + 1 + [*Setting].index(Setting.AS_OF)
    book["Điều khiển"].type_in((as_of, SETTINGS_COLUMN + 1), "02/11/2020 08:00")
    return sent(book)


def sent(book: MemoryBook) -> list[dict[str, Any]]:
    """Sheets as the stand-in for Google takes them."""
    grids = {sheet.title: sheet.grid() for sheet in book.sheets}
    sheets = [
        {"name": title, "values": [["" if v is None else v for v in line] for line in grid]}
        for title, grid in grids.items()
    ]
    made: list[dict[str, Any]] = json.loads(json.dumps(sheets, default=_sent))
    return made


def _sent(moment: date) -> str:
    """A moment of the sheet's clock as JSON has moments."""
    wall = datetime.combine(moment, getattr(moment, "time", time)())
    return f"{(wall - timedelta(hours=7)).isoformat()}.000Z"


def texts(sheets: list[dict[str, Any]]) -> dict[str, list[list[str]]]:
    """What each sheet shows, without the empty cells and lines at its ends."""
    found = {}
    for sheet in sheets:
        lines = [[str(value) for value in line] for line in sheet["values"]]
        lines = [line[: len(line) - _blank(line)] for line in lines]
        found[sheet["name"]] = lines[: len(lines) - _blank(lines)]
    return found


def _blank(values: Sequence[Any]) -> int:
    """How many of the last values are empty."""
    return next((n for n, value in enumerate(reversed(values)) if value), len(values))


def test_the_guide_names_the_function_of_every_button_that_can_be_drawn() -> None:
    guide = (Path(__file__).parents[1] / "docs" / "nut-lenh-google.md").read_text("utf-8")
    for button in BUTTONS:
        if button.files:
            continue
        assert f"{button.label}" in guide
        assert f"`{function(button)}`" in guide
