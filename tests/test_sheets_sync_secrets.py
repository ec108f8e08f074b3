"""Whatever is asked and whatever fails, no secret is told to anybody."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from sheets_sync.gsheets.errors import GoogleError
from tests.sheets_office import UNITS, Office, new_office

WARD = UNITS[0]


def secrets_of(office: Office) -> list[bytes]:
    """The private key's middle, and every token that was handed out."""
    key = json.loads(office.key.read_text())["private_key"]
    return [key[60:120].encode(), *(token.encode() for token in office.box.world.tokens)]


def test_secrets_stand_in_no_log_error_ledger_workbook_or_report(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    with new_office(tmp_path, UNITS[:1]) as office:
        office.fill(WARD, "Một cửa")
        outcome = office.later(every="15m")
        assert outcome.run is not None
        said = ["".join(outcome.run.report())]
        for kind in ("500", "429", "drop-after", "truncated", "expired-token"):
            office.box.faults.add(kind, name="drive")
            with pytest.raises(GoogleError) as caught:
                office.later()
            said += [str(caught.value), repr(caught.value), repr(caught.value.__context__)]
            office.box.faults.clear()
        captured = capsys.readouterr()
        said += [caplog.text, captured.out, captured.err]
        everything = "\n".join(said).encode()
        for path in tmp_path.rglob("*"):
            if (path.is_file() and path.suffix != ".json") or path.name.startswith("seen-"):
                everything += path.read_bytes()
        secrets = secrets_of(office)
        assert len(secrets) > 3
        assert [secret for secret in secrets if secret in everything] == []


def test_the_log_of_runs_holds_no_address_and_no_cell(tmp_path: Path) -> None:
    with new_office(tmp_path, UNITS[:1]) as office:
        office.fill(WARD, "Một cửa rất riêng")
        office.later(every="15m")
        text = (tmp_path / "state" / "logs" / "sync.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["outcome"] for line in lines] == ["complete"]
    assert "@" not in text
    assert "Một cửa" not in text
