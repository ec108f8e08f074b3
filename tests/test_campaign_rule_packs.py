"""The law by date: every day has one pack, every rule its document, every doubt its mark."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from campaign.plan.definition import Campaign, Form, Ground
from campaign.plan.rule_packs import UNCONFIRMED, RuleId, RulePack, pack_on, shipped_packs
from campaign.result.office_facts import OfficeFacts
from campaign.result.verdicts import Verdict
from campaign.result.whole import Result
from campaign.roster.units import Roster
from campaign.usecases import MainJob
from tests.rule_cases import Q12, ROSTER, WARD, answers, handed_in, row, source

GK, BK = "district_certificate", "city_commendation"


def pack(day: date) -> RulePack:
    found = pack_on(day)
    assert found is not None
    return found


def decide(as_of: datetime, roster: Roster = ROSTER, campaign: Campaign = Q12) -> Result:
    proposed = [
        row(Form.PROPOSAL, id=name, name="UBND phường Thới An", award=award)
        for name, award in (("p", "Giấy khen"), ("q", "Bằng khen"))
    ]
    made = source(*handed_in(), *answers(), *proposed)
    return MainJob(campaign, roster, as_of).decide([made], office=OfficeFacts())


def test_packs_follow_each_other_without_gap_or_overlap() -> None:
    packs = shipped_packs()
    for before, after in pairwise(packs):
        assert before.effective_to is not None
        assert after.effective_from == before.effective_to + timedelta(days=1)
    assert packs[-1].effective_to is None
    assert pack_on(packs[0].effective_from - timedelta(days=1)) is None


def test_every_rule_names_a_document_of_its_pack() -> None:
    for one in shipped_packs():
        numbers = {source.number for source in one.sources}
        assert {rule.source for rule in one.rules} <= numbers
        assert {rule.id for rule in one.rules} == set(RuleId)


def test_what_was_not_seen_is_marked_wherever_it_is_shown() -> None:
    seen = set()
    for one in shipped_packs():
        for rule in one.rules:
            assert (UNCONFIRMED in rule.shown) is not rule.confirmed
            seen.add(rule.confirmed)
    assert seen == {True, False}


@pytest.mark.parametrize(
    ("day", "levels"),
    [
        (date(2020, 11, 2), {"quận", "phường"}),
        (date(2024, 1, 1), {"quận", "xã"}),
        (date(2025, 7, 1), {"phường", "xã", "đặc khu"}),
    ],
)
def test_who_grants_the_certificate_depends_on_the_day(day: date, levels: set[str]) -> None:
    rule = pack(day).rule(RuleId.CERTIFICATE_AUTHORITY)
    assert rule is not None
    assert levels <= set(rule.levels)
    assert ("quận" in rule.levels) is (day < date(2025, 7, 1))


def test_a_district_that_is_no_more_grants_nothing_and_the_list_says_so() -> None:
    then = decide(datetime(2020, 11, 2, 8))  # noqa: DTZ001 - office time
    now = decide(datetime(2025, 8, 1, 8))  # noqa: DTZ001 - office time
    assert not any("thẩm quyền" in said for said in then.shortlists[0].warnings)
    assert any(
        "cấp quận không còn thẩm quyền tặng Giấy khen" in said
        for said in now.shortlists[0].warnings
    )


def test_the_warning_about_several_awards_cites_the_law_of_the_day() -> None:
    made = decide(datetime(2020, 12, 20, 8))  # noqa: DTZ001 - office time
    warnings = {one.award: one.warnings for one in made.shortlists}
    assert any("TT 12/2019/TT-BNV, Điều 3" in said for said in warnings[BK])
    assert not any("Điều 3" in said for said in warnings[GK])


def test_a_hold_or_tie_that_cites_what_is_no_longer_law_is_named() -> None:
    then = decide(datetime(2020, 11, 2, 8))  # noqa: DTZ001 - office time
    now = decide(datetime(2024, 11, 2, 8))  # noqa: DTZ001 - office time
    assert not any("đề nghị rà lại" in said for said in then.shortlists[0].warnings)
    assert sum("còn dẫn 91/2017/NĐ-CP" in said for said in now.shortlists[0].warnings) == 1


@pytest.mark.parametrize(
    ("as_of", "ends", "verdict"),
    [
        (datetime(2020, 12, 20, 8), date(2020, 12, 10), Verdict.HELD),  # noqa: DTZ001
        (datetime(2024, 12, 20, 8), date(2024, 12, 10), Verdict.INELIGIBLE),  # noqa: DTZ001
        (datetime(2024, 12, 20, 8), date(2024, 12, 31), Verdict.ELIGIBLE),  # noqa: DTZ001
    ],
)
def test_a_unit_dissolved_since_gets_what_the_law_of_the_day_says(
    as_of: datetime, ends: date, verdict: Verdict
) -> None:
    units = [replace(u, valid_to=ends) if u.id == WARD else u for u in ROSTER.units]
    made = decide(as_of, Roster((*units, *ROSTER.parents)))
    judged = next(one for one in made.judgements if one.subject.id == "p")
    assert judged.verdict is verdict
    if verdict is not Verdict.ELIGIBLE:
        reason = next(one for one in judged.reasons if one.code == "unit_dissolved")
        assert reason.message.endswith(").")
        assert UNCONFIRMED in reason.message
        assert reason.ground is (Ground.WRONG_SUBJECT if verdict is Verdict.INELIGIBLE else None)
