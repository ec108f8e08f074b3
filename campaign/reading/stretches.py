"""Rows as bytes and back, exactly, in stretches of one table each.

Nearly all values are texts. Those of a column are joined into one, which is split again: a quarter
of what it costs to write them as JSON. A stretch that holds anything else is written as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from sys import intern
from typing import Any

from campaign.blocks import Block
from campaign.plan.definition import Form
from campaign.problems import Issue, Weight
from campaign.records import Row, Scalar, Status, Tally, tally

STATUSES = {status.value: status for status in Status}
_TEXTS = {str, type(None)}
_END, _PART = "\x1f", "\x1e"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive rows of one table, packed.

    Attributes:
        form: Their form.
        table: Index of their table.
        noted: How many issues they have.
        data: The rows.
    """

    form: Form
    table: int
    noted: int
    data: bytes

    def block(self) -> Block:
        """The rows side by side; only columns that are asked for are taken apart."""
        head, ids, *texts = self.data.decode("utf-8", "surrogatepass").split(_PART)
        lines, units, statuses, noted, others = json.loads(head)
        return Block(
            self.form,
            self.table,
            lines,
            ids.split(_END),
            [unit and intern(unit) for unit in _each(units, lines)],  # one text for all rows
            [STATUSES[status] for status in _each(statuses, lines)],
            {place: [unpacked_issue(item) for item in some] for place, some in noted},
            (lambda at: [row[at] for row in others]) if others else (lambda at: _apart(texts[at])),
        )

    def rows(self) -> Sequence[Row]:
        """The rows, made anew."""
        return self.block().rows()


@dataclass(frozen=True, slots=True)
class PackedRows:
    """All rows of one source, packed.

    Attributes:
        tally: How many by form, unit and status.
        ids: Their ids.
        stretches: The rows, in their order.
    """

    tally: Tally
    ids: tuple[str, ...]
    stretches: tuple[Stretch, ...]


def pack_rows(rows: Sequence[Row]) -> PackedRows:
    """Rows in their order; ``Stretch.rows`` gives equal ones."""
    tables = groupby(rows, key=attrgetter("table"))
    return PackedRows(
        tally(rows),
        tuple([row.id for row in rows]),
        tuple([_stretch(table, list(some)) for table, some in tables]),
    )


def _stretch(table: int, rows: list[Row]) -> Stretch:
    columns = [_joined(column) for column in zip(*[row.values for row in rows], strict=True)]
    texts = [column for column in columns if column is not None]
    noted = [(number, row.issues) for number, row in enumerate(rows) if row.issues]
    head = (
        [row.line for row in rows],
        _folded([row.unit for row in rows]),
        _folded([row.status for row in rows]),
        [(number, [packed_issue(issue) for issue in some]) for number, some in noted],
        0 if len(texts) == len(columns) else [row.values for row in rows],
    )
    parts = [dumped(head), _END.join([row.id for row in rows]), *(() if head[-1] else texts)]
    data = _PART.join(parts).encode("utf-8", "surrogatepass")
    return Stretch(rows[0].form, table, sum(len(some) for _, some in noted), data)


def _joined(column: tuple[Scalar, ...]) -> str | None:
    """Texts as one, empty for none; ``None`` when they could not be told apart again."""
    if "" in column:
        return None
    try:
        joined = _END.join(column)  # type: ignore[arg-type]
    except TypeError:
        if not {value.__class__ for value in column} <= _TEXTS:
            return None
        joined = _END.join([value or "" for value in column])  # type: ignore[misc]
    return joined if joined.count(_END) == len(column) - 1 and _PART not in joined else None


def _apart(joined: str) -> Sequence[Scalar]:
    column = joined.split(_END)
    return [text or None for text in column] if "" in column else column


def _folded(values: list[Any]) -> Any:  # noqa: ANN401 - JSON
    """One value for all when they are all the same."""
    return values[0] if values.count(values[0]) == len(values) else values


def _each(folded: Any, lines: list[int]) -> list[Any]:  # noqa: ANN401 - JSON
    return folded if isinstance(folded, list) else [folded] * len(lines)


def dumped(value: object) -> str:
    """A value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def packed_issue(issue: Issue) -> list[Any]:
    """An issue as JSON; ``unpacked_issue`` gives an equal one."""
    return [
        issue.code,
        issue.weight,
        issue.message,
        issue.file,
        issue.sheet,
        issue.cell,
        issue.column,
        issue.typed,
        issue.readings,
    ]


def unpacked_issue(item: list[Any]) -> Issue:
    """The issue that ``packed_issue`` wrote."""
    code, weight, message, file, sheet, cell, column, typed, readings = item
    return Issue(code, Weight(weight), message, file, sheet, cell, column, typed, tuple(readings))
