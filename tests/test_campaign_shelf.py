"""A country's rows wait packed in a file: nothing that is decided, reported or written changes."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pytest

from addin.demo import demo_office_facts, write_demo_units
from addin.workbook.fill import write_workbook
from campaign.intake.files import expand_all
from campaign.plan.definition import Form
from campaign.plan.loading import load_campaign, load_campaign_roster
from campaign.progress import no_progress
from campaign.reading.cache import IntakeCache
from campaign.reading.shelf import Shelf, ShelfError, ShelvedRows
from campaign.records import SourceRecords, Status
from campaign.report.report import dump
from campaign.result.whole import Result
from campaign.usecases import MainJob
from tests.rule_cases import answers, handed_in, source

NAME = "q12-cchc-2020"
JOB = MainJob(
    load_campaign(NAME), load_campaign_roster(NAME), datetime.fromisoformat("2020-11-02T08:00")
)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write_demo_units(folder, JOB.campaign, JOB.roster)
    return folder / "units"


def run(folder: Path, out: Path, room: int, cache: Path | None = None) -> tuple[Result, str, str]:
    """The result, its report, and the hash of its workbook."""
    memory = IntakeCache(cache, "x") if cache else None
    files = expand_all([folder]).files
    sources, unread = JOB.read(files, no_progress, memory, Shelf(room))
    settled = {(row.id, "submitted"): "19/5/2020" for row in sources[3].rows}
    office = demo_office_facts()
    office.settled |= settled
    result = JOB.decide(sources, unread=unread, office=office)
    write_workbook(result, JOB.campaign, JOB.roster.on(JOB.day), out, book=None)
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    return result, dump(result, JOB.campaign), digest


def test_rows_on_the_shelf_give_the_same_report_and_workbook(example: Path, tmp_path: Path) -> None:
    kept, report, book = run(example, tmp_path / "a.xlsx", room=10**6)
    shelved, packed_report, packed_book = run(example, tmp_path / "a.xlsx", room=0)
    assert all(isinstance(one.rows, list) for one in kept.sources)
    assert all(isinstance(one.rows, ShelvedRows) for one in shelved.sources)
    assert packed_report == report
    assert packed_book == book
    some = run(example, tmp_path / "a.xlsx", room=200)
    assert {type(one.rows) for one in some[0].sources} == {list, ShelvedRows}
    assert some[1:] == (report, book)


def test_remembered_rows_stay_packed_and_say_the_same(example: Path, tmp_path: Path) -> None:
    memory = tmp_path / "c.sqlite"
    first = run(example, tmp_path / "a.xlsx", 0, memory)
    again = run(example, tmp_path / "a.xlsx", 0, memory)
    assert again[1:] == first[1:]


def shelved(*rooms: int) -> list[SourceRecords]:
    made = [source(*handed_in(), *answers(), name=f"{number}.xlsx") for number in range(len(rooms))]
    for one, room in zip(made, rooms, strict=True):
        Shelf(room).put(one)
    return made


def test_a_changed_row_stays_changed() -> None:
    (one,) = shelved(0)
    rows = list(one.rows)
    rows[1].status = Status.HELD
    assert one.count(Status.HELD) == 0
    one.keep(rows)
    assert [row.status for row in one.rows] == [row.status for row in rows]
    assert one.count(Status.HELD) == 1


def test_rows_of_one_form_are_found_alike_on_and_off_the_shelf() -> None:
    packed, plain = shelved(0, 100)
    for form in Form:
        assert list(packed.of(form)) == list(plain.of(form))
    assert packed.tally() == plain.tally()
    assert list(packed.rows) == list(plain.rows)


def test_a_full_disk_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("campaign.reading.shelf.tempfile.TemporaryFile", full)
    with pytest.raises(ShelfError, match="dọn chỗ trống"):
        shelved(0)
