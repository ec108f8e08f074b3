"""A source's records as bytes and back, exactly: what the cache keeps.

Rows stand apart from the head, so that they can be handed on packed as they are.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator

from campaign.plan.definition import Form
from campaign.reading.stretches import (
    STATUSES,
    PackedRows,
    Stretch,
    dumped,
    pack_rows,
    packed_issue,
    unpacked_issue,
)
from campaign.records import NotData, SourceRecords, Table, Tally

_FORMS = {form.value: form for form in Form}
_BREAK = b"\n"  # JSON writes the one in a text as two other signs


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
        "issues": [packed_issue(issue) for issue in source.issues],
        "tally": [[*key, number] for key, number in rows.tally.items()],
        "ids": rows.ids,
        "stretches": [[s.form, s.table, s.noted, len(s.data)] for s in rows.stretches],
    }
    first = dumped(head).encode("utf-8", "surrogatepass")
    whole = b"".join([first, _BREAK, *(each.data for each in rows.stretches)])
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
    first, _, rest = data[8:].partition(_BREAK)
    head = json.loads(first.decode("utf-8", "surrogatepass"))
    name, sha256, kind, unit, modified = head["head"]
    source = SourceRecords(
        name,
        sha256,
        kind,
        unit,
        modified,
        tables=[Table(t[0], t[1], _FORMS[t[2]], *t[3:]) for t in head["tables"]],
        not_data=[NotData(*line) for line in head["not_data"]],
        issues=[unpacked_issue(item) for item in head["issues"]],
    )
    counted = {(_FORMS[form], unit, STATUSES[s]): n for form, unit, s, n in head["tally"]}
    stretches = tuple(_stretches(head["stretches"], rest))
    return source, PackedRows(Tally(counted), tuple(head["ids"]), stretches)


def _stretches(said: list[tuple[str, int, int, int]], data: bytes) -> Iterator[Stretch]:
    start = 0
    for form, table, noted, length in said:
        yield Stretch(_FORMS[form], table, noted, data[start : start + length])
        start += length
