"""Carries out on a file what a press asked a remote program to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from addin.buttons.cell_values import written
from addin.buttons.putting import DRESS
from addin.package import CellOut, Formula, Styled, WorkbookPackage
from addin.workbook.rules import WIDER
from campaign.errors import UsageError
from campaign.grid import address

Action = Mapping[str, Any]
Place = tuple[int, int]


class FileActions:
    """Applies actions to a package, in order.

    Attributes:
        said: What the press wanted to show in a dialog.
        selected: Sheet and cell that the press went to last.
    """

    def __init__(self, package: WorkbookPackage) -> None:
        self.package = package
        self.said: list[str] = []
        self.selected: tuple[str, str] | None = None
        self._cells: dict[str, dict[Place, CellOut | Styled]] = {}
        self._colours: dict[str, dict[Place, str | None]] = {}
        self._block: tuple[str, int, list[list[Any]]] | None = None
        self._handlers: dict[str, Callable[[str, Action], None]] = {
            "setValues": self._set_values,
            "rangeClear": self._clear,
            "rangeClearContents": self._clear,
            "setRangeColor": self._colour,
            "addSheet": self._add_sheet,
            "runMacro": self._run,
            "activateSheet": self._activate,
            "rangeSelect": self._select,
            "alert": self._alert,
        }

    def apply(self, actions: Sequence[Action]) -> None:
        """Apply all actions.

        Raises:
            UsageError: one of them is unknown to this host; nothing may be saved then.
        """
        for action in actions:
            handler = self._handlers.get(str(action["func"]))
            if handler is None:
                raise UsageError(
                    f"Nút cần thao tác “{action['func']}” mà việc bấm trên tệp chưa làm được; "
                    "tệp giữ nguyên. Hãy bấm nút này trong Excel hoặc Google Sheets."
                )
            handler(self._title(action), action)
        self._settle()

    def _title(self, action: Action) -> str:
        place = action.get("sheet_position")
        return self.package.sheets[place] if isinstance(place, int) else ""

    def _set_values(self, title: str, action: Action) -> None:
        self._keep_block()
        if action["start_column"] == 0:
            self._block = title, action["start_row"], action["values"]
            return
        self._keep(title, action["start_row"], action["start_column"], action["values"])

    def _keep(self, title: str, row: int, column: int, values: Sequence[Sequence[Any]]) -> None:
        cells = self._cells.setdefault(title, {})
        for down, line in enumerate(values):
            for right, value in enumerate(line):
                cells[row + down, column + right] = written(value)

    def _keep_block(self) -> None:
        if self._block is not None:
            title, row, values = self._block
            self._block = None
            self._keep(title, row, 0, values)

    def _clear(self, title: str, action: Action) -> None:
        self._keep_block()
        cells = self._cells.setdefault(title, {})
        whole = action["func"] == "rangeClear"
        for place in _places(action):
            cells[place] = Styled(None, 0) if whole else None

    def _run(self, title: str, action: Action) -> None:
        name, dress = action["args"]
        if name != DRESS:
            raise UsageError(f"Việc bấm trên tệp không chạy macro (“{name}”); tệp giữ nguyên.")
        if "first" in dress:
            self._replace(title, dress)
            return
        self._keep_block()
        cells = self._cells.setdefault(title, {})
        for row, column, value in dress["typed"]:
            cells[row, column] = written(value)
        for row, column, result in dress["stored"]:
            cells[row, column] = _with_result(cells[row, column], result)
        for row, column, style in dress["cells"]:
            cells[row, column] = Styled(_bare(cells.get((row, column))), style)

    def _replace(self, title: str, dress: Mapping[str, Any]) -> None:
        """Put typed rows with their looks in the place of all rows from there on."""
        first: int = dress["first"]
        values: list[list[Any]] = []
        if self._block is not None and self._block[:2] == (title, first):
            values = self._block[2]
            self._block = None
        self._keep_block()
        rows: list[list[CellOut | Styled]] = [[written(value) for value in line] for line in values]
        for row, column, result in dress["stored"]:
            line = rows[row - first]
            line[column] = _with_result(line[column], result)
        for row, column, style in dress["cells"]:
            line = rows[row - first]
            line[column] = Styled(_bare(line[column]), style)
        self.package.replace_rows(
            title, first, rows, styles=dress["styles"], heights=dress["heights"]
        )
        for old, new in WIDER.items():
            self.package.reword_rules(title, old, new)
        for top, bottom in dress["ends"]:
            self.package.end_series(title, top, bottom)
        if dress["turns"] is not None:
            self.package.break_pages(title, dress["turns"]["rows"], dress["turns"]["ours"])

    def _colour(self, title: str, action: Action) -> None:
        self._keep_block()
        colours = self._colours.setdefault(title, {})
        colours.update(dict.fromkeys(_places(action), action["args"][0]))

    def _add_sheet(self, title: str, action: Action) -> None:
        del title
        place, name = action["args"]
        if place != len(self.package.sheets):
            raise UsageError("Việc bấm trên tệp chỉ thêm được trang ở cuối sổ; tệp giữ nguyên.")
        self._settle()
        self.package.add_sheet(str(name))

    def _activate(self, title: str, action: Action) -> None:
        del title
        self.selected = self.package.sheets[int(action["args"][0])], "A1"

    def _select(self, title: str, action: Action) -> None:
        self.selected = title, address(action["start_row"], action["start_column"])

    def _alert(self, title: str, action: Action) -> None:
        del title
        self.said.append(str(action["args"][0]))

    def _settle(self) -> None:
        """Write the single cells collected so far, then their colours."""
        self._keep_block()
        for title, cells in self._cells.items():
            self.package.set_cells(title, cells)
        for title, colours in self._colours.items():
            for rgb in dict.fromkeys(colours.values()):
                places = [place for place, one in colours.items() if one == rgb]
                self.package.colour(title, places, rgb)
        self._cells, self._colours = {}, {}


def _places(action: Action) -> list[Place]:
    return [
        (row, column)
        for row in range(action["start_row"], action["start_row"] + action["row_count"])
        for column in range(action["start_column"], action["start_column"] + action["column_count"])
    ]


def _with_result(cell: CellOut | Styled, result: Any) -> CellOut | Styled:  # noqa: ANN401
    return cell._replace(value=result) if isinstance(cell, Formula) else cell


def _bare(value: CellOut | Styled) -> CellOut:
    return value.value if isinstance(value, Styled) else value
