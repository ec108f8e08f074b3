"""What a sheet of the district workbook is, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from campaign.columns import Owner
from campaign.plan.words import Form

HEADER = 4
"""Row (from 0) of the header of an ordinary table: title, subtitle, note and band above it."""

STATE_ROW = 2
"""Row (from 0) of an award sheet that says draft, approved or voided, and the data code."""

ORPHANS = "GHI CHÚ MỒ CÔI"
"""How the heading of the block of orphans begins, in the row id column."""

ORPHANED = "Mồ côi từ "
"""How an orphan's label begins; the moment it was first missed follows."""

APART = "— "
"""How the row id cell of a line begins that is ours but no data: a heading, a remark."""

_HEADING_ROOM = 80
"""Characters in which title and subtitle fit; what is longer stands apart."""

MAX_ROWS = 1_048_576
"""Rows a sheet can hold."""


class Nature(StrEnum):
    """How a sheet is written on a re-run."""

    PAGE = "page"
    """A page of ours, without row ids; what stands to the right of it is kept."""
    TABLE = "table"
    """A table with row ids: computed columns are rewritten, all others follow their row."""
    OFFICE = "office"
    """The office's own: written once, empty; read, never rewritten."""
    JOURNAL = "journal"
    """Lines are added, earlier ones stay as they are."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    Attributes:
        key: Name in code.
        label: Header; unique in its sheet, the column is found by it.
        owner: Unit (read from a file), office or computed.
        width: In characters.
        look: Name of the cells' look (``addin.workbook.looks``).
        help: Comment at the header, Vietnamese.
        choices: Dropdown; other values are allowed with a warning.
    """

    key: str
    label: str
    owner: Owner = Owner.COMPUTED
    width: float = 16
    look: str = "text"
    help: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes:
        key: Name in code.
        title: Sheet title.
        heading: First line on the sheet.
        note: One line of help under it.
        nature: How a re-run treats it.
        fields: Columns, in the order of a new workbook; a page has none.
        header: Row (from 0) of the header.
        form: The form whose rows it shows.
        label: Key of the column that says that a line is an orphan.
        frozen: Columns that stay while scrolling.
        part: 1, or the number of a further sheet when one cannot hold all rows.
        pages: Pages side by side when printed.
    """

    key: str
    title: str
    heading: str
    note: str = ""
    nature: Nature = Nature.TABLE
    fields: tuple[Field, ...] = ()
    header: int = HEADER
    form: Form | None = None
    label: str = ""
    frozen: int = 0
    part: int = 1
    pages: int = 1

    @property
    def first(self) -> int:
        """Row (from 0) of the first data line."""
        return self.header + 1

    @property
    def heading_column(self) -> int:
        """Position of title, subtitle and note.

        Columns that every page across repeats would cut them on all pages but the first, so they
        stand beside these where they do not fit in them.
        """
        room = sum(item.width for item in self.fields[: self.frozen])
        return self.frozen if self.pages > 1 and room < _HEADING_ROOM else 0

    def index(self, key: str) -> int:
        """Position of a column in a new workbook.

        Raises:
            KeyError: when the sheet has no such column.
        """
        for position, item in enumerate(self.fields):
            if item.key == key:
                return position
        raise KeyError(key)

    def has(self, key: str) -> bool:
        """Whether the sheet has a column ``key``."""
        return any(item.key == key for item in self.fields)


def id_field() -> Field:
    """The narrow first column that lets a line be found again after sorting."""
    return Field(
        "row_id",
        "Mã dòng",
        width=5,
        look="id",
        help="Mã để phần mềm tìm lại dòng này sau khi sắp xếp hay chèn dòng. Xin không sửa.",
    )


def office(key: str, label: str, width: float = 24, help: str = "", look: str = "office") -> Field:  # noqa: A002
    """A column that only the office writes."""
    return Field(key, label, Owner.OFFICE, width, look, help)
