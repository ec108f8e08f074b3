"""The smallest change of weights that swaps somebody across a cut-off, exactly.

Weight is moved from criteria that speak for who is in to the one that speaks most for who is out,
from the strongest first: no other way of moving so much weight changes the difference more. The
pair that needs least is found in floats with room to spare, and counted in fractions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from campaign.firmness.contest import Candidate, Contest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_ROOM = 1e-9


@dataclass(frozen=True, slots=True)
class Move:
    """Weight moved between two indicators, as a share of all weight."""

    source: str
    target: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class Swap:
    """Who leaves, who enters, and what it takes: at this change they are equal, beyond it swapped.

    Attributes:
        moved: Share of all weight that changes its place.
    """

    leaves: Candidate
    enters: Candidate
    moves: tuple[Move, ...]

    @property
    def moved(self) -> Fraction:
        """Share of all weight that changes its place."""
        return sum((move.share for move in self.moves), Fraction(0))


def smallest_swap(contest: Contest) -> Swap | None:
    """The least change that swaps a pair; ``None`` when no weighting at all does."""
    found: Swap | None = None
    for inside, outside in _nearest(contest):
        swap = _swap(contest, inside, outside)
        if swap is not None and (found is None or swap.moved < found.moved):
            found = swap
    return found


def _swap(contest: Contest, inside: Candidate, outside: Candidate) -> Swap | None:
    """The least change for one pair."""
    given = zip(inside.points, outside.points, strict=True)
    ahead = [Fraction(mine) - Fraction(theirs) for mine, theirs in given]
    shares = contest.shares
    target = min(range(len(ahead)), key=lambda k: (ahead[k], k))
    left = sum((share * lead for share, lead in zip(shares, ahead, strict=True)), Fraction(0))
    if ahead[target] >= 0:
        return None
    moves = []
    for source in sorted(range(len(ahead)), key=lambda k: (-ahead[k], k)):
        if left <= 0 or source == target:
            break
        gain = ahead[source] - ahead[target]
        share = min(shares[source], left / gain) if gain else shares[source]
        moves.append(Move(contest.indicators[source], contest.indicators[target], share))
        left -= share * gain
    return Swap(inside, outside, tuple(moves))


def _nearest(contest: Contest) -> list[tuple[Candidate, Candidate]]:
    """Pairs that could need least, all ties among them, in an order of ids."""
    import numpy as np

    inside, outside = contest.side(inside=True), contest.side(inside=False)
    ahead = _points(inside)[:, None, :] - _points(outside)[None, :, :]
    needed = _needed(ahead, np.array([float(share) for share in contest.shares]))
    least = needed.min()
    if not np.isfinite(least):
        return []
    near = np.argwhere(needed <= least + _ROOM)
    return [(inside[i], outside[j]) for i, j in near]


def _points(side: list[Candidate]) -> Floats:
    import numpy as np

    return np.array([[float(point) for point in one.points] for one in side])


def _needed(ahead: Floats, shares: Floats) -> Floats:
    """Share of weight that each pair needs; infinite where none is enough."""
    import numpy as np

    order = np.argsort(-ahead, axis=-1, kind="stable")
    sorted_ahead = np.take_along_axis(ahead, order, -1)
    weights = shares[order]
    gains = sorted_ahead - sorted_ahead[..., -1:]
    left = (ahead * shares).sum(-1)
    moved = np.zeros(left.shape)
    for k in range(ahead.shape[-1]):
        gain = gains[..., k]
        wanted = np.divide(left, gain, out=np.zeros_like(left), where=gain > 0)
        share = np.where(left > 0, np.minimum(weights[..., k], wanted), 0.0)
        moved += share
        left = left - share * gain
    return np.where(sorted_ahead[..., -1] < 0, moved, np.inf)
