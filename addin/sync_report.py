"""What a sync came to, or would do, as JSON: its own part first, then the report of the run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from addin.syncing import SyncOutcome
    from sheets_sync.sync.plan import Item


def sync_report(outcome: SyncOutcome) -> Iterator[str]:
    """The report of the run under one more key, ``sync``; that alone where nothing was judged."""
    yield f'{{\n"sync": {json.dumps(_part(outcome), ensure_ascii=False)}'
    if outcome.run is None:
        yield "\n}\n"
        return
    pieces = outcome.run.report()
    next(pieces)  # the brace that opens the report
    yield ","
    yield from pieces


def plan_report(plan: Sequence[Item]) -> Iterator[str]:
    """A plan: what would be done of each unit, and why."""
    lines = [
        {
            "unit": item.unit.id if item.unit else None,
            "file": item.file.id if item.file else None,
            "deed": item.deed.value,
            "why": item.why.value or None,
            "modified": item.file.modified if item.file else None,
        }
        for item in plan
    ]
    yield json.dumps({"plan": lines}, ensure_ascii=False, indent=1) + "\n"


def _part(outcome: SyncOutcome) -> dict[str, Any]:
    synced = outcome.synced
    return {
        "complete": outcome.complete,
        "started": synced.started.isoformat(),
        "units": [
            {
                "unit": look.item.unit.id if look.item.unit else None,
                "file": look.item.file.id if look.item.file else None,
                "finding": look.finding.value,
                "sentence": look.sentence or None,
            }
            for look in synced.looks
        ],
        "strangers": [item.who for item in synced.plan if item.unit is None],
        "answered": [
            {
                "unit": one.look.item.unit.id if one.look.item.unit else None,
                "cells": one.cells,
                "error": str(one.error) if one.error is not None else None,
            }
            for one in outcome.pushed
            if one.cells or one.error is not None
        ],
    }
