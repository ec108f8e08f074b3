"""What a press of the office's works on: campaign, sources and moment, as workbook and door say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from addin.buttons.door import Door
from addin.buttons.open_book import OpenBook
from addin.cli.moments import moment
from addin.workbook.control import CONTROL_WIDTHS, control_sheet
from addin.workbook.machine import MACHINE
from addin.workbook.settings import SETTINGS_COLUMN, SETTINGS_ROW, Setting, Settings
from addin.workbook.sheet_reading import read_page
from campaign.errors import UsageError
from campaign.grid import address
from campaign.ledger.places import named_place
from campaign.office_time import from_office

_THIS_SECOND = timedelta(seconds=1)
"""What a sync saw a moment ago counts: the clock tells whole seconds, the ledger parts of them."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a press works on.

    Attributes:
        campaign: Shipped name or definition file.
        sources: Folders and files of the units.
        as_of: Moment of judging.
        path: The workbook's own file; only a name where it has none on this machine.
        ledger: Path or URL of the ledger; empty for none.
        from_ledger: Whether the ledger's content is judged, for want of a folder.
    """

    campaign: str
    sources: Sequence[Path | str]
    as_of: datetime
    path: Path
    ledger: str = ""
    from_ledger: bool = False


def ledger_of(door: Door) -> str:
    """The ledger of a press: the door's, or this machine's where the workbook is trusted."""
    return named_place(door.ledger) if door.named else door.ledger


def office_ledger(book: OpenBook, door: Door) -> str:
    """The ledger of a press of the office's, which its workbook may name.

    Raises:
        UsageError: the workbook names one on a server, whose address may hold a password.
    """
    return _ledger(_settings(book), door, _path(book, door))


def _ledger(settings: Settings, door: Door, path: Path) -> str:
    named = settings.text(Setting.LEDGER)
    if door.ledger or not door.named or not named:
        return ledger_of(door)
    if "://" in named:
        raise UsageError(
            f"Trang “{control_sheet().title}”, ô {settings.cells.get(Setting.LEDGER, '')}: địa chỉ "
            "máy chủ có thể kèm mật khẩu nên không ghi trong sổ. Hãy đặt địa chỉ đó vào biến môi "
            "trường THIDUA_LEDGER và xóa ô này."
        )
    return str(path.parent / named)


def setup_of(book: OpenBook, door: Door) -> Setup:
    """Read what a press works on.

    Raises:
        UsageError: the workbook is no district workbook, names no folder, or no moment.
    """
    settings = _settings(book)
    path = _path(book, door)
    campaign = _campaign(book, door, settings)
    ledger = _ledger(settings, door, path)
    named = settings.text(Setting.FOLDER) or door.sources
    if ledger and not named:
        moment = door.as_of or _as_of(settings, door.clock() + _THIS_SECOND, door)
        return Setup(campaign, (), moment, path, ledger, from_ledger=True)
    sources = door.sources or _folders(book, settings, door, path.parent)
    moment = door.as_of or _as_of(settings, door.clock().replace(second=0), door)
    return Setup(campaign, sources, moment, path, ledger)


def campaign_name(book: OpenBook, door: Door) -> str:
    """Shipped name or definition file of the workbook's campaign."""
    return _campaign(book, door, _settings(book))


def _settings(book: OpenBook) -> Settings:
    control = control_sheet()
    if control.title not in book.sheets:
        return Settings(None)
    return Settings(read_page(control, book.rows(control.title), len(CONTROL_WIDTHS)))


def _campaign(book: OpenBook, door: Door, settings: Settings) -> str:
    """The campaign that is served, else the file that the workbook names, else its own mark."""
    named = settings.text(Setting.CAMPAIGN) if door.named else ""
    if door.campaign or not named:
        return door.campaign or _marked(book)
    return str(_path(book, door).parent / named)


def _marked(book: OpenBook) -> str:
    """The campaign's name, from the machine sheet."""
    rows = book.cells(MACHINE).rows if MACHINE in book.sheets else []
    marks = [str(value) for value in rows[0][:3]] if rows else []
    if marks[:1] != ["thidua"] or len(marks) < 3:
        raise UsageError(
            f"“{book.book.name}” không phải sổ thi đua do phần mềm lập (thiếu trang máy "
            f"“{MACHINE}”), nên nút này không dùng được ở đây."
        )
    return marks[2]


def _path(book: OpenBook, door: Door) -> Path:
    folder = door.folder
    if folder is None and not book.remote:
        return Path(str(book.book.fullname))
    return (folder or Path()) / str(book.book.name)


def _folders(book: OpenBook, settings: Settings, door: Door, folder: Path) -> list[Path]:
    named = [part.strip() for part in settings.text(Setting.FOLDER).split("|") if part.strip()]
    control = control_sheet().title
    if named and not door.named:
        raise UsageError(
            f"Trang “{control}” có ghi thư mục, nhưng máy chủ chỉ đọc nguồn mà người quản trị đã "
            "đặt cho sổ này. Hãy nhờ người quản trị đặt nguồn."
        )
    if not door.named:
        raise UsageError(
            "Máy chủ chưa biết biểu của các đơn vị ở đâu. Hãy nhờ người quản trị ghi mục “sources” "
            "hoặc “ledger” vào tệp cài đặt của máy chủ rồi chạy lại máy chủ."
        )
    if not named:
        cell = settings.cells.get(Setting.FOLDER) or address(SETTINGS_ROW + 1, SETTINGS_COLUMN + 1)
        raise UsageError(
            f"Chưa biết biểu của các đơn vị ở đâu. Hãy ghi thư mục vào trang “{control}”, ô "
            f"{cell} (“{Setting.FOLDER}”) rồi bấm lại."
        )
    if book.remote and door.folder is None and not all(_whole(part) for part in named):
        raise UsageError("Thư mục biểu của đơn vị phải ghi đầy đủ đường dẫn.")
    return [folder / part for part in named]


def _whole(text: str) -> bool:
    return Path(text).is_absolute() or re.match(r"[A-Za-z]:[\\/]|\\\\", text) is not None


def _as_of(settings: Settings, now: datetime, door: Door) -> datetime:
    """The moment that the workbook names, else ``now``."""
    given = settings.moment(Setting.AS_OF)
    if isinstance(given, datetime):
        return given
    if not given:
        return now
    try:
        return moment(given, from_office(door.clock()))
    except UsageError as error:
        cell = settings.cells.get(Setting.AS_OF, "")
        raise UsageError(
            f"Trang “{control_sheet().title}”, ô {cell}: “{given}” không phải ngày giờ. Ví dụ "
            "đúng: 02/11/2020 08:00; để trống là xét theo lúc bấm nút."
        ) from error
