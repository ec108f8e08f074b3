"""Which legal reason to wait ("chưa xét") a state of affairs is: told by its words, as data."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.plan.definition import HoldReason
from campaign.vietnamese.text import bare_key


def hold_for(holds: Sequence[HoldReason], *texts: str) -> HoldReason | None:
    """The hold whose words a text contains; the first text that says any decides.

    Args:
        holds: As declared, the commonest first.
        texts: From the most telling on: a chosen state, then what was written about it.

    Returns:
        The first of ``holds`` when no text says which, ``None`` when none is declared.
    """
    for text in texts:
        plain = f" {bare_key(text)} "
        for hold in holds:
            if any(f" {bare_key(word)} " in plain for word in hold.words):
                return hold
    return holds[0] if holds else None
