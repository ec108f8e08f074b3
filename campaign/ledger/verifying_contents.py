"""Checks what a ledger keeps beside its records: each value whole, named, and there."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from campaign.ledger.contents import PIECES, known, whole
from campaign.ledger.damage import content_sentence
from campaign.ledger.found import Fault, Wrong
from campaign.ledger.pieces import hashes, unlisted
from campaign.ledger.tables import CONTENT, RECORD

_BATCH = 100


def check_contents(
    connection: Connection, books: Mapping[str, int], *, pieces: bool = True
) -> tuple[int, list[Fault]]:
    """How many values are kept, and what is wrong with them.

    Args:
        connection: The ledger.
        books: Hashes of the workbooks that decisions stand on, with each one's first record.
        pieces: Whether there is a table of pieces: without it a value in pieces is lost.
    """
    query = select(CONTENT.c.sha256, CONTENT.c.packing, CONTENT.c.data)
    kept, edited = 0, []
    listed: set[str] = set()
    for row in connection.execution_options(yield_per=_BATCH).execute(query):
        kept += 1
        if (row.packing == PIECES and not pieces) or whole(connection, *row) is None:
            edited.append(row.sha256)
        if row.packing == PIECES and isinstance(row.data, bytes):
            listed.update(hashes(row.data))
    faults = [_of_content(digest, seq, "sửa") for digest, seq in _named(connection, edited, books)]
    faults += [_of_content(digest, seq, "xóa") for digest, seq in _gone(connection, books)]
    loose = unlisted(connection, listed) if pieces else set()
    return kept, faults + _unnamed(connection, books) + _no_record(sorted(loose))


def _named(
    connection: Connection, digests: list[str], books: Mapping[str, int]
) -> list[tuple[str, int]]:
    """Values that a record names, with the first record that does."""
    found: dict[str, int] = {one: books[one] for one in digests if one in books}
    query = select(RECORD.c.content, func.min(RECORD.c.seq)).group_by(RECORD.c.content)
    for start in range(0, len(digests), _BATCH):
        some = digests[start : start + _BATCH]
        found |= dict(map(tuple, connection.execute(query.where(RECORD.c.content.in_(some)))))
    return list(found.items())


def _gone(connection: Connection, books: Mapping[str, int]) -> list[tuple[str, int]]:
    """Values that are named and not kept, by their first record."""
    there = select(CONTENT.c.sha256).where(CONTENT.c.sha256 == RECORD.c.content).exists()
    query = select(RECORD.c.content, func.min(RECORD.c.seq)).group_by(RECORD.c.content)
    found = connection.execute(query.where(RECORD.c.content.is_not(None), ~there))
    lost = {digest: seq for digest, seq in found}  # noqa: C416 - rows are no pairs
    lost |= {one: books[one] for one in books.keys() - known(connection, books)}
    return sorted(lost.items(), key=lambda item: item[1])


def _unnamed(connection: Connection, books: Mapping[str, int]) -> list[Fault]:
    """Values that no record names: content and record are written in one transaction."""
    named = select(RECORD.c.content).where(RECORD.c.content.is_not(None))
    query = select(CONTENT.c.sha256).except_(named)
    return _no_record(sorted(set(connection.execute(query).scalars()) - books.keys()))


def _no_record(found: list[str]) -> list[Fault]:
    if not found:
        return []
    sentence = (
        f"{len(found)} nội dung tệp không thuộc bản ghi nào ({found[0][:12]}…): các bản ghi ấy đã "
        "bị xóa, hoặc nội dung bị chèn từ ngoài."
    )
    return [Fault(Wrong.UNNAMED, 0, sentence)]


def _of_content(digest: str, seq: int, what: str) -> Fault:
    return Fault(Wrong.CONTENT, seq, content_sentence(digest, seq, what))
