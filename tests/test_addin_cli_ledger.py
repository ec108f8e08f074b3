"""The ledger asked on the command line: what a unit's sheets held, and what was decided."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from addin.cli.ledger import history_command, verify_command
from addin.cli.ledger_runs import decision_command, runs_command
from addin.cli.ledger_snapshot import snapshot_command
from addin.package import CellOut, WorkbookPackage
from addin.run import run
from addin.run_request import RunRequest
from addin.unitbook import write_unit_workbook
from addin.workbook.layout import layout_of
from campaign.errors import UsageError
from campaign.labels import STATUS
from campaign.ledger.book import Ledger
from campaign.ledger.events import Decision, Door, Observation, Outcome
from campaign.ledger.refusals import DamagedError
from campaign.office_time import from_office
from campaign.plan.loading import load_campaign, load_campaign_roster
from campaign.records import Status
from campaign.usecases import no_progress
from tests.ledger_cases import make_earlier, tamper

PLAN = "q12-cchc-2020"
WARD, NAME = "phuong-thoi-an", "UBND phường Thới An"
NOON = datetime(2020, 5, 18, 12)  # noqa: DTZ001 - office time
NEXT = NOON + timedelta(days=1)
HEAD = "STT,Đơn vị,Tên mô hình,Lĩnh vực CCHC,Người phụ trách,Điện thoại,Ngày nộp\n"
ROW = f"1,{NAME},Trả kết quả tại nhà,Thủ tục hành chính,Lê An,0903123456,18/05/2020\n"
MORE = f"2,{NAME},Hẹn giờ qua tin nhắn,Thủ tục hành chính,Lê An,,19/05/2020\n"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with spaces and Vietnamese letters, and the ledger of two runs in it."""
    folder = tmp_path_factory.mktemp("Sổ của phòng") / "thi đua 2020"
    sources = folder / "đơn vị"
    sources.mkdir(parents=True)
    file = sources / "Thới An [bold].csv"
    for at, text in ((NOON, HEAD + ROW), (NEXT, HEAD + ROW + MORE)):
        file.write_text(text, "utf-8")
        book = folder / "sổ.xlsx"
        run(RunRequest([sources], book, PLAN, at, ledger=str(folder / "sổ.sqlite")), no_progress)
    return folder


@pytest.fixture
def place(kept: Path, tmp_path: Path) -> str:
    """A copy of that ledger, in a folder of its own."""
    copy = tmp_path / "sổ theo dõi.sqlite"
    copy.write_bytes((kept / "sổ.sqlite").read_bytes())
    return str(copy)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> _Said:
    return _Said(capsys)


