"""Finds every record that was edited, removed or inserted, and names it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from campaign.ledger.chain import COLUMNS, GENESIS, hash_of
from campaign.ledger.contents import digest_of, unpack
from campaign.ledger.found import Anchor, Fault, Verified, Wrong
from campaign.ledger.refusals import LedgerError
from campaign.ledger.tables import CONTENT, RECORD
from campaign.ledger.times import moment
from campaign.office_time import to_office

_BATCH, _FILES = 5_000, 100
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
    """The state of one pass over the chain."""

    prev: str = GENESIS
    expected: int = 1
    records: int = 0
    faults: list[Fault] = field(default_factory=list)

    def take(self, row: tuple[Any, ...]) -> None:
        """Check one record: its number, its own hash, its link."""
        seq, digest = row[1], row[-1]
        self.records += 1
        if seq != self.expected:
            self._gap(seq)
        elif row[0] != self.prev:
            self._say(Wrong.BROKEN, seq, f"{_named(row)} không nối tiếp bản ghi {seq - 1}.")
        if hash_of(row[:-1]) != digest:
            self._say(Wrong.EDITED, seq, f"{_named(row)} đã bị sửa sau khi ghi.")
        self.prev, self.expected = digest, seq + 1

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
    for row in _records(connection):
        check.take(row)
        if anchor is not None and row[1] == anchor.seq:
            at_anchor = row[-1]
    end = Anchor(check.expected - 1, check.prev)
    if anchor is not None:
        check.faults += _against(anchor, end, at_anchor)
    kept, wrong = _contents(connection)
    check.faults += wrong
    return Verified(check.records, kept, end, tuple(check.faults))


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


def _contents(connection: Connection) -> tuple[int, list[Fault]]:
    """Check every kept value against its hash, and that none that is named is gone."""
    query = select(CONTENT.c.sha256, CONTENT.c.packing, CONTENT.c.data)
    kept, edited = 0, []
    for row in connection.execution_options(yield_per=_FILES).execute(query):
        kept += 1
        if not _is_whole(*row):
            edited.append(row.sha256)
    named = select(RECORD.c.content, func.min(RECORD.c.seq).label("seq")).group_by(RECORD.c.content)
    there = select(CONTENT.c.sha256).where(CONTENT.c.sha256 == RECORD.c.content).exists()
    gone = named.where(RECORD.c.content.is_not(None), ~there).order_by("seq")
    faults = []
    for start in range(0, len(edited), _FILES):
        some = edited[start : start + _FILES]
        first = dict(map(tuple, connection.execute(named.where(RECORD.c.content.in_(some)))))
        faults += [_of_content(digest, first.get(digest, 0), "sửa") for digest in some]
    faults += [_of_content(row.content, row.seq, "xóa") for row in connection.execute(gone)]
    return kept, faults


def _is_whole(digest: str, packing: str, data: bytes) -> bool:
    try:
        return digest_of(unpack(packing, data)) == digest
    except zlib.error:
        return False


def _of_content(digest: str, seq: int, what: str) -> Fault:
    sentence = f"Nội dung tệp của bản ghi {seq} ({digest[:12]}…) đã bị {what}."
    return Fault(Wrong.CONTENT, seq, sentence)


def _named(row: tuple[Any, ...]) -> str:
    """A record as a person would find it: number, kind, time, whose."""
    kind = _KINDS.get(row[2], row[2])
    whose = row[6] or row[5] or row[7] or ""
    try:
        when = f" lúc {to_office(moment(row[3])):%d/%m/%Y %H:%M:%S}"
    except ValueError:
        when = ""
    return f"Bản ghi {row[1]} ({kind}{when}{', ' if whose else ''}{whose})"


_KINDS = {
    "observation": "lần đọc",
    "unchanged": "lần xem không đổi",
    "receipt": "biên nhận",
    "decision": "quyết định",
    "job": "lần chạy",
}
