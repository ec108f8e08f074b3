"""The rules alone: eligibility, points, ranks, reasons and both lists, beside a bare pandas rank.

The peer (``bench/rules_peer.py``) has the same facts as pandas frames, in full: people, criteria,
indicators, submissions, violations. Inside the time of both: from facts in their ready form to two
lists with ranks. Ready means for the peer its frames, for us the facts as the reader leaves them
and the columns of the candidates, which a run makes once; they are timed apart, and so is the
making of every line, which a run does as it prints. Whoever is absent has all the reasons within
our time. Processor time, by turns, the least of some rounds: the machine's other work is not ours.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal

from bench import rules_peer
from bench.figure import Bench, Figure
from bench.nation import communes
from bench.timing import measure, python
from campaign.awards.points import unit_scores
from campaign.awards.shortlist import Shortlister
from campaign.cells.declarations import Declaration
from campaign.columns import DECLARATION
from campaign.judging.candidates import Candidates
from campaign.judging.eligibility import Eligibility
from campaign.judging.facts import Answered, Facts
from campaign.plan.definition import Campaign, SubjectKind
from campaign.plan.loading import load_campaign
from campaign.reading.answers import Answer, Asked
from campaign.result.evidence import Evidence
from campaign.result.lists import Shortlist
from campaign.result.office_facts import Violation
from campaign.result.submissions import Standing, Submission
from campaign.result.verdicts import Subject

CANDIDATES = 100_000
MILLION = 1_000_000
OF_A_UNIT = 10
"""Candidates of one unit: the collective, its head and eight others."""

_CELL = Evidence("cell", "a.xlsx", "Tiêu chí", "C8", "Đạt")
_GIVEN = ["An", "Bình", "Châu", "Dũng", "Giang", "Hoà", "Hương", "Lan", "Thuỷ", "Quang"]
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
    families = communes(2_000)
    for number in range(candidates // OF_A_UNIT):
        unit, family = f"don-vi-{number}", families[number % len(families)]
        made.units.append(unit)
        _answer(made, unit, dice)
        _hand_in(made, unit, dice)
        _propose(made, unit, family, dice)
        if dice.random() < 0.05:
            person = f"{family} {dice.choice(_GIVEN)}"
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


def _propose(made: World, unit: str, family: str, dice: random.Random) -> None:
    kinds = [SubjectKind.COLLECTIVE, SubjectKind.HEAD]
    kinds += [SubjectKind.INDIVIDUAL] * (OF_A_UNIT - len(kinds))
    for number, (kind, given) in enumerate(zip(kinds, _GIVEN, strict=True)):
        gender = "" if kind is SubjectKind.COLLECTIVE else dice.choice(["Nam", "Nữ"])
        made.subjects.append(
            Subject(
                f"{unit}-{number}",
                f"{family} {given}",
                kind,
                unit,
                gender,
                awards=_AWARDS[: 1 + number % 2],
                evidence=_CELL,
            )
        )


@dataclass(slots=True)
class Times:
    """Processor seconds of the parts of some rounds.

    Attributes:
        least: The least of each part.
    """

    least: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def of(self, part: str) -> Iterator[None]:
        """Take the time of a part."""
        start = time.process_time()
        yield
        spent = time.process_time() - start
        self.least[part] = min(spent, self.least.get(part, spent))


def columns(made: World) -> Candidates:
    """The subjects as the product keeps them once they are read (``campaign.deciding``)."""
    return Candidates(made.subjects)


def decide(made: World, candidates: Candidates) -> list[Shortlist]:
    """Eligibility, points, ranks, reasons and the lists, as ``campaign.deciding`` makes them."""
    ids = frozenset(made.units)
    rules = Eligibility(made.campaign, made.facts, made.submissions, made.violations, ids, ids)
    judged = rules.judge(candidates)
    scores = unit_scores(made.campaign, made.facts, made.units)
    return Shortlister(made.campaign, scores, {}).lists(judged)


def timed(made: World, rounds: int = 5) -> Times:
    """The least processor seconds of each part; ours and the peer's by turns."""
    given, found = rules_peer.frames(made), Times()
    # As in a run, which makes millions of small objects and drops none before it ends.
    gc.disable()
    for _ in range(rounds):
        ours = _ours(made, found)
        with found.of("peer"):
            counted = rules_peer.decide(given, _AWARDS)
        if counted != ours:
            raise SystemExit("the peer has other lists")
        gc.collect()
    gc.enable()
    return found


def _ours(made: World, found: Times) -> list[int]:
    """How many stand on each list; nothing of ours is left when the peer begins."""
    with found.of("columns"):
        candidates = columns(made)
    with found.of("ours"):
        lists = decide(made, candidates)
    with found.of("lines"):
        whole = [[*one.placed, *one.absent, *one.not_proposed] for one in lists]
    if {len(one) for one in whole} != {len(made.subjects)}:
        raise SystemExit("somebody is missing on a list")
    return [len(one.placed) for one in lists]


def figures(bench: Bench) -> Iterator[Figure]:
    """A hundred thousand candidates beside the peer; a million too with ``--all``."""
    least = timed(world(CANDIDATES)).least
    peer = least["peer"]
    for what, seconds, wanted in (
        (f"rules, {CANDIDATES:,} candidates", least["ours"], "at most 3"),
        ("with their columns, made once as they are read", least["ours"] + least["columns"], ""),
        ("with every line of both lists, if all are printed", sum(least.values()) - peer, ""),
    ):
        beside = f"{peer:.2f} s (pandas join, groupby, rank)"
        yield Figure(what, f"{seconds:.2f} s", beside, f"{seconds / peer:.1f}", wanted)
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


def whole(candidates: int) -> None:
    """Make a world, decide it and make every line of its lists."""
    made = world(candidates)
    for one in decide(made, columns(made)):
        print(one.award, len([*one.placed]), len(one.absent), len(one.not_proposed))


if __name__ == "__main__":
    gc.disable()
    whole(int(sys.argv[1]))
