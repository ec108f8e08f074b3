"""A source's records as bytes and back, exactly: what the cache keeps, and what waits on a shelf.

Rows stand apart from the head, in stretches of one table each, so that one form's rows can be
unpacked without the others.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from sys import intern
from typing import Any

from campaign.plan.definition import Form
from campaign.problems import Issue, Weight
from campaign.records import NotData, Row, SourceRecords, Status, Table, Tally, tally

_FORMS = {form.value: form for form in Form}
_STATUSES = {status.value: status for status in Status}
_BREAK = b"\n"  # JSON writes the one in a text as two other signs


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

    def rows(self) -> Iterator[Row]:
        """The rows, made anew."""
        form, table = self.form, self.table
        for row_id, line, unit, status, values, issues in _loaded(self.data):
            made = [_issue(item) for item in issues] if issues else []
            whose = intern(unit) if unit else unit  # one text for all rows of a unit
            yield Row(row_id, form, table, line, whose, _STATUSES[status], values, made)


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
    return PackedRows(
        tally(list(rows)),
        tuple([row.id for row in rows]),
        tuple(
            _stretch(table, list(some)) for table, some in groupby(rows, key=attrgetter("table"))
        ),
    )


def _stretch(table: int, rows: list[Row]) -> Stretch:
    items = [
        (
            row.id,
            row.line,
            row.unit,
            row.status,
            row.values,
            [_packed(issue) for issue in row.issues] if row.issues else 0,
        )
        for row in rows
    ]
    return Stretch(rows[0].form, table, sum(len(row.issues) for row in rows), _dumped(items))


def pack(source: SourceRecords, packed: PackedRows | None = None) -> bytes:
    """The records of one source; ``unpack`` gives an equal one.

    Args:
        source: The records.
        packed: Their rows, when they are packed already.
    """
    rows = packed or pack_rows(list(source.rows))
    head = {
        "head": [source.name, source.sha256, source.kind, source.unit, source.modified],
        "tables": [[t.file, t.sheet, t.form, t.header, t.places, t.unit] for t in source.tables],
        "not_data": [[line.sheet, line.cell, line.text, line.why] for line in source.not_data],
        "issues": [_packed(issue) for issue in source.issues],
        "tally": [[*key, number] for key, number in rows.tally.items()],
        "ids": rows.ids,
        "stretches": [[each.form, each.table, each.noted] for each in rows.stretches],
    }
    whole = _BREAK.join([_dumped(head), *(each.data for each in rows.stretches)])
    return b"%08x" % zlib.crc32(whole) + whole


def unpack(data: bytes) -> SourceRecords:
    """The records that ``pack`` wrote.

    Raises:
        ValueError: the bytes are damaged.
    """
    source, packed = opened(data)
    source.rows = [row for each in packed.stretches for row in each.rows()]
    return source


def opened(data: bytes) -> tuple[SourceRecords, PackedRows]:
    """The records without their rows, and the rows still packed.

    Raises:
        ValueError: the bytes are damaged.
    """
    if zlib.crc32(memoryview(data)[8:]) != int(data[:8], 16):
        raise ValueError("damaged records")
    first, *stretches = data[8:].split(_BREAK)
    head = _loaded(first)
    name, sha256, kind, unit, modified = head["head"]
    source = SourceRecords(
        name,
        sha256,
        kind,
        unit,
        modified,
        tables=[Table(t[0], t[1], _FORMS[t[2]], *t[3:]) for t in head["tables"]],
        not_data=[NotData(*line) for line in head["not_data"]],
        issues=[_issue(item) for item in head["issues"]],
    )
    counted = {(_FORMS[form], unit, _STATUSES[s]): n for form, unit, s, n in head["tally"]}
    made = tuple(
        Stretch(_FORMS[form], table, noted, rows)
        for (form, table, noted), rows in zip(head["stretches"], stretches, strict=True)
    )
    return source, PackedRows(Tally(counted), tuple(head["ids"]), made)


def _dumped(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _loaded(data: bytes) -> Any:  # noqa: ANN401 - JSON
    return json.loads(data.decode("utf-8", "surrogatepass"))


def _packed(issue: Issue) -> list[Any]:
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


def _issue(item: list[Any]) -> Issue:
    code, weight, message, file, sheet, cell, column, typed, readings = item
    return Issue(code, Weight(weight), message, file, sheet, cell, column, typed, tuple(readings))
