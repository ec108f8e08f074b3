"""Moments as a ledger writes them: UTC, to the microsecond, in an order that text keeps."""

from __future__ import annotations

from datetime import UTC, datetime


def written(moment: datetime) -> str:
    """An aware moment as text; ``ValueError`` for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a ledger takes aware moments only")
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    return f"{moment.isoformat(timespec='microseconds')[:-6]}Z"


def moment(text: str) -> datetime:
    """The moment that ``written`` wrote."""
    return datetime.fromisoformat(text)
