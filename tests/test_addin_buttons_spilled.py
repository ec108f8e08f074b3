"""A formula of a Google Sheet that fills several cells keeps them: no press types over them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from addin.buttons.sheet_cells import SheetCells
from addin.buttons.spilled import spread
from addin.workbook.layout import layout_of
from campaign.errors import UsageError
from campaign.plan.loading import load_campaign
from tests.button_hosts import GoogleHost, door
from tests.memory_book import MemoryCell

SHEET = layout_of(load_campaign("q12-cchc-2020"))["registration"]
BESIDE = len(SHEET.fields)
HEAD = "STT,Đơn vị,Tên mô hình,Lĩnh vực CCHC,Ngày nộp"
FORMULA = "=ARRAYFORMULA(LEN(D6:D))"


class SpilledCell(MemoryCell):
    """A cell that a formula elsewhere fills: nobody may type into it."""

    def __setattr__(self, name: str, value: Any) -> None:  # noqa: ANN401
        if "fill" in vars(self):
            raise AssertionError(f"typed over what a formula fills: {value!r}")
        super().__setattr__(name, value)


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join([HEAD, *lines]), "utf-8")
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    unit = "UBND phường Thới An"
    rows = [f"{n},{unit},Mô hình số {n},Thủ tục,18/05/2020" for n in (1, 2, 3)]
    return write(tmp_path / f"{unit}.csv", *rows)


@pytest.fixture
def host(book: Path, source: Path) -> GoogleHost:
    """A Google Sheet of three rows, with a formula beside the table that fills a cell in each."""
    made = GoogleHost(book)
    made.press("consolidate", door(source))
    cells = made.memory[SHEET.title].cells
    cells[SHEET.first, BESIDE] = MemoryCell(14, FORMULA)
    for row in (1, 2):
        cells[SHEET.first + row, BESIDE] = SpilledCell(14 + row)
    return made


def beside(host: GoogleHost) -> list[Any]:
    shown = host.shown()[SHEET.title]
    return [shown.get((SHEET.first + row, BESIDE)) for row in range(4)]


def test_rows_that_stay_where_they_are_leave_the_formula_its_cells(
    host: GoogleHost, source: Path
) -> None:
    before = host.shown()[SHEET.title]
    text = source.read_text("utf-8").replace("18/05/2020", "19/05/2020")
    write(source, *text.splitlines()[1:], "4,UBND phường Thới An,Mô hình số 4,Thủ tục,20/05/2020")
    host.press("consolidate", door(source))
    after = host.shown()[SHEET.title]
    assert (SHEET.first + 3, SHEET.index("title")) in after
    assert beside(host) == [FORMULA, 15, 16, None]
    host.press("undo", door(source))
    assert host.shown()[SHEET.title] == before
    assert beside(host) == [FORMULA, 15, 16, None]


def test_a_press_that_would_move_such_rows_is_refused_and_writes_nothing(
    host: GoogleHost, source: Path
) -> None:
    before = host.shown()
    first = "0,UBND phường An Phú Đông,Một cửa lưu động,Thủ tục,18/05/2020"
    write(source, first, *source.read_text("utf-8").splitlines()[1:])
    with pytest.raises(UsageError, match="công thức trải ra nhiều ô") as refused:
        host.press("consolidate", door(source))
    assert f"Trang “{SHEET.title}”, ô " in str(refused.value)
    assert host.shown() == before


def table(*rows: tuple[Any, ...], formulas: dict[tuple[int, int], str]) -> SheetCells:
    return SheetCells([[*row] for row in rows], formulas)


@pytest.mark.parametrize(
    ("formula", "spreads"),
    [
        ("ARRAYFORMULA(B2:B)", True),
        ('{"Tên";B2:B}', True),
        ("IFERROR(filter(B2:B,C2:C>0))", True),
        ('SUM(B2:B)&"FILTER("', False),
        ("MYFILTER(B2:B)", False),
        ("'SORT('!B2", False),
    ],
)
def test_which_formulas_fill_several_cells(formula: str, spreads: bool) -> None:  # noqa: FBT001
    cells = table((1, 5), (2, 6), formulas={(0, 1): formula})
    assert spread(cells, ()) == ({1: (0, 1)} if spreads else {})


def test_a_formula_in_each_row_fills_nothing_and_none_reaches_over_our_own_columns() -> None:
    each = table((1, 5), (2, 6), formulas={(0, 1): "SORT(A1)", (1, 1): "SORT(A2)"})
    assert spread(each, {0}) == {}
    wide = table((5, 6, 7), (5, 6, 7), formulas={(0, 0): "QUERY(X1:Z2)"})
    assert spread(wide, {2}) == {0: (0, 0), 1: (0, 0)}
    assert spread(wide, {0}) == {}
