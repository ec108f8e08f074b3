"""What would change a result: checked by changing it, and by finding nothing smaller that does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.reasons.changes import Atom
from campaign.reasons.situation import Situation, Situations
from campaign.reasons.what_if import WhatIfs
from campaign.result.verdicts import Judgement, Subject
from tests import oracle
from tests.test_oracle import World, decide

SEEDS = st.integers(0, 10**6)


def what_ifs(world: World) -> WhatIfs:
    return WhatIfs(Situations(world.rules), world.shortlister, [*world.lists.values()])


def after(now: Situation, atoms: Iterable[Atom]) -> Situation:
    for atom in atoms:
        now = atom.apply(now)
    return now


def listed_in_full(world: World, made: WhatIfs, now: Situation, award: str) -> bool:
    """Whether the subject is on the list when everything is done again with its facts changed."""
    judged = [
        made.situations.judge(now) if one.subject.id == now.subject.id else one
        for one in world.judged
    ]
    scores = dict(world.shortlister.scores)
    unit = now.subject.unit
    if now.bonus and unit is not None:
        first, *others = scores[unit]
        weight = world.shortlister.campaign.scoring.weights
        assert first.points is not None
        share = sum(weight.values()) / weight[first.indicator] if weight else 1
        scores[unit] = (first._replace(points=first.points + now.bonus * share), *others)
    lists = replace(world.shortlister, scores=scores).lists(judged)
    return any(
        one.subject.id == now.subject.id
        for made in lists
        if made.award == award
        for one in made.placed
    )


def candidacies(world: World) -> Iterator[tuple[Judgement, str]]:
    for judgement in world.judged:
        for award in judgement.subject.awards:
            yield judgement, award


def on_list(world: World, subject: Subject, award: str) -> bool:
    return any(one.subject.id == subject.id for one in world.lists[award].placed)


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_the_changes_named_do_change_the_result_and_none_can_be_spared(seed: int) -> None:
    world = decide(oracle.random_case(seed))
    made = what_ifs(world)
    for judgement, award_id in candidacies(world):
        award = next(one for one in made.shortlister.campaign.awards if one.id == award_id)
        now = made.situations.of(judgement.subject)
        listed = on_list(world, judgement.subject, award_id)
        assert made.listed(award, now, judgement) is listed
        assert made.listed(award, now) is listed
        if listed:
            for atom in made.breaks(award, now):
                assert not listed_in_full(world, made, atom.apply(now), award_id)
        elif atoms := made.mend(award, now):
            assert listed_in_full(world, made, after(now, atoms), award_id)
            for fewer in _fewer(atoms):
                assert not listed_in_full(world, made, after(now, fewer), award_id)


def _fewer(atoms: Sequence[Atom]) -> Iterator[tuple[Atom, ...]]:
    for size in range(min(len(atoms), 3)):
        yield from combinations(atoms, size)


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_the_points_named_are_the_fewest(seed: int) -> None:
    """One ten-thousandth less changes nothing."""
    world = decide(oracle.random_case(seed))
    made = what_ifs(world)
    step = Decimal(1).scaleb(-made.shortlister.campaign.scoring.decimals)
    for judgement, award_id in candidacies(world):
        award = next(one for one in made.shortlister.campaign.awards if one.id == award_id)
        now = made.situations.of(judgement.subject)
        listed = on_list(world, judgement.subject, award_id)
        atoms = made.breaks(award, now) if listed else made.mend(award, now)
        others = [] if listed else [atom for atom in atoms if atom.change.code != "points"]
        for atom in atoms:
            if atom.change.code == "points":
                moved = after(atom.apply(now), others)
                nearer = moved.bonus - step.copy_sign(moved.bonus)
                assert made.listed(award, replace(moved, bonus=nearer)) is listed


def test_every_kind_of_change_is_found_somewhere() -> None:
    seen: set[str] = set()
    for seed in range(150):
        world = decide(oracle.random_case(seed))
        for judgement in world.judged:
            for what_if in what_ifs(world).of(judgement):
                seen |= {change.code for change in what_if.changes}
    assert seen >= {
        "deliverable_on_time",
        "deliverable_missing",
        "criterion_met",
        "criterion_not_met",
        "violation_cleared",
        "violation_confirmed",
        "declaration_none",
        "votes",
        "points",
        "proposed",
    }


@pytest.mark.parametrize("seed", range(3))
def test_sentences_end_and_name_their_award(seed: int) -> None:
    world = decide(oracle.random_case(seed))
    for judgement in world.judged:
        for what_if in what_ifs(world).of(judgement):
            assert what_if.message.startswith(("Giấy khen: ", "Bằng khen: "))
            assert what_if.message.endswith(".")
