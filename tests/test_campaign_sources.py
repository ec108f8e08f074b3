"""One source read whole: ids that last, an account that closes, nothing dropped, never a break."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign.columns import FORMS
from campaign.grid import CellValue, Grid
from campaign.reading.sources import account
from campaign.reading.tables import text_of
from campaign.records import SourceRecords, Status
from tests.cell_values import CELL_VALUES
from tests.grids import (
    CITY,
    CRITERIA,
    HEADER,
    PEOPLE,
    Q12,
    RESULTS,
    Lines,
    codes,
    grid,
    read,
    read_rows,
    reader,
    source,
)

HEADING: list[CellValue] = ["UBND PHƯỜNG THỚI AN"]
NAMES = ["Một cửa", "Hẹn giờ", "Tổng đài 1022", "Cộng đồng số", "Phần mềm một cửa"]


def numbered(names: list[str], start: int = 1) -> Lines:
    return [[n, None, name, f"Nội dung {name}"] for n, name in enumerate(names, start)]


def ids(rows: Lines) -> dict[str, str]:
    out = read_rows([HEADING, HEADER, *rows])
    return {row.text("title"): row.id for row in out.rows}


FIRST = ids(numbered(NAMES))


@pytest.mark.parametrize("seed", range(4))
def test_ids_outlive_sorting(seed: int) -> None:
    mixed = random.Random(seed).sample(NAMES, len(NAMES))  # noqa: S311 - a shuffle, no secret
    assert ids(numbered(mixed)) == FIRST


@pytest.mark.parametrize(
    "rows",
    [
        numbered(["Mới", *NAMES]),
        [*numbered(NAMES[:2]), [], [], *numbered(NAMES[2:], 3)],
        numbered(NAMES, 11),
        [[None, None, name, "Viết lại"] for name in NAMES],
        [[n, None, name.upper(), None, "15/5/2020"] for n, name in enumerate(NAMES)],
    ],
)
def test_ids_outlive_inserting_and_editing_other_columns(rows: Lines) -> None:
    found = {name.casefold(): row_id for name, row_id in ids(rows).items()}
    assert {name: found[name.casefold()] for name in NAMES} == FIRST


def test_ids_outlive_a_moved_table_and_another_file_name() -> None:
    sheet = grid([[], [], HEADING, [], HEADER, *numbered(NAMES)], "Trang 2", "khac.xlsx")
    assert {row.text("title"): row.id for row in read(sheet).rows} == FIRST


def test_a_hidden_id_outlives_a_new_title() -> None:
    header: list[CellValue] = ["STT", "Tên mô hình", "Mã dòng"]
    one = read_rows([HEADING, header, [1, "Một cửa", "DK-01"]])
    two = read_rows([HEADING, header, [5, "Một cửa hiện đại", "DK-01"]])
    assert one.rows[0].id == two.rows[0].id


def test_a_row_without_a_title_keeps_its_id_wherever_it_stands() -> None:
    lost: list[CellValue] = [1, None, None, "Gọi số tự động", None]
    one = read_rows([HEADING, HEADER, lost, *numbered(NAMES)])
    two = read_rows([HEADING, HEADER, *numbered(NAMES), [9, *lost[1:]]])
    assert one.rows[0].id == two.rows[-1].id


def test_ids_of_repeated_rows_differ() -> None:
    out = read_rows([HEADING, HEADER, *numbered(["Một cửa"] * 3)])
    assert len({row.id for row in out.rows}) == 3


def test_a_question_s_id_outlives_its_answer() -> None:
    made = [
        read_rows([HEADING, CRITERIA, ["4.1.d", None, answer, None]]).rows[0].id
        for answer in ("25/26", "100%")
    ]
    assert made[0] == made[1]


def test_our_own_prefilled_lines_are_no_rows() -> None:
    header: list[CellValue] = ["STT", "Đơn vị", "Tên mô hình", "Nội dung", "Mã dòng"]
    own: Lines = [[n, "Phường Thới An", None, None, f"DK-{n}"] for n in range(1, 9)]
    out = read_rows([HEADING, header, [1, "Phường Thới An", "Một", None, "DK-0"], *own])
    assert len(out.rows) == 1
    assert not out.not_data


def test_a_number_alone_in_another_s_template_is_named() -> None:
    out = read_rows([HEADING, HEADER, *numbered(["Một cửa"]), [2], [3], HEADER, [4]])
    assert len(out.rows) == 1
    assert [(line.why, line.text) for line in out.not_data] == [
        ("blank", "2 … 3 (2 dòng)"),
        ("blank", "4"),
    ]


def test_the_sheet_with_the_instructions_is_no_foreign_sheet() -> None:
    lines: Lines = [["Bước", "Việc", "Ai làm"], ["1", "Ghi tên mô hình", "Đơn vị"]]
    guide = grid(lines, "Hướng dẫn", hints={"thidua_campaign": Q12})
    assert codes(read(guide)) == []


# ------------------------------------------------------------------ whatever is typed

HEADERS: list[list[CellValue]] = [HEADER, RESULTS, PEOPLE, CRITERIA]
HEADERS += [[column.label for column in columns] for columns in FORMS.values()]
WORDS = st.sampled_from(
    [
        *NAMES,
        "Tổng cộng: 3 mô hình",
        "I. Tập thể",
        "Ghi chú: x",
        "Người lập biểu",
        "Nguyễn Văn A - khiển trách",
        "Phường Thới An",
        "P.Tân Hiệp",
        "STT",
        "Tên mô hình",
        "Đơn vị",
        "Mô hình",
        "=HYPERLINK(1)",
        "(1)",
        "15/5/2020",
        "100%",
        "\udcff",
        "a " * 20000,
    ]
)
CELLS: st.SearchStrategy[CellValue] = st.one_of(
    st.none(), WORDS, st.integers(0, 9), CELL_VALUES, st.sampled_from([float("nan"), float("inf")])
)
PLACE = st.tuples(st.integers(0, 12), st.integers(0, 7))


@st.composite
def grids(draw: st.DrawFn, *, planted: bool) -> Grid:
    rows: list[list[CellValue]] = draw(st.lists(st.lists(CELLS, max_size=8), max_size=12))
    if planted:
        header = list(draw(st.sampled_from(HEADERS)))
        rows.insert(draw(st.integers(0, len(rows))), header)
        if draw(st.booleans()):
            rows.insert(draw(st.integers(0, len(rows))), list(header))
    corners = draw(st.lists(st.tuples(PLACE, st.integers(0, 3), st.integers(0, 2)), max_size=4))
    layout: dict[str, Any] = {
        "merges": tuple((r, c, r + tall, c + wide) for (r, c), tall, wide in corners),
        "hidden_rows": draw(st.frozensets(st.integers(0, 12), max_size=3)),
        "errors": draw(st.dictionaries(PLACE, st.sampled_from(["#REF!", "#N/A"]), max_size=3)),
        "formulas": draw(
            st.dictionaries(PLACE, st.sampled_from(["=1+1", '=IMPORTXML("x")']), max_size=3)
        ),
        "typed": draw(st.dictionaries(PLACE, st.just("Thíi An"), max_size=2)),
        "hints": draw(st.sampled_from([{}, {"thidua_unit": "phuong-thoi-an"}])),
        "visible": draw(st.booleans()),
    }
    form = draw(st.sampled_from(["", "0%", "dd/mm/yyyy"]))
    sheet = draw(st.sampled_from(["Sheet1", "Đăng ký", "Kết quả", "Tiêu chí"]))
    for row, column in layout["errors"]:
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = ""
    return grid(rows, sheet, **layout, number_format=lambda _row, _column: form)


def closes(out: SourceRecords) -> None:
    counts = account(out)
    assert counts["rows_in"] == len(out.rows)
    assert counts["rows_in"] == sum(counts[status.value] for status in Status)
    made = [row.id for row in out.rows]
    assert len(set(made)) == len(made)
    assert all(made)


def lines_said(sheet: Grid, out: SourceRecords) -> set[int]:
    """Lines under the headers that say something, other than what our template fills in."""
    said: set[int] = set()
    ends = [*(table.header for table in out.tables[1:]), len(sheet.rows)]
    for table, end in zip(out.tables, ends, strict=False):
        own = {table.places.get(name) for name in ("order", "unit", "row_id")}
        for line in range(table.header + 1, end):
            filled = {i for i, value in enumerate(sheet.rows[line]) if text_of(value)}
            if filled and not ("row_id" in table.places and filled <= own):
                said.add(line)
    return said


RELAXED = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=150)


@RELAXED
@given(
    sheet=st.one_of(grids(planted=True), grids(planted=False)),
    campaign=st.sampled_from([Q12, CITY]),
)
def test_nothing_breaks_the_reading_and_nothing_is_dropped(sheet: Grid, campaign: str) -> None:
    before = grid(sheet.rows, sheet.sheet)
    out = reader(campaign).read(source(sheet))
    closes(out)
    taken = [row.line for row in out.rows]
    assert len(set(taken)) == len(taken)
    named = {int("".join(filter(str.isdigit, line.cell))) - 1 for line in out.not_data}
    headers = {line for table in out.tables for line in range(table.header - 2, table.header + 1)}
    assert lines_said(before, out) - headers <= set(taken) | named


@RELAXED
@given(data=st.data())
def test_permuting_rows_permutes_their_ids(data: st.DataObject) -> None:
    cell = st.one_of(st.none(), CELL_VALUES)
    row = st.tuples(st.integers(1, 99), st.none(), st.sampled_from(NAMES), cell, cell)
    rows = [list(line) for line in data.draw(st.lists(row, max_size=6))]
    mixed = data.draw(st.permutations(rows))
    one, two = (read_rows([HEADING, HEADER, *lines]) for lines in (rows, mixed))
    assert sorted(r.id for r in one.rows) == sorted(r.id for r in two.rows)
    closes(one)
