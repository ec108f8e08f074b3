"""A press in a program: progress and patience, all or nothing, and what people changed since."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
import xlwings as xw
from openpyxl import load_workbook

from addin.buttons import caller, press
from addin.buttons.open_book import OpenBook
from addin.buttons.patience import BusyError, Patience
from addin.hosts.file_press import FilePress, press_file
from addin.package import CellIn, Formula, Styled, WorkbookPackage
from addin.run import run
from addin.run_request import RunRequest
from addin.workbook.chart_ends import chart_ends
from addin.workbook.heights import LINE
from addin.workbook.layout import layout_of
from addin.workbook.office import read_paint
from addin.workbook.settings import SETTINGS_COLUMN, SETTINGS_ROW
from campaign.errors import UsageError
from campaign.plan.loading import load_campaign
from campaign.usecases import no_progress
from tests.button_hosts import AS_OF, HOSTS, DesktopHost, FileHost, GoogleHost, Host, door, tables
from tests.excel_program import Program, opened
from tests.memory_book import MemoryBook

CAMPAIGN = "q12-cchc-2020"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One registration, as a unit sends it."""
    path = tmp_path_factory.mktemp("nguon") / "UBND phường Thới An.csv"
    path.write_text(
        "STT,Đơn vị,Tên mô hình,Lĩnh vực CCHC,Ngày nộp\n"
        "1,UBND phường Thới An,Trả kết quả tại nhà,Thủ tục hành chính,18/05/2020\n",
        "utf-8",
    )
    return path


def first_cell(key: str, column: str) -> tuple[str, tuple[int, int]]:
    sheet = layout_of(load_campaign(CAMPAIGN))[key]
    return sheet.title, (sheet.first, sheet.index(column))


def test_the_program_is_left_as_it_was_found_and_told_what_is_being_done(
    book: Path, source: Path
) -> None:
    host = DesktopHost(book)
    host.program.status_bar = "Sẵn sàng"
    host.press("consolidate", door(source))
    assert (host.program.status_bar, host.program.screen_updating) == ("Sẵn sàng", True)
    assert any(str(said).startswith("Tổng hợp: Đọc tệp 1/1") for said in host.program.bar)


def test_a_cell_being_edited_is_waited_for(book: Path) -> None:
    host = DesktopHost(book)
    waited: list[float] = []
    host.program.busy = 3
    opened_book = OpenBook(host.book, Patience(waited.append))
    assert opened_book.cells("Đơn vị").rows
    assert len(waited) == 3


def test_who_goes_on_typing_is_told_and_nothing_is_written(book: Path) -> None:
    host = DesktopHost(book)
    host.program.busy = 10_000
    with pytest.raises(BusyError, match="Enter"):
        OpenBook(host.book, Patience(lambda _: None)).cells("Đơn vị")


@pytest.mark.parametrize("fails_at", [2, 3, 5])
def test_a_failure_half_way_leaves_the_workbook_as_it_was(
    book: Path, source: Path, fails_at: int
) -> None:
    host = DesktopHost(book)
    before = tables(host.shown())
    host.program.fails_at = fails_at
    with pytest.raises(UsageError, match=r"ghi trang “.+” thì.+trả về như trước.+bỏ bảo vệ"):
        host.press("all", door(source))
    assert tables(host.shown()) == before
    assert host.program.screen_updating


