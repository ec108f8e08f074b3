"""What other methods would put on the list: beside the plan's own points, never instead of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from campaign.firmness.contest import Candidate, Contest
from campaign.firmness.methods import methods

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Opinion:
    """One method's list against ours.

    Attributes:
        method: ``TOPSIS`` or ``Borda``.
        enters: On its list and not on ours.
        leaves: On ours and not on its.
    """

    method: str
    enters: tuple[Candidate, ...]
    leaves: tuple[Candidate, ...]


def opinions(contest: Contest) -> tuple[Opinion, ...]:
    """Both methods, over the indicators in which the candidates differ."""
    import numpy as np

    points = np.array([[float(point) for point in one.points] for one in contest.candidates])
    differ = points.max(0) > points.min(0)
    if not differ.any():
        return ()
    weights = np.array([float(share) for share in contest.shares])[differ]
    points, weights = points[:, differ], weights / weights.sum()
    return (
        _opinion(contest, "TOPSIS", _topsis(points, weights)),
        _opinion(contest, "Borda", _borda(points, weights)),
    )


def _topsis(points: Floats, weights: Floats) -> Floats:
    import numpy as np

    # Its validation only warns of candidates that lead or trail everywhere: here that is no fault.
    given: Any = methods().topsis()(points, weights, np.ones(len(weights)), validation=False)
    return np.asarray(given, dtype=np.float64)


def _borda(points: Floats, weights: Floats) -> Floats:
    """Weighted sum of the places below each candidate; equals share the mean of their places."""
    import numpy as np

    below = [
        len(points) - np.asarray(methods().rankdata(column, reverse=True)) for column in points.T
    ]
    return np.asarray(np.array(below).T @ weights, dtype=np.float64)


def _opinion(contest: Contest, method: str, scores: Floats) -> Opinion:
    import numpy as np

    places = contest.filled
    rounded = np.round(scores, _DIGITS)
    edge = np.sort(rounded)[-places]
    reached = rounded >= edge
    listed = reached if reached.sum() <= places else rounded > edge
    both = list(zip(contest.candidates, listed, strict=True))
    return Opinion(
        method,
        tuple(one for one, on in both if on and not one.inside),
        tuple(one for one, on in both if one.inside and not on),
    )
