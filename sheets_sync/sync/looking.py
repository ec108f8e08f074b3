"""What came of looking at one spreadsheet, and whether it is believed.

==========================================  =============  =====================================
what came                                   before         what is recorded
==========================================  =============  =====================================
the same cells                              READ           unchanged
other cells, with rows                      any            READ: content and rows
other cells, no row                         no rows        READ
no row                                      had rows       EMPTY: not believed; the rows stay
no row of one form, for the first time      had some       EMPTY: looked at again before that
no row, and the office accepts it           had rows       READ
a tab or a column is gone                   any            UNREADABLE: the last content stays
a refusal (deleted, no permission)          any            UNREADABLE
a line that broke, a quota                  any            nothing: the next run tries again
==========================================  =============  =====================================
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from campaign.labels import FORM
from campaign.ledger.events import Observation, Outcome
from campaign.ledger.found import Snapshot
from campaign.plan.definition import Form
from campaign.records import SourceRecords
from sheets_sync.gsheets.errors import GoogleError, RetryLater
from sheets_sync.sync.memory import Seen
from sheets_sync.sync.observing import Content, observation_of, unreadable, version_of
from sheets_sync.sync.plan import Item
from sheets_sync.sync.reading import Written


class Finding(StrEnum):
    """What came of one spreadsheet in this run."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    EMPTY = "empty"
    BROKEN = "broken"
    REFUSED = "refused"
    LATER = "later"
    ABSENT = "absent"
    LOST = "lost"
    DOUBLE = "double"


GOOD = frozenset({Finding.NEW, Finding.CHANGED, Finding.SAME})
"""Findings that leave no hole in a run."""


@dataclass(frozen=True, slots=True)
class Look:
    """One spreadsheet looked at.

    Attributes:
        sentence: What a person should know; empty when all is well.
        observation: For the ledger, with the whole content; ``None`` when there is nothing to
            record, and as soon as it is recorded: thousands of looks wait for each other.
        seen: What is remembered; ``None`` leaves the memory as it is.
        written: What the office's cells said, when it was read.
        emptied: Titles of the sheets that suddenly have no row: what the office says there still
            speaks of the rows that are gone.
    """

    item: Item
    finding: Finding
    sentence: str = ""
    observation: Observation | None = None
    seen: Seen | None = None
    written: Written | None = None
    emptied: frozenset[str] = frozenset()


def judge(
    item: Item,
    content: Content,
    at: datetime,
    last: Snapshot | None,
    before: Seen | None,
    *,
    accept_empty: bool,
) -> Look:
    """What a readable spreadsheet comes to.

    Args:
        item: The plan's line.
        content: What it holds now.
        at: When it was fetched; aware.
        last: The ledger's last look; ``None`` for the first.
        before: The last believed content; ``None`` for the first.
        accept_empty: Whether the office says that an empty one is meant.
    """
    rows, forms = len(content.records.rows), forms_of(content.records)
    if before is not None and last is not None and before.cells == content.cells:
        seen = replace(before, version=version_of(item), rows=rows, forms=forms)
        if last.outcome is Outcome.READ:
            return Look(item, Finding.SAME, "", None, seen, content.kept.written)
    if before is not None and before.rows and not rows and not accept_empty:
        return _empty(item, content, at, last, before)
    vanished = [form for form in before.forms.split() if form not in forms] if before else []
    if vanished and not accept_empty and (last is None or last.outcome is not Outcome.EMPTY):
        return _partly_empty(item, content, at, vanished)
    made = observation_of(item, content, at)
    pushed = before.pushed if before else ""
    seen = Seen(version_of(item), made.sha256, content.cells, rows, pushed, forms)
    finding = Finding.CHANGED if before is not None else Finding.NEW
    return Look(item, finding, "", made, seen, content.kept.written)


def broken(item: Item, lost: Sequence[str], at: datetime, last: Snapshot | None) -> Look:
    """A spreadsheet that lacks what cannot be done without."""
    sentence = (
        f"{item.who}: bảng tính {'; '.join(lost)}, nên lần này chưa đọc được; số liệu lần trước "
        "được giữ. Hãy mở Lịch sử phiên bản để lấy lại, hoặc chạy: thidua sheets provision."
    )
    return Look(item, Finding.BROKEN, sentence, unreadable(item, sentence, "broken", at, last))


def refused(item: Item, error: GoogleError, at: datetime, last: Snapshot | None) -> Look:
    """A spreadsheet that Google does not give; what may work later leaves no record."""
    if isinstance(error, RetryLater):
        return Look(item, Finding.LATER, str(error))
    return Look(
        item, Finding.REFUSED, str(error), unreadable(item, str(error), error.code, at, last)
    )


def _empty(item: Item, content: Content, at: datetime, last: Snapshot | None, before: Seen) -> Look:
    again = last is not None and last.outcome is Outcome.EMPTY
    known = f"{before.rows} dòng đã đọc lần trước vẫn được giữ"
    unit = item.unit.id if item.unit else ""
    sentence = (
        f"{item.who}: bảng tính bỗng trống ({known}). "
        + ("Lần xem lại vẫn trống. " if again else "Sẽ xem lại ở lần chạy sau. ")
        + f"Nếu đúng là đơn vị rút lại hết, hãy chạy: thidua sync --accept-empty {unit}."
    )
    made = None if again else observation_of(item, content, at, Outcome.EMPTY, sentence)
    return _not_believed(item, content, sentence, made)


def _partly_empty(item: Item, content: Content, at: datetime, forms: Sequence[str]) -> Look:
    """One form lost all its rows: what may be a slip is looked at again before it is believed."""
    named = ", ".join(f"“{FORM[Form(form)]}”" for form in forms)
    sentence = (
        f"{item.who}: biểu {named} bỗng không còn dòng nào; số liệu lần trước được giữ. Lần chạy "
        "sau vẫn thế thì máy tin là đơn vị đã xóa."
    )
    made = observation_of(item, content, at, Outcome.EMPTY, sentence)
    return _not_believed(item, content, sentence, made)


def _not_believed(item: Item, content: Content, sentence: str, made: Observation | None) -> Look:
    filled = {content.records.tables[row.table].sheet for row in content.records.rows}
    written = content.kept.written
    emptied = frozenset(written.sheets.keys() - filled)
    return Look(item, Finding.EMPTY, sentence, made, written=written, emptied=emptied)


def forms_of(records: SourceRecords) -> str:
    """The forms that have a row, sorted, with blanks between."""
    return " ".join(sorted({row.form.value for row in records.rows}))
