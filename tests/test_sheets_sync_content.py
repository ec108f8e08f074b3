"""What a spreadsheet holds: equal cells are equal content; the office's are no unit's."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from addin.unitbook import unit_workbook
from campaign.grid import CellValue, Grid
from campaign.intake.reading import read_source
from campaign.unit_tabs.headings import header_of
from campaign.unit_tabs.tabs import tabs_of
from sheets_sync.office_columns import OFFICE_COLUMNS, STATUS, office_key
from sheets_sync.sync.fingerprint import fingerprint
from sheets_sync.sync.kept import Notes, notes_of, with_notes
from sheets_sync.sync.reading import read_kept
from sheets_sync.sync.values_book import book_of
from tests.unit_workbooks import FILLED, Q12, ROSTERS, some_unit

WARD = some_unit(ROSTERS["q12-cchc-2020"])
TABS = tabs_of(Q12, shared=False)
REGISTRATION = TABS[0]
PLAIN = unit_workbook(Q12, WARD, rows=FILLED)


def changed(edit: Callable[[Worksheet], None]) -> bytes:
    book = load_workbook(BytesIO(PLAIN))
    edit(book[REGISTRATION.title])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def cells_of(data: bytes) -> str:
    return fingerprint(read_kept("x.xlsx", data).source.grids)


def test_other_bytes_with_the_same_cells_are_the_same_content() -> None:
    def nothing(sheet: Worksheet) -> None:
        del sheet

    again = changed(nothing)
    assert again != PLAIN
    assert cells_of(again) == cells_of(PLAIN)


def test_equal_cells_are_the_same_content_whichever_objects_they_are() -> None:
    day, word = date(2020, 5, 18), "Thới An"
    same = Grid("a", "Đăng ký", [[word, word, day, day, 0.5], [word, None, True, "", day]])
    other = pickle.loads(pickle.dumps(same.rows))  # noqa: S301 - made here
    other[0][1] = str(word.encode(), "utf-8")
    assert fingerprint([same]) == fingerprint([replace(same, rows=other)])


@pytest.mark.parametrize(
    "value",
    ["18/05/2020", "2020-05-18", datetime(2020, 5, 18), 43969, 43969.0, "('date', '2020-05-18')"],  # noqa: DTZ001
)
def test_a_day_is_told_from_whatever_else_reads_like_it(value: CellValue) -> None:
    day = Grid("a", "Đăng ký", [[date(2020, 5, 18)]])
    assert fingerprint([day]) != fingerprint([replace(day, rows=[[value]])])


@pytest.mark.parametrize(("day", "contents"), [(1, 2), (18, 1)])
def test_the_first_day_of_a_month_counts_with_its_format(day: int, contents: int) -> None:
    rows: list[list[CellValue]] = [["Hoàn thành"], [date(2020, 5, day)]]
    full = Grid("a", "Đăng ký", rows, number_format=lambda _row, _column: "dd/mm/yyyy")
    month = replace(full, number_format=lambda _row, _column: "mm/yyyy")
    assert len({fingerprint([full]), fingerprint([month])}) == contents


@pytest.mark.parametrize(
    ("rows", "others"),
    [
        ([["a", "b"]], [["a"], ["b"]]),
        ([["a"], [""]], [["a"]]),
        ([["datetime.date(2020, 5, 18)"]], [[date(2020, 5, 18)]]),
        ([["'a'", "b"]], [["a", "b"]]),
        ([["1", date(2020, 5, 18)]], [[1, date(2020, 5, 18)]]),
    ],
)
def test_cells_of_another_place_or_type_are_other_content(
    rows: list[list[CellValue]], others: list[list[CellValue]]
) -> None:
    assert fingerprint([Grid("a", "b", rows)]) != fingerprint([Grid("a", "b", others)])


def test_one_other_cell_is_other_content() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["B9"] = "Một cửa rất thân thiện"

    assert cells_of(changed(edit)) != cells_of(PLAIN)


_OTHER: dict[str, object] = {
    "sheet": "Sơ kết",
    "rows": [["STT", 0.5, "x"]],
    "visible": False,
    "hidden_rows": frozenset({0}),
    "hidden_columns": frozenset({1}),
    "merges": ((0, 0, 1, 0),),
    "errors": {(0, 1): "#REF!"},
    "formulas": {(0, 1): "=1/2"},
    "typed": {(0, 0): "STT"},
    "struck": frozenset({(0, 0)}),
    "notes": {(0, 0): "xem lại"},
    "number_format": lambda _row, _column: "0%",
}
"""Another value of each part of a grid that a unit can change."""

_OURS = {"file", "hints"}
"""What we tell a grid ourselves: of whom it is."""


def test_whatever_a_grid_holds_is_content() -> None:
    assert set(_OTHER) | _OURS == {part.name for part in fields(Grid)}


@pytest.mark.parametrize("part", sorted(_OTHER))
def test_a_change_of_any_part_of_a_grid_is_other_content(part: str) -> None:
    grid = Grid("a.xlsx", "Đăng ký", [["STT", 0.5]])
    other = replace(grid, **{part: _OTHER[part]})  # type: ignore[arg-type]
    assert fingerprint([other]) != fingerprint([grid])


def test_a_hidden_row_is_other_content() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.row_dimensions[9].hidden = True

    assert cells_of(changed(edit)) != cells_of(PLAIN)


def test_a_comment_and_a_struck_text_are_other_content() -> None:
    def comment(sheet: Worksheet) -> None:
        sheet["B9"].comment = Comment("Đơn vị xin rút", "vanthu")

    def strike(sheet: Worksheet) -> None:
        sheet["B9"].font = Font(strike=True)

    assert len({cells_of(PLAIN), cells_of(changed(comment)), cells_of(changed(strike))}) == 3


def test_what_the_office_wrote_is_no_content() -> None:
    place = len(REGISTRATION.columns) + 1
    top = header_of(REGISTRATION.columns).first + 1

    def head(sheet: Worksheet) -> None:
        for offset, column in enumerate(OFFICE_COLUMNS):
            sheet.cell(top, place + offset, column.label)

    def answer(sheet: Worksheet) -> None:
        head(sheet)
        sheet.cell(9, place, "Nhận")

    assert cells_of(changed(answer)) == cells_of(changed(head))
    office = read_kept("x.xlsx", changed(answer)).written.sheets[REGISTRATION.title]
    assert office.places[STATUS.key] == place - 1
    assert office.texts == {(8, place - 1): "Nhận"}


def test_comments_struck_texts_and_formulas_of_the_office_are_no_content() -> None:
    place = len(REGISTRATION.columns) + 1
    top = header_of(REGISTRATION.columns).first + 1

    def head(sheet: Worksheet) -> None:
        for offset, column in enumerate(OFFICE_COLUMNS):
            sheet.cell(top, place + offset, column.label)

    def mark(sheet: Worksheet) -> None:
        head(sheet)
        sheet.cell(9, place, "Nhận").comment = Comment("Đã gọi điện", "vanphong")
        sheet.cell(9, place + 1, "Gọi lại").font = Font(strike=True)
        sheet.cell(10, place, "=B9")

    assert cells_of(changed(mark)) == cells_of(changed(head))


def test_an_error_in_a_cell_of_the_office_is_known_so_that_an_answer_replaces_it() -> None:
    place = len(REGISTRATION.columns) + 1
    top = header_of(REGISTRATION.columns).first + 1

    def broken(sheet: Worksheet) -> None:
        sheet.cell(top, place, STATUS.label)
        sheet.cell(9, place, "#REF!").data_type = "e"

    office = read_kept("x.xlsx", changed(broken)).written.sheets[REGISTRATION.title]
    assert office.texts == {(8, place - 1): "#REF!"}


def test_notes_travel_with_the_workbook_and_change_no_cell() -> None:
    notes = Notes(WARD.id, "q12", {REGISTRATION.title: {(6, 1): "Tên mô hình"}})
    noted = with_notes(PLAIN, notes)
    assert notes_of(noted) == notes
    assert notes_of(PLAIN) is None
    assert with_notes(PLAIN, notes) == noted
    load_workbook(BytesIO(noted))
    assert [g.rows for g in read_source("x.xlsx", noted).grids] == [
        g.rows for g in read_source("x.xlsx", PLAIN).grids
    ]


def test_a_renamed_header_is_read_by_what_was_meant() -> None:
    def rename(sheet: Worksheet) -> None:
        sheet["B7"] = "Gì đó"

    label = REGISTRATION.columns[1].label
    noted = with_notes(
        changed(rename), Notes(WARD.id, "q12", {REGISTRATION.title: {(6, 1): label}})
    )
    grid = next(g for g in read_kept("x", noted).source.grids if g.sheet == REGISTRATION.title)
    assert grid.rows[6][1] == label
    assert grid.hints["thidua_unit"] == WARD.id


def test_values_come_through_the_same_intake() -> None:
    rows = [["Mã", "'=1+1", 43966, 1.5, True, "0909"]]
    (grid,) = read_source("x.xlsx", book_of({"Đăng ký": rows})).grids
    assert grid.sheet == "Đăng ký"
    assert grid.rows == [["Mã", "'=1+1", 43966, 1.5, True, "0909"]]
    assert book_of({"a": rows}) == book_of({"a": rows})


def test_no_header_of_the_office_means_a_column_of_a_unit() -> None:
    from campaign.reading.headers import meaning

    for column in OFFICE_COLUMNS:
        assert meaning(column.label) == {}
        assert office_key(column.label) == column.key
    assert office_key("Ghi chú") == ""
