"""The lists: among whom, in which order, cut where, and a reason for everybody else."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.awards.shortlist import Shortlister
from campaign.plan.definition import Award, Campaign, Quota, SubjectKind
from campaign.result.evidence import Evidence
from campaign.result.lists import Placed, Score, Shortlist
from campaign.result.verdicts import Judgement, Reason, Subject, Verdict
from tests.rule_cases import CITY, Q12

GK, BK = "district_certificate", "city_commendation"
NONE = Evidence("none")
UNITS = ("u1", "u2", "u3", "u4", "u5")


def plan(key: str = GK, **changes: object) -> Campaign:
    awards = tuple(a.model_copy(update=changes) if a.id == key else a for a in Q12.awards)
    return Q12.model_copy(update={"awards": awards})


def quota(places: int, kind: SubjectKind = SubjectKind.COLLECTIVE, group: str = "") -> Quota:
    return Quota(kind=kind, places=places, group=group or None)


def candidate(
    unit: str = "u1",
    kind: SubjectKind = SubjectKind.COLLECTIVE,
    verdict: Verdict = Verdict.ELIGIBLE,
    **said: object,
) -> Judgement:
    """Proposed for both awards unless said otherwise; named after unit and kind."""
    subject = Subject(f"{unit}-{kind.value}", f"Tên {unit} {kind.value}", kind, unit)
    subject = replace(subject, **{"awards": (GK, BK), **said})  # type: ignore[arg-type]
    reasons = () if verdict is Verdict.ELIGIBLE else (Reason("x", verdict, None, "c", NONE, "Vì."),)
    return Judgement(subject, verdict, reasons)


def lists(
    judged: Sequence[Judgement],
    points: dict[str, int] | None = None,
    campaign: Campaign = Q12,
    groups: dict[str, str] | None = None,
) -> dict[str, Shortlist]:
    """Lists by award; each unit has the given points on the first indicator, none elsewhere."""
    given_points = points if points is not None else dict.fromkeys(UNITS, 50)
    scores = {
        unit: tuple(
            Score(i.id, None, Decimal(value if number == 0 else 0), NONE)
            for number, i in enumerate(campaign.indicators)
        )
        for unit, value in given_points.items()
    }
    made = Shortlister(campaign, scores, groups or {}).lists(judged)
    return {one.award: one for one in made}


def ranks(shortlist: Shortlist) -> list[tuple[str, int | None]]:
    return [(one.subject.unit or "", one.rank) for one in shortlist.placed]


def codes(shortlist: Shortlist) -> dict[str, list[str]]:
    return {one.subject.id: [r.code for r in one.reasons] for one in shortlist.absent}


def test_equal_points_share_a_rank_and_the_next_is_third() -> None:
    made = lists([candidate(u) for u in UNITS[:3]], {"u1": 90, "u2": 90, "u3": 80})[GK]
    assert ranks(made) == [("u1", 1), ("u2", 1), ("u3", 3)]
    assert [one.tied for one in made.placed] == [True, True, False]


def test_a_commendation_is_chosen_among_certificates_only() -> None:
    only = candidate("u2", awards=(BK,))
    made = lists([candidate("u1"), only])
    assert ranks(made[BK]) == [("u1", 1)]
    assert made[GK].not_proposed == (only.subject,)
    assert made[GK].absent == ()
    assert codes(made[BK]) == {only.subject.id: ["not_on_base_list"]}
    (reason,) = made[BK].absent[0].reasons
    assert reason.ground is not None
    assert "chỉ chọn trong số được Giấy khen" in reason.message
    assert made[BK].warnings == (Q12.campaign.several_awards_warning,)
    assert made[GK].warnings == ()


def test_the_warning_about_several_awards_stands_where_somebody_gets_them() -> None:
    made = lists([candidate("u1"), candidate("u2", awards=(GK,))])
    assert [remark.code for remark in made[BK].placed[0].remarks] == ["several_awards"]
    assert all(not one.remarks for one in made[GK].placed)
    assert lists([candidate("u2", awards=(GK,))])[BK].warnings == ()


def test_two_lines_for_the_two_awards_of_one_name_are_one_candidate() -> None:
    first = candidate(id="a", name="Tổ Hòa giải", awards=(GK,))
    second = candidate(id="b", name="TỔ HOÀ GIẢI", awards=(BK,))
    assert [p.subject.id for p in lists([first, second])[BK].placed] == ["b"]


@pytest.mark.parametrize("verdict", [Verdict.HELD, Verdict.INELIGIBLE])
def test_who_is_not_eligible_is_on_no_list_and_keeps_the_reason(verdict: Verdict) -> None:
    made = lists([candidate(verdict=verdict)])
    assert [made[key].placed for key in (GK, BK)] == [(), ()]
    assert codes(made[GK]) == {"u1-collective": ["x"]}
    assert made[BK].absent[0].reasons[-1].weight is verdict


def test_an_award_of_other_kinds_refuses_the_wrong_subject() -> None:
    award = plan(kinds=(SubjectKind.INDIVIDUAL,))
    made = lists([candidate()], campaign=award)[GK]
    assert codes(made) == {"u1-collective": ["wrong_kind"]}


def test_nobody_takes_two_places() -> None:
    twice = [candidate(id="b", awards=(GK,)), candidate(id="a", awards=(GK,))]
    made = lists(twice)[GK]
    assert [p.subject.id for p in made.placed] == ["a"]
    assert codes(made) == {"b": ["proposed_twice"]}
    assert lists(twice[::-1])[GK] == made


def test_a_form_of_address_takes_no_second_place() -> None:
    person = candidate(kind=SubjectKind.INDIVIDUAL, id="a", awards=(GK,))
    called = replace(person.subject, id="b", name=f"Bà {person.subject.name}")
    made = lists([person, person._replace(subject=called)])[GK]
    assert [p.subject.id for p in made.placed] == ["a"]
    assert codes(made) == {"b": ["proposed_twice"]}


def test_two_lines_of_one_name_that_differ_in_what_ranks_them_all_wait() -> None:
    one = candidate(kind=SubjectKind.HEAD, id="a", gender="Nam")
    two = candidate(kind=SubjectKind.HEAD, id="b", gender="Nữ")
    for order in ([one, two], [two, one]):
        made = lists(order)[GK]
        assert (made.placed, codes(made)) == (
            (),
            {"a": ["proposed_twice"], "b": ["proposed_twice"]},
        )


def test_a_quota_takes_the_first_and_gives_the_others_a_reason() -> None:
    points = {"u1": 90, "u2": 80, "u3": 70}
    made = lists([candidate(u) for u in points], points, plan(quotas=(quota(2),)))[GK]
    assert ranks(made) == [("u1", 1), ("u2", 2)]
    assert codes(made) == {"u3-collective": ["over_quota"]}
    assert "Xếp hạng 3, ngoài 2 chỉ tiêu" in made.absent[0].reasons[0].message
    assert made.council == ()


def test_a_quota_through_a_tie_stops_for_the_council() -> None:
    points = {"u1": 90, "u2": 80, "u3": 80, "u4": 70}
    made = lists([candidate(u) for u in points], points, plan(quotas=(quota(2),)))
    assert ranks(made[GK]) == [("u1", 1)]
    assert codes(made[GK])["u2-collective"] == codes(made[GK])["u3-collective"] == ["tie_at_cut"]
    assert codes(made[GK])["u4-collective"] == ["over_quota"]
    (sentence,) = made[GK].council
    assert "2 đối tượng bằng nhau tại ngưỡng 2" in sentence
    weights = {a.subject.unit: a.reasons[-1].weight for a in made[BK].absent}
    assert weights == {"u2": Verdict.HELD, "u3": Verdict.HELD, "u4": Verdict.INELIGIBLE}


def test_a_tie_that_fits_the_quota_needs_no_council() -> None:
    points = {"u1": 90, "u2": 90, "u3": 70}
    made = lists([candidate(u) for u in points], points, plan(quotas=(quota(2),)))[GK]
    assert ranks(made) == [("u1", 1), ("u2", 1)]
    assert made.council == ()


def test_a_quota_of_a_group_cuts_that_group_only() -> None:
    points = {"u1": 90, "u2": 80, "u3": 70}
    groups = {"u1": "wards", "u2": "wards", "u3": "agencies"}
    limited = plan(quotas=(quota(1, group="wards"),))
    made = lists([candidate(u) for u in points], points, limited, groups)[GK]
    assert ranks(made) == [("u1", 1), ("u3", 3)]


def test_a_quota_of_none_takes_nobody() -> None:
    made = lists([candidate()], campaign=plan(quotas=(quota(0),)))[GK]
    assert (made.placed, codes(made)) == ((), {"u1-collective": ["over_quota"]})


def test_women_go_first_among_equals_then_the_tie_stays() -> None:
    people = [
        candidate("u1", SubjectKind.INDIVIDUAL, gender="Nam"),
        candidate("u2", SubjectKind.INDIVIDUAL, gender="Nữ"),
        candidate("u3", SubjectKind.INDIVIDUAL, gender="nữ"),
    ]
    assert ranks(lists(people)[GK]) == [("u2", 1), ("u3", 1), ("u1", 3)]


@pytest.mark.parametrize(("share", "first"), [("70", "u2"), ("69.99", "u1")])
def test_a_collective_with_seventy_percent_women_goes_first(share: str, first: str) -> None:
    made = lists([candidate("u1"), candidate("u2", women_share=Decimal(share))])[GK]
    assert ranks(made)[0] == (first, 1)
    assert made.placed[0].tied is (first == "u1")


def test_points_come_before_the_tie_chain() -> None:
    women = candidate("u2", women_share=Decimal(100))
    made = lists([women, candidate("u1")], {"u1": 51, "u2": 50})[GK]
    assert ranks(made) == [("u1", 1), ("u2", 2)]


def test_without_points_a_collective_stands_last_without_a_rank() -> None:
    made = lists([candidate("u1"), candidate("u2"), candidate("u3")], {"u2": 10})[GK]
    assert ranks(made) == [("u2", 1), ("u1", None), ("u3", None)]


@pytest.mark.parametrize(
    ("votes", "weight"),
    [
        ("8/10", None),
        ("7/10", Verdict.INELIGIBLE),
        ("", Verdict.HELD),
        ("8/0", Verdict.HELD),
        ("12/10", Verdict.HELD),
        ("80%", Verdict.HELD),
    ],
)
def test_votes_count_over_all_members(votes: str, weight: Verdict | None) -> None:
    made = lists([candidate(votes=votes)], campaign=plan(vote_threshold=Decimal(80)))[GK]
    found = [(r.code, r.weight) for one in made.absent for r in one.reasons]
    assert found == ([("votes", weight)] if weight else [])
    assert len(made.placed) == (weight is None)


@pytest.mark.parametrize("votes", ["8/10 phiếu", "09/10/2020"])
def test_votes_that_cannot_be_read_are_not_called_missing(votes: str) -> None:
    made = lists([candidate(votes=votes)], campaign=plan(vote_threshold=Decimal(80)))[GK]
    ((reason,),) = (one.reasons for one in made.absent)
    assert f"ghi “{votes}”" in reason.message
    assert "8/10" in reason.message


def test_an_order_without_a_signed_decision_is_provisional() -> None:
    assert [p.provisional for p in lists([candidate()])[GK].placed] == [True]
    signed = candidate(awards=("chairman_commendation",), votes="9/9")
    made = lists([signed], campaign=CITY)["chairman_commendation"]
    assert [p.provisional for p in made.placed] == [False]


def test_points_are_exact_decimals() -> None:
    (placed,) = lists([candidate()], {"u1": 50})[GK].placed
    assert placed.points == Decimal("50.0000")
    assert isinstance(placed.points, Decimal)


# ------------------------------------------------------------------ small random campaigns

VERDICTS = st.sampled_from([Verdict.ELIGIBLE, Verdict.ELIGIBLE, Verdict.HELD, Verdict.INELIGIBLE])
JUDGED = st.lists(
    st.builds(
        candidate,
        st.sampled_from(UNITS),
        st.sampled_from(SubjectKind),
        VERDICTS,
        gender=st.sampled_from(["Nam", "Nữ", ""]),
        women_share=st.sampled_from([None, Decimal(50), Decimal(70), Decimal(80)]),
        votes=st.sampled_from(["", "9/10", "5/10"]),
        awards=st.sampled_from([(), (GK,), (BK,), (GK, BK)]),
    ),
    max_size=14,
    unique_by=lambda judged: judged.subject.id,
)
POINTS = st.dictionaries(st.sampled_from(UNITS), st.sampled_from([40, 50, 60]))
AWARDS = st.builds(
    plan,
    quotas=st.lists(
        st.builds(quota, st.integers(0, 4), st.sampled_from(SubjectKind)), max_size=2
    ).map(tuple),
    vote_threshold=st.sampled_from([None, Decimal(80)]),
)
SEEDS = st.integers(0, 2**16)


def shown(made: dict[str, Shortlist]) -> object:
    """Lists without the order in which the absent stand."""
    return {
        key: (one.placed, set(one.absent), one.council, one.warnings, set(one.not_proposed))
        for key, one in made.items()
    }


@given(JUDGED, POINTS, AWARDS, SEEDS)
def test_the_order_of_candidates_changes_nothing(
    judged: list[Judgement], points: dict[str, int], campaign: Campaign, seed: int
) -> None:
    mixed = random.Random(seed).sample(judged, len(judged))  # noqa: S311 - no secret
    assert shown(lists(judged, points, campaign)) == shown(lists(mixed, points, campaign))


@given(JUDGED, POINTS, AWARDS)
def test_everybody_is_on_a_list_once_or_absent_with_a_reason(
    judged: list[Judgement], points: dict[str, int], campaign: Campaign
) -> None:
    made = lists(judged, points, campaign)
    for one in made.values():
        placed = [p.subject.id for p in one.placed]
        absent = [a.subject.id for a in one.absent]
        others = [subject.id for subject in one.not_proposed]
        assert sorted(placed + absent + others) == sorted(j.subject.id for j in judged)
        assert all(a.reasons for a in one.absent)
    verdicts = {j.subject.id: j.verdict for j in judged}
    certified = {p.subject.id for p in made[GK].placed}
    assert all(verdicts[key] is Verdict.ELIGIBLE for key in certified)
    assert {p.subject.id for p in made[BK].placed} <= certified


@given(JUDGED, POINTS, AWARDS, VERDICTS.filter(lambda v: v is not Verdict.ELIGIBLE))
def test_who_is_not_eligible_never_changes_the_others(
    judged: list[Judgement], points: dict[str, int], campaign: Campaign, verdict: Verdict
) -> None:
    extra = candidate("u1", verdict=verdict, id="extra", name="Ai đó")
    without = lists(judged, points, campaign)
    with_it = lists([extra, *judged], points, campaign)
    assert {k: v.placed for k, v in without.items()} == {k: v.placed for k, v in with_it.items()}


@given(JUDGED, POINTS, AWARDS)
def test_equal_candidates_are_all_in_or_all_out(
    judged: list[Judgement], points: dict[str, int], campaign: Campaign
) -> None:
    free = lists(judged, points, plan(vote_threshold=campaign.awards[0].vote_threshold))[GK]
    taken = {p.subject.id for p in lists(judged, points, campaign)[GK].placed}
    ties: dict[tuple[SubjectKind, int | None], set[bool]] = {}
    for one in free.placed:
        ties.setdefault(_tie(one), set()).add(one.subject.id in taken)
    assert all(len(found) == 1 for found in ties.values())


HEADS = st.lists(
    st.builds(
        candidate,
        st.sampled_from(UNITS),
        st.just(SubjectKind.HEAD),
        gender=st.sampled_from(["Nam", "Nữ"]),
    ),
    min_size=2,
    max_size=5,
    unique_by=lambda judged: judged.subject.id,
)


@given(HEADS, st.integers(0, 4))
def test_no_cut_ever_parts_equals(judged: list[Judgement], places: int) -> None:
    """The same where nearly every cut meets a tie: heads differ by their gender only."""
    cut = plan(quotas=(quota(places, SubjectKind.HEAD),))
    taken = {p.subject.id for p in lists(judged, campaign=cut)[GK].placed}
    for gender in ("Nam", "Nữ"):
        alike = [one.subject.id in taken for one in judged if one.subject.gender == gender]
        assert len(set(alike)) < 2
    assert len(taken) <= places


def _tie(placed: Placed) -> tuple[SubjectKind, int | None]:
    return placed.subject.kind, placed.rank


def test_lists_stand_in_the_order_of_the_plan() -> None:
    turned: tuple[Award, ...] = Q12.awards[::-1]
    made = lists([candidate()], campaign=Q12.model_copy(update={"awards": turned}))
    assert list(made) == [BK, GK]
    assert [len(one.placed) for one in made.values()] == [1, 1]
