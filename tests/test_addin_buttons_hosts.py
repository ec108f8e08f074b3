"""The same press gives the same tables in Excel, in a Google Sheet and in a file."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from addin.demo.units import write_demo_units
from addin.run import run
from addin.run_request import RunRequest
from addin.workbook.layout import layout_of
from addin.workbook.overview_places import places_of
from addin.workbook.skeleton import skeleton
from campaign.errors import UsageError
from campaign.plan.loading import load_campaign, load_campaign_roster
from campaign.usecases import no_progress
from tests.button_hosts import AS_OF, HOSTS, FileHost, GoogleHost, Host, Shown, door, tables

CAMPAIGN = "q12-cchc-2020"


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of a dozen units, of all kinds that the example has."""
    folder = tmp_path_factory.mktemp("nguon")
    write_demo_units(folder, load_campaign(CAMPAIGN), load_campaign_roster(CAMPAIGN))
    files = sorted(path for path in (folder / "units").rglob("*") if path.is_file())
    for place, path in enumerate(files):
        if place % 6:
            path.unlink()
    return folder / "units"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district workbook in which nothing was pressed yet."""
    path = tmp_path_factory.mktemp("so") / "district.xlsx"
    campaign = load_campaign(CAMPAIGN)
    path.write_bytes(skeleton(campaign, layout_of(campaign), 58))
    return path


@pytest.fixture(scope="module")
def run_tables(units: Path, empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """What ``thidua run`` writes into the same workbook."""
    path = tmp_path_factory.mktemp("chay") / empty.name
    shutil.copy(empty, path)
    run(RunRequest([units], path, CAMPAIGN, AS_OF, remember=False), no_progress)
    return tables(FileHost(path).shown())


@pytest.fixture(params=HOSTS.values(), ids=HOSTS.keys())
def host(request: pytest.FixtureRequest, empty: Path, tmp_path: Path) -> Host:
    path = tmp_path / empty.name
    shutil.copy(empty, path)
    make: Callable[[Path], Host] = request.param
    return make(path)


def test_all_writes_what_a_run_writes(host: Host, units: Path, run_tables: Shown) -> None:
    assert re.match(r"Tất cả xong: đọc \d+ tệp, .* đổi .* ô ở", host.press("all", door(units)))
    found = tables(host.shown())
    for title, cells in run_tables.items():
        assert found[title] == cells, title


def test_the_three_buttons_together_write_what_all_writes(
    host: Host, units: Path, run_tables: Shown
) -> None:
    for button in ("consolidate", "check", "shortlist"):
        host.press(button, door(units))
    assert tables(host.shown()) == run_tables


def test_a_second_press_changes_nothing_but_the_journal(host: Host, units: Path) -> None:
    host.press("all", door(units))
    before = host.shown()
    assert "không ô nào đổi" in host.press("all", door(units))
    after = host.shown()
    assert tables(after) == tables(before)
    assert len(after["Nhật ký"]) > len(before["Nhật ký"])


def test_undo_restores_every_table(host: Host, units: Path) -> None:
    before = tables(host.shown())
    host.press("consolidate", door(units))
    middle = tables(host.shown())
    host.press("shortlist", door(units))
    assert host.press("undo", door(units)).startswith("Đã hoàn tác nút Lập danh sách")
    assert tables(host.shown()) == middle
    host.press("undo", door(units))
    assert tables(host.shown()) == before


OVERVIEW = layout_of(load_campaign(CAMPAIGN))["overview"].title


@pytest.mark.parametrize("make", HOSTS.values(), ids=HOSTS.keys())
def test_rows_of_the_overview_are_shown_when_they_fill_and_hidden_when_they_empty(
    make: Callable[[Path], Host], units: Path, tmp_path: Path
) -> None:
    few, path, whole = tmp_path / "ít", tmp_path / "so.xlsx", tmp_path / "đủ.xlsx"
    few.mkdir()
    for file in sorted(one for one in units.rglob("*") if one.is_file())[:3]:
        shutil.copy(file, few / file.name)
    run(RunRequest([few], path, CAMPAIGN, AS_OF, remember=False), no_progress)
    run(RunRequest([units], whole, CAMPAIGN, AS_OF, remember=False), no_progress)
    host = make(path)
    before, wanted = host.hidden(OVERVIEW), FileHost(whole).hidden(OVERVIEW)
    assert before - wanted
    host.press("all", door(units))
    assert host.hidden(OVERVIEW) == wanted
    filled = {row for row, _ in host.shown()[OVERVIEW]}
    host.press("undo", door(units))
    assert host.hidden(OVERVIEW) == before
    places = places_of(load_campaign(CAMPAIGN))
    emptied = filled - {row for row, _ in host.shown()[OVERVIEW]}
    assert emptied <= before | {places.points, places.near}


def test_an_older_script_of_a_google_sheet_is_asked_for_nothing_it_cannot_do(
    units: Path, tmp_path: Path
) -> None:
    path = tmp_path / "so.xlsx"
    run(RunRequest([units], path, CAMPAIGN, AS_OF, remember=False), no_progress)
    host = GoogleHost(path)
    host.sheet.fits_rows = False
    before = host.hidden(OVERVIEW)
    host.press("all", door(next(one for one in units.rglob("*") if one.is_file())))
    assert host.hidden(OVERVIEW) == before


def test_papers_stand_beside_the_workbook_which_only_gets_a_line_in_its_journal(
    host: Host, units: Path, tmp_path: Path
) -> None:
    before = tables(host.shown())
    lines = len(host.shown()["Nhật ký"])
    said = host.press("papers", door(units))
    folder = tmp_path / f"van-ban-{AS_OF:%Y-%m-%d}"
    made = list(folder.rglob("*.docx"))
    assert f"{len(made)} văn bản ở thư mục {folder}" in said
    assert {path.stem for path in made} >= {"bao-cao-so-ket", "bao-cao-tong-ket"}
    assert tables(host.shown()) == before
    assert len(host.shown()["Nhật ký"]) > lines


def test_a_server_writes_no_papers(host: Host, units: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Google Sheets"):
        host.press("papers", replace(door(units), named=False))
    assert not list(tmp_path.glob("van-ban-*"))
