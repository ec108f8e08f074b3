"""What a unit is told of its own workbook is what the office's run would say of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from addin.demo.units import write_demo_units
from campaign.errors import ThiduaError
from campaign.intake.reading import read_source
from campaign.plan.loading import load_campaign, load_campaign_roster
from campaign.records import SourceRecords
from campaign.usecases import MainJob
from tests.rule_cases import NOW, Q12, ROSTER, WARD, handed_in, source

CAMPAIGN = "q12-cchc-2020"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every kind of file that the example's units send."""
    folder = tmp_path_factory.mktemp("nguon")
    write_demo_units(folder, load_campaign(CAMPAIGN), load_campaign_roster(CAMPAIGN))
    paths = sorted(path for path in (folder / "units").rglob("*") if path.is_file())
    return paths[::4]


def both(job: MainJob, path: Path) -> tuple[SourceRecords, SourceRecords] | None:
    """A file read twice, since judging marks its rows; ``None`` where it cannot be read."""
    try:
        one, two = (job.reader.read(read_source(path.name, path.read_bytes())) for _ in range(2))
    except ThiduaError:
        return None
    return one, two


def test_rows_and_deliverables_are_those_of_a_whole_run(files: list[Path]) -> None:
    job = MainJob(load_campaign(CAMPAIGN), load_campaign_roster(CAMPAIGN), NOW)
    compared = 0
    for file in files:
        read = both(job, file)
        if read is None or not read[0].unit:
            continue
        alone, whole = read
        told = job.check(alone, alone.unit or "")
        judged = job.decide([whole]).submissions
        assert told == [one for one in judged if one.unit == alone.unit]
        assert list(alone.rows) == list(whole.rows)
        compared += 1
    assert compared > 5


def test_nobody_else_is_judged_and_a_stranger_is_not_either() -> None:
    job = MainJob(Q12, ROSTER, NOW)
    records = source(*handed_in(WARD))
    assert {one.unit for one in job.check(records, WARD)} == {WARD}
    assert job.check(records, "khong-co") == []


def test_a_job_at_another_moment_keeps_its_readers_for_the_day_only() -> None:
    june = MainJob(Q12, ROSTER, datetime(2020, 6, 1, 8))  # noqa: DTZ001 - office time
    later = june.at(datetime(2020, 6, 1, 17))  # noqa: DTZ001
    assert later.names is june.names
    assert later.reader is june.reader
    assert later.as_of.hour == 17
    july = june.at(datetime(2020, 7, 1, 8))  # noqa: DTZ001
    assert july.names is not june.names
    assert july.names.day == july.day
