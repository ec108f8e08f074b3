"""How firm a cut-off is: against brute force, whatever the order of rows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.awards.decisions import Decision, Override
from campaign.awards.shortlist import Shortlister
from campaign.firmness.contest import Candidate, Contest, Contests
from campaign.firmness.draws import _weights, staying
from campaign.firmness.judge import firmness_of
from campaign.firmness.opinions import opinions
from campaign.firmness.swap import Swap, smallest_swap
from campaign.plan.definition import Quota
from campaign.result.lists import Score
from tests.rule_cases import Q12
from tests.test_campaign_overrides import decision
from tests.test_campaign_shortlist import NONE, candidate, lists, plan, quota

THREE = ("satisfaction", "on_time", "online")


def contest(*rows: tuple[int, ...], places: int = 1, weights: Sequence[int] = ()) -> Contest:
    """Candidates of whole points, the best of them inside."""
    shares = tuple(map(Fraction, weights or [1] * len(rows[0])))

    def total(row: tuple[int, ...]) -> Fraction:
        return sum((Fraction(p) * w for p, w in zip(row, shares, strict=True)), Fraction(0))

    best = sorted(range(len(rows)), key=lambda n: (-total(rows[n]), n))[:places]
    made = tuple(
        Candidate(f"DN-{n:04d}", f"Phường {n}", f"u{n}", tuple(map(Decimal, row)), n in best)
        for n, row in enumerate(rows)
    )
    return Contest("district_certificate", None, places, THREE[: len(rows[0])], shares, made)


def test_the_smallest_change_makes_the_two_at_the_cut_equal() -> None:
    swap = smallest_swap(contest((90, 80), (80, 88)))
    assert swap is not None
    assert (swap.leaves.id, swap.enters.id) == ("DN-0000", "DN-0001")
    # Ahead by 10 and behind by 8 at half and half: 1 to make up, 18 a unit of weight moved.
    assert swap.moved == Fraction(1, 18)
    assert [(move.source, move.target) for move in swap.moves] == [("satisfaction", "on_time")]


def test_who_is_better_in_everything_cannot_be_passed() -> None:
    assert smallest_swap(contest((90, 80), (80, 70))) is None


def test_a_change_may_take_weight_from_several_indicators() -> None:
    swap = smallest_swap(contest((50, 40, 0), (0, 0, 20), weights=(10, 10, 80)[::-1]))
    assert swap is not None
    assert swap.moved > 0
    assert _ahead(swap, (80, 10, 10), swap.moves) == 0


points = st.lists(st.integers(0, 12), min_size=3, max_size=3).map(tuple)
fields = st.lists(points, min_size=2, max_size=5, unique=True)


def _ahead(swap: Swap, weights: Sequence[int], moves: object) -> Fraction:
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    for move in swap.moves if moves else ():
        shares[THREE.index(move.source)] -= move.share
        shares[THREE.index(move.target)] += move.share
    both = zip(shares, swap.leaves.points, swap.enters.points, strict=True)
    return sum((w * (Fraction(p) - Fraction(q)) for w, p, q in both), Fraction(0))


@settings(max_examples=60, deadline=None)
@given(fields, st.tuples(*[st.integers(1, 5)] * 3), st.integers(1, 2))
def test_no_smaller_change_of_weights_swaps_anybody(
    rows: list[tuple[int, ...]], weights: tuple[int, ...], places: int
) -> None:
    """Brute force: every way of moving weight between corners of the simplex, on a fine grid."""
    made = contest(*rows, places=min(places, len(rows) - 1), weights=weights)
    swap = smallest_swap(made)
    shares = np.array([weight / sum(weights) for weight in weights])
    grid = np.array([(a, b, 24 - a - b) for a in range(25) for b in range(25 - a)]) / 24
    moved = np.abs(grid - shares).sum(1) / 2
    inside = np.array([one.points for one in made.side(inside=True)], dtype=float)
    outside = np.array([one.points for one in made.side(inside=False)], dtype=float)
    crossed = (grid @ inside.T).min(1) < (grid @ outside.T).max(1) - 1e-9
    if swap is None:
        assert not crossed.any()
        return
    assert _ahead(swap, weights, swap.moves) <= 0
    if crossed.any():
        assert float(swap.moved) <= moved[crossed].min() + 1e-9


@settings(max_examples=30, deadline=None)
@given(fields, st.randoms(use_true_random=False), st.integers(1, 3))
def test_counts_are_those_of_a_plain_loop_in_any_order(
    rows: list[tuple[int, ...]], chance: object, places: int
) -> None:
    made = contest(*rows, places=min(places, len(rows) - 1))
    found = staying(made, draws=60, seed=7)
    assert all(0 <= count <= 60 for count in found.by_id.values())
    mixed = list(made.candidates)
    getattr(chance, "shuffle")(mixed)  # noqa: B009 - Hypothesis' own Random
    again = Contest(made.award, None, made.places, made.indicators, made.weights, tuple(mixed))
    assert staying(again, draws=60, seed=7) == found


def test_a_tie_across_the_cut_is_on_neither_side_unless_the_chain_settles_it() -> None:
    equal = contest((90, 80), (90, 80), (10, 10))
    assert staying(equal, draws=20).by_id == {"DN-0000": 0, "DN-0001": 0, "DN-0002": 0}
    first, second, third = equal.candidates
    women = Candidate(first.id, first.name, first.unit, first.points, inside=True, precedence=(0,))
    other = Candidate(
        second.id, second.name, second.unit, second.points, inside=False, precedence=(1,)
    )
    last = Candidate(third.id, third.name, third.unit, third.points, inside=False, precedence=(1,))
    settled = Contest(equal.award, None, 1, equal.indicators, equal.weights, (women, other, last))
    assert staying(settled, draws=20).by_id["DN-0000"] == 20
    swap = smallest_swap(settled)
    assert swap is None or swap.moved == 0


def test_points_too_fine_for_64_bits_are_counted_all_the_same() -> None:
    fine = Decimal("99.12345678")
    rows = [(fine, fine), (fine - Decimal("0.00000001"), fine), (Decimal(1), Decimal(1))]
    made = tuple(Candidate(f"{n}", f"{n}", "", row, n == 0) for n, row in enumerate(rows))
    weights = (Fraction("33.33333333"), Fraction("66.66666667"))
    whole = Contest("district_certificate", None, 1, THREE[:2], weights, made)
    assert staying(whole, draws=50).by_id == {"0": 50, "1": 0, "2": 0}


def test_other_methods_stand_beside_with_whom_they_would_swap() -> None:
    made = contest((100, 0), (45, 50), (44, 45), places=1)
    borda = next(one for one in opinions(made) if one.method == "Borda")
    assert [one.id for one in (*borda.enters, *borda.leaves)] in (["DN-0001", "DN-0000"], [])
    assert opinions(contest((5, 5), (5, 5))) == ()


def test_the_sentence_names_everything() -> None:
    (found,) = firmness_of([contest((90, 80, 70), (80, 88, 71), (1, 1, 1))], Q12)
    assert "Giấy khen, 1 chỗ (điểm tạm tính):" in found.message
    assert "Phường 1 vào thay Phường 0" in found.message
    assert "10.000 lần" in found.message
    assert "TOPSIS" in found.message
    assert set(found.stays) == {"DN-0000", "DN-0001", "DN-0002"}
    assert found.stays["DN-0002"] == 0


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_seed_gives_the_same_counts(seed: int) -> None:
    made = contest(*((90 - n, 80 + n) for n in range(6)), places=3)
    assert staying(made, seed=seed) == staying(made, seed=seed)


def found_contests(points: dict[str, int], places: int) -> list[Contest]:
    """Cut-offs of Giấy khen for units with points on the first indicator."""
    campaign = plan(quotas=(quota(places),))
    made = lists([candidate(unit) for unit in points], points, campaign)
    scores = {
        unit: tuple(
            Score(item.id, None, Decimal(value if number == 0 else 0), NONE)
            for number, item in enumerate(campaign.indicators)
        )
        for unit, value in points.items()
    }
    return Contests(campaign, scores, {}, lambda _: ()).of(list(made.values()))


def test_a_cut_off_is_found_with_both_its_sides() -> None:
    (cut,) = found_contests({"u1": 90, "u2": 80, "u3": 70}, 2)
    assert (cut.award, cut.places) == ("district_certificate", 2)
    assert [one.unit for one in cut.side(inside=True)] == ["u1", "u2"]
    assert [one.unit for one in cut.side(inside=False)] == ["u3"]
    assert cut.shares == (Fraction(1, 3),) * 3


def test_a_cut_through_a_tie_names_the_tied() -> None:
    (cut,) = found_contests({"u1": 90, "u2": 80, "u3": 80}, 2)
    assert [one.unit for one in cut.candidates if one.tied] == ["u2", "u3"]
    (found,) = firmness_of([cut], Q12)
    assert "bằng nhau ngay ở mốc, Hội đồng quyết định: Tên u2" in found.message


def test_without_a_cut_nothing_is_said() -> None:
    assert found_contests({"u1": 90, "u2": 80}, 2) == []


def test_second_opinions_load_no_drawing_library() -> None:
    code = (
        "import sys\n"
        "from campaign.firmness.methods import methods\n"
        "made = methods()\n"
        "assert made.topsis.__module__ == 'pymcdm.methods.topsis'\n"
        "print(sorted({'matplotlib', 'scipy', 'pymcdm'} & set(sys.modules)))\n"
        "import pymcdm\n"
        "print(pymcdm.methods.VIKOR.__name__)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "VIKOR"]


# After decisions ------------------------------------------------------------------------------

RANKED = {"u1": 90, "u2": 80, "u3": 70, "u4": 60}
EQUAL = {"u1": 90, "u2": 80, "u3": 70, "u4": 70, "u5": 70}


def decided_contests(
    points: dict[str, int], quotas: Sequence[Quota], *overrides: Override, **groups: str
) -> list[Contest]:
    """Cut-offs of Giấy khen after people's decisions."""
    campaign = plan(quotas=tuple(quotas))
    scores = {
        unit: tuple(
            Score(item.id, None, Decimal(value if number == 0 else 0), NONE)
            for number, item in enumerate(campaign.indicators)
        )
        for unit, value in points.items()
    }
    made = Shortlister(campaign, scores, groups, overrides).lists([*map(candidate, points)])
    return Contests(campaign, scores, groups, lambda _: ()).of(made)


