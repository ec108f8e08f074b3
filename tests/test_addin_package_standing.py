"""What stands where rows are to be written: the very same rows are told without being read."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.package import CellOut, Styled, WorkbookPackage
from addin.package.row_xml import Row
from addin.package.standing import Standing
from tests.package_files import FIRST, SHEET, rich_workbook, rows_to_write

COUNT = 12


@pytest.fixture
def book(tmp_path: Path) -> tuple[WorkbookPackage, list[int]]:
    """A table that we wrote, and the styles of its columns."""
    path = tmp_path / "tổng hợp.xlsx"
    styles = [0, 0, 0, rich_workbook(path)["day"], 0]
    package = WorkbookPackage.open(path)
    package.replace_rows(SHEET, FIRST, rows_to_write(COUNT), styles=styles, fit=lambda _: 31.5)
    return package, styles


def told(book: tuple[WorkbookPackage, list[int]], rows: list[Row]) -> list[Standing]:
    package, styles = book
    return list(package.standing(SHEET, FIRST, rows, styles=styles))


def test_the_same_rows_are_not_read_and_keep_their_heights(
    book: tuple[WorkbookPackage, list[int]],
) -> None:
    assert told(book, [*rows_to_write(COUNT)]) == [Standing(None, 31.5)] * COUNT


@pytest.mark.parametrize("value", ["khác", "", None, "=1+1", Styled(None, 0), 7])
def test_a_row_that_would_be_another_is_read(
    book: tuple[WorkbookPackage, list[int]], value: CellOut | Styled
) -> None:
    rows: list[Row] = [*rows_to_write(COUNT)]
    before = rows[4][1]
    rows[4] = [rows[4][0], value, *rows[4][2:]]
    found = told(book, rows)
    assert [place for place, one in enumerate(found) if one.cells is not None] == [4]
    cells = found[4].cells
    assert cells is not None
    assert cells[1].value == before


def test_rows_below_and_rows_that_are_not_there_are_told_too(
    book: tuple[WorkbookPackage, list[int]],
) -> None:
    fewer = told(book, [*rows_to_write(COUNT - 2)])
    assert [one.cells is None for one in fewer] == [*[True] * (COUNT - 2), False, False]
    more = told(book, [*rows_to_write(COUNT + 1)])
    assert more[COUNT:] == [Standing({}, None)]
