"""How a record is hashed: the one definition of the chain, repeated in ``docs/ledger.md``.

A record's hash is SHA-256 over the JSON array of its columns in the order of ``COLUMNS``: ASCII
only, no spaces, ``null`` for what is absent. The first of them is the hash of the record before.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

COLUMNS = (
    "prev", "seq", "kind", "at", "written", "source", "unit", "run", "content", "tag", "body",
)  # fmt: skip
"""The columns that a hash covers, in order."""

GENESIS = "0" * 64
"""What stands for the hash before the first record."""

quoted = json.encoder.encode_basestring_ascii
"""A text as JSON writes it, in ASCII."""
_canonical = json.JSONEncoder(separators=(",", ":"), sort_keys=True, allow_nan=False).encode


def canonical(value: Any) -> str:  # noqa: ANN401 - any plain JSON value
    """Plain values as the one text they are kept as: ASCII, sorted keys, no spaces."""
    return _canonical(value)


def hash_of(columns: Sequence[Any]) -> str:
    """The hash of a record, from its columns in the order of ``COLUMNS``.

    The array is written by hand, because a million records are to be checked in seconds.
    """
    prev, seq, kind, at, written, source, unit, run, content, tag, body = columns
    said = (
        f"[{quoted(prev)},{seq},{quoted(kind)},{quoted(at)},{quoted(written)},"
        f"{'null' if source is None else quoted(source)},"
        f"{'null' if unit is None else quoted(unit)},"
        f"{'null' if run is None else quoted(run)},"
        f"{'null' if content is None else quoted(content)},"
        f"{'null' if tag is None else quoted(tag)},{quoted(body)}]"
    )
    return sha256(said.encode("ascii")).hexdigest()


def storable(text: str) -> str:
    """Text that any database takes: lone surrogates and NUL are spelled out."""
    if text.isascii() and "\x00" not in text:
        return text
    return text.encode("utf-8", "backslashreplace").decode().replace("\x00", "\\x00")
