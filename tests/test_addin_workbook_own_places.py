"""What is wrong in the office's own cells is told where they stand, and its line keeps its id."""

from pathlib import Path

import pytest

from addin.package import Styled, WorkbookPackage
from addin.workbook.layout import layout_of
from addin.workbook.office import read_office
from campaign.grid import address
from campaign.labels import WEIGHT
from campaign.problems import Weight
from tests.workbook_samples import (
    AS_OF,
    Grid,
    campaign_2020,
    edit,
    find,
    first_run,
    next_run,
    place,
    resolve,
    table_of,
    write_note,
)

AWARD = "award.district_certificate"


def _run(path: Path) -> None:
    """Read what the office wrote and write the workbook with what is wrong in it."""
    facts = read_office(path, campaign_2020(), resolve).facts
    next_run(path, as_of=AS_OF, office=facts)


def _told(path: Path, code: str) -> list[tuple[str, str]]:
    """Id of each line of *Cảnh báo* with a code, and the cell that it names."""
    return [
        (str(line["row_id"].value), str(line["cell"].value))
        for line in table_of(path, "flags")
        if "row_id" in line and str(line["row_id"].value).endswith(code)
    ]


def _cell(path: Path, key: str, row_id: str, column: str) -> str:
    _, row, at = place(path, key, row_id, column)
    return address(row, at)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "so.xlsx"
    first_run(made)
    return made


def _upside_down(grid: Grid) -> Grid:
    """Sort the lines below the header the other way round, as the office may."""
    last = next(at for at, line in enumerate(grid) if at and not getattr(line[0], "value", None))
    return [grid[0], *reversed(grid[1:last]), *grid[last:]]


def test_a_value_settled_where_there_is_no_cell_is_named_where_it_stands(path: Path) -> None:
    asked = ("n|hong.xlsx", "k|DN-1|deadline_missed")
    for row_id in asked:
        write_note(path, "flags", row_id, "settled", "x")
    _run(path)
    stand = {_cell(path, "flags", row_id, "settled") for row_id in asked}
    assert {cell for _, cell in _told(path, "settled_without_cell")} == stand


def test_a_decision_that_cannot_be_used_is_named_where_its_line_stands(path: Path) -> None:
    write_note(path, AWARD, "DN-0", "decision", "Cho")
    edit(path, AWARD, _upside_down)
    before = _cell(path, AWARD, "DN-0", "decision")
    _run(path)
    [(row_id, cell)] = _told(path, "decision_unclear")
    assert cell == _cell(path, AWARD, "DN-0", "decision") != before
    edit(path, AWARD, _upside_down)
    _run(path)
    assert _told(path, "decision_unclear") == [(row_id, cell)]


def test_the_office_s_note_on_such_a_line_stays_with_the_decision_it_is_about(path: Path) -> None:
    write_note(path, AWARD, "DN-0", "decision", "Cho")
    _run(path)
    [(first, _)] = _told(path, "decision_unclear")
    write_note(path, "flags", first, "office_note", "đã hỏi chị Mẫu")
    edit(path, AWARD, _upside_down)
    write_note(path, AWARD, "DN-3", "decision", "Chưa")
    _run(path)
    assert dict(_told(path, "decision_unclear"))[first] == _cell(path, AWARD, "DN-0", "decision")
    line = find(path, "flags", first)
    assert (line["typed"].value, line["office_note"].value) == ("Cho", "đã hỏi chị Mẫu")
    assert line["severity"].value == WEIGHT[Weight.HOLD]


def test_a_value_settled_beside_a_line_that_is_gone_is_named_in_the_block_under_the_table(
    path: Path,
) -> None:
    write_note(path, "flags", "n|hong.xlsx", "office_note", "x")
    write_note(path, "flags", "k|DN-1|deadline_missed", "settled", "x")
    _run(path)

    def gone(grid: Grid) -> Grid:
        for line in grid:
            if getattr(line[0], "value", None) == "k|DN-1|deadline_missed":
                line[0] = Styled("k|DN-99|deadline_missed", 0)
        return grid

    edit(path, "flags", gone)
    _run(path)
    stand = _cell(path, "flags", "k|DN-99|deadline_missed", "settled")
    assert [cell for _, cell in _told(path, "settled_without_cell")] == [stand]


def test_a_note_on_such_a_line_stays_when_the_workbook_gets_another_name(path: Path) -> None:
    write_note(path, AWARD, "DN-0", "decision", "Cho")
    _run(path)
    [(row_id, _)] = _told(path, "decision_unclear")
    write_note(path, "flags", row_id, "office_note", "đã hỏi chị Mẫu")
    path = path.rename(path.with_name("so tuần 2.xlsx"))
    _run(path)
    line = find(path, "flags", row_id)
    assert (line["file"].value, line["office_note"].value) == (path.name, "đã hỏi chị Mẫu")


def test_a_note_on_a_line_of_the_office_s_own_sheet_stays_when_a_line_is_typed_above(
    path: Path,
) -> None:
    sheet = layout_of(campaign_2020())["quotas"]
    places = sheet.index("places")

    def typed(*texts: str) -> None:
        package = WorkbookPackage.open(path)
        for number, text in enumerate(texts):
            package.set_cells(sheet.title, {(sheet.first + number, places): text})
        package.save(path)

    typed("hai")
    _run(path)
    [(row_id, _)] = _told(path, "number_unreadable")
    write_note(path, "flags", row_id, "office_note", "đã hỏi chị Mẫu")
    typed("chín chỗ", "hai")
    _run(path)
    line = find(path, "flags", row_id)
    assert (line["typed"].value, line["office_note"].value) == ("hai", "đã hỏi chị Mẫu")
    assert line["cell"].value == address(sheet.first + 1, places)