class _Said:
    """What a command printed, its table's frame and line breaks taken out."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self) -> str:
        return " ".join(self._capsys.readouterr().out.replace("│", " ").split())


def test_a_sheet_is_told_as_it_was_at_a_moment(place: str, said: _Said) -> None:
    assert snapshot_command("P. Thới An", as_of="2020-05-18T13:00", ledger=place) == 0
    early = said()
    assert "Trả kết quả tại nhà" in early
    assert "Hẹn giờ" not in early
    assert snapshot_command(WARD, as_of="19/05/2020", ledger=place) == 0
    late = said()
    assert "Hẹn giờ qua tin nhắn" in late
    assert "Thới An [bold]!C2" in late
    assert "Ngày nộp: 19/05/2020" in late


def test_each_row_says_when_it_was_last_missed_and_first_seen(place: str, said: _Said) -> None:
    snapshot_command(WARD, as_of="19/05/2020", ledger=place)
    first, second = said().split("Trả kết quả tại nhà")[1].split("Hẹn giờ qua tin nhắn")
    assert "18/05/2020 12:00:00" in first
    assert "19/05/2020 12:00:00" not in first
    assert "18/05/2020 12:00:00 19/05/2020 12:00:00" in second


def test_numbers_of_persons_are_not_readable(place: str, said: _Said) -> None:
    snapshot_command(WARD, as_of="19/05/2020", ledger=place)
    assert "0903123456" not in (shown := said())
    assert "456" in shown


def test_the_last_change_of_a_sheet_is_told_with_its_author(tmp_path: Path, said: _Said) -> None:
    place = tmp_path / "l.sqlite"
    ward = load_campaign_roster(PLAN).get(WARD)
    assert ward is not None
    write_unit_workbook(load_campaign(PLAN), ward, tmp_path / "b.xlsx")
    data = (tmp_path / "b.xlsx").read_bytes()
    first = Observation(
        "sheets:1", WARD, "Google Sheets/a.xlsx", from_office(NOON), sha256(data).hexdigest(),
        Door.SHEETS, data, modified_at=from_office(NOON - timedelta(hours=2)),
        modified_by="vanthu@example.vn",
    )  # fmt: skip
    lost = replace(
        first, observed_at=from_office(NEXT), sha256="", content=None,
        outcome=Outcome.UNREADABLE, reason="Mất quyền.", modified_by="",
    )  # fmt: skip
    ledger = Ledger.open(place)
    with ledger.atomic() as entry:
        entry.observe(first)
        entry.observe(lost)
    ledger.close()
    assert snapshot_command(WARD, as_of="20/05/2020", ledger=str(place)) == 0
    shown = said()
    assert "thấy lần đầu lúc 18/05/2020 12:00:00 (bản ghi 1)" in shown
    assert "vanthu@example.vn, 18/05/2020 10:00:00" in shown
    assert "Lần xem cuối không đọc được: Mất quyền." in shown
    assert "Chưa có dòng nào." in shown


def test_the_file_of_that_day_is_written_and_never_over_another(
    place: str, tmp_path: Path, said: _Said
) -> None:
    out = tmp_path / "Ngày cũ"
    snapshot_command(WARD, as_of="18/05/2020", out=out, ledger=place)
    (file,) = out.iterdir()
    assert str(file) in said()
    assert file.read_text("utf-8") == HEAD + ROW
    with pytest.raises(UsageError, match="Đã có tệp"):
        snapshot_command(WARD, as_of="19/05/2020", out=out, ledger=place)
    assert file.read_text("utf-8") == HEAD + ROW


def test_a_name_from_the_ledger_leads_out_of_no_folder(tmp_path: Path) -> None:
    place, data = tmp_path / "l.sqlite", (HEAD + ROW).encode()
    ledger, at = Ledger.open(place), from_office(NOON)
    with ledger.atomic() as entry:
        for number, name in enumerate(("../../lạ.csv", "a\\..\\lạ.csv")):
            digest = sha256(data).hexdigest()
            entry.observe(Observation(f"file:{number}", WARD, name, at, digest, Door.FILE, data))
    ledger.close()
    out = tmp_path / "ra"
    snapshot_command(WARD, as_of="18/05/2020", out=out, ledger=str(place))
    assert sorted(file.name for file in out.iterdir()) == ["lạ 2.csv", "lạ.csv"]


def test_a_sheet_the_ledger_lost_is_said_and_not_written(
    place: str, tmp_path: Path, said: _Said
) -> None:
    tamper(Path(place), "DELETE FROM content WHERE sha256 IN (SELECT content FROM record)")
    assert snapshot_command(WARD, as_of="18/05/2020", ledger=place) == 1
    assert "Nội dung tệp của bản ghi 1" in said()
    with pytest.raises(DamagedError, match="Nội dung tệp của bản ghi 1"):
        snapshot_command(WARD, as_of="18/05/2020", out=tmp_path / "ra", ledger=place)
    assert not (tmp_path / "ra").exists()


def test_a_moment_before_the_first_look_knows_nothing(place: str) -> None:
    with pytest.raises(UsageError, match=r"Đến 01/05/2020 23:59 .* chưa ghi gì về"):
        snapshot_command(WARD, as_of="01/05/2020", ledger=place)


def test_runs_are_listed_newest_first(place: str, said: _Said) -> None:
    assert runs_command(ledger=place) == 0
    shown = said()
    assert shown.index("R20200519-120000") < shown.index("R20200518-120000")
    assert "19/05/2020 12:00:00 19/05/2020 12:00 Lệnh" in shown
    assert runs_command(ledger=place, limit=1) == 0
    assert "R20200518" not in said()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", "R20200519-120000"),
        ("R20200518", "R20200518-120000"),
        ("2", "R20200518-120000"),
        ("4", "R20200519-120000"),
        ("18/05/2020", "R20200518-120000"),
        ("2020-05-19T11:59", "R20200518-120000"),
        ("2020-05-19T12:00", "R20200519-120000"),
    ],
)
def test_a_run_is_found_by_id_beginning_or_moment(
    place: str, said: _Said, typed: str, found: str
) -> None:
    assert decision_command(typed, ledger=place) == 0
    assert f"Lần chạy {found}" in said()


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("R2020", "đầu mã của nhiều lần chạy"),
        ("R%", "không phải là ngày giờ"),
        ("R_", "không phải là ngày giờ"),
        ("lần trước", "không phải là ngày giờ"),
        ("1", "không phải là ngày giờ"),
        ("9" * 40, "không phải là ngày giờ"),
        ("01/01/2020", "chưa ghi quyết định nào cho đến 01/01/2020"),
    ],
)
def test_a_run_that_is_not_clear_is_asked_for_again(place: str, typed: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        decision_command(typed, ledger=place)


def test_a_decision_names_each_subject_what_it_got_and_why(place: str, said: _Said) -> None:
    assert decision_command("", unit="P. Thới An", ledger=place) == 0
    shown = said()
    assert NAME in shown
    assert "Chưa xét" in shown
    assert "Đơn vị chưa" in shown
    assert "An Phú Đông" not in shown
    assert decision_command("", ledger=place) == 0
    everybody = said()
    assert re.search(r"run --from-ledger --as-of 2020-\S+ --workbook so-cu\.xlsx", everybody)
    assert "An Phú Đông" in everybody
    assert "phuong-an-phu-dong" not in everybody


def test_a_ledger_without_decisions_says_so(tmp_path: Path, said: _Said) -> None:
    place = tmp_path / "l.sqlite"
    Ledger.open(place).close()
    assert runs_command(ledger=str(place)) == 0
    assert "chưa ghi quyết định nào" in said()
    with pytest.raises(UsageError, match="chưa ghi quyết định nào"):
        decision_command("", ledger=str(place))


def test_an_offices_own_campaign_is_asked_for_by_its_file(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    ledger = Ledger.open(place)
    with ledger.atomic() as entry:
        entry.decision(Decision("R", from_office(NOON), NOON, "rieng-2024", (), "", ""))
    ledger.close()
    for command in (history_command, snapshot_command):
        with pytest.raises(UsageError, match=r"“rieng-2024”.*--campaign"):
            command(WARD, ledger=str(place))
    assert decision_command(ledger=str(place)) == 0


SCHOOL = "Trường THCS Thí Dụ"


def add_unit(book: Path) -> None:
    """Type a unit under the table of sheet *Đơn vị*, as the office would."""
    sheet = layout_of(load_campaign(PLAN))["units"]
    package = WorkbookPackage.open(book)
    below = max(row for row, _ in package.rows(sheet.title)) + 1
    typed: dict[str, CellOut] = {"name": SCHOOL, "group": "Đơn vị sự nghiệp thuộc quận"}
    package.set_cells(
        sheet.title, {(below, sheet.index(key)): value for key, value in typed.items()}
    )
    package.save(book)


def test_a_unit_that_the_office_added_is_known_by_its_name(tmp_path: Path, said: _Said) -> None:
    sources, book, place = tmp_path / "s", tmp_path / "so.xlsx", str(tmp_path / "l.sqlite")
    sources.mkdir()
    (sources / "truong.csv").write_text((HEAD + ROW).replace(NAME, SCHOOL), "utf-8")
    run(RunRequest([sources], book, PLAN, NOON, ledger=place), no_progress)
    with pytest.raises(UsageError, match=r"ghi thêm ở trang Đơn vị .*chưa giữ sổ tổng hợp nào"):
        history_command(SCHOOL, ledger=place)
    add_unit(book)
    run(RunRequest([sources], book, PLAN, NEXT, ledger=place), no_progress)
    (sources / "truong.csv").write_text((HEAD + ROW + MORE).replace(NAME, SCHOOL), "utf-8")
    run(RunRequest([sources], book, PLAN, NEXT, ledger=place), no_progress)
    assert history_command(SCHOOL, ledger=place) == 0
    assert f"{SCHOOL}: lịch sử nộp" in said()
    assert snapshot_command(SCHOOL, as_of="19/05/2020", ledger=place) == 0
    shown = said()
    assert "Hẹn giờ qua tin nhắn" in shown
    assert STATUS[Status.HELD] not in shown
    assert decision_command(unit=SCHOOL, ledger=place) == 0
    shown = said()
    assert SCHOOL in shown
    assert "truong-thcs-thi-du" not in shown
    with pytest.raises(UsageError, match="Trường không có"):
        history_command("Trường không có", ledger=place)


def test_what_only_looks_leaves_a_ledger_of_an_earlier_version_as_it_is(
    kept: Path, place: str, said: _Said, tmp_path: Path
) -> None:
    make_earlier(Path(place), "0003")
    before = Path(place).read_bytes()
    assert verify_command(ledger=place) == 0
    assert history_command(WARD, ledger=place) == 0
    assert snapshot_command(WARD, as_of="19/05/2020", out=tmp_path / "cũ", ledger=place) == 0
    assert runs_command(ledger=place) == 0
    assert decision_command(ledger=place) == 0
    past = RunRequest(
        [], tmp_path / "lại.xlsx", PLAN, NEXT, ledger=place, from_ledger=True, rebuild=True
    )
    assert any("trùng từng byte" in one for one in run(past, no_progress).said)
    assert "Hẹn giờ qua tin nhắn" in said()
    assert Path(place).read_bytes() == before
    assert (tmp_path / "lại.xlsx").read_bytes() == (kept / "sổ.xlsx").read_bytes()


def test_a_run_says_that_a_guard_was_gone(kept: Path, place: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(place)) as database:
        database.execute("DROP TRIGGER record_no_DELETE")
    wanted = RunRequest([kept / "đơn vị"], tmp_path / "sổ.xlsx", PLAN, NEXT, ledger=place)
    assert any("“record_no_DELETE”" in one for one in run(wanted, no_progress).said)
