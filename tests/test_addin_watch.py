"""Runs with a ledger: what was read is recorded, and the past can be made again, byte for byte."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from importlib import resources
from pathlib import Path

import pytest

from addin.cli.ledger import history_command
from addin.demo.office import demo_office_facts
from addin.demo.typing_in import type_in
from addin.demo.units import write_demo_units
from addin.package import WorkbookPackage
from addin.run import run
from addin.run_request import RunOutcome, RunRequest
from addin.unitbook import write_unit_workbook
from campaign.errors import UsageError
from campaign.ledger.book import Ledger
from campaign.ledger.events import Decision, Door, Observation, Outcome
from campaign.ledger.refusals import DamagedError, LedgerError
from campaign.ledger.verifying import parse_anchor
from campaign.office_time import from_office
from campaign.plan.loading import load_campaign, load_campaign_roster
from campaign.result.submissions import Doubt, Standing
from campaign.usecases import no_progress
from sheets_sync.sync.kept import Notes, with_notes
from tests.ledger_cases import tamper

PLAN = "q12-cchc-2020"
NOON = datetime(2020, 5, 18, 12)  # noqa: DTZ001 - office time
WARD = "phuong-hiep-thanh"


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write_demo_units(folder, load_campaign(PLAN), load_campaign_roster(PLAN))
    return folder / "units" / "Phường"


def request(
    sources: Path, out: Path, as_of: datetime, name: str = "so.xlsx", *, live: bool = True
) -> RunRequest:
    ledger = str(out / "ledger.sqlite")
    return RunRequest(
        [sources] if live else [], out / name, PLAN, as_of,
        ledger=ledger, from_ledger=not live, rebuild=not live,
    )  # fmt: skip


def done(wanted: RunRequest) -> RunOutcome:
    return run(wanted, no_progress)


def test_the_past_is_made_again_byte_for_byte(units: Path, tmp_path: Path) -> None:
    plan, roster = load_campaign(PLAN), load_campaign_roster(PLAN)
    done(request(units, tmp_path, NOON))
    type_in(tmp_path / "so.xlsx", demo_office_facts(), plan, roster, NOON)
    later = NOON + timedelta(days=30)
    told = done(request(units, tmp_path, later))
    kept = (tmp_path / "so.xlsx").read_bytes()
    # What comes after changes nothing of what was.
    broken = tmp_path / "units"
    broken.mkdir()
    (broken / "hiep-thanh.xlsx").write_bytes(b"no workbook")
    (broken / "le.csv").write_text("STT;Tên mô hình\n1;Một cửa\n", "utf-8")
    done(request(broken, tmp_path, later + timedelta(days=1)))
    again = [
        done(request(units, tmp_path, later, name, live=False)) for name in ("1.xlsx", "2.xlsx")
    ]
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes() == kept
    assert "".join(again[0].report()) == "".join(told.report())
    assert "trùng từng byte" in again[0].said[-1]
    with pytest.raises(UsageError, match=r"hãy ghi ra “3\.xlsx”"):
        done(request(units, tmp_path, later, "3.xlsm", live=False))


def test_papers_of_units_are_in_doubt_in_the_past_made_again_too(
    units: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "units"
    shutil.copytree(units, folder)
    later = NOON + timedelta(days=90)
    for name in ("Phòng Y tế - sơ kết.pdf", "UBND P. Thới An.pdf", "Kế hoạch.pdf", "x.lnk"):
        (folder / name).write_bytes(b"%PDF-1.7")
    told = done(request(folder, tmp_path, later))
    names = [item.source for item in told.result.unread]
    assert "Phòng Y tế - sơ kết.pdf" in names
    assert {"Kế hoạch.pdf", "x.lnk"} < {*told.result.skipped}
    kept = (tmp_path / "so.xlsx").read_bytes()
    shutil.rmtree(folder)
    again = done(request(units, tmp_path, later, "1.xlsx", live=False))
    assert "".join(again.report()) == "".join(told.report())
    assert (tmp_path / "1.xlsx").read_bytes() == kept


def test_a_moment_without_a_run_is_made_the_same_each_time(units: Path, tmp_path: Path) -> None:
    done(request(units, tmp_path, NOON))
    wanted = NOON + timedelta(days=3)
    first = done(request(units, tmp_path, wanted, "1.xlsx", live=False))
    done(request(units, tmp_path, NOON + timedelta(days=9)))
    done(request(units, tmp_path, wanted, "2.xlsx", live=False))
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
    assert "không có lần chạy nào đúng lúc đó" in first.said[-1]


def test_a_rebuild_under_another_plan_says_that_the_result_differs(
    units: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.toml"
    shipped = resources.files("templates") / "campaigns" / f"{PLAN}.toml"
    roster = (resources.files("templates") / "rosters" / "q12-2020.csv").read_text("utf-8")
    (tmp_path / "units.csv").write_text(roster, "utf-8")
    text = re.sub(
        r'^roster = ".*"', 'roster = "units.csv"', shipped.read_text("utf-8"), flags=re.MULTILINE
    )
    plan.write_text(text, "utf-8")
    done(replace(request(units, tmp_path, NOON), campaign=str(plan)))
    plan.write_text(text.replace("2020-05-20", "2020-05-15"), "utf-8")
    again = replace(request(units, tmp_path, NOON, "1.xlsx", live=False), campaign=str(plan))
    assert "Kết quả KHÔNG trùng với lần ấy" in done(again).said[-1]


def test_a_rebuild_tells_other_bytes_from_another_result(units: Path, tmp_path: Path) -> None:
    done(request(units, tmp_path, NOON))
    ledger = Ledger.open(tmp_path / "ledger.sqlite")
    (made,) = ledger.decisions()
    keys = tuple(standing.latest.source for standing in made.sources)
    other = Decision(
        "R-khác", made.decided_at, made.as_of, made.campaign, keys, made.inputs, made.outputs,
        made.anchor, made.workbook, b"", "bytes of another writer", made.skipped, made.verdicts,
        made.settings,
    )  # fmt: skip
    with ledger.atomic() as entry:
        entry.decision(other)
    ledger.close()
    said = done(request(units, tmp_path, NOON, "1.xlsx", live=False)).said[-1]
    assert "KHÔNG trùng từng byte với sổ của lần chạy R-khác" in said
    assert "Mọi kết quả trùng với lần ấy." in said


def test_a_past_is_never_written_over_the_offices_workbook(units: Path, tmp_path: Path) -> None:
    done(request(units, tmp_path, NOON))
    with pytest.raises(UsageError, match="phải ghi ra tệp mới"):
        done(request(units, tmp_path, NOON, live=False))


def test_the_ledger_settles_what_came_in_between_two_runs(units: Path, tmp_path: Path) -> None:
    folder = tmp_path / "units"
    folder.mkdir()
    whole = next(units.rglob("P Hiệp Thành*.xlsx")).read_bytes()
    ward = load_campaign_roster(PLAN).get(WARD)
    assert ward is not None
    write_unit_workbook(load_campaign(PLAN), ward, folder / "hiep-thanh.xlsx")
    done(request(folder, tmp_path, NOON))
    (folder / "hiep-thanh.xlsx").write_bytes(whole)
    outcome = done(request(folder, tmp_path, NOON + timedelta(hours=20)))
    (verdict,) = [
        s for s in outcome.result.submissions if (s.unit, s.deliverable) == (WARD, "registration")
    ]
    assert (verdict.standing, verdict.evidence.kind) == (Standing.ON_TIME, "ledger")
    assert verdict.first_complete == "2020-05-19T08:00:00"


SPOILT = (
    "UPDATE content SET data = x'00' WHERE sha256 IN (SELECT content FROM record WHERE seq = 2)"
)
LOST = "DELETE FROM content WHERE sha256 IN (SELECT content FROM record WHERE seq = 2)"
"""What can become of the file that the second look kept."""


@pytest.mark.parametrize("became", [SPOILT, LOST])
@pytest.mark.parametrize("rebuild", [True, False])
def test_a_unit_whose_file_the_ledger_lost_is_not_called_missing(
    units: Path, tmp_path: Path, became: str, *, rebuild: bool
) -> None:
    done(request(units, tmp_path, NOON))
    before = (tmp_path / "so.xlsx").read_bytes()
    tamper(tmp_path / "ledger.sqlite", became)
    name = "1.xlsx" if rebuild else "so.xlsx"
    again = replace(request(units, tmp_path, NOON, name, live=False), remember=False)
    with pytest.raises(DamagedError, match=r"Nội dung tệp của bản ghi 2 .*thidua ledger verify"):
        done(replace(again, rebuild=rebuild))
    assert (tmp_path / "so.xlsx").read_bytes() == before
    assert not (tmp_path / "1.xlsx").exists()


def test_a_past_whose_workbook_is_damaged_is_not_made_without_it(
    units: Path, tmp_path: Path
) -> None:
    done(request(units, tmp_path, NOON))
    later = NOON + timedelta(days=1)
    done(request(units, tmp_path, later))
    ledger = tmp_path / "ledger.sqlite"
    before = Ledger.open(ledger).decisions()[-1]
    tamper(ledger, "UPDATE piece SET data = x'00'")
    with pytest.raises(DamagedError, match=f"Nội dung tệp của bản ghi {before.seq} "):
        done(request(units, tmp_path, later, "1.xlsx", live=False))
    assert not (tmp_path / "1.xlsx").exists()


def test_unchanged_files_cost_one_record_a_run(units: Path, tmp_path: Path) -> None:
    done(request(units, tmp_path, NOON))
    before = Ledger.open(tmp_path / "ledger.sqlite").anchor().seq
    done(request(units, tmp_path, NOON + timedelta(days=1)))
    assert Ledger.open(tmp_path / "ledger.sqlite").anchor().seq == before + 2


def test_the_workbook_prints_an_anchor_that_verify_accepts(units: Path, tmp_path: Path) -> None:
    anchor = done(request(units, tmp_path, NOON)).result.anchor
    package = WorkbookPackage.open(tmp_path / "so.xlsx", read_only=True)
    printed = {cell.value for _, cells in package.rows("Điều khiển") for cell in cells.values()}
    assert anchor in printed
    assert Ledger.open(tmp_path / "ledger.sqlite").verify(parse_anchor(anchor)).faults == ()


def test_one_ledger_serves_one_campaign(units: Path, tmp_path: Path) -> None:
    done(request(units, tmp_path, NOON))
    other = RunRequest(
        [units],
        tmp_path / "o.xlsx",
        "tphcm-cchc-2026",
        NOON,
        ledger=str(tmp_path / "ledger.sqlite"),
    )
    with pytest.raises(LedgerError, match="Mỗi đợt dùng một sổ riêng"):
        done(other)


def cli(*arguments: str, ledger: Path | None = None) -> subprocess.CompletedProcess[str]:
    env = {**os.environ} | ({"THIDUA_LEDGER": str(ledger)} if ledger else {})
    command = [sys.executable, "-m", "addin.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=env)


def test_the_commands_verify_and_tell(units: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.sqlite"
    ran = cli("run", str(units), "--workbook", str(tmp_path / "a.xlsx"), ledger=ledger)
    assert ran.returncode in {0, 1}, ran.stderr
    assert "Đã ghi vào sổ theo dõi" in ran.stdout
    good = cli("ledger", "verify", ledger=ledger)
    assert (good.returncode, "nguyên vẹn" in good.stdout) == (0, True)
    story = cli("ledger", "history", "P.Hiệp Thành", "--ledger", str(ledger))
    assert story.returncode == 0, story.stderr
    assert "UBND phường Hiệp Thành: lịch sử nộp" in story.stdout
    anchor = good.stdout.split("Mốc hiện nay: ")[1].strip()
    with Ledger.open(ledger).engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER record_no_DELETE")
        connection.exec_driver_sql("DELETE FROM record WHERE seq = 3")
    bad = cli("ledger", "verify", "--anchor", anchor, "--ledger", str(ledger))
    assert (bad.returncode, "Bản ghi 3 đã bị xóa" in bad.stdout) == (1, True)


def test_the_story_is_told_by_the_ledger_s_own_campaign(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "ledger.sqlite"
    ledger, unit = Ledger.open(place), "phuong-sai-gon"
    at = from_office(datetime(2026, 3, 1))  # noqa: DTZ001 - office time
    with ledger.atomic() as entry:
        entry.observe(Observation("file:a", unit, "a.xlsx", at, "", Door.FILE))
        entry.decision(
            Decision("R", at, datetime(2026, 3, 1), "tphcm-cchc-2026", ("file:a",), "", "")  # noqa: DTZ001
        )
    ledger.close()
    assert history_command("P. Sài Gòn", ledger=str(place)) == 0
    assert "UBND phường Sài Gòn: lịch sử nộp" in capsys.readouterr().out
    with pytest.raises(LedgerError, match="Mỗi đợt dùng một sổ riêng"):
        history_command("P. Thới An", ledger=str(place), campaign=PLAN)


def test_a_ledger_records_at_the_time_of_the_run(units: Path, tmp_path: Path) -> None:
    done(request(units, tmp_path, NOON))
    found = Ledger.open(tmp_path / "ledger.sqlite").sources(from_office(NOON))
    assert {s.observed_at for s in found} == {from_office(NOON)}


def test_a_spreadsheet_is_judged_from_the_ledger_like_the_same_file(
    units: Path, tmp_path: Path
) -> None:
    """Both doors give the same verdicts, a renamed column under its old name too."""
    path = next(units.rglob("P Hiệp Thành*.xlsx"))
    data = with_notes(path.read_bytes(), Notes(WARD, PLAN))
    at = from_office(NOON) - timedelta(hours=1)
    with Ledger.open(tmp_path / "ledger.sqlite").atomic() as entry:
        digest = sha256(data).hexdigest()
        entry.observe(Observation("sheets:1", WARD, path.name, at, digest, Door.SHEETS, data))
    sheet = replace(request(units, tmp_path, NOON, "sheet.xlsx", live=False), rebuild=False)
    file = RunRequest([path], tmp_path / "file.xlsx", PLAN, NOON)

    def verdicts(wanted: RunRequest) -> list[tuple[str, str, Standing]]:
        submissions = done(wanted).result.submissions
        return [(each.unit, each.deliverable, each.standing) for each in submissions]

    assert verdicts(sheet) == verdicts(file)


def test_a_spreadsheet_that_was_lost_keeps_its_last_content_and_is_said(
    units: Path, tmp_path: Path
) -> None:
    data = next(units.rglob("P Hiệp Thành*.xlsx")).read_bytes()
    at = from_office(NOON) - timedelta(hours=2)
    with Ledger.open(tmp_path / "ledger.sqlite").atomic() as entry:
        digest = sha256(data).hexdigest()
        entry.observe(Observation("sheets:1", WARD, "ht.xlsx", at, digest, Door.SHEETS, data))
        lost = Observation("sheets:1", WARD, "ht.xlsx", at, "", Door.SHEETS, reason="Mất quyền.")
        entry.observe(replace(lost, outcome=Outcome.UNREADABLE))
    outcome = done(replace(request(units, tmp_path, NOON, live=False), rebuild=False))
    assert [item.sentence for item in outcome.result.unread] == ["Mất quyền."]
    assert len(outcome.result.sources[0].rows) > 0
    assert not outcome.complete


def doubts(outcome: RunOutcome) -> set[Doubt | None]:
    return {one.doubt for one in outcome.result.submissions if one.unit == WARD}


def test_the_ledger_s_own_run_doubts_what_an_unread_file_may_hold_as_the_run_on_files_did(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "units"
    folder.mkdir()
    (folder / "hiep-thanh.xlsx").write_bytes(b"no workbook")
    (folder / "le.csv").write_text("STT;Tên mô hình\n1;Một cửa\n", "utf-8")
    late = NOON + timedelta(days=300)
    told = done(request(folder, tmp_path, late))
    again = done(request(folder, tmp_path, late, "1.xlsx", live=False))
    assert doubts(told) == doubts(again) == {Doubt.UNREAD}
    assert "".join(told.report()) == "".join(again.report())


def test_a_spreadsheet_that_never_could_be_read_is_no_missing_hand_in(
    units: Path, tmp_path: Path
) -> None:
    data = next(p for p in units.rglob("*.xlsx") if "Hiệp Thành" not in p.name).read_bytes()
    at = from_office(NOON + timedelta(days=300))
    with Ledger.open(tmp_path / "ledger.sqlite").atomic() as entry:
        digest = sha256(data).hexdigest()
        entry.observe(Observation("sheets:2", None, "ta.xlsx", at, digest, Door.SHEETS, data))
        refused = Observation("sheets:1", WARD, "ht", at, "", Door.SHEETS, reason="Mất quyền.")
        entry.observe(replace(refused, outcome=Outcome.UNREADABLE))
    late = request(units, tmp_path, NOON + timedelta(days=301), live=False)
    outcome = done(replace(late, rebuild=False))
    assert doubts(outcome) == {Doubt.UNREAD}
    (message, *_) = (one.message for one in outcome.result.submissions if one.unit == WARD)
    assert "Mất quyền. Đề nghị văn phòng nhờ đơn vị gửi lại" in message
