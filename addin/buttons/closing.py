"""The words by which a press's closing sentence admits that something is missing."""

from __future__ import annotations

INCOMPLETE = "CHƯA ĐẦY ĐỦ"
"""Some source could not be read."""

NOT_SYNCED = "CHƯA ĐỒNG BỘ"
"""Google could not be asked, so what was known before was judged."""


def whole(sentence: str) -> bool:
    """Whether a press did all it set out to do: a partial one is never called complete."""
    return INCOMPLETE not in sentence and NOT_SYNCED not in sentence
