"""One thing that provision does in a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass

from sheets_sync.provision.json_types import Json


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do in a spreadsheet, as a sentence for people and as requests for Google."""

    said: str
    requests: tuple[Json, ...]
