"""A unit's spreadsheet lost, found again, made anew or there twice: never silent, never double."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from addin.syncing import SyncOutcome
from campaign.labels import standing_word
from campaign.ledger.events import Outcome
from campaign.result.submissions import Doubt, Standing, Submission
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sync.looking import Finding
from tests.sheets_office import CAMPAIGN, REGISTRATION, ROW, UNITS, Office, new_office

WARD, OTHER, _ = UNITS
DAY = 24 * 3600


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path) as made:
        yield made


def take_away(office: Office, unit: str) -> DriveFile:
    """Let a spreadsheet be no longer the office's to see."""
    file = office.files()[unit].id
    with office.box.lock:
        return office.box.world.files.pop(file)


def give_back(office: Office, file: DriveFile) -> None:
    with office.box.lock:
        office.box.world.files[file.file_id] = file


def findings(outcome: SyncOutcome) -> list[Finding]:
    return [look.finding for look in outcome.synced.holes]


def titles(outcome: SyncOutcome) -> list[str]:
    assert outcome.run is not None
    return [row.text("title") for _, row in outcome.run.result.rows()]


def registration(outcome: SyncOutcome, unit: str) -> Submission:
    assert outcome.run is not None
    found = (s for s in outcome.run.result.submissions if s.unit == unit)
    return next(s for s in found if s.deliverable == "registration")


def test_a_spreadsheet_out_of_sight_keeps_its_rows_and_is_named_in_the_workbook(
    office: Office,
) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    take_away(office, WARD)
    for _ in range(2):
        outcome = office.later()
        assert findings(outcome) == [Finding.LOST]
        assert titles(outcome) == ["Một cửa"]
        assert outcome.run is not None
        (unread,) = outcome.run.result.unread
        assert "không còn thấy bảng tính" in unread.sentence
    with office.ledger() as ledger:
        looks = [e for e in ledger.history(WARD, ledger.clock()) if e.kind == "observation"]
    assert [look.body["outcome"] for look in looks] == [Outcome.READ, Outcome.UNREADABLE]


def test_nobody_is_called_missing_for_what_came_while_the_office_could_not_look(
    office: Office,
) -> None:
    office.later()
    file = take_away(office, WARD)
    office.box.advance(12 * DAY)
    outcome = office.sync()
    unseen, seen = registration(outcome, WARD), registration(outcome, OTHER)
    assert (unseen.standing, unseen.doubt) == (Standing.UNCERTAIN, Doubt.UNSEEN)
    assert standing_word(unseen) == "Chưa rõ vì chưa xem được bảng tính"
    assert "lần cuối xem được bảng tính là 10/05/2020 08:15" in unseen.message
    assert seen.standing is Standing.MISSING
    give_back(office, file)
    assert registration(office.later(), WARD).standing is Standing.MISSING


def test_a_spreadsheet_made_anew_takes_the_place_of_the_lost_one_once_it_holds_rows(
    office: Office,
) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    take_away(office, WARD)
    office.later()
    office.provision()
    outcome = office.later()
    assert findings(outcome) == [Finding.EMPTY]
    assert titles(outcome) == ["Một cửa"]
    assert office.told(WARD) == {}
    office.fill(WARD, "Hẹn giờ")
    outcome = office.later()
    assert outcome.complete
    assert titles(outcome) == ["Hẹn giờ"]
    assert registration(outcome, WARD).standing is Standing.ON_TIME
    assert office.later().complete


def test_a_spreadsheet_made_anew_may_be_meant_empty(office: Office) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    take_away(office, WARD)
    office.provision()
    outcome = office.later(accept_empty=frozenset({WARD}))
    assert outcome.complete
    assert titles(outcome) == []
    assert office.later().complete


def test_a_lost_spreadsheet_that_comes_back_stands_beside_the_new_one_until_one_goes(
    office: Office,
) -> None:
    office.fill(WARD, "Một cửa")
    office.later()
    old = take_away(office, WARD)
    office.provision()
    office.fill(WARD, "Hẹn giờ")
    assert titles(office.later()) == ["Hẹn giờ"]
    give_back(office, old)
    both = office.later()
    assert findings(both) == [Finding.DOUBLE, Finding.DOUBLE]
    assert both.run is not None
    assert both.run.result.unread
    listed = [f.id for f in office.google().listing(CAMPAIGN) if f.unit == WARD]
    with office.box.lock:
        for file in listed:
            if file != old.file_id:
                del office.box.world.files[file]
    outcome = office.later()
    assert outcome.complete
    assert titles(outcome) == ["Một cửa"]


def test_a_unit_without_a_spreadsheet_does_not_make_every_sync_a_full_one(office: Office) -> None:
    office.later()
    office.later()
    take_away(office, WARD)
    office.box.advance(DAY)
    office.sync()
    office.box.log.clear()
    assert findings(office.later()) == [Finding.LOST]
    assert office.box.log.counts["drive.files.export"] == 0


def test_what_a_sweep_could_not_fetch_is_fetched_by_the_next_sync(office: Office) -> None:
    office.later()
    office.later()
    office.box.advance(DAY)
    office.fill(WARD, "Một cửa")
    file = office.files()[WARD].id
    office.box.faults.add("stale-listing", name="files.list", seconds=7200)
    office.box.faults.add("503", path=file)
    assert findings(office.sync()) == [Finding.LATER]
    office.box.faults.clear()
    office.box.faults.add("stale-listing", name="files.list", seconds=7200)
    outcome = office.later()
    assert outcome.complete
    assert titles(outcome) == ["Một cửa"]


def test_an_answer_goes_to_the_row_of_the_spreadsheet_that_was_read(office: Office) -> None:
    office.fill(WARD, "Một cửa", "Hẹn giờ")
    office.later()
    take_away(office, WARD)
    office.provision()
    office.fill(WARD, "Hẹn giờ", row=ROW + 1)
    office.later()
    assert office.told(WARD) == {"Hẹn giờ": ("Nhận", "")}
    assert office.book(WARD).worksheet(REGISTRATION.title).row_values(ROW)[1:3] in ([], ["", ""])
