"""Turns what a damaged ledger makes of a question into one sentence that names the record."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from campaign.ledger.chain import COLUMNS, canonical
from campaign.ledger.contents import LostError
from campaign.ledger.entry import Kind
from campaign.ledger.refusals import LedgerError, damaged
from campaign.ledger.tables import RECORD
from campaign.ledger.verifying_chain import edited, first_fault

UNUSABLE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a record raises that is not what the ledger wrote."""

WHOLE = tuple(RECORD.c[name] for name in (*COLUMNS, "hash"))
"""All columns of a record, for ``sound``."""


class EditedError(Exception):
    """A record is not as it was written; the argument is the sentence that says so."""


def sound(row: Row[Any]) -> Any:  # noqa: ANN401 - any plain JSON value
    """The body of a record that was asked for with ``WHOLE``.

    Raises:
        EditedError: the record was edited after it was written.
    """
    why = edited(tuple(row))
    if why:
        raise EditedError(why)
    return json.loads(row.body)


def named(connection: Connection, place: str, error: Exception) -> LedgerError | None:
    """What a failed question comes to.

    Args:
        connection: Another one than the question's, which may be spoilt.
        place: The ledger, as it may be shown.
        error: One of ``UNUSABLE``, or what this module or ``contents`` raises, or a database's.

    Returns:
        ``None`` when the ledger is not to blame.
    """
    if isinstance(error, LostError):
        return damaged(place, content_sentence(error.digest, _first(connection, error), error.what))
    if isinstance(error, EditedError):
        return damaged(place, str(error))
    found = first_fault(connection)
    return None if found is None else damaged(place, found.sentence)


def is_text(error: SQLAlchemyError) -> bool:
    """Whether a database failed at a value that is no text: the database itself is sound."""
    return isinstance(error, DatabaseError) and "Could not decode to UTF-8" in str(error.orig)


def content_sentence(digest: str, seq: int, what: str) -> str:
    """What became of a kept value, as a sentence.

    Args:
        digest: Its hash.
        seq: The first record that names it; 0 when none does.
        what: ``sửa`` or ``xóa``.
    """
    whose = f"của bản ghi {seq} " if seq else "không thuộc bản ghi nào "
    return f"Nội dung tệp {whose}({digest[:12]}…) đã bị {what}."


def _first(connection: Connection, lost: LostError) -> int:
    """The first record that names a value: in its column, or as the workbook of a decision."""
    before = canonical({"workbook_before": lost.digest}).strip("{}")
    inside = RECORD.c.body.contains(before) & (RECORD.c.kind == Kind.DECISION)
    query = select(func.min(RECORD.c.seq)).where(or_(RECORD.c.content == lost.digest, inside))
    return int(connection.execute(query).scalar_one_or_none() or 0)
