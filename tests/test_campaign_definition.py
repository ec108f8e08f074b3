"""The models themselves: what a definition may say, table by table and between tables."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from campaign.plan.consistency import find_faults
from campaign.plan.definition import (
    Campaign,
    Criterion,
    Ground,
    Indicator,
    LegalSource,
    Round,
    Scoring,
    SubjectKind,
    TieStep,
    WeightingDecision,
    end_of_data,
)
from campaign.plan.loading import definition_bytes, load_campaign, shipped_campaigns


@pytest.fixture
def data() -> dict[str, Any]:
    """The 2020 definition as plain data, free to be spoilt."""
    return tomllib.loads(definition_bytes("q12-cchc-2020").decode(), parse_float=Decimal)


@pytest.mark.parametrize("name", shipped_campaigns())
def test_shipped_campaigns_are_consistent(name: str) -> None:
    campaign = load_campaign(name)
    assert find_faults(campaign.model_dump()) == []
    assert campaign.campaign.id == name
    assert {text.id for text in campaign.grounds} == set(Ground)
    assert all(campaign.ground_name(ground) for ground in Ground)
    assert len(campaign.holds) == 3


@pytest.mark.parametrize("name", shipped_campaigns())
def test_every_rule_of_a_shipped_campaign_names_its_clause(name: str) -> None:
    campaign = load_campaign(name)
    rules: list[Any] = [
        *campaign.deliverables,
        *campaign.criteria,
        *campaign.indicators,
        *campaign.ties,
        *campaign.awards,
        *campaign.holds,
    ]
    assert all(rule.clause for rule in rules)


def test_the_2020_plan_is_read_literally() -> None:
    campaign = load_campaign("q12-cchc-2020")
    found = {item.id: item for item in campaign.deliverables}
    assert {key: item.due for key, item in found.items()} == {
        "registration": date(2020, 5, 20),
        "interim_report": date(2020, 6, 15),
        "results": date(2020, 11, 1),
    }
    for item in found.values():
        assert not item.inclusive
        assert (item.weekend, item.counts) == ("keep", "received")


def test_what_the_2020_plan_leaves_open_stays_open() -> None:
    campaign = load_campaign("q12-cchc-2020")
    assert campaign.campaign.plan_number == ""
    assert campaign.campaign.plan_date is None
    assert campaign.scoring.provisional
    assert all(not award.quotas and award.vote_threshold is None for award in campaign.awards)
    assert all(indicator.target is None for indicator in campaign.indicators)


def test_city_commendation_is_chosen_among_district_certificates() -> None:
    awards = {award.id: award for award in load_campaign("q12-cchc-2020").awards}
    assert awards["city_commendation"].among == "district_certificate"
    assert awards["district_certificate"].among is None


def test_full_conduct_is_contradicted_by_a_violation() -> None:
    criteria = {item.id: item for item in load_campaign("q12-cchc-2020").criteria}
    assert criteria["4.1.d"].minimum == 100
    assert criteria["4.1.d"].contradicted_by_violation
    assert criteria["4.3"].applies_to is SubjectKind.CITIZEN


def test_the_second_campaign_differs_in_every_setting() -> None:
    first, second = (load_campaign(name) for name in ("q12-cchc-2020", "tphcm-cchc-2026"))
    assert len(first.deliverables) != len(second.deliverables)
    for attribute in ("id", "tab", "due", "inclusive", "weekend", "counts"):
        ours = {getattr(item, attribute) for item in first.deliverables}
        assert not ours & {getattr(item, attribute) for item in second.deliverables}, attribute
    assert not second.scoring.provisional
    assert not {award.id for award in first.awards} & {award.id for award in second.awards}
    assert not {item.id for item in first.criteria} & {item.id for item in second.criteria}


def test_a_kind_belongs_to_its_group() -> None:
    campaign = load_campaign("tphcm-cchc-2026")
    group = campaign.group_of("special_zone")
    assert group is not None
    assert group.id == "communes"
    assert campaign.group_of("vertical_agency") is None


def test_data_count_to_the_end_of_the_cut_off_day() -> None:
    moment = end_of_data(load_campaign("q12-cchc-2020"))
    assert (moment.date(), moment.hour, moment.minute) == (date(2020, 11, 30), 23, 59)


def test_weights_need_a_decision_to_be_official() -> None:
    decision = WeightingDecision(number="1/QĐ", date=date(2026, 1, 2), signer="A")
    assert Scoring(weights={"a": Decimal(1)}).provisional
    assert not Scoring(weights={"a": Decimal(1)}, decision=decision).provisional


@pytest.mark.parametrize("typed", [True, 20200520, 86400, 1.5, "20/5/2020", "hôm nay"])
def test_only_a_date_is_a_date(typed: object) -> None:
    with pytest.raises(ValidationError):
        LegalSource.model_validate({"number": "1", "issuer": "A", "date": typed})


@pytest.mark.parametrize("typed", [True, "nan", "trăm", Decimal("inf")])
def test_only_a_number_is_a_number(typed: object) -> None:
    with pytest.raises(ValidationError):
        Indicator.model_validate(_indicator(highest=typed))


def _indicator(**changes: object) -> dict[str, object]:
    usual = {"id": "a", "name": "A", "short_name": "A", "unit": "%", "clause": "1"}
    return {**usual, "lowest": 0, "highest": 100, **changes}


@pytest.mark.parametrize(
    ("changes", "key"),
    [({"highest": 0}, "highest"), ({"highest": -1}, "highest"), ({"target": 101}, "target")],
)
def test_an_indicator_needs_a_scale(changes: dict[str, object], key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Indicator.model_validate(_indicator(**changes))
    assert caught.value.errors()[0]["loc"] == (key,)


def test_a_minimum_needs_a_percentage() -> None:
    usual = {"id": "a", "clause": "1", "applies_to": "collective", "text": "A", "minimum": 100}
    with pytest.raises(ValidationError, match="percent"):
        Criterion.model_validate(usual)
    assert Criterion.model_validate({**usual, "measure": "percent"}).minimum == 100
    with pytest.raises(ValidationError, match="100"):
        Criterion.model_validate({**usual, "measure": "percent", "minimum": 101})


def test_a_share_of_women_belongs_to_its_step() -> None:
    with pytest.raises(ValidationError, match="women_share"):
        TieStep.model_validate({"rule": "women_share", "clause": "1"})
    with pytest.raises(ValidationError, match="women_share"):
        TieStep.model_validate({"rule": "female_first", "minimum_share": 70, "clause": "1"})


def test_a_round_ends_after_it_starts() -> None:
    with pytest.raises(ValidationError, match="sớm hơn"):
        Round(id="a", name="A", starts=date(2020, 2, 1), ends=date(2020, 1, 1))


def test_broken_references_are_all_named_at_once(data: dict[str, Any]) -> None:
    data["deliverables"][0]["round"] = "round_9"
    data["awards"][1]["among"] = "medal"
    with pytest.raises(ValidationError) as caught:
        Campaign.model_validate(data)
    (problem,) = caught.value.errors()
    assert problem["type"] == "references"
    paths = [fault.path for fault in problem["ctx"]["faults"]]
    assert paths == [("deliverables", 0, "round"), ("awards", 1, "among")]


def test_awards_may_not_be_chosen_in_a_circle(data: dict[str, Any]) -> None:
    third = {**data["awards"][1], "id": "third", "list_key": "third", "names": ["Ba"]}
    data["awards"][1]["among"] = "third"
    data["awards"].append({**third, "among": "city_commendation"})
    found = {fault.path for fault in find_faults(data)}
    assert found == {("awards", 1, "among"), ("awards", 2, "among")}


def test_consistency_does_not_trip_over_wrong_shapes(data: dict[str, Any]) -> None:
    for table in list(data):
        assert isinstance(find_faults({**data, table: 5}), list)
        assert isinstance(find_faults({**data, table: [5, {"id": 5, "kinds": 5}]}), list)
    assert find_faults({}) == []
