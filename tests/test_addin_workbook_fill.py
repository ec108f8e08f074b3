"""A re-run rewrites what is ours and takes nothing of what is the office's."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.package import CellOut, Formula, Styled, WorkbookPackage
from addin.package.ranges import area
from addin.workbook.fields import ORPHANED, ORPHANS
from addin.workbook.fill import write_workbook
from addin.workbook.heights import size_of
from addin.workbook.layout import layout_of
from addin.workbook.looks import SIZE
from addin.workbook.office import read_office, read_paint
from campaign.awards.points import shared_ranks, total_points
from campaign.errors import UsageError
from campaign.grid import address
from campaign.records import SourceRecords
from tests.workbook_samples import (
    AS_OF,
    LATER,
    Grid,
    campaign_2020,
    edit,
    find,
    first_run,
    next_run,
    place,
    registrations,
    resolve,
    result_of,
    scores_of,
    table_of,
    units_2020,
    write_note,
)

NOTE = "office_note"
TITLES = layout_of(campaign_2020()).titles


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "so.xlsx"
    first_run(made)
    return made


def row_id(number: int = 2, line: int = 0) -> str:
    return f"DK-{units_2020()[number].id}-{line}"


def without(*numbers: int) -> list[SourceRecords]:
    gone = {f"{units_2020()[number].id}.xlsx" for number in numbers}
    return [source for source in result_of().sources if source.name not in gone]


def sheet_text(path: Path, title: str) -> str:
    package = WorkbookPackage.open(path, read_only=True)
    cells = (cell for _, row in package.rows(title) for cell in row.values())
    return "\n".join(str(cell.value) for cell in cells if cell.value is not None)


def part(path: Path, title: str) -> bytes:
    number = [*TITLES, "_thidua"].index(title) + 1
    with zipfile.ZipFile(path) as archive:
        return archive.read(f"xl/worksheets/sheet{number}.xml")


def change_part(path: Path, title: str, change: Callable[[str], str]) -> None:
    """Write a sheet's XML anew, as another version or program would have left it."""
    number = [*TITLES, "_thidua"].index(title) + 1
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = f"xl/worksheets/sheet{number}.xml"
    parts[name] = change(parts[name].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part_name, data in parts.items():
            archive.writestr(part_name, data)


# The same again ------------------------------------------------------------------------------


def test_the_same_inputs_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "khac.xlsx"
    first_run(other)
    assert other.read_bytes() == path.read_bytes()


def test_a_run_on_its_own_result_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    next_run(path)
    assert path.read_bytes() == before


def test_each_run_is_one_line_of_the_journal_and_earlier_ones_stay(path: Path) -> None:
    package = WorkbookPackage.open(path)
    sheet = layout_of(campaign_2020())["journal"]
    package.set_cells(sheet.title, {(sheet.first, sheet.index(NOTE)): "đã báo cáo"})
    package.save(path)
    next_run(path, as_of=LATER)
    next_run(path, as_of=LATER)
    lines = table_of(path, "journal")
    assert [line["number"].value for line in lines] == [1, 2]
    assert [line["as_of"].value for line in lines] == [AS_OF, LATER]
    assert lines[0][NOTE].value == "đã báo cáo"


# Notes follow their rows ---------------------------------------------------------------------


def test_a_note_stays_with_its_row_when_rows_are_sorted(path: Path) -> None:
    write_note(path, "registration", row_id(), NOTE, "cần bổ sung")
    edit(path, "registration", lambda grid: [grid[0], *reversed(grid[1:])])
    next_run(path)
    assert find(path, "registration", row_id())[NOTE].value == "cần bổ sung"


def test_a_note_stays_with_its_row_when_columns_are_reordered(path: Path) -> None:
    write_note(path, "registration", row_id(), NOTE, "cần bổ sung")
    edit(path, "registration", lambda grid: [[None, *reversed(line)] for line in grid])
    next_run(path, sources=without(0))
    state = read_office(path, campaign_2020(), resolve).sheets["Tổng hợp"]
    assert state.rows[row_id()].office[NOTE].value == "cần bổ sung"
    last = len(layout_of(campaign_2020())["registration"].fields)
    assert state.places["row_id"] == last
    assert state.places[NOTE] == 1


def test_a_note_stays_with_its_row_when_rows_are_inserted_above_the_table(path: Path) -> None:
    write_note(path, "flags", f"h|{units_2020()[1].id}|registration", "handler", "Chị Ví Dụ")
    edit(path, "flags", lambda grid: [[None], [None], *grid])
    next_run(path)
    state = read_office(path, campaign_2020(), resolve).sheets["Cảnh báo"]
    assert state.header == layout_of(campaign_2020())["flags"].header + 2
    row = state.rows[f"h|{units_2020()[1].id}|registration"]
    assert row.office["handler"].value == "Chị Ví Dụ"


def test_columns_that_staff_added_stay_with_their_rows(path: Path) -> None:
    width = len(layout_of(campaign_2020())["registration"].fields)

    def add(grid: Grid) -> Grid:
        return [
            [*line, "Cột riêng" if i == 0 else f"riêng {cell_text(line[0])}"]
            for i, line in enumerate(grid)
        ]

    edit(path, "registration", add)
    edit(path, "registration", lambda grid: [grid[0], *reversed(grid[1:])])
    next_run(path)
    package = WorkbookPackage.open(path, read_only=True)
    for _, cells in list(package.rows("Tổng hợp"))[5:]:
        assert cells[width].value == f"riêng {cells[0].value}"


def test_an_inserted_column_in_the_middle_moves_nothing(path: Path) -> None:
    write_note(path, "registration", row_id(), NOTE, "x")
    edit(path, "registration", lambda grid: [[*line[:3], "Chen", *line[3:]] for line in grid])
    next_run(path)
    state = read_office(path, campaign_2020(), resolve).sheets["Tổng hợp"]
    assert state.foreign == {3: "Chen"}
    assert state.rows[row_id()].office[NOTE].value == "x"
    assert state.rows[row_id()].foreign[3].value == "Chen"


def test_a_formula_of_the_office_follows_its_row_and_keeps_its_format(path: Path) -> None:
    title, row, column = place(path, "registration", row_id(), NOTE)
    package = WorkbookPackage.open(path)
    style = package.style_row("_thidua", 2)[0]
    formula = f'CONCATENATE(C{row + 1}," ",$A$1)&"C{row + 1}"'
    package.set_cells(title, {(row, column): Styled(Formula(formula, "cũ"), style)})
    package.save(path)
    next_run(path, sources=without(0, 1))
    now = place(path, "registration", row_id(), NOTE)[1]
    cell = find(path, "registration", row_id())[NOTE]
    assert now == row - 6
    assert cell.formula == f'CONCATENATE(C{now + 1}," ",$A$1)&"C{row + 1}"'
    assert cell.style == style


@pytest.mark.parametrize("day", [date(2020, 11, 9), datetime(2020, 11, 9, 14, 30)])  # noqa: DTZ001
def test_a_formula_whose_result_is_a_day_keeps_it_when_its_row_moves(path: Path, day: date) -> None:
    title, row, column = place(path, "registration", row_id(), NOTE)
    package = WorkbookPackage.open(path)
    look = "moment" if isinstance(day, datetime) else "date"
    style = read_paint(package)[look]
    package.set_cells(title, {(row, column): Styled(Formula(f"N{row + 1}+7", day), style)})
    package.save(path)
    next_run(path, sources=without(0, 1))
    cell = find(path, "registration", row_id())[NOTE]
    assert cell.formula == f"N{row - 5}+7"
    assert cell.value == day


def test_a_deleted_office_column_comes_back_at_the_right_end(path: Path) -> None:
    sheet = layout_of(campaign_2020())["registration"]
    gone = sheet.index("office_opinion")
    edit(path, "registration", lambda grid: [line[:gone] + line[gone + 1 :] for line in grid])
    next_run(path)
    state = read_office(path, campaign_2020(), resolve).sheets["Tổng hợp"]
    assert state.places["office_opinion"] == len(sheet.fields) - 1


def test_the_offices_roster_words_win_over_the_files(path: Path) -> None:
    unit = units_2020()[0].id
    write_note(path, "units", unit, "name", "UBND phường tên mới")
    next_run(path)
    assert find(path, "units", unit)["name"].value == "UBND phường tên mới"


# Above the table -----------------------------------------------------------------------------


def above(path: Path, title: str) -> dict[str, str]:
    """Texts above a table's band, by address."""
    rows = dict(WorkbookPackage.open(path).rows(title))
    return {
        address(row, column): str(cell.value)
        for row in range(3)
        for column, cell in rows.get(row, {}).items()
        if cell.value is not None
    }


@pytest.mark.parametrize("key", [sheet.key for sheet in layout_of(campaign_2020()).sheets])
def test_no_line_above_a_table_is_cut_by_the_columns_that_each_page_repeats(
    path: Path, key: str
) -> None:
    sheet = layout_of(campaign_2020())[key]
    room = sum(item.width for item in sheet.fields[: sheet.frozen])
    for cell, text in above(path, sheet.title).items():
        column = area(cell)
        assert column is not None
        if sheet.pages > 1 and column.left < sheet.frozen:
            size = size_of("title") / SIZE if cell[1:] == "1" else 1
            assert len(text) * size <= room * 1.3, (cell, text)


def test_lines_of_an_older_workbook_move_to_where_they_are_not_cut(path: Path) -> None:
    fresh = above(path, "Tổng hợp")
    package = WorkbookPackage.open(path)
    moved: dict[tuple[int, int], CellOut | Styled] = {}
    for cell, text in fresh.items():
        at = area(cell)
        assert at is not None
        moved |= {(at.top, at.left): None, (at.top, 0): text}
    package.set_cells("Tổng hợp", moved)
    package.save(path)
    next_run(path)
    assert above(path, "Tổng hợp") == fresh


def rules_of(path: Path, title: str) -> list[tuple[str, str]]:
    """The words by which a sheet's rules colour cells, each with its formula."""
    book = openpyxl.load_workbook(path)
    rules = [rule for area in book[title].conditional_formatting for rule in area.rules]
    return [(rule.text, *rule.formula) for rule in rules if rule.type == "beginsWith"]


@pytest.mark.parametrize("length", ["12", 'LEN("Chưa rõ ngày")'], ids=["ours", "saved by Excel"])
def test_an_older_workbook_colours_every_doubt_after_a_run(path: Path, length: str) -> None:
    fresh = {title: rules_of(path, title) for title in ("Đơn vị", "Cảnh báo")}
    own = '<cfRule type="beginsWith" priority="99" operator="beginsWith" text="Chưa rõ ngày">'
    own += '<formula>$A$1="Chưa rõ ngày"</formula></cfRule></conditionalFormatting>'

    def older(xml: str) -> str:
        xml = xml.replace('text="Chưa rõ"', 'text="Chưa rõ ngày"')
        xml = re.sub(r'LEFT\((\w+),7\)="Chưa rõ"', rf'LEFT(\1,{length})="Chưa rõ ngày"', xml)
        return xml.replace("</conditionalFormatting>", own, 1)

    for title in fresh:
        change_part(path, title, older)
        assert {text for text, _ in rules_of(path, title)} & {"Chưa rõ", "Chưa rõ ngày"} == {
            "Chưa rõ ngày"
        }
    next_run(path, as_of=LATER)
    for title, rules in fresh.items():
        mine = ("Chưa rõ ngày", '$A$1="Chưa rõ ngày"')
        assert sorted(rules_of(path, title)) == sorted([*rules, mine])


def test_what_the_office_wrote_above_a_table_keeps_its_place(path: Path) -> None:
    package = WorkbookPackage.open(path)
    package.set_cells("Tổng hợp", {(1, 3): "Chị Ví Dụ soát", (0, 8): "bản in lần 2"})
    package.set_cells("Giấy khen", {(1, 5): "họp ngày 6"})
    package.save(path)
    next_run(path, as_of=LATER)
    now = above(path, "Tổng hợp")
    assert (now["D2"], now["I1"]) == ("Chị Ví Dụ soát", "bản in lần 2")
    assert now["A2"].endswith("tính đến 05/11/2020 09:30")
    assert above(path, "Giấy khen")["F2"] == "họp ngày 6"


# Orphans -------------------------------------------------------------------------------------


def test_a_note_whose_row_is_gone_is_kept_and_returns_with_its_row(path: Path) -> None:
    write_note(path, "registration", row_id(), NOTE, "cần bổ sung")
    report = next_run(path, sources=without(2))
    assert report.orphans >= 1
    assert ORPHANS in sheet_text(path, "Tổng hợp")
    orphan = find(path, "registration", row_id())
    assert orphan[NOTE].value == "cần bổ sung"
    assert orphan["status"].value == f"{ORPHANED}02/11/2020 08:00"
    assert orphan["title"].value == "Mô hình số 2.0 của đơn vị"
    next_run(path, sources=without(2), as_of=LATER)
    assert find(path, "registration", row_id())["status"].value == f"{ORPHANED}02/11/2020 08:00"
    assert next_run(path).orphans == 0
    assert find(path, "registration", row_id())[NOTE].value == "cần bổ sung"
    assert ORPHANS not in sheet_text(path, "Tổng hợp")


def test_a_settled_value_holds_although_its_flag_is_gone(path: Path) -> None:
    line = f"o|{row_id(0)}|submitted"
    write_note(path, "flags", line, "settled", "06/05/2020")
    sources = registrations(units_2020())
    next_run(path, sources=sources)
    settled = read_office(path, campaign_2020(), resolve).facts.settled
    assert settled == {(row_id(0), "submitted"): "06/05/2020"}


def test_a_row_that_staff_inserted_is_kept_whole(path: Path) -> None:
    def insert(grid: Grid) -> Grid:
        own: list[CellOut | Styled] = [None] * len(grid[0])
        own[3], own[-1] = "dòng riêng", Formula("1+1", 2)
        return [*grid[:3], own, *grid[3:]]

    edit(path, "registration", insert)
    for _ in range(2):
        assert next_run(path).orphans == 1
        line = table_of(path, "registration")[-1]
        assert line[NOTE].formula == "1+1"
        assert line["order"].value == "dòng riêng"


def test_a_copied_row_with_another_note_loses_neither(path: Path) -> None:
    write_note(path, "registration", row_id(), NOTE, "thứ nhất")

    def copy(grid: Grid) -> Grid:
        line = next(line for line in grid if cell_text(line[0]) == row_id())
        return [*grid, [*line[:-1], "thứ hai"]]

    edit(path, "registration", copy)
    next_run(path)
    assert find(path, "registration", row_id())[NOTE].value == "thứ nhất"
    assert "thứ hai" in sheet_text(path, "Tổng hợp")


def cell_text(cell: object) -> str:
    return str(getattr(cell, "value", cell))


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=12)
notes = st.dictionaries(
    st.tuples(st.integers(0, 13), st.integers(0, 2)),
    st.tuples(words, st.sampled_from([NOTE, "office_opinion"])),
    min_size=1,
    max_size=6,
)


