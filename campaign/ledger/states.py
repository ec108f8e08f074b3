"""The rows of a source as last seen, and what changed since: all that an observation records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from campaign.ledger.events import Observation, Outcome


class RowState(NamedTuple):
    """One row as last seen; ``unit`` is filled in."""

    form: str
    unit: str | None
    complete: bool
    digest: str


State = dict[str, RowState]
"""Rows by their id."""


class Changes(NamedTuple):
    """What turns one state into another: rows that are new or changed, and ids no longer there."""

    rows: tuple[tuple[str, RowState], ...] = ()
    gone: tuple[str, ...] = ()


NO_CHANGES = Changes()


def state_of(observation: Observation) -> State:
    """The rows an observation saw; where an id stands twice the last is meant."""
    unit = observation.unit
    return {s.row: RowState(s.form, s.unit or unit, s.complete, s.digest) for s in observation.rows}


def changes(before: State, after: State) -> Changes:
    """What an observation records."""
    rows = tuple([(row, seen) for row, seen in after.items() if before.get(row) != seen])
    same = len(after) - len(rows)
    # As many rows as before that are all known, and none is gone: the usual case of a look.
    gone = () if same == len(before) else tuple([row for row in before if row not in after])
    return Changes(rows, gone)


def apply(state: State, body: Mapping[str, Any]) -> None:
    """Bring a state up to an observation's record; one that was not believed changes nothing."""
    if body["outcome"] != Outcome.READ:
        return
    for row in body.get("gone", ()):
        state.pop(row, None)
    for row, form, unit, complete, digest in body.get("rows", ()):
        state[row] = RowState(form, unit, bool(complete), digest)


def replay(bodies: Iterable[Mapping[str, Any]]) -> State:
    """The rows of a source after its records so far."""
    state: State = {}
    for body in bodies:
        apply(state, body)
    return state


def common_unit(observation: Observation) -> str | None:
    """The observation's unit, unless one of its rows is another's."""
    unit = observation.unit
    for sighting in observation.rows:
        if sighting.unit is not None and sighting.unit != unit:
            return None
    return unit
