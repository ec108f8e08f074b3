"""Whatever breaks, at whatever request: the next run converges, and no hole is called complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from sheets_sync.gsheets.errors import GoogleError
from sheets_sync.sandbox.faults import Fault
from tests.sheets_office import UNITS, Office, new_office

ONE = UNITS[:1]
WARD = ONE[0]
KINDS = (
    "drop-before",
    "drop-after",
    "429",
    "500",
    "503",
    "503-after",
    "truncated",
    "expired-token",
    "latency",
)
TITLES = {WARD: ("Một cửa", "Hẹn giờ")}


def strike(office: Office, kind: str, at: int, *, lasting: bool) -> Fault:
    """A fault at one request, or from there on for longer than anybody's patience."""
    places = list(range(at, at + 200)) if lasting else [at]
    return office.box.faults.add(kind, at=places, seconds=200, simulated=True)


def check_converged(office: Office) -> None:
    """Every row once, in ledger, workbook and answer; the ledger whole."""
    outcome = office.later(workbook=None)
    assert outcome.complete
    assert outcome.run is not None
    found: dict[str, list[str]] = {unit: [] for unit in ONE}
    for _, row in outcome.run.result.rows():
        found[row.unit or ""].append(row.text("title"))
    assert {unit: tuple(titles) for unit, titles in found.items()} == TITLES
    with office.ledger() as ledger:
        assert ledger.verify().faults == ()
        for source in ledger.sources(ledger.clock()):
            assert source.outcome.value == "read"
    for unit, titles in TITLES.items():
        assert office.told(unit) == dict.fromkeys(titles, ("Nhận", ""))


def attempt(office: Office) -> bool:
    """A sync that may fail; whether it said that it was complete."""
    try:
        return office.later(workbook=None).complete
    except GoogleError:
        return False


def requests_of_a_sync(folder: Path) -> int:
    with new_office(folder, ONE) as office:
        for unit, titles in TITLES.items():
            office.fill(unit, *titles)
        office.box.log.clear()
        office.later(workbook=None)
        return office.box.log.number


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_at_any_request_of_a_sync_costs_nothing(tmp_path: Path, kind: str) -> None:
    number, at = 4, 1
    while at <= number:
        folder = tmp_path / str(at)
        folder.mkdir()
        with new_office(folder, ONE) as office:
            for unit, titles in TITLES.items():
                office.fill(unit, *titles)
            before = office.box.log.number
            fault = strike(office, kind, at, lasting=False)
            attempt(office)
            number = office.box.log.number - before
            assert fault.struck or at > number
            office.box.faults.clear()
            check_converged(office)
        at += 1


@pytest.mark.parametrize("kind", ["503-after", "429"])
@pytest.mark.parametrize("at", [1, 3, 4])
def test_an_outage_is_never_called_complete(tmp_path: Path, kind: str, at: int) -> None:
    with new_office(tmp_path, ONE) as office:
        for unit, titles in TITLES.items():
            office.fill(unit, *titles)
        strike(office, kind, at, lasting=True)
        assert not attempt(office)
        office.box.faults.clear()
        check_converged(office)


def test_a_sync_is_as_many_requests_as_promised(tmp_path: Path) -> None:
    # A token, a listing, an export and a write a changed sheet.
    assert requests_of_a_sync(tmp_path) == 1 + 1 + 1 + 1