@given(
    written=notes,
    order=st.permutations(range(42)),
    gone=st.frozensets(st.integers(0, 13), max_size=5),
    columns=st.permutations(range(23)),
)
@settings(max_examples=15, deadline=None)
def test_no_note_is_lost_whatever_staff_did(
    tmp_path_factory: pytest.TempPathFactory,
    written: dict[tuple[int, int], tuple[str, str]],
    order: Sequence[int],
    gone: frozenset[int],
    columns: Sequence[int],
) -> None:
    path = tmp_path_factory.mktemp("so") / "so.xlsx"
    first_run(path)
    sheet = layout_of(campaign_2020())["registration"]

    def work(grid: Grid) -> Grid:
        for line in grid[1:]:
            for at, (text, column) in written.items():
                if cell_text(line[0]) == row_id(*at):
                    line[sheet.index(column)] = text
        lines = [grid[0], *(grid[1 + i] for i in order)]
        arranged = [column for column in columns if column < len(sheet.fields)]
        arranged += [c for c in range(len(sheet.fields)) if c not in arranged]
        return [[line[column] for column in arranged] for line in lines]

    edit(path, "registration", work)
    for sources in (without(*gone), None):
        next_run(path, sources=sources)
        state = read_office(path, campaign_2020(), resolve).sheets["Tổng hợp"]
        for at, (text, column) in written.items():
            assert state.rows[row_id(*at)].office[column].value == text


