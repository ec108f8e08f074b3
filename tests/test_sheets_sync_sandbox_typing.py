from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.sandbox.a1 import column_index, column_letters
from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.formulas import computed
from sheets_sync.sandbox.grid import Grid, moved_places
from sheets_sync.sandbox.locales import Locale, locale_named
from sheets_sync.sandbox.masks import chosen, parse_mask, write_masked
from sheets_sync.sandbox.serials import serial_of
from sheets_sync.sandbox.showing import shown_number
from sheets_sync.sandbox.typing_in import type_into, typed

VI, US = locale_named("vi_VN"), locale_named("en_US")

LATE = datetime(2020, 5, 10, 17, 30, tzinfo=UTC).timestamp()
"""Half past midnight in Viet Nam, still the day before in Greenwich."""


@pytest.mark.parametrize(
    ("text", "locale", "value", "pattern"),
    [
        ("1.234,5", VI, 1234.5, "#,##0.0"),
        ("1,234.5", US, 1234.5, "#,##0.0"),
        ("1.234", VI, 1234, "#,##0"),
        ("1.234", US, 1.234, None),
        ("0123", VI, 123, None),
        ("-7", US, -7, None),
        ("12,5%", VI, 0.125, "0.0%"),
        ("100.000 ₫", VI, 100000, '#,##0 "₫"'),
        ("5₫", VI, 5, '#,##0 "₫"'),
        ("$1,234.50", US, 1234.5, '"$"#,##0.00'),
        ("1e3", US, 1000, None),
        ("2/3/2026", VI, 46083, "d/M/yyyy"),
        ("2/3/2026", US, 46056, "M/d/yyyy"),
        ("02/03/2026", VI, 46083, "dd/MM/yyyy"),
        ("5/2020", VI, 43952, "M/yyyy"),
        ("05-2020", VI, 43952, "MM-yyyy"),
        ("5/2020", US, 43952, "M/yyyy"),
        ("5/2020 8:30", VI, 43952 + 8.5 / 24, "M/yyyy h:mm"),
        ("2026-03-02", VI, 46083, "yyyy-MM-dd"),
        ("02/03/2026 08:30", VI, 46083 + 8.5 / 24, "dd/MM/yyyy h:mm"),
        ("8:30", US, 8.5 / 24, "h:mm"),
        ("8:30 pm", US, 20.5 / 24, "h:mm am/pm"),
    ],
)
def test_numbers_and_dates_are_read_by_the_locale(
    text: str, locale: Locale, value: float, pattern: str | None
) -> None:
    entered, form = typed(text, locale)
    assert entered["numberValue"] == pytest.approx(value, abs=1e-9)
    assert (form or {}).get("pattern") == pattern


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("31/2/2026", "31/2/2026"),
        ("13/13/2026", "13/13/2026"),
        ("1.23.4", "1.23.4"),
        ("12.34", "12.34"),
        ("'0912345678", "0912345678"),
        ("Điều 5", "Điều 5"),
        ("=", "="),
        ("25:00", "25:00"),
        ("20.5", "20.5"),
        ("5.2020", "5.2020"),
        ("5/20", "5/20"),
        ("31/4", "31/4"),
        ("0/5", "0/5"),
        ("29/2", "29/2"),
        ("13/2020", "13/2020"),
        ("0/2020", "0/2020"),
        ("5-9/2020", "5-9/2020"),
        ("20/5-30/5", "20/5-30/5"),
        ("2020/5", "2020/5"),
        ("5/202", "5/202"),
    ],
)
def test_what_is_neither_stays_a_text(text: str, kept: str) -> None:
    assert typed(text, VI, 2026)[0] == {"stringValue": kept}


@pytest.mark.parametrize(
    ("text", "locale", "day", "pattern"),
    [
        ("20/5", VI, "2020-05-20", "dd/M"),
        ("1/2", VI, "2020-02-01", "d/M"),
        ("05-02", VI, "2020-02-05", "dd-MM"),
        ("29/2", VI, "2020-02-29", "dd/M"),
        ("1/2", US, "2020-01-02", "M/d"),
        ("5/20", US, "2020-05-20", "M/dd"),
        ("5/20", locale_named("ja_JP"), "2020-05-20", "M/dd"),
        ("20/5 8:30", VI, "2020-05-20T08:30", "dd/M h:mm"),
    ],
)  # fmt: skip
def test_a_day_without_its_year_is_one_of_this_year(
    text: str, locale: Locale, day: str, pattern: str
) -> None:
    entered, form = typed(text, locale, 2020)
    assert entered["numberValue"] == pytest.approx(serial_of(datetime.fromisoformat(day)), abs=1e-9)
    assert (form or {}).get("pattern") == pattern
    assert shown_number(entered["numberValue"], form, locale) == text


