"""The council: everybody is accounted for, and nobody's silence is a nought."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from statistics import quantiles

from hypothesis import given
from hypothesis import strategies as st

from campaign.awards.shortlist import Shortlister
from campaign.council.ballots import Ballot, Member, Stance, Vote
from campaign.council.judge import Council, with_council, with_votes
from campaign.council.tally import Mark, Tally, outliers
from campaign.plan.definition import Campaign
from campaign.result.evidence import Evidence
from campaign.result.verdicts import Judgement, Proposal
from tests.test_campaign_shortlist import GK, NONE, candidate, codes, plan

AT = Evidence("office", "so.xlsx", "Phiếu Hội đồng", "B5", "Tên u1 collective")
NAMES = ("Nguyễn An", "Trần Bình", "Lê Cúc", "Phạm Dũng", "Võ Em")
COLLECTIVE = "Tên u1 collective"


def members(*units: str | None) -> list[Member]:
    """Five members; the units of the first ones."""
    given_units = [*units, *[None] * (len(NAMES) - len(units))]
    return [
        Member(name, unit, "Ủy viên", AT) for name, unit in zip(NAMES, given_units, strict=True)
    ]


def ballot(
    member: str,
    score: str = "",
    vote: Vote | None = None,
    stance: Stance = Stance.SCORES,
    candidate: str = COLLECTIVE,
) -> Ballot:
    points = Decimal(score) if score else None
    return Ballot(GK, candidate, None, member, stance, points, vote, AT)


def proposed(unit: str = "u1", **said: object) -> Judgement:
    made = candidate(unit, **said)  # type: ignore[arg-type]
    subject = made.subject
    return made._replace(
        subject=replace(subject, proposals=(Proposal(subject.id, subject.awards, "", NONE),))
    )


def council(*ballots: Ballot, who: list[Member] | None = None) -> Council:
    return Council(plan(), who or members(), ballots)


def only(*ballots: Ballot, who: list[Member] | None = None) -> Tally:
    (found,) = council(*ballots, who=who).tallies([proposed()])
    return found


def test_a_missing_score_is_named_and_is_no_nought() -> None:
    found = only(ballot(NAMES[0], "90"), ballot(NAMES[1], "95.5"))
    assert found.mean == Decimal("92.7500")
    assert found.missing == NAMES[2:]
    assert "2/5 thành viên đã chấm; bình quân 92,7500; chưa có phiếu của: Lê Cúc" in found.message
    assert found.open


def test_who_abstains_or_stands_back_is_not_missing() -> None:
    found = only(
        ballot(NAMES[0], "90"),
        ballot(NAMES[1], stance=Stance.ABSTAINS),
        ballot(NAMES[2], stance=Stance.RECUSED),
    )
    assert (found.abstained, found.recused) == ((NAMES[1],), (NAMES[2],))
    assert found.missing == NAMES[3:]
    assert found.mean == 90


def test_a_member_of_the_candidates_unit_is_flagged_until_recused() -> None:
    own = members("u1")
    found = only(ballot(NAMES[0], "100"), ballot(NAMES[1], "80"), who=own)
    assert found.conflicts == (NAMES[0],)
    assert "CÙNG ĐƠN VỊ, chưa rút khỏi việc xét: Nguyễn An" in found.message
    recused = only(ballot(NAMES[0], stance=Stance.RECUSED), ballot(NAMES[1], "80"), who=own)
    assert recused.conflicts == ()
    assert only(ballot(NAMES[1], "80"), who=own).conflicts == (NAMES[0],)


def test_a_vote_is_counted_over_all_members() -> None:
    found = only(
        *(ballot(name, vote=Vote.FOR) for name in NAMES[:3]), ballot(NAMES[3], vote=Vote.AGAINST)
    )
    assert (found.votes, found.members, found.share) == (3, 5, Decimal("60.00"))
    assert "3/5 phiếu đồng ý (60%)" in found.message
    assert only(ballot(NAMES[0], "90")).votes is None


def test_a_recused_members_vote_counts_nowhere_and_is_reported() -> None:
    judged = council(ballot(NAMES[0], "90", Vote.FOR, Stance.RECUSED))
    (found,) = judged.tallies([proposed()])
    assert (found.votes, found.marks) == (None, ())
    assert [issue.code for issue in judged.issues] == ["ballot_contradicts"]


def test_a_far_score_is_shown_and_counted() -> None:
    scores = ("90", "91", "92", "93", "40")
    found = only(*(ballot(name, score) for name, score in zip(NAMES, scores, strict=True)))
    assert found.outliers == (Mark(NAMES[4], Decimal(40)),)
    assert found.mean == Decimal("81.2000")
    assert "lệch xa các phiếu khác, vẫn tính: Võ Em 40" in found.message
    assert not found.open


@given(st.lists(st.decimals(0, 100, places=2), min_size=4, max_size=9))
def test_far_means_beyond_the_fences_of_the_middle_half(scores: list[Decimal]) -> None:
    marks = [Mark(str(number), score) for number, score in enumerate(scores)]
    low, _, high = quantiles(scores, n=4, method="inclusive")
    room = max((high - low) * 3 / 2, Decimal(5))
    far = {mark for mark in marks if mark.score < low - room or mark.score > high + room}
    assert set(outliers(marks, Decimal(100))) == far


def test_lines_that_leave_a_doubt_count_nowhere_and_say_so() -> None:
    judged = council(
        ballot("Người lạ", "90"),
        ballot(NAMES[0], "90", candidate="Ai đó"),
        replace(ballot(NAMES[0], "90"), award=None),
        ballot(NAMES[1], "90"),
        ballot(NAMES[1], "80"),
        who=[*members(), members()[0]],
    )
    (found,) = judged.tallies([proposed()])
    assert found.marks == ()
    assert {issue.code for issue in judged.issues} == {
        "member_unknown", "ballot_candidate", "ballot_list", "ballot_twice", "member_twice",
    }  # fmt: skip
    assert all(issue.cell == "B5" for issue in judged.issues)


def test_two_candidates_of_one_name_need_their_unit() -> None:
    both = [proposed("u1", name="Tổ A"), proposed("u2", name="Tổ A")]
    doubtful = ballot(NAMES[0], "90", candidate="TỔ A")
    judged = council(doubtful, replace(doubtful, unit="u2"))
    (found,) = judged.tallies(both)
    assert found.subject == both[1].subject.id
    assert [issue.code for issue in judged.issues] == ["ballot_candidate"]


def listed(campaign: Campaign, *ballots: Ballot) -> dict[str, list[str]]:
    """Why candidates are not on the list, once the council has voted."""
    judged = [proposed()]
    tallies = Council(campaign, members(), ballots).tallies(judged)
    lists = Shortlister(campaign, {}, {}).lists(with_votes(judged, tallies))
    made = with_council(lists, tallies)
    return codes(next(one for one in made if one.award == GK))


def test_the_ballots_decide_where_a_threshold_is_set() -> None:
    campaign = plan(vote_threshold=Decimal(80))
    assert listed(campaign) == {"u1-collective": ["votes"]}
    four = [ballot(name, vote=Vote.FOR) for name in NAMES[:4]]
    assert listed(campaign, *four) == {}
    assert listed(campaign, *four[:3]) == {"u1-collective": ["votes"]}


def test_votes_below_a_threshold_in_hundredths_are_not_shown_as_having_reached_it() -> None:
    """Two of three are less than 66,67%, and would be written so."""
    three = members()[:3]
    voted = [ballot(name, vote=Vote.FOR) for name in NAMES[:2]]
    campaign = plan(vote_threshold=Decimal("66.67"))
    judged = [proposed()]
    (said,) = Council(campaign, three, voted).tallies(judged)
    assert said.share == Decimal("66.66")
    assert "2/3 phiếu đồng ý (66,66%)" in said.message
    lists = Shortlister(campaign, {}, {}).lists(with_votes(judged, [said]))
    assert codes(next(one for one in lists if one.award == GK)) == {"u1-collective": ["votes"]}


def test_what_the_council_has_left_to_do_stands_at_its_list() -> None:
    judged = [proposed()]
    tallies = council(ballot(NAMES[0], "90")).tallies(judged)
    lists = with_council(Shortlister(plan(), {}, {}).lists(judged), tallies)
    assert [tallies[0].message in one.council for one in lists] == [True, False]


@given(st.permutations([ballot(name, str(70 + n), Vote.FOR) for n, name in enumerate(NAMES)]))
def test_the_order_of_lines_changes_nothing(ballots: list[Ballot]) -> None:
    ordered = [ballot(name, str(70 + n), Vote.FOR) for n, name in enumerate(NAMES)]
    assert only(*ballots) == only(*ordered)
