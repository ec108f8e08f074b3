"""A source's rows as sightings: what the ledger remembers of each."""

from __future__ import annotations

from hashlib import blake2b

from campaign.judging.facts import is_complete
from campaign.ledger.chain import canonical
from campaign.ledger.events import Sighting
from campaign.records import Row, SourceRecords, Status


def sightings(source: SourceRecords) -> tuple[Sighting, ...]:
    """Every row of a source; a rejected one counts towards nothing."""
    return tuple(
        Sighting(
            row.id,
            row.form.value,
            row.status is not Status.REJECTED and is_complete(row),
            _digest(row),
            row.unit,
        )
        for row in source.rows
    )


def _digest(row: Row) -> str:
    said = canonical([row.status.value, row.values])
    return blake2b(said.encode("ascii"), digest_size=8).hexdigest()