def test_without_a_year_to_take_such_a_day_stays_a_text() -> None:
    assert typed("20/5", VI) == ({"stringValue": "20/5"}, None)


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Ho_Chi_Minh", 44336), ("Etc/GMT", 43971), ("", 43971)]
)
def test_this_year_is_the_one_where_the_spreadsheet_is(zone: str, day: int) -> None:
    new_year = datetime(2020, 12, 31, 17, 30, tzinfo=UTC).timestamp()
    book, cell = Book({"locale": "vi_VN", "timeZone": zone}), dict[str, Any]()
    type_into(book, cell, "20/5", new_year)
    assert cell["userEnteredValue"] == {"numberValue": day}


@pytest.mark.parametrize("text", ["20/5", "5/2020"])
def test_a_day_typed_into_a_cell_for_text_stays_a_text(text: str) -> None:
    cell: dict[str, Any] = {"userEnteredFormat": {"numberFormat": {"type": "TEXT"}}}
    type_into(Book({"locale": "vi_VN"}), cell, text, LATE)
    assert cell["userEnteredValue"] == {"stringValue": text}


@given(st.decimals(-(10**9), 10**9, places=3), st.sampled_from(["vi_VN", "en_US", "fr_FR"]))
def test_what_a_number_shows_types_the_same_number(number: Decimal, name: str) -> None:
    locale = locale_named(name)
    shown = shown_number(float(number), {"type": "NUMBER", "pattern": "#,##0.000"}, locale)
    assert typed(shown, locale)[0]["numberValue"] == pytest.approx(float(number))


@pytest.mark.parametrize(
    ("value", "kind", "pattern", "shown"),
    [
        (0.5, "PERCENT", "0%", "50%"),
        (1234.5, "NUMBER", "#,##0.00", "1.234,50"),
        (1234567, "CURRENCY", '#,##0 "₫"', "1.234.567 ₫"),
        (5, "CURRENCY", "#,##0\\ [$₫-42A]", "5 ₫"),
        (5000, "CURRENCY", "", "5.000 ₫"),
        (-3, "NUMBER", "0;(0)", "(3)"),
        (46083, "DATE", "dd/mm/yyyy", "02/03/2026"),
        (46083, "DATE", "", "02/03/2026"),
        (46083.52, "DATE_TIME", "dd/MM/yyyy HH:mm:ss", "02/03/2026 12:28:48"),
        (0.52, "TIME", "h:mm am/pm", "12:28 PM"),
        (46083, "DATE", "ddd d mmm yy", "Mon 2 Mar 26"),
        (12345.678, "SCIENTIFIC", "0.00E+00", "1,23E+04"),
        (5, "TEXT", "@", "5"),
        (0.1, "NUMBER", "", "0,10"),
        (9e9, "DATE", "dd/mm/yyyy", "9000000000"),
    ],
)
def test_a_number_shows_by_its_pattern(value: float, kind: str, pattern: str, shown: str) -> None:
    assert shown_number(value, {"type": kind, "pattern": pattern}, VI) == shown


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1+2*3^2", {"numberValue": 19}),
        ("=-2^2", {"numberValue": -4}),
        ("=(1+2)/4", {"numberValue": 0.75}),
        ('="a"&1+1', {"stringValue": "a2"}),
        ("=SUM(A1:A3)", {"numberValue": 6}),
        ("=AVERAGE(A1:A3;A1)", {"numberValue": 1.75}),
        ('=IF(A1<A2;"ít";"nhiều")', {"stringValue": "ít"}),
        ("=ROUND(A4;1)", {"numberValue": 1.3}),
        ("=COUNTA(A1:B9)", {"numberValue": 4}),
        ("=50%", {"numberValue": 0.5}),
        ('=1,5+LEN("1,5")', {"numberValue": 4.5}),
        ("='Sheet1'!A2+Sheet1!A3", {"numberValue": 5}),
        ("=DATE(2020;5;20)-TODAY()", {"numberValue": 9}),
        ("=DATE(2020;14;0)", {"numberValue": 44227}),
        ("=ROUND((NOW()-TODAY())*24;6)", {"numberValue": 0.5}),
        ('=DAY(NOW())&"/"&MONTH(NOW())&"/"&YEAR(NOW())', {"stringValue": "11/5/2020"}),
    ],
)
def test_simple_formulas_are_computed(formula: str, value: object) -> None:
    assert computed(*_small_book(), formula, LATE) == value


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("=1/0", "#DIV/0!"),
        ('="a"+1', "#VALUE!"),
        ("=KHONGCO(1)", "#NAME?"),
        ("=1+", "#ERROR!"),
        ("=Z9999", "#NAME?"),
        ("=B1", "#REF!"),
        ("=SUM(B:B)", "#REF!"),
        ("=LEN()", "#N/A"),
        ("=TODAY(1)", "#ERROR!"),
        ("=DATE(99999;1;1)", "#NUM!"),
        ("=(-8)^0,5", "#NUM!"),
        ("=0^-1", "#DIV/0!"),
        ("=" + "(" * 5000, "#ERROR!"),
    ],
)
def test_an_error_is_the_formulas_value(formula: str, shown: str) -> None:
    book, sheet = _small_book()
    sheet.grid.edit(0, 1)["userEnteredValue"] = {"formulaValue": "=B1"}
    assert computed(book, sheet, formula, LATE)["errorValue"]["message"] == shown


