"""A workbook file in the form in which the remote protocol of xlwings sends a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from addin.hosts.lean_xlwings import load_xlwings
from addin.package import CellIn, PassesRows, WorkbookPackage
from addin.package.refusals import no_sheet
from addin.package.row_xml import Row
from addin.package.standing import Standing
from campaign.grid import address

CLIENT = "thidua"
"""Name by which the protocol knows this host."""

_LAZY = frozenset({"values", "formulas", "empty", "styles"})


class SheetPayload(dict[str, Any]):
    """One sheet of a payload; its cells are read when somebody asks for them.

    Beside the protocol's ``values`` it tells what other hosts do not, so that a press loses none of
    it: ``formulas`` by place, the places of those whose stored result is an ``empty`` text, and
    ``styles`` by row and column. It is asked directly for rows that most often need no reading.
    """

    def __init__(self, package: WorkbookPackage, title: str) -> None:
        super().__init__(name=title, pictures=[], tables=[])
        self._package = package

    def __missing__(self, key: str) -> Any:  # noqa: ANN401 - as the protocol has it
        if key not in _LAZY:
            raise KeyError(key)
        self._read()
        return self[key]

    def rows_but(
        self, glance: Callable[[], PassesRows | None]
    ) -> Iterator[tuple[int, dict[int, CellIn]]]:
        """Rows without those that the glance passes over."""
        return self._package.rows_but(self["name"], glance)

    def style_row(self, row: int) -> dict[int, int]:
        """Style ids of a row's cells by column."""
        return self._package.style_row(self["name"], row)

    def standing(
        self, first_row: int, rows: Iterable[Row], styles: Sequence[int]
    ) -> Iterator[Standing]:
        """What stands where these rows would be put, then each row below them."""
        return self._package.standing(self["name"], first_row, rows, styles=styles)

    def _read(self) -> None:
        values: list[list[Any]] = []
        formulas: dict[tuple[int, int], str] = {}
        empty: set[tuple[int, int]] = set()
        styles: dict[int, dict[int, int]] = {}
        for row, cells in self._package.rows(self["name"]):
            values += [[] for _ in range(row - len(values))]
            line: list[Any] = [""] * (max(cells, default=-1) + 1)
            for column, cell in cells.items():
                line[column] = "" if cell.value is None else cell.value
                if cell.formula is not None:
                    formulas[row, column] = cell.formula
                    if cell.value == "":
                        empty.add((row, column))
            values.append(line)
            styles[row] = {column: cell.style for column, cell in cells.items()}
        width = max(map(len, values), default=0)
        whole = [[*line, *[""] * (width - len(line))] for line in values]
        self.update(values=whole or [[]], formulas=formulas, empty=empty, styles=styles)


def payload_of(
    package: WorkbookPackage, name: str, selected: tuple[str, str] | None = None
) -> dict[str, Any]:
    """The payload of a workbook.

    Args:
        package: The workbook.
        name: Its file name.
        selected: Sheet and cell that count as selected; by default as the file opens.

    Raises:
        UsageError: the workbook has no such sheet.
    """
    load_xlwings()
    import xlwings as xw

    title, cell = selected or package.selected()
    if title not in package.sheets:
        raise no_sheet(name, title, package.sheets)
    return {
        "client": CLIENT,
        "version": xw.__version__,
        "thidua": True,
        "book": {
            "name": name,
            "active_sheet_index": package.sheets.index(title),
            "selection": cell or address(0, 0),
        },
        "names": [],
        "hints": package.constant_names(),
        "sheets": [SheetPayload(package, title) for title in package.sheets],
    }
