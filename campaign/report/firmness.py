"""How firm each cut-off is, as the report says it."""

from __future__ import annotations

from typing import Any

from campaign.firmness.draws import DRAWS, SEED, SPREAD
from campaign.firmness.judge import Firmness
from campaign.firmness.opinions import Opinion
from campaign.firmness.swap import Swap


def firmness_part(item: Firmness) -> dict[str, Any]:
    """One cut-off; shares are exact fractions of all weight, percentages decimal text."""
    contest = item.contest
    return {
        "award": contest.award,
        "group": contest.group,
        "places": contest.places,
        "indicators": list(contest.indicators),
        "weights": [str(weight) for weight in contest.weights],
        "tied": [one.id for one in item.tied],
        "swap": None if item.swap is None else _swap(item.swap),
        "draws": DRAWS,
        "spread": SPREAD,
        "seed": SEED,
        "unchanged": str(item.unchanged),
        "stays": [{"id": key, "percent": str(share)} for key, share in sorted(item.stays.items())],
        "opinions": [_opinion(opinion) for opinion in item.opinions],
        "message": item.message,
    }


def _swap(swap: Swap) -> dict[str, Any]:
    return {
        "leaves": swap.leaves.id,
        "enters": swap.enters.id,
        "moved": str(swap.moved),
        "moves": [
            {"from": move.source, "to": move.target, "share": str(move.share)}
            for move in swap.moves
        ],
    }


def _opinion(opinion: Opinion) -> dict[str, Any]:
    return {
        "method": opinion.method,
        "enters": [one.id for one in opinion.enters],
        "leaves": [one.id for one in opinion.leaves],
    }
