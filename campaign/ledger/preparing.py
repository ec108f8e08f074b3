"""A ledger made ready for what it is opened for."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Engine

from campaign.ledger.engines import appending, lock_schema
from campaign.ledger.migrations import STEPS, applied, migrate
from campaign.ledger.refusals import altered, missing, newer
from campaign.ledger.schema import steps_missing


class Purpose(StrEnum):
    """What a ledger is opened for.

    Only to be written on is one of an earlier version brought up to date. To be read it is taken
    as it is: what later versions add has no part in what it holds already.
    """

    WRITING = "writing"
    READING = "reading"
    VERIFYING = "verifying"
    """As reading, but one whose schema was altered opens too."""


def prepare(engine: Engine, place: str, purpose: Purpose, now: str, *, create: bool) -> None:
    """Look what a ledger is, and take the steps that are missing where it is to be written on.

    Args:
        engine: Its database.
        place: Path or URL as it may be shown.
        purpose: What it is opened for.
        now: When steps are taken, as the ledger writes moments.
        create: Whether one that is not there is made.

    Raises:
        LedgerError: it is not there, was altered, or a later version wrote it.
        SQLAlchemyError: the database refuses.
    """
    with engine.connect() as connection, connection.begin():
        lock_schema(connection)  # what another process begins is seen whole or not at all
        done, lost = applied(connection), steps_missing(connection)
    for name in done:
        if name not in STEPS:
            raise newer(place, name)
    if done == list(STEPS):
        return
    if not done and not lost and not create:
        raise missing(place)
    if purpose is Purpose.VERIFYING:
        return
    if lost:
        raise altered(place, lost)
    if purpose is Purpose.READING:
        return
    with appending(engine) as connection, connection.begin():
        lock_schema(connection)
        migrate(connection, now)
