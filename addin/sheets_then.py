"""What a unit's sheets held at a moment, as the ledger saw them, read through the same intake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from addin.recording import until
from addin.stored import stored_file
from campaign.columns import FORMS
from campaign.errors import UsageError
from campaign.ledger.events import Outcome
from campaign.ledger.refusals import DamagedError
from campaign.vietnamese.masking import masked

if TYPE_CHECKING:
    from campaign.interval import Interval
    from campaign.ledger.book import Ledger
    from campaign.ledger.found import Snapshot, Standing
    from campaign.records import Row, Scalar, SourceRecords
    from campaign.usecases import MainJob

_OWN_COLUMNS = frozenset({"unit", "row_id"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""A day as records keep it."""


@dataclass(frozen=True, slots=True)
class SeenRow:
    """One row of a sheet.

    Attributes:
        place: Sheet and cell.
        said: What stands in it, column by column; numbers of persons are masked.
        interval: When it came in, as far as looks tell; ``None`` when the ledger never noted it.
    """

    row: Row
    place: str
    said: str
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class SheetThen:
    """One source of a unit at a moment.

    Attributes:
        held: The last believed look; ``None`` when there was none yet.
        changed: The look that first saw this content: who changed it, and when.
        rows: The unit's rows.
        notes: What a person should know: why nothing is shown, or why it is not the last look.
        whole: Whether everything could be read.
    """

    held: Snapshot | None
    changed: Snapshot | None
    rows: tuple[SeenRow, ...]
    notes: tuple[str, ...]
    whole: bool = True


def sheets_then(ledger: Ledger, job: MainJob, unit: str) -> list[SheetThen]:
    """Every source that is the unit's, or that holds rows of it, at the job's moment; by name.

    Raises:
        LedgerError: the ledger can't be asked.
    """
    at = until(job.as_of)
    return list(_then(ledger, job, unit, at))


def _then(ledger: Ledger, job: MainJob, unit: str, at: datetime) -> Iterator[SheetThen]:
    for standing in ledger.standings(at):
        owner = (standing.believed or standing.latest).unit
        if owner not in {unit, None}:
            continue
        found = _sheet(ledger, job, unit, standing, at)
        if owner == unit or found.rows or not found.whole:
            yield found


def _sheet(ledger: Ledger, job: MainJob, unit: str, standing: Standing, at: datetime) -> SheetThen:
    held, notes = standing.believed, _notes(standing)
    if held is None:
        return SheetThen(None, None, (), notes)
    changed = ledger.last_change(held.source, at)
    try:
        records, unread = job.read([stored_file(ledger, held)])
    except DamagedError as error:
        return SheetThen(held, changed, (), (*notes, str(error)), whole=False)
    if unread:
        return SheetThen(held, changed, (), (*notes, unread[0].sentence), whole=False)
    rows = [row for row in records[0].rows if (row.unit or held.unit) == unit]
    known = ledger.row_intervals(held.source, [row.id for row in rows], at)
    seen = tuple(_row(records[0], row, known[row.id]) for row in rows)
    return SheetThen(held, changed, seen, notes)


def _notes(standing: Standing) -> tuple[str, ...]:
    last = standing.latest
    if last.outcome is Outcome.READ:
        return ()
    if last.outcome is Outcome.REPLACED:
        return ("Nguồn này lúc ấy không còn tính: bảng tính khác đã thay chỗ.",)
    return (f"Lần xem cuối không đọc được: {last.reason or last.code or last.outcome.value}",)


def _row(records: SourceRecords, row: Row, interval: Interval | None) -> SeenRow:
    columns = FORMS[row.form]
    first = next(column.key for column in columns if column.required)
    place = f"{records.tables[row.table].sheet}!{records.cell(row, first)}"
    said = "; ".join(
        f"{column.label}: {_shown(value)}"
        for column, value in zip(columns, row.values, strict=True)
        if column.key not in _OWN_COLUMNS and value not in {None, ""}
    )
    return SeenRow(row, place, masked(said), interval)


def _shown(value: Scalar) -> str:
    """A value as people write it: a day day first."""
    said = str(value)
    if not _DAY.fullmatch(said):
        return said
    year, month, day = said.split("-")
    return f"{day}/{month}/{year}"


def write_files(ledger: Ledger, sheets: Iterable[SheetThen], folder: Path) -> list[Path]:
    """Write the files as they were into a folder; never over a file that is there.

    Raises:
        UsageError: one of them is there already; none is written then.
        LedgerError: one of them is damaged; none is written then.
        OSError: the folder can't be written to.
    """
    held = [sheet.held for sheet in sheets if sheet.held is not None]
    targets = _targets(held, folder)
    for target in targets:
        if target.exists():
            raise UsageError(
                f"Đã có tệp “{target}” nên chưa ghi gì. Hãy chỉ một thư mục khác bằng --out."
            )
    contents = [ledger.content(one.sha256) for one in held]
    folder.mkdir(parents=True, exist_ok=True)
    for target, content in zip(targets, contents, strict=True):
        _write_new(target, content)
    return targets


def _targets(held: Sequence[Snapshot], folder: Path) -> list[Path]:
    """Each source's file by its own last name; of two with one name the second has a number."""
    from addin.papers.shelf import file_name

    used: set[str] = set()
    targets = []
    for one in held:
        own = Path(one.name.replace("\\", "/").rpartition("/")[2])
        name, number = f"{file_name(own.stem)}{own.suffix}", 2
        while name.lower() in used:
            name, number = f"{file_name(own.stem)} {number}{own.suffix}", number + 1
        used.add(name.lower())
        targets.append(folder / name)
    return targets


def _write_new(target: Path, content: bytes) -> None:
    with target.open("xb") as file:
        try:
            file.write(content)
        except OSError:
            target.unlink()
            raise
