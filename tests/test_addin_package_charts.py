"""Charts over a table's rows show all of its rows, however many there are now."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from addin.package import WorkbookPackage
from addin.package.charts_part import fitted_chart
from addin.package.ranges import Extent
from tests.package_files import FIRST, OLD_ROWS, OTHER, SHEET, rich_workbook, rows_to_write, texts
from tests.test_addin_package_office import converted

TWELVE = Extent(4, 15, 15, 33)
"""A table of rows 5 to 16 that has rows 5 to 34 now."""


def series(formula: str, cache: str = "") -> bytes:
    return (
        f"<c:ser><c:tx><c:strRef><c:f>{formula}</c:f></c:strRef></c:tx><c:val><c:numRef>"
        f"<c:f>{formula}</c:f>{cache}</c:numRef></c:val></c:ser>"
    ).encode()


def moved(formula: str) -> str:
    """The range of a series' values afterwards."""
    found = re.search(
        rb"<c:val><c:numRef><c:f>([^<]*)", fitted_chart(series(formula), "Sổ", TWELVE)
    )
    assert found is not None
    return found[1].decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Sổ!$C$5:$C$16", "Sổ!$C$5:$C$34"),
        ("&apos;Sổ&apos;!$C$5:$C$16", "'Sổ'!$C$5:$C$34"),
        ("sổ!C5:C16", "sổ!$C$5:$C$34"),
        ("Sổ!$A$4:$C$16", "Sổ!$A$4:$C$34"),
        ("(Sổ!$C$5:$C$16,Sổ!$D$5:$D$16)", "(Sổ!$C$5:$C$34,Sổ!$D$5:$D$34)"),
        ("Sổ!$C$5:$C$10", "Sổ!$C$5:$C$10"),
        ("Sổ!$C$6:$C$16", "Sổ!$C$6:$C$16"),
        ("Sổ!$C$2:$C$3", "Sổ!$C$2:$C$3"),
        ("Khác!$C$5:$C$16", "Khác!$C$5:$C$16"),
        ("[1]Sổ!$C$5:$C$16", "[1]Sổ!$C$5:$C$16"),
        ("nguong", "nguong"),
    ],
)
def test_a_range_over_all_rows_follows_and_no_other(before: str, after: str) -> None:
    assert moved(before) == after


def test_stored_figures_go_where_the_range_moved_and_only_there() -> None:
    cache = "<c:numCache><c:ptCount val='12'/></c:numCache>"
    made = fitted_chart(series("Sổ!$C$5:$C$16", cache), "Sổ", TWELVE)
    kept = fitted_chart(series("Sổ!$C$5:$C$10", cache), "Sổ", TWELVE)
    assert b"numCache" not in made
    assert kept == series("Sổ!$C$5:$C$10", cache)


def test_the_name_of_a_series_stays() -> None:
    assert b"<c:tx><c:strRef><c:f>S\xe1\xbb\x95!$C$5:$C$16" in fitted_chart(
        series("Sổ!$C$5:$C$16"), "Sổ", TWELVE
    )


def test_a_table_that_grows_and_shrinks_takes_its_chart_along(tmp_path: Path) -> None:
    path = tmp_path / "sổ.xlsx"
    rich_workbook(path)
    for count in (30, 3):
        package = WorkbookPackage.open(path)
        package.replace_rows(SHEET, FIRST, rows_to_write(count), styles=[0] * 5)
        package.save(path)
        assert f"!$C$5:$C${FIRST + count}<" in texts(path)["xl/charts/chart1.xml"]


@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_draws_the_new_rows(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, other = book.add_worksheet(SHEET), book.add_worksheet(OTHER)
        sheet.write_row(FIRST - 1, 0, ["Đơn vị", "Điểm"])
        for row in range(FIRST, FIRST + OLD_ROWS):
            sheet.write_row(row, 0, [f"Đơn vị {row}", row])
        chart = book.add_chart({"type": "column"})
        last = FIRST + OLD_ROWS - 1
        chart.add_series(
            {"categories": [SHEET, FIRST, 0, last, 0], "values": [SHEET, FIRST, 1, last, 1]}
        )
        other.insert_chart("B2", chart)
    package = WorkbookPackage.open(path)
    package.replace_rows(SHEET, FIRST, [[f"Phường {n}", 100 + n] for n in range(30)], styles=[0, 0])
    package.save(path)
    (tmp_path / "lai").mkdir()
    with zipfile.ZipFile(converted(path, "ods", tmp_path / "lai")) as opened:
        names = [
            name for name in opened.namelist() if re.fullmatch(r"Object \d+/content.xml", name)
        ]
        drawn = opened.read(names[0]).decode()
    assert all(f">{100 + n}<" in drawn for n in range(30))
    assert "Phường 29" in drawn
    assert "Đơn vị 15" not in drawn
