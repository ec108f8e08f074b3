"""Finds every record that was edited, removed or inserted, and names it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from campaign.ledger.chain import COLUMNS, GENESIS, hash_of
from campaign.ledger.engines import said_by_driver
from campaign.ledger.entry import Kind
from campaign.ledger.found import Anchor, Fault, Verified, Wrong
from campaign.ledger.refusals import LedgerError
from campaign.ledger.tables import RECORD
from campaign.ledger.times import moment
from campaign.ledger.verifying_contents import check_contents
from campaign.office_time import to_office

_BATCH = 5_000
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


@dataclass(slots=True)
class _Check:
    """The state of one pass over the chain.

    Attributes:
        books: Hashes of the workbooks that decisions stand on, with each one's first record.
    """

    prev: str = GENESIS
    expected: int = 1
    records: int = 0
    books: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def take(self, row: tuple[Any, ...]) -> None:
        """Check one record: its number, its own hash, its link."""
        seq, digest = row[1], row[-1]
        self.records += 1
        if seq != self.expected:
            self._gap(seq)
        elif row[0] != self.prev:
            self._say(Wrong.BROKEN, seq, f"{_named(row)} không nối tiếp bản ghi {seq - 1}.")
        if _hash_of(row) != digest:
            self._say(Wrong.EDITED, seq, f"{_named(row)} đã bị sửa sau khi ghi.")
        elif row[2] == Kind.DECISION:
            before = json.loads(row[10]).get("workbook_before")
            if before:
                self.books.setdefault(before, seq)
        self.prev, self.expected = digest, seq + 1

    def stop(self, what: str, error: SQLAlchemyError) -> None:
        """Note that the database itself gives no more."""
        why = said_by_driver(error)
        self._say(Wrong.DAMAGED, self.expected, f"Không đọc được {what}: kho dữ liệu hỏng ({why}).")

    def _gap(self, seq: int) -> None:
        if seq < self.expected:
            self._say(Wrong.EDITED, seq, f"Bản ghi {seq} không thuộc chuỗi: bị chèn từ ngoài.")
            return
        missing = f"{self.expected}" if seq - 1 == self.expected else f"{self.expected}–{seq - 1}"
        self._say(Wrong.REMOVED, self.expected, f"Bản ghi {missing} đã bị xóa.")

    def _say(self, wrong: Wrong, seq: int, sentence: str) -> None:
        self.faults.append(Fault(wrong, seq, sentence))


def verify(connection: Connection, anchor: Anchor | None = None) -> Verified:
    """Check the whole ledger, and an anchor printed earlier when one is given.

    Records and contents pass by a batch at a time: memory does not grow with their number.
    """
    check = _Check()
    at_anchor = ""
    kept = 0
    with _any_text(connection):
        try:
            for row in _records(connection):
                check.take(row)
                if anchor is not None and row[1] == anchor.seq:
                    at_anchor = row[-1]
        except SQLAlchemyError as error:
            check.stop(f"từ bản ghi {check.expected} trở đi", error)
            return Verified(check.records, kept, _end(check), tuple(check.faults))
        if anchor is not None:
            check.faults += _against(anchor, _end(check), at_anchor)
        try:
            kept, wrong = check_contents(connection, check.books)
        except SQLAlchemyError as error:
            check.stop("nội dung tệp đang giữ", error)
        else:
            check.faults += wrong
    return Verified(check.records, kept, _end(check), tuple(check.faults))


def _end(check: _Check) -> Anchor:
    return Anchor(check.expected - 1, check.prev)


@contextmanager
def _any_text(connection: Connection) -> Iterator[None]:
    """Let SQLite give bytes that are no text as text that is wrong, not as an error."""
    driver: Any = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    before = driver.text_factory
    driver.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = before


def _hash_of(row: tuple[Any, ...]) -> str:
    """A record's hash by its columns; empty where one of them is not even text."""
    try:
        return hash_of(row[:-1])
    except TypeError:
        return ""


def _records(connection: Connection) -> Iterator[tuple[Any, ...]]:
    columns = [RECORD.c[name] for name in (*COLUMNS, "hash")]
    query = select(*columns).order_by(RECORD.c.seq)
    found = connection.execution_options(yield_per=_BATCH).execute(query)
    for part in found.partitions():
        yield from map(tuple, part)


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


def _named(row: tuple[Any, ...]) -> str:
    """A record as a person would find it: number, kind, time, whose."""
    kind = _KINDS.get(row[2], row[2]) if isinstance(row[2], str) else "không rõ loại"
    whose = next((one for one in (row[6], row[5], row[7]) if one and isinstance(one, str)), "")
    try:
        when = f" lúc {to_office(moment(row[3])):%d/%m/%Y %H:%M:%S}"
    except (ValueError, TypeError, AttributeError):
        when = ""
    return f"Bản ghi {row[1]} ({kind}{when}{', ' if whose else ''}{whose})"


_KINDS = {
    "observation": "lần đọc",
    "unchanged": "lần xem không đổi",
    "receipt": "biên nhận",
    "decision": "quyết định",
    "job": "lần chạy",
}
