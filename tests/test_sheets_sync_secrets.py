"""Whatever is asked and whatever fails, no secret is told to anybody."""

from __future__ import annotations

import json
import logging
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from addin.syncing import run_sync
from campaign.errors import ThiduaError
from campaign.ledger.pieces import hashes
from sheets_sync.gsheets.accounts import SYNC_SCOPES, read_account
from sheets_sync.gsheets.connect import connect
from sheets_sync.redirect import redirect
from tests.sheets_office import UNITS, Office, new_office, quiet

WARD = UNITS[0]
PASSWORD = "mat-khau-cua-so-4711"
PERSON = "can.bo@sandbox.test"


def secrets_of(office: Office) -> list[bytes]:
    """Every line of the private key, refresh tokens, every bearer token, the ledger's password."""
    key = json.loads(office.key.read_text())["private_key"].splitlines()[1:-2]
    accounts = office.box.world.accounts.values()
    words = [*key, PASSWORD, *office.box.world.tokens, *(one.refresh_token for one in accounts)]
    return [word.encode() for word in words if word]


def inside(data: bytes) -> Iterator[bytes]:
    """Bytes, and what they hold packed: parts of a workbook, contents of the ledger."""
    yield data
    try:
        yield from inside(zlib.decompress(data))
    except zlib.error:
        if zipfile.is_zipfile(BytesIO(data)) and data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(BytesIO(data)) as packed:
                for name in packed.namelist():
                    yield from inside(packed.read(name))


def records(database: Path) -> Iterator[bytes]:
    """Every value of every table, and every workbook that is kept in pieces."""
    with sqlite3.connect(database) as opened:
        tables = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in opened.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - its own names
                yield from (v if isinstance(v, bytes) else str(v).encode() for v in row)
        if ("piece",) in tables:
            yield from whole_books(opened)


def whole_books(ledger: sqlite3.Connection) -> Iterator[bytes]:
    kept = dict(ledger.execute("SELECT sha256, data FROM piece"))
    for (listed,) in ledger.execute("SELECT data FROM content WHERE packing = 'pieces'"):
        yield b"".join(kept[digest] for digest in hashes(listed))


def left_behind(folder: Path) -> Iterator[bytes]:
    """Everything in the office's folder but the credentials themselves."""
    for path in folder.rglob("*"):
        if not path.is_file() or (path.parent == folder and path.suffix == ".json"):
            continue
        for piece in (path.read_bytes(), *(records(path) if path.suffix == ".sqlite" else ())):
            yield from inside(piece)


def failing(office: Office) -> Iterator[str]:
    """What is said when things go wrong: Google fails, logins and ledgers are refused."""
    for kind in ("500", "429", "drop-after", "truncated", "expired-token"):
        office.box.faults.add(kind, name="drive")
        yield said(office.later)
        yield said(office.provision)
        office.box.faults.clear()
    person = office.folder / "person.json"
    person.write_text(json.dumps(office.box.key(PERSON)), "utf-8")
    refused = office.folder / "refused.json"
    refused.write_text(
        person.read_text().replace(office.box.key(PERSON)["refresh_token"], "x" * 40)
    )
    cut = office.folder / "cut.json"
    cut.write_text(office.key.read_text().replace("MII", "MIJ", 1))
    for path in (person, refused, cut):
        yield said(lambda path=path: run_sync(office.request(), [way(office, path)], quiet))
    for place in (
        f"postgresql://u:{PASSWORD}@127.0.0.1:1/none",
        f"postgresql://127.0.0.1:1/none?user=u&password={PASSWORD}",
        f"mysql://u:{PASSWORD}@h/none",
    ):
        yield said(lambda place=place: office.sync(ledger=place))


def way(office: Office, path: Path):  # noqa: ANN201 - as ``connect`` gives it
    return connect(
        read_account(path),
        SYNC_SCOPES,
        clock=office.clock(),
        mount=lambda session: redirect(session, office.box.base) and None,
    )


def said(work) -> str:  # noqa: ANN001 - any call without arguments
    """All that an error says, also to those who look behind it."""
    try:
        work()
    except ThiduaError as error:
        return f"{error} {error!r} {error.__context__!r} {error.__cause__!r}"
    return ""


def test_secrets_stand_in_no_log_error_ledger_workbook_or_report(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with new_office(tmp_path, UNITS[:1]) as office:
        office.provision()
        office.fill(WARD, "Một cửa")
        outcome = office.later(every="15m")
        assert outcome.run is not None
        texts = ["".join(outcome.run.report()), *failing(office)]
        assert sum(bool(text) for text in texts) == 16
        captured = capsys.readouterr()
        texts += [caplog.text, captured.out, captured.err]
        pieces = [text.encode() for text in texts] + list(left_behind(tmp_path))
        secrets = secrets_of(office)
    assert len(secrets) > 25
    assert any("Một cửa".encode() in piece for piece in pieces)
    assert [secret for secret in secrets for piece in pieces if secret in piece] == []


def test_the_log_of_runs_holds_no_address_and_no_cell(tmp_path: Path) -> None:
    with new_office(tmp_path, UNITS[:1]) as office:
        office.fill(WARD, "Một cửa rất riêng")
        office.later(every="15m")
        text = (tmp_path / "state" / "logs" / "sync.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["outcome"] for line in lines] == ["complete"]
    assert "@" not in text
    assert "Một cửa" not in text
