"""*Tổng quan* shows the overview's own figures, and its charts look where they stand."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.chart._chart import ChartBase
from openpyxl.worksheet.worksheet import Worksheet

from addin.charts import figures
from addin.package import WorkbookPackage
from addin.workbook.fill import write_workbook
from addin.workbook.folding import folded
from addin.workbook.machine import MACHINE
from addin.workbook.office import read_office
from addin.workbook.overview_places import (
    DAYS,
    FIRST_CHARTS,
    LONGEST,
    LOW_ROWS,
    NEAR_CUTS,
    SECOND_CHARTS,
    THIRD_CHARTS,
    TOP_SCORES,
    WAITING_ROWS,
    places_of,
)
from campaign.errors import UsageError
from campaign.glance.overview import overview_of
from campaign.usecases import MainJob
from tests.paper_cases import UNITS, judged
from tests.rule_cases import NOW, Q12, ROSTER
from tests.test_campaign_overview import THIRD, WARD, scored, with_places
from tests.workbook_samples import first_run, resolve

TITLE = "Tổng quan"
LAST_PAGE = 35
"""Rows from the third charts to the end of their printed page, as LibreOffice cuts it."""
_REFERENCE = re.compile(r"<c:f>'?([^!<]+?)'?!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?</c:f>")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("overview") / "so.xlsx"
    write_workbook(judged(), Q12, UNITS, path, book=None)
    return path


def sheet_of(path: Path) -> Worksheet:
    return load_workbook(path)[TITLE]


def charts_of(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        names = sorted(name for name in package.namelist() if name.startswith("xl/charts/chart"))
        return [package.read(name).decode() for name in names]


def series(chart: str) -> list[list[tuple[str, ...]]]:
    """The references of each series: name, categories, values."""
    return [_REFERENCE.findall(part) for part in chart.split("<c:ser>")[1:]]


def test_every_chart_reads_heads_as_names_and_figures_as_values(made: Path) -> None:
    sheet = sheet_of(made)
    charts = charts_of(made)
    assert len(charts) == 6
    for chart in charts:
        for name, categories, values in series(chart):
            assert {reference[0] for reference in (name, categories, values)} == {TITLE}
            head = sheet[f"{name[1]}{name[2]}"].value
            assert isinstance(head, str)
            assert int(values[2]) == int(name[2]) + 1 == int(categories[2])
            assert values[1] == name[1]
            rows = range(int(values[2]), int(values[4]) + 1)
            known = [sheet[f"{values[1]}{row}"].value for row in rows]
            assert all(value is None or isinstance(value, (int, float)) for value in known)


def test_the_tables_hold_the_overview(made: Path) -> None:
    sheet, places = sheet_of(made), places_of(Q12)
    overview = overview_of(judged(), Q12, UNITS)
    tables = (
        (places.standings, figures.standings(overview, Q12, Q12.deliverables)),
        (places.points, figures.points(overview, Q12, TOP_SCORES)),
        (places.targets, figures.targets(overview)),
        (places.waiting, figures.waiting(overview)),
        (places.days, figures.over_time(overview, Q12.deliverables, DAYS)),
    )
    for top, table in tables:
        lines = list(
            sheet.iter_rows(
                min_row=top,
                max_row=top + len(table.rows),
                min_col=2,
                max_col=1 + len(table.heads),
                values_only=True,
            )
        )
        assert list(lines[0]) == list(table.heads)
        for line, row in zip(lines[1:], table.rows, strict=True):
            assert [shown(value) for value in line] == [shown(value) for value in row]
    held = sheet.cell(places.longest + 1, 4).value
    assert held == overview.held[0].days
    assert len(overview.matrix) == sum(
        sheet.cell(row, 2).value is not None for row in range(places.matrix + 1, places.matrix + 50)
    )


def shown(value: object) -> object:
    """A cell's value and a figure's, made comparable."""
    if value in ("", None):
        return None
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, (str, date)) else float(str(value))


def test_the_cut_off_stands_beside_the_points_it_cuts(tmp_path: Path) -> None:
    campaign = with_places(1)
    sources = [scored(WARD, "90%"), scored(THIRD, "70%")]
    result = MainJob(campaign, ROSTER, NOW).decide(sources)
    path = tmp_path / "so.xlsx"
    write_workbook(result, campaign, ROSTER.on(NOW.date()), path, book=None)
    sheet, top = sheet_of(path), places_of(campaign).points
    assert sheet.cell(top, 5).value == "Ngưỡng Giấy khen"
    lines = [(sheet.cell(top + n, 4).value, sheet.cell(top + n, 5).value) for n in (1, 2)]
    assert lines == [(270, 270), (210, 270)]


def drawn(path: Path, chart: int) -> tuple[int, int]:
    """First and last row (from 1) of the values that a chart draws."""
    _, _, values = series(charts_of(path)[chart])[0]
    return int(values[2]), int(values[4])


def visible(sheet: Worksheet, first: int, last: int) -> list[int]:
    """Rows (from 1) of a stretch that are shown."""
    rows = sheet.row_dimensions
    return [row for row in range(first, last + 1) if not rows[row].hidden]


def test_the_points_chart_follows_the_number_of_units(tmp_path: Path) -> None:
    campaign, roster = with_places(1), ROSTER.on(NOW.date())
    path = tmp_path / "so.xlsx"
    for count in (2, 11, 30):
        sources = [scored(unit.id, f"{50 + n}%") for n, unit in enumerate(roster[:count])]
        result = MainJob(campaign, ROSTER, NOW).decide(sources)
        book = read_office(path, campaign, resolve) if path.exists() else None
        write_workbook(result, campaign, roster, path, book=book)
        sheet, top = sheet_of(path), places_of(campaign).points
        first, last = drawn(path, 2)
        assert first == top + 1
        assert last == first + TOP_SCORES - 1
        assert visible(sheet, first, last) == list(range(first, first + count))
        assert sheet.cell(top - 1, 2).value.startswith(f"Cả {count} đơn vị có tổng điểm")


def test_empty_rows_of_the_tables_are_hidden_and_nothing_that_is_filled(made: Path) -> None:
    sheet, places = sheet_of(made), places_of(Q12)
    shown_rows = visible(sheet, 1, sheet.max_row)
    filled = {row[0].row for row in sheet.iter_rows() if any(cell.value for cell in row)}
    assert filled <= {*shown_rows}
    charts = {*range(1, places.standings - 2)} | {*range(places.waiting - 1, places.waiting + 10)}
    charts |= {places.points + 1, places.near + 1}
    empty = [row for row in shown_rows if row not in filled | charts]
    assert all(row + 1 in filled for row in empty)
    assert sheet.max_row - len(shown_rows) > 60


def test_a_rerun_tells_of_no_hidden_row_and_shows_one_beside_which_somebody_wrote(
    tmp_path: Path,
) -> None:
    path = tmp_path / "so.xlsx"
    write_workbook(judged(), Q12, UNITS, path, book=None)
    row = places_of(Q12).points + TOP_SCORES - 2
    package = WorkbookPackage.open(path)
    package.set_cells(TITLE, {(row, 12): "chị Ví Dụ xem lại"})
    package.save(path)
    book = read_office(path, Q12, resolve)
    report = write_workbook(judged(), Q12, UNITS, path, book=book)
    assert not [note for note in report.notes if "ẩn" in note]
    sheet = sheet_of(path)
    assert sheet.cell(row + 1, 13).value == "chị Ví Dụ xem lại"
    assert not sheet.row_dimensions[row + 1].hidden


def test_no_hidden_row_is_told_of_where_a_program_gave_ours_a_height_again(tmp_path: Path) -> None:
    path, saved = tmp_path / "so.xlsx", tmp_path / "đã lưu.xlsx"
    write_workbook(judged(), Q12, UNITS, path, book=None)
    with zipfile.ZipFile(path) as made, zipfile.ZipFile(saved, "w") as other:
        for name in made.namelist():
            taller = made.read(name).replace(b' ht="0" hidden="1"', b' ht="15" hidden="1"')
            other.writestr(name, taller)
    assert b'ht="15" hidden="1"' in b"".join(
        zipfile.ZipFile(saved).read(n) for n in made.namelist()
    )
    report = write_workbook(judged(), Q12, UNITS, saved, book=read_office(saved, Q12, resolve))
    assert not [note for note in report.notes if "ẩn" in note]
    hidden = [row for row, it in sheet_of(saved).row_dimensions.items() if it.hidden]
    assert hidden == [row for row, it in sheet_of(path).row_dimensions.items() if it.hidden]


@pytest.mark.parametrize("indicators", [True, False])
def test_rows_under_charts_are_never_hidden(*, indicators: bool) -> None:
    campaign = Q12 if indicators else Q12.model_copy(update={"indicators": ()})
    places = places_of(campaign)
    hidden = [row for row, fold in enumerate(folded([True] * 400, campaign)) if fold]
    charts = {*range(places.waiting - 2, places.waiting + WAITING_ROWS)}
    charts |= {places.points, places.near}
    assert not charts & {*hidden}
    assert min(hidden) == (places.standings - 2 if indicators else SECOND_CHARTS + LOW_ROWS)
    assert 399 not in hidden


def covered(chart: ChartBase) -> tuple[range, range]:
    """Rows and columns that a chart covers, from 0."""
    start, end = chart.anchor._from, chart.anchor.to
    columns = range(start.col, end.col + (end.colOff > 0))
    return range(start.row, end.row + (end.rowOff > 0)), columns


@pytest.mark.parametrize("indicators", [True, False])
def test_every_chart_stands_on_one_printed_page_and_on_no_other_chart(
    tmp_path: Path, *, indicators: bool
) -> None:
    campaign = Q12 if indicators else Q12.model_copy(update={"indicators": ()})
    path = tmp_path / "so.xlsx"
    write_workbook(judged(), campaign, UNITS, path, book=None)
    places = [covered(chart) for chart in sheet_of(path)._charts]
    assert len(places) == (6 if indicators else 3)
    starts = (FIRST_CHARTS, SECOND_CHARTS, THIRD_CHARTS, THIRD_CHARTS + LAST_PAGE)
    pages = [range(*page) for page in pairwise(starts)]
    for rows, _ in places:
        assert any(page.start <= rows.start and rows.stop <= page.stop for page in pages), rows
    for (rows, columns), (others, beside) in combinations(places, 2):
        assert not ({*rows} & {*others} and {*columns} & {*beside})


def test_of_more_units_than_fit_the_best_are_drawn_and_the_page_says_so(tmp_path: Path) -> None:
    roster = ROSTER.on(NOW.date())
    sources = [scored(unit.id, f"{30 + n}%") for n, unit in enumerate(roster[: TOP_SCORES + 5])]
    result = MainJob(Q12, ROSTER, NOW).decide(sources)
    path = tmp_path / "so.xlsx"
    write_workbook(result, Q12, roster, path, book=None)
    said = sheet_of(path).cell(places_of(Q12).points - 1, 2).value
    assert said.startswith("40 đơn vị có tổng điểm cao nhất trong 45 đơn vị có tổng điểm")
    first, last = drawn(path, 2)
    assert last - first + 1 == TOP_SCORES


def test_firmness_is_one_chart_of_who_stands_near_the_cut(tmp_path: Path) -> None:
    campaign = with_places(1)
    result = MainJob(campaign, ROSTER, NOW).decide([scored(WARD, "90%"), scored(THIRD, "70%")])
    path = tmp_path / "so.xlsx"
    write_workbook(result, campaign, ROSTER.on(NOW.date()), path, book=None)
    sheet, top = sheet_of(path), places_of(campaign).near
    lines = [[sheet.cell(top + n, column).value for column in (4, 5)] for n in (1, 2)]
    assert lines == [[100, None], [None, 0]]
    assert drawn(path, 3)[0] == top + 1
    (cut,) = overview_of(result, campaign, ROSTER.on(NOW.date())).near
    under = [sheet.cell(top + NEAR_CUTS + n, 2).value for n in range(1, 4)]
    assert cut.sentence == " ".join(filter(None, under))


def test_days_are_thinned_but_every_deadline_stays() -> None:
    overview = overview_of(judged(), Q12, UNITS)
    whole = figures.over_time(overview, Q12.deliverables)
    few = figures.over_time(overview, Q12.deliverables, 9)
    assert len(few.rows) <= 9 < len(whole.rows) + 1
    limits = {item.last_day for item in overview.hand_in}
    assert limits <= {row[0] for row in few.rows}
    assert set(few.rows) <= set(whole.rows)


def test_longest_waits_come_first_and_are_few(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    first_run(path)
    places = places_of(Q12)
    days = [sheet_of(path).cell(places.longest + n, 4).value for n in range(1, LONGEST + 1)]
    known = [day for day in days if isinstance(day, int)]
    assert known == sorted(known, reverse=True)


def test_a_workbook_of_another_layout_is_refused_for_its_charts_look_elsewhere(
    tmp_path: Path,
) -> None:
    path = tmp_path / "so.xlsx"
    first_run(path)
    package = WorkbookPackage.open(path)
    package.set_cells(MACHINE, {(0, 1): 1})
    package.save(path)
    with pytest.raises(UsageError, match="bản khác của phần mềm"):
        read_office(path, Q12, resolve)