# What is not ours ----------------------------------------------------------------------------


def test_the_offices_own_sheets_are_never_rewritten(path: Path) -> None:
    sheet = layout_of(campaign_2020())["violations"]
    package = WorkbookPackage.open(path)
    package.set_cells(sheet.title, {(sheet.first, 0): units_2020()[0].name})
    package.save(path)
    before = part(path, "Vi phạm"), part(path, "Sổ tiếp nhận")
    next_run(path, as_of=LATER)
    assert (part(path, "Vi phạm"), part(path, "Sổ tiếp nhận")) == before


def test_cells_to_the_right_of_a_page_stay(path: Path) -> None:
    package = WorkbookPackage.open(path)
    package.set_cells("Điều khiển", {(3, 12): "của tôi", (90, 11): 5})
    package.save(path)
    next_run(path, as_of=LATER)
    found = dict(WorkbookPackage.open(path, read_only=True).rows("Điều khiển"))
    assert found[3][12].value == "của tôi"
    assert found[90][11].value == 5


def with_own_sheet(path: Path, *, drop: str = "") -> None:
    import openpyxl

    book = openpyxl.load_workbook(path)
    own = book.create_sheet("Riêng")
    own["B2"] = "=1+1"
    if drop:
        del book[drop]
    book.save(path)


