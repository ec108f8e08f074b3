"""What the council said of each candidate, as the report says it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from campaign.council.tally import Mark, Tally


def tally_part(one: Tally) -> dict[str, Any]:
    """One candidate for one award; scores and shares are decimal text."""
    return {
        "award": one.award,
        "id": one.subject,
        "members": one.members,
        "scores": _marks(one.marks),
        "mean": None if one.mean is None else format(one.mean, "f"),
        "abstained": list(one.abstained),
        "recused": list(one.recused),
        "missing": list(one.missing),
        "conflicts": list(one.conflicts),
        "outliers": _marks(one.outliers),
        "votes": one.votes,
        "percent": None if one.share is None else format(one.share, "f"),
        "message": one.message,
    }


def _marks(marks: Iterable[Mark]) -> list[dict[str, str]]:
    return [{"member": mark.member, "score": format(mark.score, "f")} for mark in marks]