def test_what_could_not_be_put_back_is_named_with_its_cause(
    book: Path, source: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    host = DesktopHost(book)
    host.program.fails_at = 3

    def gone(*_: object) -> None:
        raise RuntimeError("mất kết nối với Excel")

    monkeypatch.setattr("addin.buttons.committing.draft_back", gone)
    with pytest.raises(UsageError, match=r"Chưa trả lại được trang “.+” \(mất kết nối") as failed:
        host.press("all", door(source))
    assert "đóng sổ mà không lưu" in str(failed.value)
    assert "could not be put back" in caplog.text


@pytest.mark.parametrize("button", ["explain", "undo", "all"])
def test_every_press_leaves_a_line_in_the_journal(
    book: Path, source: Path, button: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = DesktopHost(book)
    host.press("consolidate", door(source))
    sheet = layout_of(load_campaign(CAMPAIGN))["journal"]
    before = len(host.shown()[sheet.title])
    title, place = first_cell("registration", "title")
    tabs = [one.title for one in host.memory.sheets]
    host.book.impl.sheets.chosen = (tabs.index(title), (place[0] + 1, place[1] + 1))
    monkeypatch.setattr(xw.App, "activate", lambda *_, **__: None)
    host.press(button, door(source))
    shown = host.shown()[sheet.title]
    assert len(shown) > before
    last = max(row for row, _ in shown)
    line = {item.key: shown.get((last, sheet.index(item.key))) for item in sheet.fields}
    assert str(line["who"]).startswith("Nút ")
    assert (line["person"], str(line["pressed"])[:16]) == ("an", "2020-11-02 09:30")
    assert isinstance(line["changed"], int)
    assert len(str(line["inputs"])) == len(str(line["outputs"])) == 64


def test_undo_names_a_cell_that_somebody_changed_since_and_leaves_it(
    book: Path, source: Path
) -> None:
    for host in (FileHost(book), DesktopHost(book), GoogleHost(book)):
        _undo_beside_a_person(host, source)


def test_undo_keeps_what_somebody_typed_beside_and_under_a_table(
    book: Path, source: Path, tmp_path: Path
) -> None:
    title, (row, column) = first_cell("registration", "title")
    beside, under = (row, column + 40), (row + 300, column)
    for number, make in enumerate((FileHost, DesktopHost, GoogleHost)):
        host: Host = make(Path(shutil.copy(book, tmp_path / f"{number}.xlsx")))
        before = tables(host.shown())
        host.press("consolidate", door(source))
        host.type_in(title, beside, "ghi bên cạnh")
        host.type_in(title, under, "ghi bên dưới")
        host.press("undo", door(source))
        after = tables(host.shown())
        assert after[title].pop(beside) == "ghi bên cạnh"
        assert after[title].pop(under) == "ghi bên dưới"
        assert after == before


def test_undo_puts_moments_and_numbers_back_to_their_last_digit(book: Path, source: Path) -> None:
    sheet = layout_of(load_campaign(CAMPAIGN))["registration"]
    place = (sheet.first, sheet.index("row_id"))
    host = FileHost(book)
    package = WorkbookPackage.open(book)
    package.set_cells(sheet.title, {(sheet.first, sheet.index("goal")): 0.1234567890123456})
    package.save(book)
    before = host.shown()
    host.press("all", replace(door(source), as_of=AS_OF.replace(hour=10, minute=47, second=13)))
    assert host.shown()[sheet.title].get(place) != before[sheet.title][place]
    host.press("undo", door(source))
    after = host.shown()
    assert {**after, "Nhật ký": {}, "_thidua": {}} == {**before, "Nhật ký": {}, "_thidua": {}}


def test_undo_in_a_file_puts_back_what_each_formula_was_stored_with(
    book: Path, source: Path
) -> None:
    title, (first, note) = first_cell("registration", "office_note")
    package = WorkbookPackage.open(book)
    right = 1 + max(max(cells) for _, cells in package.rows(title))
    results = ["", "chữ", True, 0.1234567890123456, "#N/A"]
    beside = {
        (first + row, right + place): Formula("NOW()", result)
        for row in (0, 1, 40)
        for place, result in enumerate(results)
    }
    theirs = {(1, 0): Formula("B6&C6", ""), (1, 3): Formula("B6&C6", "")}
    theirs[first, note] = Formula("B6&C6", "")
    package.set_cells(title, beside | theirs)
    package.save(book)
    before = _formulas(book)
    assert len([key for key in before if key[0] == title]) == len(beside | theirs)
    press_file(FilePress("all", book), door(source))
    pressed = _formulas(book)
    assert any(pressed[key] != cell for key, cell in before.items() if key in pressed)
    assert (title, (1, 0)) not in pressed
    assert (title, (1, 3)) in pressed
    press_file(FilePress("undo", book), door(source))
    assert _formulas(book) == before
    shown = load_workbook(book, data_only=True)[title]
    assert shown.cell(first + 1, right + len(results)).data_type == "e"


def _formulas(book: Path) -> dict[tuple[str, tuple[int, int]], CellIn]:
    """Every formula of a file with its stored result, by sheet and place."""
    package = WorkbookPackage.open(book)
    return {
        (title, (row, column)): cell
        for title in package.sheets
        for row, cells in package.rows(title)
        for column, cell in cells.items()
        if cell.formula is not None
    }


def _undo_beside_a_person(host: Host, source: Path) -> None:
    title, place = first_cell("registration", "title")
    host.press("consolidate", door(source))
    host.type_in(title, place, "Người khác đã sửa")
    sentence = host.press("undo", door(source))
    assert f"{title}!" in sentence
    assert "1 ô đã có người sửa sau đó" in sentence
    assert host.shown()[title][place] == "Người khác đã sửa"


def test_rows_moved_since_are_not_undone_over(book: Path, source: Path) -> None:
    host = DesktopHost(book)
    host.press("all", door(source))
    title, (first, _) = first_cell("flags", "message")
    sheet = host.memory[title]
    sheet.cells = {(row + (row >= first), c): cell for (row, c), cell in sheet.cells.items()}
    moved = host.shown()[title]
    assert f"không trả lại trang {title}" in host.press("undo", door(source))
    assert host.shown()[title] == moved


def test_several_levels_and_then_nothing_more(book: Path, source: Path) -> None:
    host = FileHost(book)
    before = tables(host.shown())
    host.press("consolidate", door(source))
    host.press("check", door(source))
    host.press("undo", door(source))
    host.press("undo", door(source))
    assert tables(host.shown()) == before
    with pytest.raises(UsageError, match="Không còn lần bấm nút nào"):
        host.press("undo", door(source))


def test_the_journal_says_who_when_what_how_many_and_the_hashes(book: Path, source: Path) -> None:
    host = DesktopHost(book)
    host.press("check", door(source))
    sheet = layout_of(load_campaign(CAMPAIGN))["journal"]
    shown = host.shown()[sheet.title]
    last = max(row for row, _ in shown)
    line = {item.key: shown.get((last, sheet.index(item.key))) for item in sheet.fields}
    assert line["who"] == "Nút Kiểm tra"
    assert line["person"] == "an"
    assert str(line["pressed"]).startswith("2020-11-02 09:30")
    assert isinstance(line["changed"], int)
    assert len(str(line["inputs"])) == len(str(line["outputs"])) == 64


@pytest.mark.parametrize(("button", "entry"), [("all", "sources"), ("sync", "ledger")])
def test_a_google_sheet_chooses_nothing_that_the_server_reads_and_is_told_who_does(
    book: Path, button: str, entry: str
) -> None:
    host = GoogleHost(book)
    opened_book = xw.Book(json=host.sheet.payload())
    try:
        with pytest.raises(UsageError, match=f"nhờ người quản trị ghi mục “{entry}”") as refused:
            press(button, opened_book)
    finally:
        opened_book.close()
    assert "Điều khiển" not in str(refused.value)


def test_a_macro_says_what_came_of_it_in_one_dialog(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program()
    calling = opened(MemoryBook.of(book), str(book.parent), program)
    monkeypatch.setattr(xw.Book, "caller", lambda: calling)
    caller.undo()
    caller.help()
    assert program.alerts[0] == "Không còn lần bấm nút nào để hoàn tác."
    assert "Lập danh sách" in program.alerts[1]


def test_the_folder_is_taken_from_the_sheet_of_settings(book: Path, source: Path) -> None:
    host = FileHost(book)
    pressed = replace(door(source), sources=())
    with pytest.raises(UsageError, match=r"Điều khiển.*ô L6"):
        host.press("all", pressed)
    host.type_in("Điều khiển", (SETTINGS_ROW + 1, SETTINGS_COLUMN + 1), str(source.parent))
    assert "đọc 1 tệp" in host.press("all", pressed)


def test_a_file_keeps_its_backup_and_refuses_to_be_open(book: Path, source: Path) -> None:
    before = book.read_bytes()
    pressed = press_file(FilePress("all", book), door(source))
    assert pressed.backup is not None
    assert pressed.backup.read_bytes() == before
    book.with_name(f"~${book.name}").write_bytes(b"")
    with pytest.raises(UsageError, match="đang được mở"):
        press_file(FilePress("undo", book), door(source))


def test_a_request_never_reads_the_workbook_it_writes(book: Path, source: Path) -> None:
    shutil.copy(source, book.parent / source.name)
    assert "đọc 1 tệp" in press_file(FilePress("all", book), door(book.parent)).sentence
    assert RunRequest([book.parent], book, CAMPAIGN, door(source).clock()).workbook == book


def two_wards(where: Path) -> Path:
    """A folder with one registration of each of two wards."""
    folder = where / "nguon"
    folder.mkdir()
    for ward, title in (("Hiệp Thành", "Một cửa lưu động"), ("Thới An", "Trả kết quả tại nhà")):
        (folder / f"UBND phường {ward}.csv").write_text(
            "STT,Đơn vị,Tên mô hình,Lĩnh vực CCHC,Ngày nộp\n"
            f"1,UBND phường {ward},{title},Thủ tục hành chính,18/05/2020\n",
            "utf-8",
        )
    return folder


@pytest.mark.parametrize("make", HOSTS.values(), ids=HOSTS.keys())
def test_a_formula_of_the_office_stays_one_and_follows_its_row(
    make: Callable[[Path], Host], book: Path, tmp_path: Path
) -> None:
    folder = two_wards(tmp_path)
    host = make(book)
    host.press("consolidate", door(folder))
    title, (first, note) = first_cell("registration", "office_note")
    host.type_in(title, (first + 1, note), f"=LEN(C{first + 2})")
    (folder / "UBND phường Hiệp Thành.csv").unlink()
    host.press("consolidate", door(folder))
    assert host.shown()[title][first, note] == f"=LEN(C{first + 1})"


def test_a_day_that_a_formula_of_the_office_shows_goes_with_its_row_and_comes_back(
    book: Path, tmp_path: Path
) -> None:
    folder = two_wards(tmp_path)
    host = FileHost(book)
    host.press("consolidate", door(folder))
    title, (first, note) = first_cell("registration", "office_note")
    package = WorkbookPackage.open(book)
    style, day = read_paint(package)["date"], date(2020, 5, 25)
    package.set_cells(title, {(first + 1, note): Styled(Formula(f"N{first + 2}+7", day), style)})
    package.save(book)

    def cell(row: int) -> CellIn:
        return dict(WorkbookPackage.open(book).rows(title))[row][note]

    (folder / "UBND phường Hiệp Thành.csv").unlink()
    host.press("consolidate", door(folder))
    assert cell(first) == CellIn(day, style, f"N{first + 1}+7")
    host.press("undo", door(folder))
    assert cell(first + 1) == CellIn(day, style, f"N{first + 2}+7")


def test_a_server_presses_no_workbook_of_another_campaign(book: Path, source: Path) -> None:
    with pytest.raises(UsageError, match="đợt thi đua khác"):
        GoogleHost(book).press(
            "consolidate", replace(door(source), named=False, campaign="tphcm-cchc-2026")
        )


@pytest.mark.parametrize("make", HOSTS.values(), ids=HOSTS.keys())
def test_a_press_names_what_the_office_wrote_and_could_not_be_used(
    make: Callable[[Path], Host], book: Path, source: Path
) -> None:
    host = make(book)
    assert "chưa dùng được" not in host.press("all", door(source))
    title, place = first_cell("approvals", "list")
    host.type_in(title, place, "Giấy khen")
    cell = f"{title}!A{place[0] + 1}"
    assert host.press("shortlist", door(source)).endswith(
        f"1 chỗ văn phòng ghi chưa dùng được ({cell}): bấm Kiểm tra rồi xem lý do ở Cảnh báo."
    )
    said = host.press("check", door(source))
    assert said.endswith(f"1 chỗ văn phòng ghi chưa dùng được ({cell}): lý do ở Cảnh báo.")


def test_a_press_gives_each_row_of_a_page_the_height_that_a_run_gives_it(
    book: Path, source: Path, tmp_path: Path
) -> None:
    later = datetime(2026, 3, 2, 8, 0)  # noqa: DTZ001 - another law, in longer words
    ran = tmp_path / "mới.xlsx"
    run(RunRequest([source], ran, CAMPAIGN, AS_OF), no_progress)
    shutil.copy(ran, book)
    run(RunRequest([source], ran, CAMPAIGN, later), no_progress)
    press_file(FilePress("all", book), door(source, later))
    for title in ("Điều khiển", "Tổng quan"):
        wanted, found = _heights(ran, title), _heights(book, title)
        assert found == wanted
        assert any(height > 2 * LINE for height in found.values()), title


def test_a_press_on_a_file_ends_printed_pages_where_a_run_ends_them(
    book: Path, source: Path, tmp_path: Path
) -> None:
    later = datetime(2026, 3, 2, 8, 0)  # noqa: DTZ001 - another law, in longer words
    ran = tmp_path / "mới.xlsx"
    run(RunRequest([source], ran, CAMPAIGN, AS_OF), no_progress)
    shutil.copy(ran, book)
    before = _breaks(book)
    press_file(FilePress("all", book), door(source, later))
    run(RunRequest([source], ran, CAMPAIGN, later), no_progress)
    assert _breaks(book) == _breaks(ran)
    press_file(FilePress("undo", book), door(source, later))
    assert _breaks(book) == before != []


def _breaks(path: Path) -> list[int]:
    """Rows (from 0) with which printed pages of *Tổng quan* begin."""
    return [found.id for found in load_workbook(path)["Tổng quan"].row_breaks.brk]


def test_a_press_on_a_file_lets_charts_of_an_older_workbook_draw_all_that_tables_may_hold(
    book: Path, source: Path
) -> None:
    first, last = next(chart_ends(load_campaign(CAMPAIGN)))
    package = WorkbookPackage.open(book)
    package.end_series("Tổng quan", first, first + 2)
    package.save(book)
    assert _drawn(book, first) == {first + 2}
    press_file(FilePress("all", book), door(source))
    assert _drawn(book, first) == {last}


def test_a_press_on_a_file_lets_an_older_workbook_colour_every_doubt(
    book: Path, source: Path
) -> None:
    with zipfile.ZipFile(book) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    new, old = "Chưa rõ", "Chưa rõ ngày"
    for name, data in parts.items():
        text = data.decode("utf-8", "surrogateescape")
        text = text.replace(f'text="{new}"', f'text="{old}"')
        text = text.replace(f',7)="{new}"', f',12)="{old}"')
        parts[name] = text.encode("utf-8", "surrogateescape")
    with zipfile.ZipFile(book, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    assert new not in _coloured(book)
    press_file(FilePress("all", book), door(source))
    assert new in _coloured(book)
    assert old not in _coloured(book)


def _coloured(path: Path) -> set[str]:
    """Words for which cells of the flags and the roster are coloured."""
    book = load_workbook(path)
    areas = [
        area for title in ("Cảnh báo", "Đơn vị") for area in book[title].conditional_formatting
    ]
    return {rule.text for area in areas for rule in area.rules}


def _drawn(path: Path, first: int) -> set[int]:
    """Last rows (from 0) of the series that begin in a row of *Tổng quan*."""
    with zipfile.ZipFile(path) as opened:
        names = [name for name in opened.namelist() if name.startswith("xl/charts/chart")]
        charts = "".join(opened.read(name).decode() for name in names)
    ends = re.findall(rf"!\$[A-Z]+\${first + 1}:\$[A-Z]+\$(\d+)<", charts)
    return {int(end) - 1 for end in ends}


def _heights(path: Path, title: str) -> dict[int, float]:
    """Points of each row of a sheet, as the file says."""
    rows = load_workbook(path)[title].row_dimensions
    return {row: float(rows[row].height) for row in rows if rows[row].height}
