"""What ``thidua sync --json`` writes: the report of a run, and what came of each spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from addin.sync_report import plan_report, sync_report
from addin.syncing import preview
from campaign.errors import UsageError
from campaign.ledger.refusals import LedgerError
from tests.ledger_cases import make_earlier
from tests.sheets_office import UNITS, Office, new_office

SCHEMA = json.loads((resources.files("templates") / "schema" / "report.schema.json").read_bytes())
WARD, OTHER, THIRD = UNITS


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path) as made:
        yield made


def test_a_hole_is_named_in_the_report_that_fits_its_schema(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    file = office.files()[OTHER].id
    with office.box.lock:
        del office.box.world.files[file]
    said = json.loads("".join(sync_report(office.later())))
    assert [e.message for e in Draft202012Validator(SCHEMA).iter_errors(said)] == []
    assert said["sync"]["complete"] is False
    found = {one["unit"]: one["finding"] for one in said["sync"]["units"]}
    assert found == {WARD: "new", OTHER: "absent", THIRD: "new"}
    assert [one["unit"] for one in said["sync"]["answered"]] == [WARD, THIRD]
    assert [row["title"] for row in said["registrations"]] == ["Một cửa"]


def test_a_sync_that_found_nothing_says_so_alone(office: Office) -> None:
    with office.box.lock:
        office.box.world.files.clear()
    said = json.loads("".join(sync_report(office.later())))
    assert list(said) == ["sync"]
    assert {one["finding"] for one in said["sync"]["units"]} == {"absent"}


def test_a_plan_makes_no_ledger_and_waits_for_nobody(office: Office) -> None:
    (plan,) = json.loads("".join(plan_report(office.preview()))).values()
    assert [(one["unit"], one["deed"], one["why"]) for one in plan] == [
        (unit, "read", "new") for unit in UNITS
    ]
    assert not list(office.folder.glob("ledger.sqlite*"))


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("leger.sqlite", "Chưa có sổ theo dõi ở"),
        ("sqlite:///leger.sqlite", "Chưa có sổ theo dõi ở"),
        ("postgresql:/thidua", "postgresql://"),
        ("postgesql://may/thidua", "chỉ dùng SQLite, theo đường dẫn, hoặc PostgreSQL"),
    ],
)
def test_a_plan_is_refused_where_no_ledger_stands_at_the_place_named(
    office: Office, place: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.later()
    monkeypatch.chdir(office.folder)
    with pytest.raises(LedgerError, match=said):
        preview(office.request(ledger=place), [office.google()])
    assert not list(office.folder.glob("leger*"))


def test_a_plan_compares_with_the_ledger_that_is_there(office: Office) -> None:
    office.later()
    office.later()
    plan = preview(office.request(), [office.google()])
    assert {item.deed.value for item in plan} == {"same"}


def test_a_plan_on_a_ledger_of_an_earlier_version_changes_nothing(office: Office) -> None:
    office.later()
    office.later()
    make_earlier(Path(office.place), "0003")
    before = Path(office.place).read_bytes()
    plan = preview(office.request(), [office.google()])
    assert {item.deed.value for item in plan} == {"same"}
    assert Path(office.place).read_bytes() == before
    assert office.later().complete
    with office.ledger() as ledger:
        assert ledger.verify().faults == ()


def test_an_empty_sheet_is_meant_of_an_expected_unit_alone(office: Office) -> None:
    with pytest.raises(UsageError, match="không có đơn vị nào mã “khong-co”"):
        office.later(accept_empty=frozenset({"khong-co"}))
    assert not list(office.folder.glob("ledger.sqlite*"))
