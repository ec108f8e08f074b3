"""Goes through the chain of records, and names each that was edited, removed or inserted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from campaign.ledger.chain import COLUMNS, GENESIS, hash_of
from campaign.ledger.engines import any_text
from campaign.ledger.entry import Kind
from campaign.ledger.found import Anchor, Fault, Wrong
from campaign.ledger.said import said_by_driver
from campaign.ledger.tables import RECORD
from campaign.ledger.times import moment
from campaign.office_time import to_office

_BATCH = 5_000


@dataclass(slots=True)
class Check:
    """The state of one pass over the chain.

    Attributes:
        books: Hashes of the workbooks that decisions stand on, with each one's first record.
        notes: What was noticed and mended by the program itself.
    """

    prev: str = GENESIS
    expected: int = 1
    records: int = 0
    books: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def end(self) -> Anchor:
        """The last record that was checked."""
        return Anchor(self.expected - 1, self.prev)

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
        elif row[2] == Kind.GUARDS:
            self._mended(row)
        self.prev, self.expected = digest, seq + 1

    def _mended(self, row: tuple[Any, ...]) -> None:
        """Note what a record of guards says."""
        try:
            names = ", ".join(f"“{name}”" for name in json.loads(row[10])["remade"])
            when = f"{to_office(moment(row[4])):%d/%m/%Y %H:%M}"
        except (ValueError, TypeError, LookupError, OverflowError):
            self._say(Wrong.EDITED, row[1], f"{_named(row)} không phải do phần mềm ghi.")
            return
        self.notes.append(
            f"Khóa {names} từng bị gỡ; phần mềm dựng lại lúc {when} (bản ghi {row[1]}). Với điều "
            "được ghi trước lúc ấy, hãy đối chiếu mốc đã in trước đó bằng --anchor, và hỏi người "
            "phụ trách máy vì sao khóa bị gỡ."
        )

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


def checked(connection: Connection) -> Iterator[tuple[Check, tuple[Any, ...]]]:
    """The state of the check after each record, with the record's columns and hash.

    Where the database gives no more, the last state says so, without a record.
    """
    check = Check()
    with any_text(connection):
        try:
            for row in _records(connection):
                check.take(row)
                yield check, row
        except SQLAlchemyError as error:
            check.stop(f"từ bản ghi {check.expected} trở đi", error)
            yield check, ()


def first_fault(connection: Connection) -> Fault | None:
    """The first thing wrong with the chain."""
    found = (check.faults[0] for check, _ in checked(connection) if check.faults)
    return next(found, None)


def edited(row: tuple[Any, ...]) -> str:
    """Why a record is not as it was written, as a sentence; empty when it is.

    Args:
        row: Its columns in the order of ``COLUMNS``, then its hash.
    """
    return "" if _hash_of(row) == row[-1] else f"{_named(row)} đã bị sửa sau khi ghi."


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


def _named(row: tuple[Any, ...]) -> str:
    """A record as a person would find it: number, kind, time, whose."""
    kind = _KINDS.get(row[2], row[2]) if isinstance(row[2], str) else "không rõ loại"
    whose = next((one for one in (row[6], row[5], row[7]) if one and isinstance(one, str)), "")
    try:
        when = f" lúc {to_office(moment(row[3])):%d/%m/%Y %H:%M:%S}"
    except (ValueError, TypeError, AttributeError, OverflowError):
        when = ""
    return f"Bản ghi {row[1]} ({kind}{when}{', ' if whose else ''}{whose})"


_KINDS = {
    "observation": "lần đọc",
    "unchanged": "lần xem không đổi",
    "receipt": "biên nhận",
    "decision": "quyết định",
    "job": "lần chạy",
    "guards": "dựng lại khóa",
}
