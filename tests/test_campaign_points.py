"""Points are exact, on the campaign's own scales, and depend on nobody else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.awards.points import indicator_points, total_points, unit_scores
from campaign.plan.definition import Campaign, Form, Indicator, Scoring
from campaign.result.evidence import Evidence
from campaign.result.lists import Score
from tests.rule_cases import CITY, OTHER, Q12, WARD, facts_of, row

PERCENT = Q12.indicators[0]
NONE = Evidence("none")


def scored(*said: str, campaign: Campaign = Q12) -> tuple[Score, ...]:
    rows = [
        row(Form.CRITERIA, id=str(number), criterion="satisfaction", answer=answer)
        for number, answer in enumerate(said)
    ]
    return unit_scores(campaign, facts_of(*rows), [WARD])[WARD]


def score(indicator: str, points: str | None) -> Score:
    return Score(indicator, None, None if points is None else Decimal(points), NONE)


def test_a_value_has_its_points_and_its_cell() -> None:
    first, *others = scored("96,5%")
    assert (first.value, first.points) == (Decimal("96.5"), Decimal("96.5000"))
    assert first.evidence.cell
    assert {one.points for one in others} == {None}


@pytest.mark.parametrize("said", [("96%", "97%"), ("",), ("cao",), ("120%",), ("96%", "")])
def test_a_doubtful_value_has_no_points(said: tuple[str, ...]) -> None:
    assert scored(*said)[0].points is None


def test_the_same_value_twice_is_one_value() -> None:
    assert scored("96%", "96,0%")[0].points == Decimal(96)


def test_no_points_where_anything_counted_is_missing() -> None:
    full = [score("satisfaction", "90"), score("on_time", "80"), score("online", "70.5")]
    assert total_points(Q12, full) == Decimal("240.5000")
    assert total_points(Q12, [*full[:2], score("online", None)]) is None
    assert total_points(Q12, []) is None


def test_weights_of_a_signed_decision_make_a_mean() -> None:
    full = [score("service_score", "90"), score("fully_online", "80"), score("digitised", "70")]
    assert total_points(CITY, full) == Decimal("83.0000")


def test_half_goes_up_and_thirds_stay_exact() -> None:
    scale = PERCENT.model_copy(update={"highest": Decimal(3)})
    plan = Scoring(points_scale=Decimal(3), decimals=0)
    assert indicator_points(scale, plan, Decimal("0.5")) == Decimal(1)
    assert indicator_points(scale, Scoring(decimals=4), Decimal(1)) == Decimal("33.3333")


@given(
    st.decimals(0, 100, places=4),
    st.decimals(0, 100, places=4),
    st.sampled_from([PERCENT, *CITY.indicators]),
)
def test_more_is_never_fewer_points(one: Decimal, two: Decimal, scale: Indicator) -> None:
    low, high = sorted((one, two))
    points = [indicator_points(scale, Q12.scoring, value) for value in (low, high)]
    assert points[0] <= points[1]
    assert all(Decimal(0) <= value <= Q12.scoring.points_scale for value in points)


def test_nobodys_points_depend_on_who_else_competes() -> None:
    mine = row(Form.CRITERIA, id="1", criterion="online", answer="40%")
    other = row(Form.CRITERIA, OTHER, id="2", criterion="online", answer="99%")
    alone = unit_scores(Q12, facts_of(mine), [WARD])[WARD]
    assert unit_scores(Q12, facts_of(mine, other), [WARD, OTHER])[WARD] == alone
