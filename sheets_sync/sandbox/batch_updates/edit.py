"""What every request of a batch works on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sheets_sync.sandbox.book import Book, Sheet
from sheets_sync.sandbox.boxes import Box
from sheets_sync.sandbox.cell_values import effective_value, formatted
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.grid import Cell
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.masks import Mask, parse_mask
from sheets_sync.sandbox.protection import check_editable, check_sheet_editable
from sheets_sync.sandbox.typing_in import type_into
from sheets_sync.sandbox.world import World


@dataclass
class Edit:
    """A spreadsheet that an account is changing."""

    world: World
    file: DriveFile
    email: str

    @property
    def book(self) -> Book:
        """The spreadsheet's content."""
        return self.file.content

    def place(self, grid_range: Json) -> tuple[Sheet, Box]:
        """The sheet and cells of a GridRange, to look at."""
        return self.book.place(grid_range)

    def editable(self, grid_range: Json) -> tuple[Sheet, Box]:
        """The sheet and cells of a GridRange, refused when they are protected."""
        sheet, box = self.book.place(grid_range)
        check_editable(self.file, sheet, box, self.email)
        return sheet, box

    def value(self, sheet: Sheet, cell: Cell | None) -> Json:
        """What a cell computes to now."""
        return effective_value(self.book, sheet, cell, self.world.clock.now())

    def text(self, sheet: Sheet, cell: Cell) -> str:
        """What a cell shows now."""
        return formatted(self.book, cell, self.value(sheet, cell))

    def type_into(self, cell: Cell, text: str) -> None:
        """Enter a text into a cell now, as a person would."""
        type_into(self.book, cell, text, self.world.clock.now())

    def check(self, sheet: Sheet, box: Box) -> None:
        """Refuse an edit of protected cells."""
        check_editable(self.file, sheet, box, self.email)

    def check_whole(self, sheet: Sheet) -> None:
        """Refuse what concerns the whole sheet while some of it is protected."""
        check_sheet_editable(self.file, sheet, self.email)


Handler = Callable[[Edit, Json], Json]


def mask_of(request: Json) -> Mask:
    """The mask of a request that must have one."""
    if not request.get("fields"):
        raise bad_argument(
            "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )
    return parse_mask(str(request["fields"]))
