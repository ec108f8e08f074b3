"""The rules alone: eligibility, points, ranks, reasons and both lists, beside a bare pandas rank.

The peer joins the same candidates to their units' points and standings, groups, and ranks: it
gives no reason, no clause, no tie chain and no second list.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from bench.figure import Bench, Figure
from bench.timing import measure, python
from campaign.awards.points import unit_scores
from campaign.awards.shortlist import Shortlister
from campaign.cells.declarations import Declaration
from campaign.columns import DECLARATION
from campaign.judging.eligibility import Eligibility
from campaign.judging.facts import Answered, Facts
from campaign.plan.definition import Campaign, SubjectKind
from campaign.plan.loading import load_campaign
from campaign.reading.answers import Answer, Asked
from campaign.result import Evidence, Standing, Subject, Submission, Violation

CANDIDATES = 100_000
MILLION = 1_000_000
OF_A_UNIT = 10
"""Candidates of one unit: the collective, its head and eight others."""

_CELL = Evidence("cell", "a.xlsx", "Tiêu chí", "C8", "Đạt")
_AWARDS = ("district_certificate", "city_commendation")


@dataclass(slots=True)
class World:
    """Made-up candidates with everything that decides on them."""

    campaign: Campaign
    facts: Facts = field(default_factory=Facts)
    submissions: list[Submission] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)
    units: list[str] = field(default_factory=list)


def world(candidates: int) -> World:
    """Candidates of ``candidates / 10`` units; the same number gives the same world."""
    dice = random.Random(20)  # noqa: S311 - no secret
    made = World(load_campaign("q12-cchc-2020"))
    for number in range(candidates // OF_A_UNIT):
        unit = f"don-vi-{number}"
        made.units.append(unit)
        _answer(made, unit, dice)
        _hand_in(made, unit, dice)
        _propose(made, unit, dice)
        if dice.random() < 0.05:
            person = f"Người {dice.randrange(OF_A_UNIT)} của {unit}"
            made.violations.append(Violation(unit, person, "Gây phiền hà", "confirmed", "", _CELL))
    return made


def _answer(made: World, unit: str, dice: random.Random) -> None:
    answers = made.facts.answers[unit]
    for criterion in made.campaign.criteria:
        if criterion.declared:
            met = Answer(Asked.CRITERION, criterion.id, met=dice.random() < 0.98)
            answers[criterion.id].append(Answered(met, _CELL))
    for item in made.campaign.indicators:
        value = Answer(Asked.INDICATOR, item.id, number=Decimal(dice.randrange(8000, 10000)) / 100)
        answers[item.id].append(Answered(value, _CELL))
    none = Answer(Asked.DECLARATION, DECLARATION, declaration=Declaration.NONE)
    answers[DECLARATION].append(Answered(none, _CELL))


def _hand_in(made: World, unit: str, dice: random.Random) -> None:
    for item in made.campaign.deliverables:
        standing = dice.choice([Standing.ON_TIME] * 18 + [Standing.LATE, Standing.MISSING])
        made.submissions.append(
            Submission(unit, item.id, standing, item.due, item.due, "", _CELL, 0, "", "Câu.")
        )


def _propose(made: World, unit: str, dice: random.Random) -> None:
    kinds = [SubjectKind.COLLECTIVE, SubjectKind.HEAD]
    kinds += [SubjectKind.INDIVIDUAL] * (OF_A_UNIT - len(kinds))
    for number, kind in enumerate(kinds):
        gender = "" if kind is SubjectKind.COLLECTIVE else dice.choice(["Nam", "Nữ"])
        made.subjects.append(
            Subject(
                f"{unit}-{number}",
                f"Người {number} của {unit}",
                kind,
                unit,
                gender,
                awards=_AWARDS[: 1 + number % 2],
                evidence=_CELL,
            )
        )


def decide(made: World) -> float:
    """Seconds of the rules over a world."""
    ids = frozenset(made.units)
    start = time.perf_counter()
    rules = Eligibility(made.campaign, made.facts, made.submissions, made.violations, ids, ids)
    judged = rules.judge(made.subjects)
    scores = unit_scores(made.campaign, made.facts, made.units)
    lists = Shortlister(made.campaign, scores, {}).lists(judged)
    spent = time.perf_counter() - start
    for one in lists:
        if len(one.placed) + len(one.absent) + len(one.not_proposed) != len(made.subjects):
            raise SystemExit(f"somebody is missing on the list of {one.award}")
    return spent


def rank_in_pandas(made: World) -> float:
    """Seconds of the bare join, groupby and rank of the same candidates."""
    import pandas as pd

    people = pd.DataFrame(
        {
            "id": [one.id for one in made.subjects],
            "unit": [one.unit for one in made.subjects],
            "kind": [one.kind.value for one in made.subjects],
        }
    )
    points = pd.DataFrame(
        [
            (unit, float(said[item.id][0].answer.number or 0))
            for unit, said in made.facts.answers.items()
            for item in made.campaign.indicators
        ],
        columns=["unit", "points"],
    )
    handed = pd.DataFrame(
        [(one.unit, one.standing is Standing.MISSING) for one in made.submissions],
        columns=["unit", "missing"],
    )
    start = time.perf_counter()
    total = points.groupby("unit")["points"].sum()
    missing = handed.groupby("unit")["missing"].any()
    joined = people.join(total, on="unit").join(missing, on="unit")
    able = joined[~joined["missing"]]
    able.groupby("kind")["points"].rank(method="min", ascending=False)
    return time.perf_counter() - start


def figures(bench: Bench) -> Iterator[Figure]:
    """A hundred thousand candidates beside the peer; a million too with ``--all``."""
    made = world(CANDIDATES)
    # As in a run, which makes millions of small objects and drops none before it ends.
    gc.disable()
    ours = min(decide(made) for _ in range(3))
    gc.enable()
    peer = min(rank_in_pandas(made) for _ in range(3))
    yield Figure(
        f"rules, {CANDIDATES:,} candidates",
        f"{ours:.2f} s",
        f"{peer:.2f} s (pandas join, groupby, rank)",
        f"{ours / peer:.1f}",
        "at most 3",
    )
    if bench.all:
        whole = measure(python("-m", "bench.rules", str(MILLION)), runs=1)
        base = measure(python("-m", "bench.rules", str(CANDIDATES)), runs=1)
        yield Figure(
            f"rules, {MILLION:,} candidates, made and decided",
            f"{whole.seconds:.0f} s, {whole.megabytes / 1024:.1f} GB",
            f"{base.seconds:.1f} s ({CANDIDATES:,})",
            f"{whole.seconds / base.seconds:.1f}",
            "about 10 (linear), under 8 GB",
        )


if __name__ == "__main__":
    gc.disable()
    decide(world(int(sys.argv[1])))
