"""Four eyes: an approval covers the data it saw, and any later change voids it visibly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from campaign.awards.data_code import PARTS
from campaign.awards.decisions import Approval, ApprovalState, Decision, ListState, Override
from campaign.council.ballots import Ballot, Member, Stance, Vote
from campaign.plan.definition import Campaign, Form, WeightingDecision
from campaign.result.evidence import Evidence
from campaign.result.office_facts import OfficeFacts
from campaign.result.whole import Result
from campaign.roster.units import Roster
from campaign.usecases import MainJob
from tests.rule_cases import NOW, Q12, ROSTER, WARD, answers, handed_in, row, source, violation

FOR = Vote.FOR
GK, BK = "district_certificate", "city_commendation"
CELL = Evidence("office", "so.xlsm", "Phê duyệt", "A6", "Giấy khen")


def decide(
    approvals: tuple[Approval, ...] = (),
    campaign: Campaign = Q12,
    roster: Roster = ROSTER,
    sha256: str = "0" * 64,
    **facts: object,
) -> Result:
    proposal = row(Form.PROPOSAL, id="p", name="UBND phường Thới An", award="Giấy khen")
    made = source(*handed_in(), *answers(), proposal)
    made.sha256 = sha256
    office = OfficeFacts(approvals=[*approvals], **facts)  # type: ignore[arg-type]
    return MainJob(campaign, roster, NOW).decide([made], office=office)


def state(result: Result, award: str = GK) -> ListState:
    return next(one for one in result.states if one.award == award)


def approval(code: str, **said: str) -> Approval:
    words = {"prepared_by": "Nguyễn Thị Lập", "approved_by": "Trần Văn Duyệt", "position": "TP"}
    words |= {"approved_on": "2020-11-02", "document": "88/TTr", "code": code} | said
    return Approval(award=GK, evidence=CELL, **words)


def approved(**said: str) -> Approval:
    return approval(**({"code": state(decide()).code} | said))


def test_a_list_nobody_approved_is_a_draft_with_its_code() -> None:
    draft = state(decide())
    assert draft.state is ApprovalState.DRAFT
    assert draft.code in draft.message
    assert draft.message.startswith("DỰ THẢO")


def test_an_approval_of_this_very_data_counts_however_its_code_was_typed() -> None:
    whole = approved()
    for typed in (whole.code, whole.code.upper(), whole.code.replace("-", " ")):
        found = state(decide((replace(whole, code=typed),)))
        assert found.state is ApprovalState.APPROVED
        assert "Trần Văn Duyệt (TP) ngày 02/11/2020" in found.message
    assert state(decide((whole,)), BK).state is ApprovalState.DRAFT


def test_a_provisional_order_is_never_official() -> None:
    found = state(decide((approved(),)))
    assert (found.provisional, found.official) == (True, False)
    assert replace(found, provisional=False).official


OTHER_UNIT = replace(ROSTER.units[0], name="UBND phường Khác")
CHANGES: dict[str, Callable[[Approval], Result]] = {
    "kế hoạch": lambda one: decide((one,), Q12.model_copy(update={"holds": Q12.holds[:1]})),
    "danh sách đơn vị": lambda one: decide((one,), roster=Roster((*ROSTER.units[1:], OTHER_UNIT))),
    "tệp của đơn vị": lambda one: decide((one,), sha256="1" * 64),
    "sổ của văn phòng": lambda one: decide((one,), violations=[violation(unit="kho-bac-nha-nuoc")]),
    "kết quả xét": lambda one: decide((one,), violations=[violation(unit=WARD)]),
}


@pytest.mark.parametrize("part", PARTS)
def test_any_later_change_voids_it_and_says_what_changed(part: str) -> None:
    found = state(CHANGES[part](approved()))
    assert found.state is ApprovalState.VOIDED
    assert part in found.changed
    assert found.message.startswith("HẾT HIỆU LỰC DUYỆT")
    assert part in found.message


def test_an_override_after_the_approval_voids_it() -> None:
    cell = Evidence("office", "so.xlsm", "Giấy khen", "K6")
    out = Override("p", GK, Decision.LEAVE_OUT, "Chủ tịch", "9/BB", "Rút", "", cell)
    found = state(decide((approved(),), overrides=[out]))
    assert (found.state, found.changed) == (ApprovalState.VOIDED, PARTS[3:])


def test_another_score_or_member_after_the_approval_voids_it() -> None:
    ballot = Ballot(GK, "UBND phường Thới An", None, "An", Stance.SCORES, Decimal(90), None, CELL)
    council = {"members": [Member("An", None, "", CELL)], "ballots": [ballot]}
    whole = approval(state(decide(**council)).code)
    assert state(decide((whole,), **council)).state is ApprovalState.APPROVED
    rescored = council | {"ballots": [replace(ballot, score=Decimal(89))]}
    joined = council | {"members": [*council["members"], Member("Ba", None, "", CELL)]}
    for later in (rescored, joined):
        found = state(decide((whole,), **later))
        assert (found.state, found.changed[0]) == (ApprovalState.VOIDED, PARTS[3])


def test_a_vote_that_decides_and_is_open_keeps_the_list_from_being_official() -> None:
    weights = {item.id: Decimal(1) for item in Q12.indicators}
    decision = WeightingDecision(number="1", date=NOW.date(), signer="CT")
    scoring = Q12.scoring.model_copy(update={"weights": weights, "decision": decision})
    campaign = Q12.model_copy(update={"scoring": scoring})
    first = campaign.awards[0].model_copy(update={"vote_threshold": Decimal(50)})
    voted = campaign.model_copy(update={"awards": (first, *campaign.awards[1:])})
    members = [Member(name, None, "", CELL) for name in ("An", "Ba")]
    both = [
        Ballot(GK, "UBND phường Thới An", None, one.name, Stance.SCORES, Decimal(90), FOR, CELL)
        for one in members
    ]

    def approved_with(plan: Campaign, ballots: list[Ballot]) -> ListState:
        given = {"members": members, "ballots": ballots}
        code = state(decide(campaign=plan, **given)).code
        return state(decide((approval(code),), campaign=plan, **given))

    assert approved_with(voted, both).official
    waits = approved_with(voted, both[:1])
    assert (waits.state, waits.official) == (ApprovalState.APPROVED, False)
    assert waits.waiting == ("UBND phường Thới An",)
    assert "HỘI ĐỒNG CHƯA BIỂU QUYẾT XONG: UBND phường Thới An" in waits.message
    # Where no share of votes is asked for, a ballot more or less decides nothing.
    assert approved_with(campaign, both[:1]).official


def test_moving_a_line_or_approving_again_changes_no_code() -> None:
    one, two = violation(unit="kho-bac-nha-nuoc"), violation("A", unit="kho-bac-nha-nuoc")
    moved = replace(two.evidence, cell="D9")
    codes = {
        state(decide(violations=[one, two])).code,
        state(decide(violations=[two, one])).code,
        state(decide((approved(),), violations=[one, replace(two, evidence=moved)])).code,
    }
    assert len(codes) == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"approved_by": ""}, "approval_incomplete"),
        ({"approved_on": ""}, "approval_incomplete"),
        ({"code": ""}, "approval_incomplete"),
        ({"approved_by": "Bà Nguyễn Thị Lập"}, "approval_same_person"),
        ({"approved_by": "ThS. Nguyễn Thị Lập"}, "approval_same_person"),
        ({"approved_by": "Nguyễn Thị Lập, Trưởng phòng"}, "approval_same_person"),
        ({"approved_by": "Trưởng phòng Nguyễn Thị Lập"}, "approval_same_person"),
        ({"approved_by": "Nguyễn Thị Lập Trưởng phòng"}, "approval_same_person"),
        ({"approved_by": "Phòng Nội vụ - Nguyen Thi Lap"}, "approval_same_person"),
        ({"approved_by": "Bà BS. Nguyễn Thị Lập"}, "approval_same_person"),
        ({"approved_by": "nguyen thi lap"}, "approval_same_person"),
        ({"code": "abc"}, "approval_code_unreadable"),
        ({"approved_on": "2020-11-03"}, "approval_later"),
    ],
)
def test_what_is_no_approval_leaves_a_draft_and_says_why(said: dict[str, str], code: str) -> None:
    result = decide((approved(**said),))
    assert state(result).state is ApprovalState.DRAFT
    (issue,) = result.office.issues
    assert (issue.code, issue.cell) == (code, "A6")


def test_of_two_approvals_the_one_of_this_data_counts() -> None:
    old = approval("0" * 46, approved_on="2020-11-01")
    assert state(decide((approved(), old))).state is ApprovalState.APPROVED
    assert state(decide((old,))).state is ApprovalState.VOIDED
