"""Tables longer than a sheet: further sheets, whole provinces or groups of units kept together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from addin.workbook.fields import MAX_ROWS, Sheet
from addin.workbook.flag_rows import FlagRows
from addin.workbook.form_rows import Line
from addin.workbook.layout import Layout
from addin.workbook.merging import Leftover, leftover_of
from addin.workbook.office_book import OfficeBook
from addin.workbook.shown import Names
from campaign.plan.definition import Campaign, Form
from campaign.result.whole import Result
from campaign.unit_tabs.titles import sheet_title

__all__ = ["MAX_ROWS", "Split", "split_layout"]

_SPARE = 64
"""Rows of a sheet left free for headings and remarks."""
_NAMED = 5
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Split:
    """Which lines of a table a part of its sheet shows.

    Attributes:
        places: Provinces (or groups of units, where the roster names none) whose lines they are;
            ``None`` for all.
        start: Lines of those places that earlier parts show.
        rows: How many lines it takes.
        kept: How many of the office's rows without a line of ours it shows at most; the last part
            shows all that are left.
    """

    places: frozenset[str] | None
    start: int
    rows: int
    kept: int = 0

    def of(self, lines: Iterator[Line]) -> Iterator[Line]:
        """Its lines, out of all lines of its places."""
        return islice(lines, self.start, self.start + self.rows)

    def said(self, sheet: Sheet) -> str:
        """A sentence for the office."""
        if self.kept:
            what = "các ghi chú mồ côi của bảng"
            return f"Trang “{sheet.title}” chứa {what} vì một trang không đủ dòng."
        words = f"Trang “{sheet.title}” chứa phần {sheet.part} của bảng vì một trang không đủ dòng"
        named = sorted(self.places or ())
        if not any(named):
            return f"{words}."
        few = [name or "chưa rõ đơn vị" for name in named[:_NAMED]]
        more = f" và {len(named) - _NAMED} nơi khác" if len(named) > _NAMED else ""
        return f"{words}: {', '.join(few)}{more}."


Splits = dict[str, Split]
"""By sheet title; a sheet that is not split has none."""


def split_layout(
    layout: Layout,
    result: Result,
    campaign: Campaign,
    names: Names,
    max_rows: int,
    book: OfficeBook | None,
) -> tuple[Layout, Splits]:
    """The layout with further sheets where one cannot hold all lines of a table.

    Args:
        layout: The sheets.
        result: What was decided.
        campaign: The plan.
        names: Names of units and places.
        max_rows: Rows a sheet can hold.
        book: The office's workbook, whose notes may have lost their rows.
    """
    sheets: list[Sheet] = []
    splits: Splits = {}
    for sheet in layout.sheets:
        room = max_rows - sheet.first - _SPARE
        parts = _parts(sheet, result, campaign, names, room)
        if parts is not None:
            left, ids = leftover_of(book, sheet), partial(_ids, sheet, result, campaign, names)
            parts += _for_orphans(parts[-1].rows if parts else 0, left, room, ids)
        if parts is None or len(parts) < _SEVERAL:
            sheets.append(sheet)
            continue
        for part, split in enumerate(parts, 1):
            taken = [*layout.titles, *splits]
            title = sheet.title if part == 1 else sheet_title(f"{sheet.title} ({part})", taken)
            splits[title] = split
            sheets.append(replace(sheet, title=title, part=part))
    return Layout(tuple(sheets)), splits


def _parts(
    sheet: Sheet, result: Result, campaign: Campaign, names: Names, room: int
) -> list[Split] | None:
    """Parts for the lines of a sheet; ``None`` for one that never has too many."""
    if sheet.form is not None:
        return _by_place(_counted(sheet.form, result, names), room)
    if sheet.key == "flags":
        return _in_order(_flags(result, campaign, names, room), room)
    return None


def _for_orphans(
    above: int, left: Leftover, room: int, ids: Callable[[], Iterator[str]]
) -> list[Split]:
    """Parts for the block of orphans where it does not fit under the last lines.

    Args:
        above: Lines of the last part.
        left: The office's rows.
        room: Lines a part can hold.
        ids: The row ids of the table; asked for only when they matter.
    """
    loose = len(left.loose)
    gone = set(left.orphans())
    if above + len(gone) + loose <= room:
        return []
    gone.difference_update(ids())
    count = len(gone) + loose
    if above + count <= room:
        return []
    return [
        Split(frozenset(), 0, 0, kept=min(room, count - start)) for start in range(0, count, room)
    ]


def _ids(sheet: Sheet, result: Result, campaign: Campaign, names: Names) -> Iterator[str]:
    """Row ids of the lines of a sheet."""
    if sheet.form is None:
        return (str(line[0]) for line in FlagRows(result, campaign, names).lines())
    return (
        row_id
        for source in result.sources
        for block in source.blocks()
        if block.form is sheet.form
        for row_id in block.ids
    )


def _counted(form: Form, result: Result, names: Names) -> Counter[str]:
    """Rows of a form by province or group."""
    counts: Counter[str] = Counter()
    for source in result.sources:
        for (each, unit, _), number in source.tally().items():
            if each is form:
                counts[names.place(unit)] += number
    return counts


def _flags(result: Result, campaign: Campaign, names: Names, room: int) -> int:
    """Lines of *Cảnh báo*: made and counted only where there could be too many."""
    most = len(result.unread) + len(result.office.issues) + len(result.submissions)
    most += sum(len(item.reasons) for item in result.judgements)
    most += sum(len(source.issues) + source.noted_count() for source in result.sources)
    if most <= room:
        return most
    return sum(1 for _ in FlagRows(result, campaign, names).lines())


def _in_order(count: int, room: int) -> list[Split]:
    """Parts one after the other: what weighs most stays first."""
    return [Split(None, start, min(room, count - start)) for start in range(0, count, room)]


def _by_place(counts: Counter[str], room: int) -> list[Split]:
    """Places packed in their order; one larger than a sheet is cut."""
    parts: list[Split] = []
    pending: list[str] = []
    used = 0
    for place, number in sorted(counts.items()):
        if used and used + number > room:
            parts.append(Split(frozenset(pending), 0, used))
            pending, used = [], 0
        if number > room:
            parts += [
                Split(frozenset([place]), start, min(room, number - start))
                for start in range(0, number, room)
            ]
            continue
        pending.append(place)
        used += number
    if used:
        parts.append(Split(frozenset(pending), 0, used))
    return parts
