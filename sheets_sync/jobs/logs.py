"""One line of JSON a run: what was done and how long it took; no names, addresses or cells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from campaign.errors import why_not

LARGEST = 1_000_000
"""Bytes after which the file is put aside; the one before it is dropped."""


def log_file(state: Path, job: str) -> Path:
    """Where a job's lines stand."""
    return state / "logs" / f"{job}.jsonl"


def note(state: Path, job: str, at: datetime, outcome: str, detail: Mapping[str, object]) -> None:
    """Append a line; where that can't be written the run itself matters more."""
    line = {"at": at.isoformat(), "job": job, "outcome": outcome, **detail}
    path = log_file(state, job)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LARGEST:
            path.replace(path.with_suffix(".1.jsonl"))
        with path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        import sys

        sys.stderr.write(f"Không ghi được nhật ký {path.name} ({why_not(error)}).\n")
