"""What provision will do: a new spreadsheet whole, and of an old one only what drifted."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.columns import Owner
from campaign.errors import UsageError
from campaign.roster.resolver import Resolver
from campaign.unit_tabs.tabs import GUIDE, tabs_of
from sheets_sync.office_columns import FEEDBACK, OFFICE_COLUMNS
from sheets_sync.provision.accounts_file import read_accounts
from sheets_sync.provision.desired import desired
from sheets_sync.provision.plan import plan_unit
from tests.unit_workbooks import CAMPAIGNS, Q12, ROSTERS, some_unit

ROSTER = ROSTERS["q12-cchc-2020"]
WARD = some_unit(ROSTER)
every_campaign = pytest.mark.parametrize("name", sorted(CAMPAIGNS))


@every_campaign
def test_the_spreadsheet_has_the_tabs_of_the_workbook_and_the_office_s_answer(name: str) -> None:
    wanted = desired(CAMPAIGNS[name], some_unit(ROSTERS[name]))
    tabs = tabs_of(CAMPAIGNS[name], shared=False)
    assert [d.title for d in wanted.sheets] == [GUIDE, FEEDBACK, *(tab.title for tab in tabs)]
    assert len({d.sheet_id for d in wanted.sheets}) == len(wanted.sheets)
    assert 0 not in {d.sheet_id for d in wanted.sheets}


@every_campaign
def test_a_unit_can_edit_its_own_cells_and_nothing_else(name: str) -> None:
    wanted = desired(CAMPAIGNS[name], some_unit(ROSTERS[name]))
    tabs = {tab.code: tab for tab in tabs_of(CAMPAIGNS[name], shared=False)}
    for draft in wanted.sheets:
        open_columns = {
            column for _, left, _, right in draft.open_areas for column in range(left, right + 1)
        }
        tab = tabs.get(draft.key)
        mine = [c.owner is Owner.UNIT for c in tab.columns] if tab else []
        assert open_columns == {place for place, is_mine in enumerate(mine) if is_mine}
        assert all(top == draft.first for top, *_ in draft.open_areas)
        if tab:
            assert [c.key for c in draft.columns[-2:]] == [c.key for c in OFFICE_COLUMNS]


def test_a_new_spreadsheet_is_shared_and_drawn_with_numbers_of_our_own() -> None:
    plan = plan_unit(desired(Q12, WARD), "", None, ["office@x.vn"], addresses=["a@x.vn"])
    assert plan.shares == ("a@x.vn",)
    made = [next(iter(request)) for request in plan.requests]
    assert made.count("addSheet") == made.count("addProtectedRange") == len(plan.wanted.sheets)
    assert made[-1] == "deleteSheet"
    marks = [r["createDeveloperMetadata"] for r in plan.requests if "createDeveloperMetadata" in r]
    numbers = [mark["developerMetadata"]["metadataId"] for mark in marks]
    assert len(set(numbers)) == len(numbers)


def accounts(tmp_path: Path, text: str) -> dict[str, tuple[str, ...]]:
    path = tmp_path / "dia-chi.csv"
    path.write_text(text, "utf-8")
    return read_accounts(path, ROSTER, Resolver(ROSTER, Q12.campaign.ends).resolve)


def test_addresses_are_read_by_unit_id_or_name(tmp_path: Path) -> None:
    text = f"đơn vị,thư\n{WARD.id},A@x.vn\nPhường Thới An,b@x.vn; c@x.vn\n"
    assert accounts(tmp_path, text) == {
        WARD.id: ("a@x.vn",),
        "phuong-thoi-an": ("b@x.vn", "c@x.vn"),
    }


def test_tabs_and_semicolons_part_cells_too(tmp_path: Path) -> None:
    for text in (f"{WARD.id}\ta@x.vn;b@x.vn\n", f"{WARD.id};a@x.vn;b@x.vn\n"):
        assert accounts(tmp_path, text) == {WARD.id: ("a@x.vn", "b@x.vn")}


@pytest.mark.parametrize("text", ["", "\n\n", "đơn vị,thư\n"])
def test_a_file_without_any_unit_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="không có đơn vị nào"):
        accounts(tmp_path, text)


def test_a_unit_without_an_address_is_a_mistake_in_the_first_line_too(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="dòng 1"):
        accounts(tmp_path, f"{WARD.id},\nPhường Thới An,a@x.vn\n")


def test_every_mistake_of_the_address_file_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        accounts(tmp_path, f"{WARD.id},a@x.vn\nĐâu đó,b@x.vn\nPhường Thới An,không có\n")
    assert "Đâu đó" in str(caught.value)
    assert "không" in str(caught.value)
