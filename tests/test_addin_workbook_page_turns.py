"""A printed page of *Tổng quan* ends where nothing is torn apart, in any program."""

from __future__ import annotations

import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from addin.package import WorkbookPackage
from addin.workbook.fill import write_workbook
from addin.workbook.office import read_office
from addin.workbook.overview_places import places_of
from addin.workbook.page_turns import block_starts, page_turns
from addin.workbook.printing import overview_scale, rooms
from addin.workbook.state_line import PAGE_ROW
from tests.paper_cases import UNITS, judged
from tests.rule_cases import Q12
from tests.workbook_samples import campaign_2026, resolve

TITLE = "Tổng quan"
ROOM = 600.0


def pages(heights: list[float], turns: list[int], room: float) -> list[list[int]]:
    """Rows of each page, as a program lays them out that holds so many points on one."""
    found: list[list[int]] = [[]]
    left = room
    for row, height in enumerate(heights):
        if row in turns or height > left:
            found.append([])
            left = room - heights[PAGE_ROW]
        found[-1].append(row)
        left -= height
    return found


@given(
    st.lists(st.integers(3, 60), min_size=1, max_size=12),
    st.lists(st.sampled_from([0.0, 15.0, 31.5, 46.5]), min_size=9, max_size=9),
)
def test_no_program_parts_a_heading_from_the_first_lines_of_its_table(
    sizes: list[int], kinds: list[float]
) -> None:
    starts = [6 + sum(sizes[:at]) for at in range(len(sizes))]
    heights = [15.0] * 6 + [kinds[row % 9] for row in range(sum(sizes))]
    turns = page_turns(heights, starts, [ROOM * 0.96, ROOM, ROOM * 1.02])
    assert set(turns) <= set(starts)
    for room in (ROOM * 0.96, ROOM, ROOM * 1.02):
        laid = pages(heights, turns, room)
        of = {row: number for number, page in enumerate(laid) for row in page}
        for start, size in zip(starts, sizes, strict=True):
            begun = range(start, start + min(size, 5))
            if sum(heights[row] for row in begun) <= room - heights[PAGE_ROW]:
                assert len({of[row] for row in begun}) == 1


def test_a_table_that_fits_no_more_begins_a_page() -> None:
    heights = [15.0] * 6 + [15.0] * 30 + [15.0] * 10
    assert page_turns(heights, [6, 36], [ROOM]) == [36]


def test_a_page_is_not_left_nearly_empty_for_a_table_that_is_as_long() -> None:
    heights = [15.0] * 6 + [15.0] * 6 + [15.0] * 35
    assert page_turns(heights, [6, 12], [ROOM]) == []


def test_a_sheet_that_is_still_empty_is_one_page() -> None:
    assert page_turns([], [6, 12], [ROOM]) == []


def test_tables_that_fit_share_a_page() -> None:
    assert page_turns([15.0] * 26, [6, 12, 20], [ROOM]) == []


@pytest.mark.parametrize("campaign", [Q12, campaign_2026()], ids=lambda c: c.campaign.id)
def test_charts_and_the_repeated_line_fit_on_a_page_of_every_program(campaign: object) -> None:
    starts = block_starts(campaign)  # type: ignore[arg-type]
    for first, end in pairwise(starts[:4]):
        assert (end - first + 1) * 15 <= min(rooms(overview_scale(campaign)))  # type: ignore[arg-type]


def breaks(path: Path) -> list[int]:
    return [brk.id for brk in load_workbook(path)[TITLE].row_breaks.brk]


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "so.xlsx"
    write_workbook(judged(), Q12, UNITS, path, book=None)
    return path


def test_the_workbook_has_them_and_a_rerun_keeps_them(made: Path) -> None:
    found, starts = breaks(made), block_starts(Q12)
    assert found == sorted(found)
    assert set(found) <= set(starts)
    assert set(starts[1:4]) <= set(found)
    write_workbook(judged(), Q12, UNITS, made, book=read_office(made, Q12, resolve))
    assert breaks(made) == found


def changed(path: Path, old: str, new: str) -> None:
    """Replace words in the sheet's XML as a program would that saved the file."""
    with zipfile.ZipFile(path) as package:
        parts = {item: package.read(item) for item in package.infolist()}
    assert any(old.encode() in data for data in parts.values())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for item, data in parts.items():
            package.writestr(item, data.replace(old.encode(), new.encode()))


def test_a_page_that_somebody_ended_elsewhere_stays_so(made: Path) -> None:
    row = places_of(Q12).matrix + 1
    changed(made, f'id="{breaks(made)[-1]}" max="16383"', f'id="{row}" max="16383"')
    arranged = breaks(made)
    assert row in arranged
    write_workbook(judged(), Q12, UNITS, made, book=read_office(made, Q12, resolve))
    assert breaks(made) == arranged


def test_pages_that_are_fitted_have_none(made: Path) -> None:
    package = WorkbookPackage.open(made)
    package.break_pages("Đơn vị", [9], {9})
    package.replace_rows("Đơn vị", 5, [["a"]], styles=[0])
    package.break_pages("Đơn vị", [9], {9})
    package.save(made)
    assert not load_workbook(made)["Đơn vị"].row_breaks.brk
