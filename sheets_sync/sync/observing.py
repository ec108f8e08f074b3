"""A look at a spreadsheet as the ledger is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from campaign.ledger.events import Door, Observation, Outcome
from campaign.ledger.found import Snapshot
from campaign.ledger.sightings import sightings
from campaign.records import SourceRecords
from sheets_sync.sync.plan import Item
from sheets_sync.sync.reading import Kept, shown_name


@dataclass(frozen=True, slots=True)
class Content:
    """A spreadsheet's content as read."""

    data: bytes
    cells: str
    kept: Kept
    records: SourceRecords


def observation_of(
    item: Item,
    content: Content,
    at: datetime,
    outcome: Outcome = Outcome.READ,
    reason: str = "",
) -> Observation:
    """What the ledger is told of a spreadsheet that was fetched."""
    file = item.file
    return Observation(
        item.source,
        item.unit.id if item.unit else None,
        content.records.name,
        at,
        content.kept.source.sha256,
        Door.SHEETS,
        content.data,
        sightings(content.records) if outcome is Outcome.READ else (),
        outcome,
        reason,
        _moment(file.modified) if file else None,
        file.editor if file else "",
        version_of(item),
        "empty" if outcome is Outcome.EMPTY else "",
    )


def unreadable(
    item: Item, sentence: str, code: str, at: datetime, last: Snapshot | None
) -> Observation | None:
    """A record, unless the last one says the same."""
    if last is not None and (last.outcome, last.reason) == (Outcome.UNREADABLE, sentence):
        return None
    return Observation(
        item.source,
        item.unit.id if item.unit else None,
        shown_name(item.who),
        at,
        "",
        Door.SHEETS,
        outcome=Outcome.UNREADABLE,
        reason=sentence,
        version=version_of(item),
        code=code,
    )


def version_of(item: Item) -> str:
    """Google's version at the listing before it was read."""
    return item.file.version if item.file else ""


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
