"""Whatever people type comes back as it was, and so do numbers and days."""

from __future__ import annotations

import io
import zlib
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from addin.package import WorkbookPackage
from addin.package.crc import joined_crc
from addin.package.escapes import MAX_TEXT
from addin.package.serials import EPOCH_1900, EPOCH_1904, from_serial, serial
from tests.package_files import plain_package, worksheet

SKELETON = plain_package(worksheet("<sheetData/>"))

TYPED = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    [
        "_x000D_",
        "_x005F_",
        "_X0041_",
        "__x0041__",
        "_x00zz_",
        " ",
        "\t",
        "\n a \n",
        "\r\n",
        "\x00\x1f\x7f\x85",
        "\ufffe\uffff\ufeff",
        "😀 Đẩy mạnh",
        "Đẩy mạnh",  # decomposed
        "<a href='x'>&amp;</a>]]>",
        '=HYPERLINK("x")',
        "'",
        "-",
        "+84",
        "%s %(a)s {0}",
        "\x01",
    ]
)
READABLE = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="_"
    ),
    min_size=1,
    max_size=40,
)


def written(rows: list[list[object]], width: int) -> WorkbookPackage:
    package = WorkbookPackage.from_bytes(SKELETON, "s.xlsx")
    package.replace_rows("S", 0, rows, styles=[0] * width)  # type: ignore[arg-type]
    return WorkbookPackage.from_bytes(package.to_bytes(), "s.xlsx")


def read(package: WorkbookPackage) -> list[list[object]]:
    return [[cell.value for cell in row.values()] for _, row in package.rows("S")]


@settings(deadline=None)
@given(st.lists(st.lists(TYPED, min_size=3, max_size=3), min_size=1, max_size=5))
def test_text_comes_back(rows: list[list[object]]) -> None:
    assert read(written(rows, 3)) == rows
    package = WorkbookPackage.from_bytes(SKELETON, "s.xlsx")
    package.set_cells("S", {(r, c): row[c] for r, row in enumerate(rows) for c in range(3)})  # type: ignore[misc]
    assert read(package) == rows


@settings(deadline=None, max_examples=40)
@given(st.lists(READABLE, min_size=2, max_size=6))
def test_other_programs_read_the_same_text(texts: list[str]) -> None:
    package = WorkbookPackage.from_bytes(SKELETON, "s.xlsx")
    package.replace_rows("S", 0, [texts], styles=[0] * len(texts))
    data = package.to_bytes()
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python() == [
        texts
    ]
    assert next(openpyxl.load_workbook(io.BytesIO(data))["S"].values) == tuple(texts)


NUMBERS = st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False)


@settings(deadline=None)
@given(st.lists(st.lists(NUMBERS | st.booleans(), min_size=2, max_size=2), min_size=1, max_size=5))
def test_numbers_come_back(rows: list[list[object]]) -> None:
    assert read(written(rows, 2)) == rows


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-1000, max_value=1000)
)
def test_decimals_are_written_exactly(number: Decimal) -> None:
    assert read(written([[number]], 1)) == [[float(number)]]


@given(st.dates(date(1904, 1, 1), date(9999, 12, 31)), st.sampled_from([EPOCH_1900, EPOCH_1904]))
def test_days_come_back(day: date, epoch: int) -> None:
    number = serial(day, epoch)
    assert number is not None
    assert from_serial(number, epoch, moment=False) == day


def test_the_leap_day_that_never_was() -> None:
    assert serial(date(1900, 1, 1), EPOCH_1900) == 1
    assert serial(date(1900, 2, 28), EPOCH_1900) == 59
    assert serial(date(1900, 3, 1), EPOCH_1900) == 61
    assert serial(date(1899, 12, 31), EPOCH_1900) is None
    assert from_serial(60, EPOCH_1900, moment=False) is None


def test_days_before_excels_first_are_text_and_told() -> None:
    package = WorkbookPackage.from_bytes(SKELETON, "s.xlsx")
    package.replace_rows("S", 0, [[date(1890, 5, 19)]], styles=[0])
    assert read(package) == [["1890-05-19"]]
    assert package.notes[0].cell == "A1"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("\ud83d\ude00", "😀"), ("a\ud83d", "a\ufffd"), ("\ude00\ud83d", "\ufffd\ufffd")],
)
def test_halves_of_characters_are_joined_or_marked(typed: str, kept: str) -> None:
    assert read(written([[typed]], 1)) == [[kept]]


def test_a_long_text_is_cut_between_characters() -> None:
    package = WorkbookPackage.from_bytes(SKELETON, "s.xlsx")
    package.replace_rows("S", 0, [["a" + "😀" * 20_000], ["x" * MAX_TEXT]], styles=[0])
    rows = read(package)
    assert rows == [["a" + "😀" * ((MAX_TEXT - 1) // 2)], ["x" * MAX_TEXT]]
    assert [note.cell for note in package.notes] == ["A1"]


@given(st.binary(), st.binary())
def test_a_crc_of_two_texts_from_the_crc_of_each(first: bytes, second: bytes) -> None:
    joined = joined_crc(zlib.crc32(first), zlib.crc32(second), len(second))
    assert joined == zlib.crc32(first + second)
