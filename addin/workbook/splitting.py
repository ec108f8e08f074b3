"""Tables longer than a sheet: further sheets, whole provinces or groups of units kept together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from addin.workbook.fields import MAX_ROWS, Sheet
from addin.workbook.flag_rows import FlagRows
from addin.workbook.form_rows import Line
from addin.workbook.layout import Layout
from addin.workbook.shown import Names
from campaign.plan.definition import Campaign, Form
from campaign.result import Result
from campaign.unit_tabs.titles import sheet_title

__all__ = ["MAX_ROWS", "Split", "split_layout"]

_SPARE = 64
"""Rows of a sheet left free for headings and the block of orphans."""
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
    """

    places: frozenset[str] | None
    start: int
    rows: int

    def of(self, lines: Iterator[Line]) -> Iterator[Line]:
        """Its lines, out of all lines of its places."""
        return islice(lines, self.start, self.start + self.rows)

    def said(self, sheet: Sheet) -> str:
        """A sentence for the office."""
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
    layout: Layout, result: Result, campaign: Campaign, names: Names, max_rows: int
) -> tuple[Layout, Splits]:
    """The layout with further sheets where one cannot hold all lines of a table."""
    sheets: list[Sheet] = []
    splits: Splits = {}
    for sheet in layout.sheets:
        room = max_rows - sheet.first - _SPARE
        parts: list[Split] = []
        if sheet.form is not None:
            parts = _by_place(_counted(sheet.form, result, names), room)
        elif sheet.key == "flags":
            parts = _in_order(_flags(result, campaign, names, room), room)
        if len(parts) < _SEVERAL:
            sheets.append(sheet)
            continue
        for part, split in enumerate(parts, 1):
            taken = [*layout.titles, *splits]
            title = sheet.title if part == 1 else sheet_title(f"{sheet.title} ({part})", taken)
            splits[title] = split
            sheets.append(replace(sheet, title=title, part=part))
    return Layout(tuple(sheets)), splits


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
