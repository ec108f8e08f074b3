"""From every printed line of the example back to the cell it came from, in two steps at most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document as Docx
from docx.table import Table

from addin.demo.run import WORKBOOK, run_demo
from addin.package import WorkbookPackage
from addin.papers.catalog import KINDS
from addin.papers.write import PapersRequest, write_papers
from addin.run_request import RunOutcome
from addin.workbook.layout import layout_of
from campaign.grid import address
from campaign.intake.reading import read_source
from campaign.progress import no_progress

NUMBER = re.compile(r"\[(\d+)\](?:–\[(\d+)\])?")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trace")


@pytest.fixture(scope="module")
def outcome(folder: Path) -> RunOutcome:
    return run_demo(folder, no_progress)


@pytest.fixture(scope="module")
def papers(outcome: RunOutcome, folder: Path) -> list[tuple[str, Docx]]:
    """Every paper of every kind, as an office gets them."""
    out = folder / "papers"
    write_papers(outcome.result, outcome.campaign, outcome.units, PapersRequest(KINDS, out))
    paths = sorted(out.rglob("*.docx"))
    return [(path.relative_to(out).parts[0], docx.Document(str(path))) for path in paths]


def lines(document: Docx) -> Iterator[tuple[str, dict[str, str]]]:
    """Data rows of the body's tables by head, and bullets and paragraphs with a number."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            heads = [cell.text for cell in block.rows[0].cells]
            for row in block.rows[1:]:
                cells = [cell.text for cell in row.cells]
                yield "row", dict(zip(heads, cells, strict=False))
        elif NUMBER.search(block.text):
            yield "text", {"Nguồn": block.text}


def annex_of(document: Docx) -> dict[int, dict[str, str]]:
    """Step two: file, sheet and cell by printed number."""
    found = [line for kind, line in lines(document) if kind == "row" and "Tệp" in line]
    return {int(line["Nguồn"].strip("[]")): line for line in found if "Nguồn" in line}


def is_signed_list(table: Table) -> bool:
    """Whether a table goes out as it is signed, without numbers of cells."""
    heads = [cell.text for cell in table.rows[0].cells]
    return heads[0] == "STT" and "Nguồn" not in heads


def signed_lines(document: Docx) -> Iterator[str]:
    """The lines of lists that go out, by group, number and name: ``Cá nhân, số 3: Lê Mẫu``."""
    above = ""
    for block in document.iter_inner_content():
        if not isinstance(block, Table):
            above = block.text or above
        elif is_signed_list(block):
            for row in block.rows[1:]:
                name = re.sub(r"^(?:Ông|Bà) ", "", row.cells[1].text)
                yield f"{above.rpartition(':')[0]}, số {row.cells[0].text}: {name}"


def led_back(document: Docx) -> dict[str, dict[str, str]]:
    """File, sheet and cell by such a line, as the part that stays in the file tells."""
    found = [line for kind, line in lines(document) if kind == "row"]
    told = [line for line in found if "Dòng trong danh sách" in line]
    return {line["Dòng trong danh sách"]: line for line in told}


def cited(text: str) -> Iterator[int]:
    for first, last in NUMBER.findall(text):
        yield from range(int(first), int(last or first) + 1)


def typed(folder: Path) -> dict[tuple[str, str, str], object]:
    """Everything that stands in the files an office would open, by file, sheet and cell."""
    cells: dict[tuple[str, str, str], object] = {}
    units = folder / "units"
    files = {path.relative_to(units).as_posix(): path for path in units.rglob("*.*")}
    for name, path in [*files.items(), (WORKBOOK, folder / WORKBOOK)]:
        for grid in read_source(name, path.read_bytes()).grids:
            for row, line in enumerate(grid.rows):
                for column, cell in enumerate(line):
                    cells[name, grid.sheet, address(row, column)] = cell
    return cells


def said_to_be_empty(line: dict[str, str]) -> bool:
    """Whether the line is about a cell that was left empty."""
    said = " ".join(line.values())
    words = ("Chưa có “", "ô trống", "Nộp thiếu", "thiếu nội dung bắt buộc")
    return any(one in said for one in words)


def test_every_line_with_a_source_leads_to_a_cell_that_is_there(
    papers: list[tuple[str, Docx]], folder: Path
) -> None:
    cells, seen = typed(folder), Counter[str]()
    for kind, document in papers:
        annex = annex_of(document)
        for _, line in lines(document):
            if "Tệp" in line or "Nguồn" not in line:
                continue
            for number in cited(line["Nguồn"]):
                place = annex[number]
                key = (place["Tệp"], place["Trang"], place["Ô"])
                assert key in cells, (kind, line, place)
                empty = cells[key] in (None, "")
                assert not empty or said_to_be_empty(line), (kind, line, place)
                seen[kind] += 1
        back = led_back(document)
        for told in signed_lines(document):
            place = back[told]
            assert cells[place["Tệp"], place["Trang"], place["Ô"]] not in (None, ""), told
            seen[kind] += 1
    assert {name.removesuffix(".docx") for name in seen} == {kind.name for kind in KINDS}


NOTHING_THERE = ("Chưa nộp", "Chưa đến hạn", "không phải nộp", "Chưa nộp, còn")


def test_a_dash_stands_only_where_nothing_was_handed_in(papers: list[tuple[str, Docx]]) -> None:
    dashes = 0
    for _, document in papers:
        for kind, line in lines(document):
            if kind == "row" and line.get("Nguồn") == "–":
                dashes += 1
                assert any(words in " ".join(line.values()) for words in NOTHING_THERE), line
    assert dashes > 0


def test_a_table_of_sums_says_under_it_where_they_come_from(papers: list[tuple[str, Docx]]) -> None:
    sums = 0
    for kind, document in papers:
        blocks = list(document.iter_inner_content())
        for at, block in enumerate(blocks):
            if not isinstance(block, Table) or len(block.rows) < 2 or is_signed_list(block):
                continue
            if not {"Nguồn", "Tệp"} & {cell.text for cell in block.rows[0].cells}:
                after = [b.text for b in blocks[at + 1 : at + 4] if not isinstance(b, Table)]
                assert "Nguồn:" in " ".join(after), (kind, block.rows[0].cells[0].text)
                sums += 1
    assert sums >= 7


def test_a_line_of_an_award_leads_by_its_id_to_the_proposal_with_its_cell(
    outcome: RunOutcome, folder: Path
) -> None:
    package = WorkbookPackage.open(folder / WORKBOOK, read_only=True)
    layout = layout_of(outcome.campaign)
    proposals, cells = layout["proposal"], typed(folder)
    places = {}
    for _, row in package.rows(proposals.title):
        values = {name: row.get(proposals.index(name)) for name in ("row_id", *_PLACE)}
        if values["row_id"] and all(values.values()):
            file, sheet, cell = (str(values[name].value) for name in _PLACE)  # type: ignore[union-attr]
            places[str(values["row_id"].value)] = (file, sheet, cell)
    found = 0
    for award in outcome.campaign.awards:
        sheet = layout[f"award.{award.id}"]
        for line, row in package.rows(sheet.title):
            row_id = str(row[0].value or "") if 0 in row else ""
            if line < sheet.first or not row_id or row_id.startswith("—"):
                continue
            assert places[row_id] in cells
            found += 1
    assert found == sum(len(made.placed) + len(made.absent) for made in outcome.result.shortlists)


_PLACE = ("file", "sheet", "cell")
