"""How firm a cut-off through 500 candidates is, beside the same weightings in a plain loop."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from random import Random

from bench.figure import Bench, Figure
from campaign.firmness.contest import Candidate, Contest
from campaign.firmness.draws import DRAWS, staying
from campaign.firmness.swap import smallest_swap

_CANDIDATES, _PLACES = 500, 60
_WEIGHTS = (Fraction(40), Fraction(30), Fraction(30))
_LOOPED = 200


def figures(_: Bench) -> Iterator[Figure]:
    """All weightings, then the smallest swap."""
    contest = _contest()
    begun = time.perf_counter()
    staying(contest)
    ours = time.perf_counter() - begun
    peer = _plain(contest) * DRAWS / _LOOPED
    yield Figure(
        f"firmness: {DRAWS:,} weightings of {_CANDIDATES} candidates",
        f"{ours:.2f} s",
        f"plain loop {peer:.1f} s",
        f"{peer / ours:.0f} times faster",
        "under 2 s",
    )
    begun = time.perf_counter()
    smallest_swap(contest)
    spent = time.perf_counter() - begun
    yield Figure(
        "firmness: smallest swap, exact", f"{spent:.2f} s", "", "", "with the above under 2 s"
    )


def _contest() -> Contest:
    chance = Random(7)  # noqa: S311 - made-up points
    rows = [
        tuple(Decimal(chance.randrange(800_000, 1_000_000)).scaleb(-4) for _ in _WEIGHTS)
        for _ in range(_CANDIDATES)
    ]
    totals = [sum(w * Fraction(p) for w, p in zip(_WEIGHTS, row, strict=True)) for row in rows]
    best = set(sorted(range(_CANDIDATES), key=lambda n: -totals[n])[:_PLACES])
    made = tuple(
        Candidate(f"DN-{n:04d}", f"Đơn vị {n}", f"u{n}", row, n in best)
        for n, row in enumerate(rows)
    )
    return Contest("a", None, _PLACES, ("x", "y", "z"), _WEIGHTS, made)


def _plain(contest: Contest) -> float:
    """Seconds that a loop over weightings and candidates takes, in exact decimals like ours."""
    chance, stays = Random(7), dict.fromkeys((one.id for one in contest.candidates), 0)  # noqa: S311
    begun = time.perf_counter()
    for _ in range(_LOOPED):
        weights = [Decimal(int(w)) * (8000 + chance.randrange(4001)) for w in contest.weights]
        totals = {
            one.id: sum(w * p for w, p in zip(weights, one.points, strict=True))
            for one in contest.candidates
        }
        for key in sorted(totals, key=lambda each: -totals[each])[:_PLACES]:
            stays[key] += 1
    return time.perf_counter() - begun
