"""How often each candidate stays on the list when the weights vary at random, exactly counted.

Weights vary by whole ten-thousandths and points are whole numbers, so that no rounding ever makes
or breaks a tie. Equals go by the tie chain as they do on the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from random import Random
from typing import TYPE_CHECKING

from campaign.firmness.contest import Contest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

DRAWS = 10_000
SPREAD = 20
"""Per cent by which a weight varies up or down."""
SEED = 2020
_PARTS = 10_000
_CHUNK = 2_000
_LARGEST = 1 << 63


@dataclass(frozen=True, slots=True)
class Staying:
    """Counts out of ``DRAWS`` weightings.

    Attributes:
        by_id: How often each candidate is on the list.
        unchanged: How often the whole list is as it is; who is tied at the cut is no part of it.
    """

    by_id: dict[str, int]
    unchanged: int


def staying(contest: Contest, *, draws: int = DRAWS, seed: int = SEED) -> Staying:
    """Count over random weightings; a tie across the cut is on neither side.

    Args:
        contest: The cut-off.
        draws: How many weightings.
        seed: The same seed gives the same weightings on every machine.
    """
    import numpy as np

    order = sorted({one.precedence for one in contest.candidates})
    levels = len(order)
    first = np.array([levels - 1 - order.index(one.precedence) for one in contest.candidates])
    points = _whole_points(contest)
    weights = _weights(contest, draws, Random(seed))  # noqa: S311 - repeatable, no secret
    if _bound(points, weights) * levels >= _LARGEST:
        points = points.astype(object)
    now = np.array([one.inside for one in contest.candidates])
    surely = np.array([not one.tied for one in contest.candidates])
    counts = np.zeros(len(contest.candidates), dtype=np.int64)
    unchanged = 0
    for start in range(0, draws, _CHUNK):
        totals = weights[start : start + _CHUNK] @ points.T
        inside = _inside(totals * levels + first, contest.filled)
        counts += inside.sum(0)
        unchanged += int((inside == now)[:, surely].all(1).sum())
    ids = [one.id for one in contest.candidates]
    return Staying(dict(zip(ids, map(int, counts), strict=True)), unchanged)


def _bound(points: Whole, weights: Whole) -> int:
    """No total is larger; beyond 64 bits Python's own whole numbers count, slower."""
    largest: int = int(points.max()) * int(weights.max())
    return largest * len(points[0]) + 1


def _inside(totals: Whole, places: int) -> NDArray[np.bool_]:
    """Who is on the list in each weighting: more points than, or as many as, the last place."""
    import numpy as np

    edge = np.partition(totals, -places, axis=1)[:, -places][:, None]
    reached = totals >= edge
    fits = reached.sum(1, keepdims=True) <= places
    return np.where(fits, reached, totals > edge)


def _whole_points(contest: Contest) -> Whole:
    import numpy as np

    exact = [[Fraction(point) for point in one.points] for one in contest.candidates]
    scale = lcm(*(point.denominator for row in exact for point in row))
    return np.array([[int(point * scale) for point in row] for row in exact], dtype=np.int64)


def _weights(contest: Contest, draws: int, chance: Random) -> Whole:
    """Whole weights, each varied by itself; only their proportions matter."""
    import numpy as np

    scale = lcm(*(weight.denominator for weight in contest.weights))
    base = np.array([int(weight * scale) for weight in contest.weights], dtype=np.int64)
    width = 2 * SPREAD * _PARTS // 100
    low = _PARTS - width // 2
    drawn = [low + int(chance.random() * (width + 1)) for _ in range(draws * len(base))]
    return np.array(drawn, dtype=np.int64).reshape(draws, len(base)) * base
