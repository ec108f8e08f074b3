"""The demo through Google's door, and both doors held equal for the same content."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from addin.demo.google_door import LEDGER, WORKBOOK, GoogleDemo, run_google_demo
from addin.demo.google_people import fill
from addin.demo.google_story import EDITOR, EMPTIER, RENAMED, looks, wards
from addin.demo.rows import all_rows
from addin.demo.twists import twist
from addin.run import judge
from addin.run_request import RunRequest
from addin.workbook.settings import Setting
from campaign.glance.held import held_items
from campaign.ledger.book import Ledger
from campaign.office_time import to_office
from campaign.plan.loading import load_campaign, load_campaign_roster
from campaign.records import Row, SourceRecords
from campaign.result.submissions import Standing
from campaign.result.whole import Result
from campaign.unit_tabs.tabs import tabs_of
from tests.sheets_office import CAMPAIGN, UNITS, new_office, quiet

PLAN = load_campaign(CAMPAIGN)
NOW = datetime(2020, 11, 2, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, GoogleDemo]:
    out = tmp_path_factory.mktemp("demo")
    return out / "google", run_google_demo(out, quiet)


def standing(demo: GoogleDemo, unit: str, deliverable: str) -> Standing:
    assert demo.outcome.run is not None
    result = demo.outcome.run.result
    return next(
        s.standing for s in result.submissions if (s.unit, s.deliverable) == (unit, deliverable)
    )


def test_the_demo_ends_complete_with_a_workbook_and_a_whole_ledger(
    played: tuple[Path, GoogleDemo],
) -> None:
    folder, demo = played
    assert demo.outcome.complete
    assert (folder / WORKBOOK).exists()
    ledger = Ledger.open(folder / LEDGER, create=False)
    assert ledger.verify().faults == ()
    ledger.close()


def test_its_buttons_judge_as_of_the_examples_day(played: tuple[Path, GoogleDemo]) -> None:
    folder, _ = played
    sheet = load_workbook(folder / WORKBOOK)["Điều khiển"]
    (label,) = (c for row in sheet.iter_rows() for c in row if c.value == Setting.AS_OF.value)
    assert label.offset(column=1).value == "02/11/2020 08:00"


def test_nothing_waits_since_before_the_campaign(played: tuple[Path, GoogleDemo]) -> None:
    _, demo = played
    assert demo.outcome.run is not None
    items = held_items(demo.outcome.run.result, PLAN)
    assert items
    assert all(item.days is None or item.days < 200 for item in items)


def test_a_ward_that_emptied_its_sheet_by_mistake_lost_nothing(
    played: tuple[Path, GoogleDemo],
) -> None:
    _, demo = played
    assert [note for note in demo.notes if "bỗng trống" in note]
    assert standing(demo, EMPTIER, "registration") is Standing.ON_TIME


def test_each_look_tells_what_it_found_and_answered(played: tuple[Path, GoogleDemo]) -> None:
    _, demo = played
    looked = [note for note in demo.notes if "trả lời" in note]
    assert [note.partition(" ")[0] for note in looked] == [
        f"{to_office(at):%d/%m/%Y}" for at in looks()
    ]
    assert not looked[0].endswith("trả lời 0 ô.")


def test_an_edit_after_the_deadline_does_not_make_a_ward_late(
    played: tuple[Path, GoogleDemo],
) -> None:
    _, demo = played
    assert demo.outcome.run is not None
    rows = [row for _, row in demo.outcome.run.result.rows() if row.unit == EDITOR]
    assert any("đã sửa sau hạn" in row.text("title") for row in rows)
    assert standing(demo, EDITOR, "interim_report") is Standing.ON_TIME


def test_a_ward_that_came_late_is_late_by_what_was_seen(played: tuple[Path, GoogleDemo]) -> None:
    _, demo = played
    assert standing(demo, "phuong-tan-hung-thuan", "interim_report") is Standing.LATE


def test_a_renamed_column_is_still_read(played: tuple[Path, GoogleDemo]) -> None:
    _, demo = played
    assert demo.outcome.run is not None
    rows = [row for _, row in demo.outcome.run.result.rows() if row.unit == RENAMED]
    assert all(row.text("person") for row in rows if row.form.value == "registration")


Said = tuple[str, str, str, str, tuple[object, ...], tuple[str, ...]]


def said(result: Result) -> list[Said]:
    """Every row with its sheet, status, values and issues, in order."""
    return [_said(source, row) for source, row in result.rows()]


def _said(source: SourceRecords, row: Row) -> Said:
    sheet = source.tables[row.table].sheet
    codes = tuple(sorted(f"{issue.code} {issue.cell}" for issue in row.issues))
    return (row.id, row.unit or "", sheet, row.status.value, tuple(row.values), codes)


def files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*.xlsx")):
        yield path.name, path


def test_both_doors_give_the_same_for_the_same_content(tmp_path: Path) -> None:
    """The very spreadsheets, downloaded and mailed, are judged alike in every cell and verdict."""
    roster = load_campaign_roster(CAMPAIGN)
    tabs = tabs_of(PLAN, shared=False)
    with new_office(tmp_path) as office:
        files = office.files()
        for filing in wards(roster):
            if filing.unit.id in UNITS:
                rows = twist(filing.unit.id, all_rows(filing, PLAN))
                few = {form: lines[:6] for form, lines in rows.items()}
                fill(office.google(), files[filing.unit.id].id, "x", tabs, few)
        office.box.world.clock.set_to(NOW)
        through_google = office.sync(push=False).run
        mailed = tmp_path / "mail" / "Google Sheets"
        mailed.mkdir(parents=True)
        for filing in wards(roster):
            if filing.unit.id in UNITS:
                data = office.google().export(files[filing.unit.id].id, "x")
                (mailed / f"{filing.unit.name}.xlsx").write_bytes(data)
        as_of = datetime(2020, 11, 2, 8)  # noqa: DTZ001 - office time
        request = RunRequest([tmp_path / "mail"], None, str(office.campaign), as_of)
        through_files = judge(request, quiet)
    assert through_google is not None
    assert said(through_google.result) == said(through_files.result)
    verdicts = [
        [(j.subject.id, j.verdict) for j in run.result.judgements]
        for run in (through_google, through_files)
    ]
    assert verdicts[0] == verdicts[1]
    assert [len(s.placed) for s in through_google.result.shortlists] == [
        len(s.placed) for s in through_files.result.shortlists
    ]
