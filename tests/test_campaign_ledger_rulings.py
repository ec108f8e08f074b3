"""What is recorded of a result can be told again: each subject, what it got, and why."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from campaign.ledger.chain import canonical
from campaign.ledger.rulings import Ruled, ruled, rulings
from campaign.result.whole import Result
from tests.workbook_samples import campaign_2020, result_of, units_2020


@pytest.fixture(scope="module")
def result() -> Result:
    return result_of(campaign_2020(), units_2020())


@pytest.fixture(scope="module")
def told(result: Result) -> list[Ruled]:
    return ruled(json.loads(canonical(rulings(result, campaign_2020()))))


def test_every_subject_is_told_once_in_the_order_of_judging(
    result: Result, told: list[Ruled]
) -> None:
    assert [one.name for one in told] == [j.subject.name for j in result.judgements]
    assert [one.unit for one in told] == [j.subject.unit or "" for j in result.judgements]


def test_every_reason_is_told_and_every_place(result: Result, told: list[Ruled]) -> None:
    names = {award.id: award.short_name for award in campaign_2020().awards}
    by_name = dict(zip((j.subject.id for j in result.judgements), told, strict=True))
    for judgement in result.judgements:
        assert {r.message for r in judgement.reasons} <= set(by_name[judgement.subject.id].why)
    assert any(item.placed for item in result.shortlists)
    for item in result.shortlists:
        for one in item.placed:
            assert f"{names[item.award]} (hạng {one.rank})" in by_name[one.subject.id].got
            assert {r.message for r in one.remarks} <= set(by_name[one.subject.id].why)
        for one in item.absent:
            assert {r.message for r in one.reasons} <= set(by_name[one.subject.id].why)


def test_who_got_nothing_is_told_with_the_verdict(result: Result, told: list[Ruled]) -> None:
    placed = {one.subject.id for item in result.shortlists for one in item.placed}
    got = {
        one.got
        for one, judgement in zip(told, result.judgements, strict=True)
        if judgement.subject.id not in placed
    }
    assert got <= {"Đủ", "Đủ, không có trong danh sách", "Chưa xét", "Không đủ"}
    assert len(got) > 1


def test_a_sentence_is_kept_once(result: Result) -> None:
    said = rulings(result, campaign_2020())["said"]
    assert len(said) == len(set(said))


def test_a_decision_of_an_earlier_version_is_told_by_ids_and_codes(result: Result) -> None:
    kept = rulings(result, campaign_2020())
    old = {name: kept[name] for name in ("submissions", "eligibility", "lists")}
    told = ruled(old)
    assert [one.name for one in told] == [j.subject.id for j in result.judgements]
    assert told[0].why == tuple(r.code for r in result.judgements[0].reasons)
    assert ruled({}) == []


def test_what_a_person_decided_is_the_first_reason(result: Result) -> None:
    from campaign.awards.decisions import Decision, Override
    from campaign.result.evidence import Evidence

    shortlist = next(item for item in result.shortlists if item.placed)
    first = shortlist.placed[0]
    override = Override(
        first.subject.id, shortlist.award, Decision.TAKE, "Bà An", "01/QĐ", "", "", Evidence("none")
    )
    changed = replace(shortlist, placed=[first._replace(override=override)])
    kept = rulings(replace(result, shortlists=[changed]), campaign_2020())
    (told,) = [one for one in ruled(kept) if one.got.startswith(("Giấy", "Bằng"))]
    assert "Đưa vào danh sách: Bà An, 01/QĐ" in told.why
