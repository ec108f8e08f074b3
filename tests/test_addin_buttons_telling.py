"""What a press tells the ledger and the machine's memory, also when the file cannot be saved."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from addin.answers import named_from
from addin.buttons.door import Door
from addin.hosts.file_press import FilePress, press_file
from addin.last_run import recall
from addin.run import prepare, run
from addin.run_request import RunRequest
from addin.workbook.settings import SETTINGS_COLUMN, SETTINGS_ROW, Setting
from campaign.errors import UsageError
from campaign.ledger.book import Ledger
from campaign.ledger.found import Decided, Event
from campaign.usecases import no_progress
from tests.button_hosts import AS_OF, PRESSED, DesktopHost, FileHost, door

CAMPAIGN = "q12-cchc-2020"
CONTROL = "Điều khiển"
FOLDER = (SETTINGS_ROW + 1, SETTINGS_COLUMN + 1)
LEDGER = (SETTINGS_ROW + 1 + [*Setting].index(Setting.LEDGER), SETTINGS_COLUMN + 1)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A unit's registration in a folder beside the workbook."""
    path = tmp_path / "don-vi" / "UBND phường Thới An.csv"
    path.parent.mkdir()
    path.write_text(
        "STT,Đơn vị,Tên mô hình,Lĩnh vực CCHC,Ngày nộp\n"
        "1,UBND phường Thới An,Trả kết quả tại nhà,Thủ tục hành chính,18/05/2020\n",
        "utf-8",
    )
    return path


def decisions(place: Path) -> list[Decided]:
    ledger = Ledger.open(place, create=False)
    try:
        return ledger.decisions()
    finally:
        ledger.close()


def receipts(place: Path) -> list[Event]:
    ledger = Ledger.open(place)
    try:
        return ledger.receipts(datetime.now(UTC))
    finally:
        ledger.close()


def test_a_press_of_a_file_is_decided_in_the_ledger_as_a_run_is(
    book: Path, source: Path, tmp_path: Path
) -> None:
    place, before = tmp_path / "so.sqlite", book.read_bytes()
    press_file(FilePress("all", book), replace(door(source), ledger=str(place)))
    (made,) = decisions(place)
    assert (made.as_of, made.campaign, made.workbook) == (AS_OF, CAMPAIGN, book.name)
    assert made.workbook_before == sha256(before).hexdigest()
    assert made.workbook_after == sha256(book.read_bytes()).hexdigest()
    assert [standing.latest.name for standing in made.sources] == [source.name]
    other = tmp_path / "run.xlsx"
    other.write_bytes(before)
    run(RunRequest([source], other, CAMPAIGN, AS_OF, ledger=str(place)), no_progress)
    assert decisions(place)[-1].verdicts == made.verdicts


def test_a_press_in_a_program_says_that_the_ledger_has_no_file_of_it(
    book: Path, source: Path, tmp_path: Path
) -> None:
    place = tmp_path / "so.sqlite"
    DesktopHost(book).press("check", replace(door(source), ledger=str(place)))
    (made,) = decisions(place)
    assert (made.workbook, made.workbook_before, made.workbook_after) == (book.name, "", "")
    again = RunRequest(
        [], tmp_path / "cu.xlsx", CAMPAIGN, AS_OF, ledger=str(place), from_ledger=True, rebuild=True
    )
    assert "bấm nút trong sổ đang mở" in run(again, no_progress).said[-1]


def test_a_rebuild_tells_a_press_from_other_software(
    book: Path, source: Path, tmp_path: Path
) -> None:
    place = tmp_path / "so.sqlite"
    run(RunRequest([source], book, CAMPAIGN, AS_OF, ledger=str(place)), no_progress)
    press_file(FilePress("check", book), replace(door(source), ledger=str(place)))
    again = RunRequest(
        [], tmp_path / "cu.xlsx", CAMPAIGN, AS_OF, ledger=str(place), from_ledger=True, rebuild=True
    )
    said = run(again, no_progress).said[-1]
    assert "là một lần bấm nút Kiểm tra" in said
    assert said.endswith("Mọi kết quả trùng với lần ấy.")
    run(RunRequest([source], book, CAMPAIGN, AS_OF, ledger=str(place)), no_progress)
    after = replace(again, workbook=tmp_path / "sau.xlsx")
    assert "trùng từng byte với sổ" in run(after, no_progress).said[-1]


def test_what_papers_stand_on_is_decided_in_the_ledger(
    book: Path, source: Path, tmp_path: Path
) -> None:
    place = tmp_path / "so.sqlite"
    asked = replace(door(source), ledger=str(place))
    assert "van-ban-" in press_file(FilePress("papers", book), asked).sentence
    press_file(FilePress("all", book), asked)
    papers, whole = decisions(place)
    assert (papers.as_of, papers.workbook, papers.verdicts) == (AS_OF, book.name, whole.verdicts)
    assert papers.workbook_after == whole.workbook_before
    assert [standing.latest.name for standing in papers.sources] == [source.name]


@pytest.mark.parametrize("host", [FileHost, DesktopHost])
def test_the_machine_remembers_a_press_as_the_last_run(
    host: type[FileHost | DesktopHost], book: Path, source: Path
) -> None:
    host(book).press("shortlist", door(source.parent))
    known = recall(book)
    assert (known.as_of, known.sources) == (AS_OF, [str(source.parent)])