def sides(cut: Contest) -> tuple[list[str], list[str]]:
    return tuple([one.unit for one in cut.side(inside=on)] for on in (True, False))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("points", "overrides", "places", "decided", "on", "off"),
    [
        # One of two places is given to who was beyond; who held it is left out.
        (
            RANKED,
            [decision("u2", Decision.LEAVE_OUT), decision("u3")],
            1,
            2,
            ["u1"],
            ["u4"],
        ),
        # A place that a person emptied is filled by no points.
        (RANKED, [decision("u2", Decision.LEAVE_OUT)], 1, 1, ["u1"], ["u3", "u4"]),
        # Somebody taken in above the quota takes no place from anybody.
        (RANKED, [decision("u3")], 2, 1, ["u1", "u2"], ["u4"]),
    ],
)
def test_places_that_people_decided_are_no_question_of_points(
    points: dict[str, int],
    overrides: list[Override],
    places: int,
    decided: int,
    on: list[str],
    off: list[str],
) -> None:
    (cut,) = decided_contests(points, [quota(2)], *overrides)
    assert (cut.places, cut.filled, cut.decided) == (places, places, decided)
    assert sides(cut) == (on, off)


def test_a_decision_in_a_tie_leaves_the_places_that_are_still_open() -> None:
    (cut,) = decided_contests(EQUAL, [quota(4)], decision("u3"))
    assert (cut.places, cut.filled, cut.decided) == (3, 3, 1)
    assert sides(cut) == (["u1", "u2"], ["u4", "u5"])
    assert [one.unit for one in cut.candidates if one.tied] == ["u4", "u5"]
    (cut,) = decided_contests(EQUAL, [quota(4)], decision("u3"), decision("u4"))
    assert (cut.places, cut.filled, cut.decided) == (2, 2, 2)
    assert sides(cut) == (["u1", "u2"], ["u5"])
    assert not any(one.tied for one in cut.candidates)


