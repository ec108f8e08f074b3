"""One writing of one workbook: what goes in, and what is said of it afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from addin.workbook.account import Account
from addin.workbook.fields import ORPHANS, Sheet
from addin.workbook.kept import SheetState
from addin.workbook.layout import Layout
from addin.workbook.merging import Leftover
from addin.workbook.office_book import OfficeBook
from addin.workbook.pages import Paint
from addin.workbook.ports import WritesSheets
from addin.workbook.settings import Setting
from addin.workbook.shown import Names, day_text
from addin.workbook.splitting import Splits
from campaign.plan.definition import Campaign
from campaign.result.whole import Result


@dataclass(slots=True)
class WorkbookReport:
    """What was written.

    Attributes:
        rows: Data rows by sheet title.
        orphans: Rows of the office's without a row of ours, kept in visible blocks.
        splits: Sentences on tables that needed several sheets.
        notes: Sentences on what a person should know of the file, with sheet and cell.
        restored: Whether deleted sheets were made anew.
        answers: What was filled into empty settings for the buttons, by label.
    """

    rows: dict[str, int] = field(default_factory=dict)
    orphans: int = 0
    splits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    restored: bool = False
    answers: dict[str, str] = field(default_factory=dict)

    def said(self) -> list[str]:
        """What the person who started the run should know."""
        sentences = [*self.splits, *self.notes]
        if self.restored:
            sentences.append(
                "Sổ thiếu một số trang nên các trang được lập lại; ghi chú của văn phòng đã được "
                "chép sang, định dạng riêng của người dùng thì không."
            )
        if self.orphans:
            sentences.append(
                f"Có {self.orphans} dòng ghi chú của văn phòng không còn dòng gốc; chúng được giữ "
                f"ở cuối bảng, dưới hàng “{ORPHANS}”."
            )
        return sentences


@dataclass(slots=True)
class Job:
    """One writing of one workbook.

    Attributes:
        heights: Points of each row of the pages written so far, by sheet title.
        wanted: Which sheets are written.
    """

    result: Result
    campaign: Campaign
    names: Names
    account: Account
    layout: Layout
    splits: Splits
    writer: WritesSheets
    paint: Paint
    first_day: date
    book: OfficeBook | None
    restored: bool = False
    answers: Mapping[Setting, str] = field(default_factory=dict)
    report: WorkbookReport = field(default_factory=WorkbookReport)
    leftovers: dict[str, Leftover] = field(default_factory=dict)
    heights: dict[str, list[float]] = field(default_factory=dict)
    wanted: Callable[[Sheet], bool] = lambda _: True

    def state(self, sheet: Sheet) -> SheetState | None:
        """The sheet as it was found; None when it is made anew."""
        return self.book.sheets.get(sheet.title) if self.book else None

    @property
    def when(self) -> str:
        """The as-of moment as shown."""
        return day_text(self.result.as_of)