def _small_book() -> tuple[Book, Sheet]:
    sheet = Sheet(0, "Sheet1", Grid(100, 26))
    for row, value in enumerate((1, 2, 3, 1.25)):
        sheet.grid.edit(row, 0)["userEnteredValue"] = {"numberValue": value}
    return Book({"locale": "vi_VN", "timeZone": "Asia/Ho_Chi_Minh"}, [sheet]), sheet


@pytest.mark.parametrize(("zone", "day"), [("Asia/Ho_Chi_Minh", 11), ("Etc/GMT", 10), ("?", 10)])
def test_today_is_a_day_of_the_spreadsheet_s_own_time_zone(zone: str, day: int) -> None:
    book, sheet = _small_book()
    book.properties["timeZone"] = zone
    assert computed(book, sheet, "=DAY(TODAY())", LATE) == {"numberValue": day}


def test_a_long_chain_of_formulas_is_computed_to_its_end() -> None:
    book, sheet = _small_book()
    for row in range(1, 90):
        entered = f"=C{row}+1" if row == 1 else f"=C{row}+C{row - 1}-C{row - 1}+1"
        sheet.grid.edit(row, 2)["userEnteredValue"] = {"formulaValue": entered}
    assert computed(book, sheet, "=C90", LATE) == {"numberValue": 89}


@given(st.integers(0, 18277))
def test_column_letters_name_one_column(index: int) -> None:
    assert column_index(column_letters(index)) == index


boxes = st.tuples(*[st.integers(0, 6)] * 4).map(
    lambda ends: Box(min(ends[:2]), max(ends[:2]) + 1, min(ends[2:]), max(ends[2:]) + 1)
)


def cells(box: Box) -> set[tuple[int, int]]:
    return {(r, c) for r in range(box.top, box.bottom) for c in range(box.left, box.right)}


@given(boxes, boxes)
def test_what_is_left_of_a_box_is_every_cell_but_the_holes(box: Box, hole: Box) -> None:
    pieces = [cells(piece) for piece in box.less(hole)]
    assert set().union(*pieces) == cells(box) - cells(hole)
    assert sum(map(len, pieces)) == len(cells(box) - cells(hole))
    assert box.meets(hole) == bool(cells(box) & cells(hole))
    assert box.holds(hole) == (cells(hole) <= cells(box))


@given(st.integers(0, 8), st.integers(1, 5), st.integers(0, 13))
def test_moved_lines_keep_their_cells(start: int, size: int, to: int) -> None:
    end = start + size
    if start <= to <= end:
        return
    for dimension in ("ROWS", "COLUMNS"):
        grid = Grid(14, 14)
        for index in range(14):
            place = (index, 0) if dimension == "ROWS" else (0, index)
            grid.edit(*place)["note"] = str(index)
        grid.move(dimension, start, end, to)
        order = [str(index) for index in range(14)]
        block = order[start:end]
        del order[start:end]
        at = to if to < start else to - size
        order[at:at] = block
        now = {(cell["note"]): max(r, c) for r, c, cell in grid.cells_in(grid.everything())}
        assert sorted(now, key=now.__getitem__) == order
        places = moved_places(start, end, to)
        assert all(order.index(str(old)) == new for old, new in places.items())


def test_a_mask_chooses_and_writes_what_it_names() -> None:
    mask = parse_mask("a,b/c,d(e,f.g)")
    value = {"a": 1, "b": {"c": 2, "x": 3}, "d": [{"e": 4, "f": {"g": 5, "h": 6}}], "z": 7}
    assert chosen(value, mask) == {"a": 1, "b": {"c": 2}, "d": [{"e": 4, "f": {"g": 5}}]}
    target: dict[str, Any] = {"a": 0, "b": {"c": 0, "x": 9}}
    write_masked(target, {"b": {"c": 1}}, parse_mask("a,b.c"))
    assert target == {"b": {"c": 1, "x": 9}}
