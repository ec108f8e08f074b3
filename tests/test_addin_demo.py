from __future__ import annotations

import hashlib
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from addin.demo import DEMO_LINES, DemoLine, demo_office_facts, write_demo_units
from campaign.intake.files import expand_all
from campaign.plan.definition import Campaign, Form, WeekendRule
from campaign.plan.loading import load_campaign, load_campaign_roster
from campaign.records import Row, SourceRecords, Status
from campaign.result.whole import Result
from campaign.usecases import MainJob
from tests.demo_xls import TARGET, demo_xls

NAME = "q12-cchc-2020"
AS_OF = datetime.fromisoformat("2020-11-02T08:00")


def digests(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }


def write(folder: Path) -> list[Path]:
    return write_demo_units(folder, load_campaign(NAME), load_campaign_roster(NAME))


@cache
def judged() -> Result:
    return judge(load_campaign(NAME))


def judge(campaign: Campaign) -> Result:
    job = MainJob(campaign, load_campaign_roster(NAME), AS_OF)
    with TemporaryDirectory() as name:
        write(Path(name))
        sources, unread = job.read(expand_all([Path(name) / "units"]).files)
    return job.decide(sources, unread=unread, office=demo_office_facts())


def source_of(line: DemoLine) -> SourceRecords:
    return next(source for source in judged().sources if source.name == line.file)


def row_at(source: SourceRecords, line: DemoLine) -> Row:
    number = int("".join(filter(str.isdigit, line.cell))) - 1
    rows = [
        row
        for row in source.rows
        if source.tables[row.table].sheet == line.sheet and row.line == number
    ]
    assert len(rows) == 1, line
    return rows[0]


def verdicts(line: DemoLine) -> list[str]:
    result = judged()
    if "/" in line.subject:
        unit, _, deliverable = line.subject.partition("/")
        found = [s for s in result.submissions if (s.unit, s.deliverable) == (unit, deliverable)]
        return [f"standing={s.standing.value}" for s in found]
    kind, _, unit = line.subject.partition(":")
    said = []
    for judgement in result.judgements:
        subject = judgement.subject
        if (subject.kind.value, subject.unit) == (kind, unit):
            said.append(f"verdict={judgement.verdict.value}")
            said += [f"reason={reason.code}" for reason in judgement.reasons]
            said += [
                f"reason={reason.code}"
                for shortlist in result.shortlists
                for absent in shortlist.absent
                if absent.subject.id == subject.id
                for reason in absent.reasons
            ]
    return said


def outcomes(line: DemoLine) -> list[str]:
    if line.subject:
        return verdicts(line)
    source = source_of(line)
    key, _, _ = line.expected.partition("=")
    if key == "not_data":
        lines = [n for n in source.not_data if (n.sheet, n.cell) == (line.sheet, line.cell)]
        return [f"not_data={item.why}" for item in lines]
    if key == "code":
        issues = [*source.issues, *(issue for row in source.rows for issue in row.issues)]
        return [
            f"code={issue.code}"
            for issue in issues
            if (issue.sheet, issue.cell) == (line.sheet, line.cell)
        ]
    row = row_at(source, line)
    return [{"unit": f"unit={row.unit}", "status": f"status={row.status.value}"}.get(key, "")] + (
        [f"{key}={row.text(key)}"] if key not in {"unit", "status"} else []
    )


@pytest.mark.parametrize("line", DEMO_LINES, ids=lambda line: f"{line.line[:40]}-{line.expected}")
def test_every_line_has_its_outcome(line: DemoLine) -> None:
    assert line.expected in outcomes(line)


def test_the_settings_of_a_deadline_decide() -> None:
    campaign = load_campaign(NAME)
    first, second, third = campaign.deliverables
    deliverables = [
        first.model_copy(update={"inclusive": True}),
        second,
        third.model_copy(update={"weekend": WeekendRule.ROLL}),
    ]
    result = judge(campaign.model_copy(update={"deliverables": deliverables}))
    standings = {(s.unit, s.deliverable): s for s in result.submissions}
    received = standings["phuong-tan-hung-thuan", "registration"]
    assert (received.standing.value, received.received) == ("on_time", "2020-05-20")
    assert "tính cả ngày hạn" in received.setting
    received = standings["phong-quan-ly-do-thi", "results"]
    assert (received.standing.value, received.received) == ("on_time", "2020-11-02")


def test_every_table_of_the_list_has_all_its_lines() -> None:
    assert len({line.line for line in DEMO_LINES}) >= 31


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    paths = write(tmp_path / "one")
    write(tmp_path / "two")
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert len(paths) == len(digests(tmp_path / "one")) > 30
    assert {path.suffix for path in paths} == {".xlsx", ".xls", ".ods", ".csv"}


def test_the_shipped_xls_is_what_its_program_makes() -> None:
    assert TARGET.read_bytes() == demo_xls()


def test_everything_is_read_and_the_account_closes() -> None:
    result = judged()
    assert not result.unread
    for source in result.sources:
        assert len(source.rows) == sum(source.count(status) for status in Status)


def test_every_ward_and_agency_sends_something() -> None:
    sent = {row.unit for _, row in judged().rows()}
    for unit in load_campaign_roster(NAME).units:
        if unit.kind in {"ward", "specialised_agency"}:
            assert unit.id in sent, unit.name


def test_office_workbooks_are_read_without_noise() -> None:
    codes = Counter(issue.code for source in judged().sources for issue in source.issues)
    assert "no_table" not in codes
    assert codes["total_mismatch"] == 1


def test_nobody_stands_for_two_people() -> None:
    named: dict[str, set[str | None]] = {}
    for _, row in judged().rows():
        if row.form is Form.PROPOSAL and row.text("gender"):
            named.setdefault(row.text("name"), set()).add(row.unit)
    assert [name for name, units in named.items() if len(units) > 1] == []


def test_the_lists_show_what_they_are_for() -> None:
    result = judged()
    standings = {submission.standing.value for submission in result.submissions}
    assert standings >= {"on_time", "late", "missing", "incomplete", "uncertain", "not_due"}
    assert {j.verdict.value for j in result.judgements} == {"eligible", "held", "ineligible"}
    assert {a.award: bool(a.placed and a.absent) for a in result.shortlists} == {
        "district_certificate": True,
        "city_commendation": True,
    }
    assert result.similar


def test_a_violation_reaches_the_collective_and_its_head_only() -> None:
    found = {
        (j.subject.kind.value, j.subject.name): j.verdict.value
        for j in judged().judgements
        if j.subject.unit == "phuong-dong-hung-thuan"
    }
    assert found["individual", "Trần Văn Mẫu"] == "ineligible"
    assert found["individual", "Đỗ Thị Minh Họa"] == "eligible"
    assert {v for (kind, _), v in found.items() if kind in {"collective", "head"}} == {"ineligible"}