def test_a_sheet_of_the_offices_stays_byte_for_byte(path: Path) -> None:
    with_own_sheet(path)
    name = f"xl/worksheets/sheet{len(TITLES) + 2}.xml"
    with zipfile.ZipFile(path) as archive:
        before = archive.read(name)
    write_note(path, "registration", row_id(), NOTE, "x")
    next_run(path, as_of=LATER)
    with zipfile.ZipFile(path) as archive:
        assert archive.read(name) == before
    assert find(path, "registration", row_id())[NOTE].value == "x"


def test_a_deleted_sheet_is_not_restored_beside_sheets_of_the_offices(path: Path) -> None:
    with_own_sheet(path, drop="Cảnh báo")
    with pytest.raises(UsageError, match=r"thiếu trang “Cảnh báo”.*trang riêng “Riêng”"):
        next_run(path)


def test_a_deleted_sheet_comes_back_and_the_rest_is_carried_over(path: Path) -> None:
    import openpyxl

    write_note(path, "registration", row_id(), NOTE, "cần bổ sung")
    sheet = layout_of(campaign_2020())["violations"]
    package = WorkbookPackage.open(path)
    line: dict[str, CellOut] = {"unit": units_2020()[0].name, "content": "x"}
    cells = {(sheet.first, sheet.index(name)): value for name, value in line.items()}
    package.set_cells(sheet.title, cells)
    package.save(path)
    edit(path, "units", lambda grid: [[*grid[0], "Cột riêng"], *([*g, "r"] for g in grid[1:])])
    book = openpyxl.load_workbook(path)
    del book["Cảnh báo"]
    book.save(path)
    report = next_run(path, as_of=LATER)
    assert report.restored
    assert tuple(WorkbookPackage.open(path).sheets[:-1]) == TITLES
    assert find(path, "registration", row_id())[NOTE].value == "cần bổ sung"
    found = read_office(path, campaign_2020(), resolve)
    assert found.facts.violations[0].unit == units_2020()[0].id
    assert list(found.sheets["Đơn vị"].foreign.values()) == ["Cột riêng"]
    row = found.sheets["Đơn vị"].rows[units_2020()[0].id]
    assert [cell.value for cell in row.foreign.values()] == ["r"]
    assert [line["as_of"].value for line in table_of(path, "journal")] == [AS_OF, LATER]


