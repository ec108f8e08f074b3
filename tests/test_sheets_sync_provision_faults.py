"""Whatever breaks during provision: the next run converges, nobody has two of anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets_drift import ONE, attempt, doubled, drifted, first, idle, outcome
from tests.sheets_office import new_office

KINDS = (
    "drop-before",
    "drop-after",
    "429",
    "500",
    "503",
    "503-after",
    "truncated",
    "expired-token",
    "stale-listing",
    "latency",
)
STORIES = {
    "first": (
        first,
        ("token", "about", "list", "unmarked", "create", "list", "share", "write"),
    ),
    "doubled": (
        doubled,
        (
            *("token", "about", "list", "twin", "twin", "get", "get", "get", "permissions"),
            *("bin", "share", "write"),
        ),
    ),
    "drifted": (drifted, ("token", "about", "list", "get", "permissions", "share", "write")),
}


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_at_any_request_doubles_nothing_and_leaves_the_unit_s_rows_alone(
    tmp_path: Path, kind: str, story: str
) -> None:
    begin, requests = STORIES[story]
    with new_office(tmp_path, ONE) as office:
        begin(office)
        office.box.log.clear()
        assert attempt(office)
        assert office.box.log.number == len(requests)
        wanted = outcome(office)
        assert idle(office)
        for at in range(1, len(requests) + 1):
            begin(office)
            fault = office.box.faults.add(kind, at=[at], seconds=7200, simulated=True)
            attempt(office)
            assert fault.struck == 1
            office.box.faults.clear()
            assert attempt(office)
            assert outcome(office) == wanted
