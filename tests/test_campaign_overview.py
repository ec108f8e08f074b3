"""The overview says what the rules decided, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.awards.points import shared_ranks
from campaign.glance.held import UNKNOWN_AGE, HeldKind, Since, age_of
from campaign.glance.overview import Overview, overview_of
from campaign.plan.definition import Campaign, Form, Quota, SubjectKind
from campaign.problems import Problem, Weight
from campaign.records import SourceRecords
from campaign.result.office_facts import OfficeFacts, Receipt
from campaign.result.submissions import Standing
from campaign.result.whole import Result
from campaign.usecases import MainJob
from tests.rule_cases import NOW, OTHER, Q12, ROSTER, WARD, answers, held, receipt, row, source

GK, BK = "district_certificate", "city_commendation"
THIRD = "phuong-thanh-xuan"


def decided(
    *sources: SourceRecords, campaign: Campaign = Q12, receipts: tuple[Receipt, ...] = ()
) -> tuple[Result, Overview]:
    job = MainJob(campaign, ROSTER, NOW)
    result = job.decide(list(sources), office=OfficeFacts(receipts=list(receipts)))
    return result, overview_of(result, campaign, ROSTER.on(NOW.date()))


def scored(unit: str, value: str) -> SourceRecords:
    """A unit that handed in everything, is proposed, and has the same value in each indicator."""
    rows = [
        row(Form.REGISTRATION, unit, id=f"{unit}-1", submitted="2020-05-10"),
        row(Form.INTERIM, unit, id=f"{unit}-2", submitted="2020-06-20"),
        row(Form.RESULT, unit, id=f"{unit}-3", submitted="2020-10-20"),
        row(Form.PROPOSAL, unit, id=f"{unit}-p", kind="Tập thể", award="Giấy khen"),
        *answers(unit),
    ]
    rows += [
        row(Form.CRITERIA, unit, id=f"{unit}-{n}", criterion=n, text=n, answer=value)
        for n in ("satisfaction", "on_time", "online")
    ]
    return source(*rows, name=f"{unit}.xlsx")


def with_places(places: int, group: str | None = "wards") -> Campaign:
    quota = Quota(kind=SubjectKind.COLLECTIVE, group=group, places=places)
    first, *others = Q12.awards
    return Q12.model_copy(
        update={"awards": (first.model_copy(update={"quotas": (quota,)}), *others)}
    )


def test_hand_in_counts_units_day_by_day_against_the_last_day_on_time() -> None:
    _, seen = decided(scored(WARD, "90%"), scored(OTHER, "80%"))
    registration, interim, _ = seen.hand_in
    assert registration.last_day == date(2020, 5, 19)
    assert registration.marks == ((date(2020, 5, 10), 2),)
    assert registration.by(date(2020, 5, 9)) == 0
    assert interim.counts[Standing.LATE] == 2
    assert interim.by(interim.last_day) == 0
    assert interim.owed == sum(interim.counts.values())


def test_the_matrix_has_one_line_a_unit_that_owes_something() -> None:
    result, seen = decided(scored(WARD, "90%"))
    assert {line.unit.id for line in seen.matrix} == {item.unit for item in result.submissions}
    line = next(line for line in seen.matrix if line.unit.id == WARD)
    assert [cell.standing for cell in line.cells if cell] == [
        Standing.ON_TIME,
        Standing.LATE,
        Standing.ON_TIME,
    ]


def test_what_is_held_counts_its_days_from_the_register_then_the_typed_day_then_the_file() -> None:
    doubtful = held(row(Form.RESULT, WARD, id="r", submitted="2020-10-20"), "finished", "a", "b")
    typed = source(doubtful)
    (item,) = [i for i in decided(typed)[1].held if i.kind is HeldKind.ROW]
    assert (item.days, item.basis) == (13, Since.TYPED)
    assert (item.evidence.file, item.evidence.cell) == ("a.xlsx", "N7")
    came = receipt("results", received="2020-10-30")
    (item,) = [i for i in decided(typed, receipts=(came,))[1].held if i.kind is HeldKind.ROW]
    assert (item.days, item.basis) == (3, Since.RECEIPT)
    undated = source(held(row(Form.RESULT, WARD, id="r"), "submitted"))
    undated.modified = "2020-09-02T10:00:00Z"
    (item,) = [i for i in decided(undated)[1].held if i.kind is HeldKind.ROW]
    assert (item.days, item.basis, age_of(item)) == (61, Since.SAVED, "Trên 30 ngày")


def test_a_row_with_doubts_in_two_cells_names_the_cell_of_each() -> None:
    one = held(row(Form.RESULT, WARD, id="r"), "finished", "a", "b")
    (item,) = [i for i in decided(source(one))[1].held if i.kind is HeldKind.ROW]
    assert not item.why.startswith("Ô ")
    other = Problem("date_no_year", Weight.HOLD, "Thiếu năm.").at("a.xlsx", "Kết quả", "P7")
    one.issues = [*one.issues, other]
    (both,) = [i for i in decided(source(one))[1].held if i.kind is HeldKind.ROW]
    assert both.why == f"Ô N7: {item.why} Ô P7: Thiếu năm."


def test_a_day_after_the_moment_of_judging_is_not_counted_from() -> None:
    undated = source(held(row(Form.RESULT, WARD, id="r"), "submitted"))
    undated.modified = "2026-09-02T10:00:00Z"
    (item,) = [i for i in decided(undated)[1].held if i.kind is HeldKind.ROW]
    assert (item.since, item.basis, age_of(item)) == (None, Since.UNKNOWN, UNKNOWN_AGE)


def test_a_quota_that_leaves_somebody_out_shows_its_cut_to_the_units_it_is_for() -> None:
    values = {WARD: "90%", OTHER: "80%", THIRD: "70%"}
    sources = [scored(unit, value) for unit, value in values.items()]
    result, seen = decided(*sources, campaign=with_places(2))
    (cut,) = seen.cuts
    assert (cut.points, cut.places, cut.tied) == (Decimal(240), 2, False)
    assert [line.listed[0] for line in seen.points] == [True, True, False]
    assert {line.cuts[0] for line in seen.points} == {Decimal(240)}
    assert all(line.cuts[1] is None for line in seen.points)
    assert result.shortlists[0].placed[-1].points == cut.points


def test_a_cut_through_a_tie_says_that_the_council_decides() -> None:
    sources = [scored(unit, value) for unit, value in ((WARD, "90%"), (OTHER, "80%"))]
    sources.append(scored(THIRD, "80%"))
    (cut,) = decided(*sources, campaign=with_places(2))[1].cuts
    assert (cut.tied, cut.points) == (True, Decimal(270))


@pytest.mark.parametrize("campaign", [Q12, with_places(3), with_places(1, "specialised_agencies")])
def test_where_nobody_is_left_out_there_is_no_cut(campaign: Campaign) -> None:
    seen = decided(scored(WARD, "90%"), scored(OTHER, "80%"), campaign=campaign)[1]
    assert seen.cuts == ()
    assert seen.provisional


def test_targets_count_units_alike_and_say_who_is_missing() -> None:
    goal = tuple(item.model_copy(update={"target": Decimal(85)}) for item in Q12.indicators)
    campaign = Q12.model_copy(update={"indicators": goal})
    seen = decided(scored(WARD, "90%"), scored(OTHER, "80,5%"), campaign=campaign)[1]
    state = seen.targets[0]
    assert (state.lowest, state.middle, state.highest) == (
        Decimal("80.5"),
        Decimal("85.25"),
        Decimal(90),
    )
    assert (state.reached, len(state.values)) == (1, 2)
    assert state.unknown == len(seen.matrix) - 2
    assert decided(scored(WARD, "90%"))[1].targets[0].reached is None


def test_an_empty_campaign_has_an_overview() -> None:
    seen = decided(source(row(Form.REGISTRATION, WARD, submitted="2020-05-10")))[1]
    assert seen.points == ()
    assert seen.targets[0].middle is None


@given(st.dictionaries(st.text(), st.none() | st.decimals(0, 300, places=1), max_size=30))
def test_ranks_are_one_more_than_the_number_of_better_totals(
    totals: dict[str, Decimal | None],
) -> None:
    known = [total for total in totals.values() if total is not None]
    assert shared_ranks(totals) == {
        name: 1 + sum(other > total for other in known)
        for name, total in totals.items()
        if total is not None
    }


def test_the_facts_are_not_changed_by_looking_at_them() -> None:
    made = scored(WARD, "90%")
    result, first = decided(made)
    before = [replace(item) for item in result.submissions]
    assert overview_of(result, Q12, ROSTER.on(NOW.date())) == first
    assert result.submissions == before