# More rows than a sheet holds ----------------------------------------------------------------


def test_a_table_longer_than_a_sheet_goes_on_in_further_ones_by_group(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    campaign, units = campaign_2020(), units_2020()
    for _ in range(2):
        book = read_office(path, campaign, resolve) if path.exists() else None
        report = write_workbook(
            result_of(sources=registrations(units)), campaign, units, path, book=book, max_rows=90
        )
        parts = {t: n for t, n in report.rows.items() if t.startswith("Tổng hợp")}
        assert sum(parts.values()) == 42
        assert list(parts) == ["Tổng hợp", "Tổng hợp (2)", "Tổng hợp (3)"]
        assert [said.partition("”")[0] for said in report.splits[:3]] == [
            f"Trang “{t}" for t in parts
        ]
        package = WorkbookPackage.open(path)
        shown = [
            cells[0].value
            for title in parts
            for row, cells in package.rows(title)
            if row >= 5 and 0 in cells
        ]
        assert sorted(map(str, shown)) == sorted(row_id(n, i) for n in range(14) for i in range(3))
        last = len(layout_of(campaign)["registration"].fields) - 1
        package.set_cells("Tổng hợp (3)", {(5, last): "ghi chú"})
        package.save(path)
    assert "ghi chú" in sheet_text(path, "Tổng hợp (3)")
    book = read_office(path, campaign, resolve)
    report = write_workbook(
        result_of(sources=registrations(units)), campaign, units, path, book=book
    )
    assert report.rows["Tổng hợp"] == 42
    assert "Trang “Tổng hợp (2)” nay không còn dòng nào, có thể xóa." in report.splits
    assert "ghi chú" in sheet_text(path, "Tổng hợp")
    assert "DK-" not in sheet_text(path, "Tổng hợp (3)")


def notes_by_sheet(path: Path) -> dict[str, int]:
    """How many notes stand in each part of *Tổng hợp*, none of which is longer than 90 rows."""
    package = WorkbookPackage.open(path)
    found = {}
    for title in package.sheets:
        if title.startswith("Tổng hợp"):
            rows = list(package.rows(title))
            assert max(row for row, cells in rows if any(c.value for c in cells.values())) < 90
            values = [str(cell.value) for _, cells in rows for cell in cells.values()]
            found[title] = sum(value.startswith("ghi chú ") for value in values)
    return found


def test_notes_without_rows_fill_sheets_of_their_own_and_go_home_again(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    campaign, units = campaign_2020(), units_2020()
    last = len(layout_of(campaign)["registration"].fields) - 1

    def run(sources: list[SourceRecords], max_rows: int = 90) -> list[str]:
        book = read_office(path, campaign, resolve) if path.exists() else None
        result = result_of(sources=sources)
        report = write_workbook(result, campaign, units, path, book=book, max_rows=max_rows)
        return [said for said in report.splits if "mồ côi" in said]

    assert not run(registrations(units, 8), 1_000)
    package = WorkbookPackage.open(path)
    package.set_cells("Tổng hợp", {(5 + n, last): f"ghi chú {n}" for n in range(112)})
    package.save(path)
    for _ in range(2):
        said, *_ = run(registrations(units, 8)[:1])
        assert said.startswith("Trang “Tổng hợp (2)” chứa các ghi chú")
        assert sum(notes_by_sheet(path).values()) == 112
    assert not run(registrations(units, 8))
    assert sum(notes_by_sheet(path).values()) == 112
    assert ORPHANS not in "".join(sheet_text(path, title) for title in notes_by_sheet(path))


def test_a_country_is_split_by_province_and_said(tmp_path: Path) -> None:
    units = [
        replace(unit, province=f"Tỉnh {'AAB'[at % 3]}") for at, unit in enumerate(units_2020())
    ]
    result, path = result_of(sources=registrations(units)), tmp_path / "so.xlsx"
    report = write_workbook(result, campaign_2020(), units, path, book=None, max_rows=100)
    assert report.splits[:2] == (
        "Trang “Tổng hợp” chứa phần 1 của bảng vì một trang không đủ dòng: Tỉnh A.",
        "Trang “Tổng hợp (2)” chứa phần 2 của bảng vì một trang không đủ dòng: Tỉnh B.",
    )
    assert (report.rows["Tổng hợp"], report.rows["Tổng hợp (2)"]) == (30, 12)


def test_flags_beyond_a_sheet_go_on_in_their_order_and_are_settled_there(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    campaign, units = campaign_2020(), units_2020()
    whole = write_workbook(result_of(), campaign, units, path, book=None).rows["Cảnh báo"]
    (tmp_path / "so.xlsx").unlink()
    report = write_workbook(result_of(), campaign, units, path, book=None, max_rows=90)
    parts = {t: n for t, n in report.rows.items() if t.startswith("Cảnh báo")}
    assert sum(parts.values()) == whole
    assert len(parts) > 1
    package = WorkbookPackage.open(path)
    sheet = layout_of(campaign)["flags"]
    for title in parts:
        for line, cells in package.rows(title):
            if 0 in cells and re.match(r"o\|.*submitted", str(cells[0].value)):
                package.set_cells(title, {(line, sheet.index("settled")): "19/5/2020"})
    package.save(path)
    settled = read_office(path, campaign, resolve).facts.settled
    assert "19/5/2020" in settled.values()


def test_a_workbook_that_is_open_elsewhere_is_left_alone(path: Path) -> None:
    before = path.read_bytes()
    path.with_name(f"~${path.name}").write_bytes(b"")
    with pytest.raises(UsageError, match="đang được mở"):
        next_run(path, as_of=LATER)
    assert path.read_bytes() == before


# A real spreadsheet program ------------------------------------------------------------------


ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item></oor:items>"""


def converted(path: Path, form: str) -> Path:
    folder, user = path.parent / form, path.parent / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{form.partition(':')[0]}"


def many_scores() -> dict[str, list[Decimal | None]]:
    """Values whose points lie on or beside the half that decides their last decimal."""
    halves = [Decimal(n) / 10 + Decimal("0.00005") * n for n in range(40, 940, 7)]
    return {
        f"don-vi-{i}": [value, Decimal(100) - value, Decimal("96.1538") if i % 5 else None]
        for i, value in enumerate(halves)
    }


def forget_results(grid: Grid) -> Grid:
    """Drop what was stored with the formulas, so that only a real calculation can be right."""

    def forget(cell: CellOut | Styled) -> CellOut | Styled:
        if isinstance(cell, Styled) and isinstance(cell.value, Formula):
            return Styled(Formula(cell.value.text, -1), cell.style)
        return cell

    return [[forget(cell) for cell in line] for line in grid]


@pytest.mark.office
# LibreOffice writes the bars in cells in a way that openpyxl does not know.
@pytest.mark.filterwarnings("ignore:.* extension is not supported and will be removed")
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_recalculates_the_points_that_python_counted(tmp_path: Path) -> None:
    import openpyxl

    campaign = campaign_2020()
    result = result_of()
    result.scores = scores_of(campaign, many_scores())
    path = tmp_path / "so.xlsx"
    write_workbook(result, campaign, units_2020(), path, book=None)
    edit(path, "scores", forget_results)
    book = openpyxl.load_workbook(converted(path, "xlsx"), data_only=True)
    sheet = layout_of(campaign)["scores"]
    lines = {row[0].value: row for row in book[sheet.title].iter_rows(min_row=sheet.first + 1)}
    totals = {unit: total_points(campaign, scores) for unit, scores in result.scores.items()}
    order = shared_ranks(totals)
    for unit, scores in result.scores.items():
        row = lines[f"unit:{unit}"]
        for score in scores:
            shown = row[sheet.index(f"points.{score.indicator}")].value
            assert _exact(shown) == score.points, (unit, score)
        assert _exact(row[sheet.index("total")].value) == totals[unit]
        assert (row[sheet.index("rank")].value or None) == order.get(unit)
    errors = [
        cell.value
        for page in book
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
        and cell.value.startswith(("#NAME", "#REF!", "#VALUE"))
        and page.title not in {"Tổng hợp", "Cảnh báo"}
    ]
    assert not errors


def _exact(value: object) -> Decimal | None:
    return None if value in (None, "") else Decimal(str(value)).quantize(Decimal("0.0001"))


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_workbook_that_libreoffice_saved_is_still_the_offices(path: Path) -> None:
    write_note(path, "registration", row_id(), NOTE, "cần bổ sung")
    saved = converted(path, "xlsx")
    saved.replace(path)
    next_run(path, as_of=LATER)
    state = read_office(path, campaign_2020(), resolve).sheets["Tổng hợp"]
    assert state.rows[row_id()].office[NOTE].value == "cần bổ sung"
    assert [line["as_of"].value for line in table_of(path, "journal")] == [AS_OF, LATER]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_prints_every_sheet(path: Path) -> None:
    printed = converted(path, "pdf").read_bytes()
    assert printed.startswith(b"%PDF")
    assert len(printed) > 50_000