def test_a_run_after_a_press_of_everything_knows_that_nothing_changed(
    book: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("addin.unchanged._RACY_NS", 0)
    said = press_file(FilePress("all", book), door(source.parent)).sentence
    request = RunRequest([source.parent], book, CAMPAIGN, AS_OF)
    memory = prepare(request).memory
    assert memory is not None
    assert memory.said() == [said]
    press_file(FilePress("undo", book), door(source.parent))
    assert memory.said() is None
    assert memory.differs()


def test_the_ledger_is_named_in_the_workbook_and_moves_with_it(
    book: Path, source: Path, tmp_path: Path
) -> None:
    FileHost(book).type_in(CONTROL, LEDGER, "theo-doi.sqlite")
    press_file(FilePress("check", book), door(source))
    assert len(decisions(tmp_path / "theo-doi.sqlite")) == 1
    FileHost(book).type_in(CONTROL, LEDGER, "postgresql://an:bi-mat@may-chu/thidua")
    with pytest.raises(UsageError, match=r"Điều khiển.*mật khẩu.*THIDUA_LEDGER") as refused:
        press_file(FilePress("check", book), door(source))
    assert "bi-mat" not in str(refused.value)


def test_a_failed_save_leaves_neither_file_nor_decision(
    book: Path, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, before = tmp_path / "so.sqlite", book.read_bytes()
    full = OSError(28, "No space left on device")
    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", _raising(full))
        with pytest.raises(UsageError, match="Không ghi được"):
            press_file(FilePress("all", book), replace(door(source), ledger=str(place)))
    assert book.read_bytes() == before
    assert decisions(place) == []


UNIT = "Phường Thới An.xlsx"


@pytest.fixture
def unit_book(tmp_path: Path) -> Path:
    from openpyxl import Workbook

    made = Workbook()
    made.active.title = "Đăng ký"
    made.active.append(["STT", "Đơn vị", "Tên mô hình", "Lĩnh vực CCHC", "Ngày nộp"])
    made.active.append([1, "UBND phường Thới An", "Trả kết quả", "Thủ tục", "18/05/2020"])
    made.save(tmp_path / UNIT)
    return tmp_path / UNIT


def unit_door(place: Path, moment: datetime = PRESSED) -> Door:
    return Door(clock=lambda: moment, who=lambda: "an", ledger=str(place))


def _raising(error: Exception) -> object:
    def fails(*_: object) -> None:
        raise error

    return fails


def code(sentence: str) -> str:
    found = re.search(r"BN-\w{4}-\w{4}", sentence)
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("fails", "error", "noted"),
    [
        ("os.fsync", OSError(28, "No space left on device"), 0),
        ("addin.buttons.hand_in._record", UsageError("Sổ theo dõi đang bận."), 0),
        ("addin.package.atomic._take_place", PermissionError(13, UNIT), 1),
    ],
)
def test_a_hand_in_whose_file_was_not_saved_is_the_same_hand_in_at_the_next_press(
    unit_book: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fails: str,
    error: Exception,
    noted: int,
) -> None:
    place, before = tmp_path / "so.sqlite", unit_book.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(fails, _raising(error))
        # The copy of the old file is put in its place by the same call, and may be.
        patched.setattr("addin.hosts.file_press._back_up", lambda _: None)
        with pytest.raises(UsageError) as failed:
            press_file(FilePress("submit", unit_book), unit_door(place))
    assert unit_book.read_bytes() == before
    assert len(receipts(place)) == noted
    assert ("đã ghi nhận lần bấm này" in str(failed.value)) == bool(noted)
    later = PRESSED.replace(hour=11)
    said = press_file(FilePress("submit", unit_book), unit_door(place, later)).sentence
    (kept,) = receipts(place)
    assert code(said) == kept.body["code"]
    assert ("đã nộp lúc 02/11/2020 09:30" in said) == bool(noted)
    assert kept.body["code"] in str(FileHost(unit_book).shown()["Kiểm tra biểu"][1, 1])


def test_the_same_content_is_one_hand_in_and_other_content_another(
    unit_book: Path, tmp_path: Path
) -> None:
    place, host = tmp_path / "so.sqlite", FileHost(unit_book)
    first = code(host.press("submit", unit_door(place)))
    again = host.press("submit", unit_door(place, PRESSED.replace(hour=15)))
    assert code(again) == first
    assert "Nội dung không đổi" in again
    host.type_in("Đăng ký", (1, 2), "Tên khác")
    second = code(host.press("submit", unit_door(place, PRESSED.replace(hour=16))))
    host.type_in("Đăng ký", (1, 2), "Trả kết quả")
    third = code(host.press("submit", unit_door(place, PRESSED.replace(hour=17))))
    assert len({first, second, third}) == len(receipts(place)) == 3


def test_a_run_names_the_units_folder_for_the_buttons_and_never_over_what_was_typed(
    source: Path, tmp_path: Path
) -> None:
    path = tmp_path / "so.xlsx"
    request = RunRequest([source.parent], path, CAMPAIGN, AS_OF, remember=False)
    run(request, no_progress)
    assert FileHost(path).shown()[CONTROL][FOLDER] == "don-vi"
    pressed = replace(door(source), sources=())
    moved = tmp_path / "chuyen"
    moved.mkdir()
    shutil.move(path, moved)
    shutil.move(source.parent, moved)
    path = moved / path.name
    assert "đọc 1 tệp" in FileHost(path).press("all", pressed)
    FileHost(path).type_in(CONTROL, FOLDER, "noi-khac")
    run(replace(request, sources=[moved / "don-vi"], workbook=path), no_progress)
    assert FileHost(path).shown()[CONTROL][FOLDER] == "noi-khac"


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("so/don-vi", "don-vi"),
        ("don-vi/*.xlsx", "../don-vi/*.xlsx"),
        ("so", "."),
        ("../../don-vi", "/a/don-vi"),
    ],
)
def test_a_place_near_the_workbook_is_named_from_there(place: str, named: str) -> None:
    assert named_from(Path("/a/b/c/so"), Path("/a/b/c") / place) == named
