"""A workbook file in the form in which the remote protocol of xlwings sends a workbook."""

from __future__ import annotations

from typing import Any

from addin.package import WorkbookPackage
from campaign.grid import address

CLIENT = "thidua"
"""Name by which the protocol knows this host."""

_LAZY = frozenset({"values", "formulas", "styles"})


class SheetPayload(dict[str, Any]):
    """One sheet of a payload; its cells are read when somebody asks for them.

    Beside the protocol's ``values`` it tells what other hosts do not: ``formulas`` by place and
    ``styles`` by row and column, so that a press loses neither.
    """

    def __init__(self, package: WorkbookPackage, title: str) -> None:
        super().__init__(name=title, pictures=[], tables=[])
        self._package = package

    def __missing__(self, key: str) -> Any:  # noqa: ANN401 - as the protocol has it
        if key not in _LAZY:
            raise KeyError(key)
        self._read()
        return self[key]

    def _read(self) -> None:
        values: list[list[Any]] = []
        formulas: dict[tuple[int, int], str] = {}
        styles: dict[int, dict[int, int]] = {}
        for row, cells in self._package.rows(self["name"]):
            values += [[] for _ in range(row - len(values))]
            line: list[Any] = [""] * (max(cells, default=-1) + 1)
            for column, cell in cells.items():
                line[column] = "" if cell.value is None else cell.value
                if cell.formula is not None:
                    formulas[row, column] = cell.formula
            values.append(line)
            styles[row] = {column: cell.style for column, cell in cells.items()}
        width = max(map(len, values), default=0)
        whole = [[*line, *[""] * (width - len(line))] for line in values]
        self.update(values=whole or [[]], formulas=formulas, styles=styles)


def payload_of(
    package: WorkbookPackage, name: str, selected: tuple[str, str] | None = None
) -> dict[str, Any]:
    """The payload of a workbook.

    Args:
        package: The workbook.
        name: Its file name.
        selected: Sheet and cell that count as selected; by default as the file opens.
    """
    import xlwings as xw

    title, cell = selected or package.selected()
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
