"""A person decides otherwise: whole or not at all, shown, and never over what the plan excludes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from campaign.awards.decisions import Decision, Override
from campaign.awards.shortlist import Shortlister
from campaign.plan.definition import Campaign, Ground, SubjectKind
from campaign.reasons.competition import Competition
from campaign.result.evidence import Evidence
from campaign.result.lists import Score, Shortlist
from campaign.result.verdicts import Judgement, Reason, Verdict
from tests.rule_cases import Q12
from tests.test_campaign_shortlist import BK, GK, NONE, candidate, codes, plan, quota, ranks

POINTS = {"u1": 90, "u2": 80, "u3": 70, "u4": 60}
CELL = Evidence("office", "so.xlsm", "Giấy khen", "M9")


def decision(unit: str, what: Decision = Decision.TAKE, award: str = GK, **said: str) -> Override:
    words = {"person": "Chủ tịch", "document": "9/BB", "reason": "Đã xem", "passing_reason": ""}
    return Override(f"{unit}-collective", award, what, evidence=CELL, **(words | said))


def shortlister(*overrides: Override, campaign: Campaign = Q12) -> Shortlister:
    scores = {
        unit: tuple(
            Score(item.id, None, Decimal(value if number == 0 else 0), NONE)
            for number, item in enumerate(campaign.indicators)
        )
        for unit, value in POINTS.items()
    }
    return Shortlister(campaign, scores, {}, overrides)


def lists(
    judged: Sequence[Judgement], *overrides: Override, campaign: Campaign = Q12
) -> dict[str, Shortlist]:
    made = shortlister(*overrides, campaign=campaign).lists(judged)
    return {one.award: one for one in made}


def held(unit: str, code: str = "criterion_open") -> Judgement:
    return candidate(unit, verdict=Verdict.HELD)._replace(
        reasons=(Reason(code, Verdict.HELD, Ground.CRITERIA_NOT_MET, "c", NONE, "Vì."),),
    )


def refused(shortlist: Shortlist) -> list[str]:
    return [one.code for one in shortlist.not_applied]


def test_who_is_taken_in_is_listed_without_a_rank_and_keeps_what_spoke_against() -> None:
    made = lists([candidate("u1"), held("u2")], decision("u2"))[GK]
    assert ranks(made) == [("u1", 1), ("u2", None)]
    line = made.placed[1]
    assert line.override is not None
    assert (line.override.document, [one.code for one in line.remarks]) == (
        "9/BB",
        ["criterion_open"],
    )


def test_who_is_left_out_keeps_rank_and_points_and_has_the_decision_as_reason() -> None:
    made = lists([candidate("u1"), candidate("u2")], decision("u1", Decision.LEAVE_OUT))[GK]
    assert ranks(made) == [("u2", 2)]
    (line,) = made.absent
    assert (line.rank, line.points) == (1, 90)
    assert "9/BB (Chủ tịch): Đã xem" in line.reasons[0].message


@pytest.mark.parametrize("lacking", ["person", "document", "reason"])
def test_a_decision_without_name_document_or_reason_changes_nothing(lacking: str) -> None:
    made = lists([held("u2")], decision("u2", **{lacking: ""}))[GK]
    assert (made.placed, refused(made)) == ((), ["override_incomplete"])


def test_two_decisions_that_disagree_change_nothing() -> None:
    both = decision("u1"), decision("u1", Decision.LEAVE_OUT)
    made = lists([candidate("u1")], *both)[GK]
    assert (ranks(made), refused(made)) == ([("u1", 1)], ["override_twice"] * 2)


@pytest.mark.parametrize(
    ("code", "ground"),
    [
        ("violation_confirmed", Ground.CRITERIA_NOT_MET),
        ("violation_considered", None),
        ("unit_dissolved", Ground.WRONG_SUBJECT),
        ("anything", Ground.LAW_VIOLATION),
    ],
)
def test_no_decision_takes_in_whom_the_plan_excludes(code: str, ground: Ground | None) -> None:
    out = Reason(code, Verdict.INELIGIBLE, ground, "c", NONE, "Vì.")
    judged = candidate("u1", verdict=Verdict.INELIGIBLE)._replace(reasons=(out,))
    made = lists([judged], decision("u1"))[GK]
    assert (made.placed, refused(made)) == ((), ["override_barred"])


def test_a_commendation_needs_the_certificate_first() -> None:
    alone = lists([held("u1")], decision("u1", award=BK))
    assert (alone[BK].placed, refused(alone[BK])) == ((), ["override_barred"])
    both = lists([held("u1")], decision("u1"), decision("u1", award=BK))
    assert [ranks(both[key]) for key in (GK, BK)] == [[("u1", None)]] * 2


def test_leaving_out_of_the_certificate_leaves_out_of_the_commendation() -> None:
    made = lists([candidate("u1")], decision("u1", Decision.LEAVE_OUT))
    assert (made[BK].placed, codes(made[BK])) == ((), {"u1-collective": ["not_on_base_list"]})


def test_taking_a_lower_ranked_one_demands_a_stated_reason() -> None:
    judged = [candidate(unit) for unit in POINTS]
    two = plan(quotas=(quota(2),))
    made = lists(judged, decision("u4"), campaign=two)[GK]
    assert (ranks(made), refused(made)) == ([("u1", 1), ("u2", 2)], ["override_passes_over"])
    assert "Tên u3 collective" in made.not_applied[0].message
    said = lists(judged, decision("u4", passing_reason="Địa bàn khó"), campaign=two)[GK]
    assert ranks(said) == [("u1", 1), ("u2", 2), ("u4", 4)]
    assert any("vượt 2 chỉ tiêu" in sentence for sentence in said.council)
    together = lists(judged, decision("u3"), decision("u4"), campaign=two)[GK]
    assert ranks(together) == [("u1", 1), ("u2", 2), ("u3", 3), ("u4", 4)]


def test_a_held_one_before_a_ranked_one_demands_it_too() -> None:
    judged = [candidate("u1"), candidate("u2"), held("u3")]
    made = lists(judged, decision("u3"), campaign=plan(quotas=(quota(1),)))[GK]
    assert refused(made) == ["override_passes_over"]


def test_the_council_settles_a_tie_without_passing_anybody_over() -> None:
    judged = [candidate("u1"), candidate("u5"), candidate("u6")]
    made = lists(judged, decision("u5"), campaign=plan(quotas=(quota(2),)))[GK]
    assert [one.subject.unit for one in made.placed] == ["u1", "u5"]
    assert made.not_applied == ()


def test_who_lost_a_tie_that_was_decided_waits_no_longer_and_is_told_by_which_document() -> None:
    judged = [candidate("u1"), candidate("u5"), candidate("u6")]
    made = lists(judged, decision("u5"), campaign=plan(quotas=(quota(2),)))[GK]
    (line,) = made.absent
    (reason,) = line.reasons
    assert line.subject.unit == "u6"
    assert (reason.code, reason.weight) == ("over_quota", Verdict.INELIGIBLE)
    assert reason.message.endswith("tại ngưỡng 2 chỉ tiêu; đã đủ chỗ theo 9/BB (Chủ tịch).")
    assert made.council == ()


def test_a_tie_waits_while_a_decision_leaves_one_of_its_places() -> None:
    judged = [candidate(unit) for unit in ("u1", "u5", "u6", "u7")]
    made = lists(judged, decision("u5"), campaign=plan(quotas=(quota(3),)))[GK]
    assert codes(made) == {"u6-collective": ["tie_at_cut"], "u7-collective": ["tie_at_cut"]}
    assert len(made.council) == 1


def test_an_unrelated_decision_settles_no_tie() -> None:
    judged = [candidate("u1"), candidate("u5"), candidate("u6")]
    gone = decision("u1", Decision.LEAVE_OUT)
    made = lists(judged, gone, campaign=plan(quotas=(quota(2),)))[GK]
    assert codes(made)["u5-collective"] == codes(made)["u6-collective"] == ["tie_at_cut"]
    assert len(made.council) == 1


@pytest.mark.parametrize("taken", ["u5", "u6"])
def test_what_would_change_a_result_still_counts_whom_a_decision_took_from_beyond_a_cut(
    taken: str,
) -> None:
    judged = [candidate("u1"), candidate("u5"), candidate("u6")]
    maker = shortlister(decision(taken), campaign=plan(quotas=(quota(2),)))
    rivals = Competition.of(maker.campaign.awards[0], maker.lists(judged)[0], maker)
    subjects = [one.subject for one in judged]
    survive = [one.unit for one in subjects if rivals.survives(one, maker.merits.of(one))]
    assert survive == ["u1"]


def test_a_decision_on_somebody_not_proposed_or_needless_says_so() -> None:
    made = lists([candidate("u1", awards=(BK,)), candidate("u2")], decision("u1"), decision("u2"))
    assert sorted(refused(made[GK])) == ["override_needless", "override_not_proposed"]


def test_a_person_is_decided_on_by_any_row_that_proposes_him() -> None:
    person = candidate("u1", SubjectKind.INDIVIDUAL, Verdict.HELD)
    made = lists([person], replace(decision("u1"), subject=person.subject.rows[-1]))[GK]
    assert len(made.placed) == 1
