"""Finds everything that is not as the ledger wrote it, and names it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from campaign.ledger.engines import any_text
from campaign.ledger.found import Anchor, Fault, Verified, Wrong
from campaign.ledger.refusals import LedgerError
from campaign.ledger.schema import check_schema, tables_there
from campaign.ledger.tables import CONTENT, PIECE, RECORD
from campaign.ledger.verifying_chain import Check, checked
from campaign.ledger.verifying_contents import check_contents

_SHORTEST_ANCHOR = 16


def parse_anchor(text: str) -> Anchor:
    """An anchor as it was printed.

    Raises:
        LedgerError: it is none.
    """
    number, _, digest = text.strip().partition("-")
    hexadecimal = set(digest) <= set("0123456789abcdef")
    if not number.isdigit() or len(digest) < _SHORTEST_ANCHOR or not hexadecimal:
        raise LedgerError(
            f"“{text}” không phải là mốc của sổ theo dõi. Hãy chép nguyên mốc in trong sổ tổng "
            "hợp, dạng 1234-9f86d081884c7d65…"
        )
    return Anchor(int(number), digest)


def verify(connection: Connection, anchor: Anchor | None = None) -> Verified:
    """Check the whole ledger, and an anchor printed earlier when one is given.

    Records and contents pass by a batch at a time: memory does not grow with their number.
    """
    schema, there = check_schema(connection), tables_there(connection)
    found = _checked(connection, there, anchor)
    return replace(found, faults=(*schema, *found.faults))


def _checked(connection: Connection, there: frozenset[str], anchor: Anchor | None) -> Verified:
    """What is wrong with what the tables hold, as far as they are there."""
    check = Check()
    at_anchor = ""
    kept = 0
    records = checked(connection) if RECORD.name in there else ()
    for state, row in records:
        check = state
        if not row:
            return _verified(check, kept)
        if anchor is not None and row[1] == anchor.seq:
            at_anchor = row[-1]
    if anchor is not None and RECORD.name in there:
        check.faults += _against(anchor, check.end, at_anchor)
    if not {RECORD.name, CONTENT.name} <= there:
        return _verified(check, kept)
    try:
        with any_text(connection):
            kept, wrong = check_contents(connection, check.books, pieces=PIECE.name in there)
    except SQLAlchemyError as error:
        check.stop("nội dung tệp đang giữ", error)
    else:
        check.faults += wrong
    return _verified(check, kept)


def _verified(check: Check, kept: int) -> Verified:
    return Verified(check.records, kept, check.end, tuple(check.faults), tuple(check.notes))


def _against(anchor: Anchor, end: Anchor, found: str) -> list[Fault]:
    if anchor.seq > end.seq:
        sentence = (
            f"Sổ chỉ còn đến bản ghi {end.seq}, trong khi mốc đã in là bản ghi {anchor.seq}: "
            f"phần cuối đã bị cắt."
        )
        return [Fault(Wrong.TRUNCATED, anchor.seq, sentence)]
    if anchor.seq and not found.startswith(anchor.hash):
        sentence = (
            f"Bản ghi {anchor.seq} không khớp mốc đã in: chuỗi đã bị viết lại từ bản ghi này "
            "hoặc trước đó."
        )
        return [Fault(Wrong.REWRITTEN, anchor.seq, sentence)]
    return []