def test_the_sentence_says_how_many_places_points_decide_on() -> None:
    (found,) = firmness_of(decided_contests(EQUAL, [quota(4)], decision("u3")), Q12)
    where = "Giấy khen, 3 chỗ xét theo điểm (ngoài 1 đối tượng đã có quyết định riêng)"
    assert found.message.startswith(where)
    assert found.sentence.startswith(where)
    (plain,) = firmness_of(decided_contests(RANKED, [quota(2)]), Q12)
    assert plain.message.startswith("Giấy khen, 2 chỗ (điểm tạm tính):")


def test_whom_another_quota_cut_is_no_contestant_of_this_one() -> None:
    wards = quota(1, group="phuong")
    (cut,) = decided_contests(
        {"u1": 90, "u2": 80, "u3": 70}, [wards, quota(9)], u1="phuong", u2="phuong", u3="phong"
    )
    assert (cut.group, *sides(cut)) == ("phuong", ["u1"], ["u2"])


def test_other_weights_give_the_open_place_of_a_tie_to_one_of_the_tied() -> None:
    rows = {"a": (100, 100), "b": (80, 0), "c": (0, 80)}
    made = tuple(
        Candidate(name, name, name, tuple(map(Decimal, row)), name == "a", name != "a")
        for name, row in rows.items()
    )
    tie = Contest("district_certificate", None, 2, THREE[:2], (Fraction(1),) * 2, made)
    found = staying(tie, draws=500, seed=3)
    weights = _weights(tie, 500, Random(3))  # noqa: S311 - repeatable, no secret
    first = sum(int(left) > int(right) for left, right in weights)
    second = sum(int(left) < int(right) for left, right in weights)
    assert found.by_id == {"a": 500, "b": first, "c": second}
    assert found.unchanged == 500
