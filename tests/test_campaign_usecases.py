"""The main job as a whole: nothing depends on the order in which files and rows come."""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.intake.source_file import SourceFile
from campaign.labels import standing_word
from campaign.plan.definition import Form, SubjectKind
from campaign.records import SourceRecords
from campaign.report.report import report
from campaign.result.office_facts import OfficeFacts, Violation
from campaign.result.submissions import Doubt, Standing
from campaign.result.verdicts import Verdict
from campaign.result.whole import Result
from campaign.usecases import MainJob
from tests.rule_cases import (
    NOW,
    OTHER,
    Q12,
    ROSTER,
    WARD,
    answers,
    handed_in,
    row,
    source,
    violation,
)

JOB = MainJob(Q12, ROSTER, NOW)
THIRD = "phuong-hiep-thanh"
GK, BK = "district_certificate", "city_commendation"


def decide(sources: Sequence[SourceRecords], violations: Sequence[Violation] = ()) -> Result:
    office = OfficeFacts(violations=list(violations))
    return JOB.decide([copy.deepcopy(one) for one in sources], office=office)


def unit_source(
    unit: str, score: str, share: str, award: str, people: int = 2, said: str = "100%"
) -> SourceRecords:
    """A whole unit: everything handed in, and a few proposals."""
    found = ROSTER.get(unit)
    assert found is not None
    measured = [
        row(Form.CRITERIA, unit, id=f"{unit}-i{name}", criterion=name, text=name, answer=score)
        for name in ("satisfaction", "on_time", "online")
    ]
    proposed = [
        row(
            Form.PROPOSAL,
            unit,
            id=f"{unit}-t",
            name=found.name,
            kind="Tập thể",
            award=award,
            women_share=share,
        )
    ]
    proposed += [
        row(
            Form.PROPOSAL,
            unit,
            id=f"{unit}-p{number}",
            name=f"Người {chr(65 + number)}",
            kind="Cá nhân",
            award=award,
            gender="Nữ" if number else "Nam",
        )
        for number in range(people)
    ]
    rows = [*handed_in(unit), *answers(unit, _4_1_d=said), *measured, *proposed]
    return source(*rows, name=f"{unit}.xlsx")


CAMPAIGNS = st.tuples(
    *(
        st.builds(
            unit_source,
            st.just(unit),
            st.sampled_from(["90%", "95%", "?"]),
            st.sampled_from(["50", "75"]),
            st.sampled_from(["Giấy khen", "Bằng khen", "Giấy khen, Bằng khen", "khác"]),
            st.integers(0, 3),
            st.sampled_from(["100%", "25/26", "Đạt"]),
        )
        for unit in (WARD, OTHER, THIRD)
    )
)
VIOLATIONS = st.lists(
    st.builds(
        violation,
        st.sampled_from(["Người A", "Người B", "Ai khác"]),
        st.sampled_from(["confirmed", "considered", "cleared"]),
        st.sampled_from([WARD, OTHER]),
    ),
    max_size=2,
)


def mixed(sources: Sequence[SourceRecords], seed: int) -> list[SourceRecords]:
    """The same sources and rows in another order; each row keeps its line."""
    made = [copy.deepcopy(one) for one in sources]
    chance = random.Random(seed)  # noqa: S311 - no secret
    chance.shuffle(made)
    for one in made:
        rows = list(one.rows)
        chance.shuffle(rows)
        one.rows[:] = rows
    return made


def decided(result: Result) -> object:
    """Verdicts and lists, without the order in which verdicts and reasons stand."""
    return (
        {(s.unit, s.deliverable): (s.standing, s.message) for s in result.submissions},
        {j.subject.id: (j.verdict, {r.code for r in j.reasons}) for j in result.judgements},
        [
            (one.award, one.placed, {(a.subject, frozenset(a.reasons)) for a in one.absent})
            for one in result.shortlists
        ],
        {sentence for one in result.shortlists for sentence in one.council},
    )


@settings(max_examples=25, deadline=None)
@given(CAMPAIGNS, VIOLATIONS, st.integers(0, 2**16))
def test_the_order_of_sources_and_rows_changes_no_verdict_and_no_list(
    sources: tuple[SourceRecords, ...], violations: list[Violation], seed: int
) -> None:
    again = decide(mixed(sources, seed), violations[::-1])
    assert decided(again) == decided(decide(sources, violations))


@settings(max_examples=25, deadline=None)
@given(CAMPAIGNS, VIOLATIONS)
def test_nobody_excluded_is_on_a_list_and_everybody_else_has_a_reason(
    sources: tuple[SourceRecords, ...], violations: list[Violation]
) -> None:
    result = decide(sources, violations)
    verdicts = {j.subject.id: j.verdict for j in result.judgements}
    for one in result.shortlists:
        assert all(verdicts[p.subject.id] is Verdict.ELIGIBLE for p in one.placed)
        assert all(a.reasons for a in one.absent)
        assert len(one.placed) + len(one.absent) + len(one.not_proposed) == len(verdicts)


@settings(max_examples=15, deadline=None)
@given(CAMPAIGNS, st.integers(0, 2**16))
def test_an_excluded_unit_never_changes_the_order_of_the_others(
    sources: tuple[SourceRecords, ...], seed: int
) -> None:
    excluded = unit_source("phuong-tan-thoi-nhat", "99%", "80", "Giấy khen, Bằng khen", said="1/2")
    before = decide(sources).shortlists
    after = decide(mixed([*sources, excluded], seed)).shortlists
    for old, new in zip(before, after, strict=True):
        collectives = [p for p in new.placed if p.subject.kind is SubjectKind.COLLECTIVE]
        assert collectives == [p for p in old.placed if p.subject.kind is SubjectKind.COLLECTIVE]


def test_innocent_colleagues_stay_on_the_list() -> None:
    guilty = violation("Người A")
    result = decide([unit_source(WARD, "90%", "50", "Giấy khen")], [guilty])
    (certificates, _) = result.shortlists
    assert [p.subject.name for p in certificates.placed] == ["Người B"]


def test_the_same_inputs_give_the_same_report() -> None:
    sources = [unit_source(WARD, "90%", "50", "Giấy khen"), unit_source(OTHER, "95%", "75", "BK")]
    assert report(decide(sources), Q12) == report(decide(sources), Q12)


def test_a_file_that_vanishes_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    good = tmp_path / "a.csv"
    good.write_text("Đơn vị,Tên mô hình,Nội dung\nUBND phường Thới An,Một cửa,Gọi số\n", "utf-8")
    files = [SourceFile(good, "a.csv"), SourceFile(tmp_path / "b.xlsx", "b.xlsx")]
    sources, unread = JOB.read(files)
    assert [one.name for one in sources] == ["a.csv"]
    assert [(one.source, one.code) for one in unread] == [("b.xlsx", "unreadable")]


def with_unread(folder: Path, name: str) -> Result:
    """The ward handed in its registration and asks for an award; one file more is no workbook."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.7 no table in here")
    read, unread = JOB.read([SourceFile(path, name)])
    assert read == []
    asked = row(
        Form.PROPOSAL, id="t", name="UBND phường Thới An", kind="Tập thể", award="Giấy khen"
    )
    registered = row(Form.REGISTRATION, submitted="2020-05-10")
    return JOB.decide([source(registered, asked, *answers())], unread=unread)


def standings(result: Result, unit: str = WARD) -> list[tuple[Standing, Doubt | None]]:
    return [(one.standing, one.doubt) for one in result.submissions if one.unit == unit]


@pytest.mark.parametrize("name", ["Phường Thới An.xlsx", "UBND P. Thới An/bieu so 2.xlsx"])
def test_what_may_stand_in_a_unit_s_unread_file_is_in_doubt_and_refuses_no_award(
    tmp_path: Path, name: str
) -> None:
    result = with_unread(tmp_path, name)
    unsure = (Standing.UNCERTAIN, Doubt.UNREAD)
    assert standings(result) == [(Standing.ON_TIME, None), unsure, unsure]
    told = [one for one in result.submissions if one.doubt is Doubt.UNREAD]
    for one in told:
        assert standing_word(one) == "Chưa rõ vì không đọc được tệp"
        assert one.evidence.file == name
        assert f"Tệp “{name}” không phải bảng tính đọc được" in one.message
        assert "nhờ đơn vị gửi lại" in one.message
        assert "chưa nộp" not in one.message
    (verdict,) = (one for one in result.judgements if one.subject.unit == WARD)
    assert verdict.verdict is Verdict.HELD
    assert "deliverable_missing" not in {reason.code for reason in verdict.reasons}
    assert {standing for standing, _ in standings(result, OTHER)} == {Standing.MISSING}


@pytest.mark.parametrize("name", ["bieu.xlsx", "Phường Thới An và Phường Thạnh Lộc.xlsx"])
def test_an_unread_file_of_nobody_knows_whom_says_that_anybody_may_have_sent_it(
    tmp_path: Path, name: str
) -> None:
    result = with_unread(tmp_path, name)
    missing = (Standing.MISSING, None)
    assert standings(result) == [(Standing.ON_TIME, None), missing, missing]
    (unread,) = result.unread
    assert unread.unit is None
    assert "đơn vị bị ghi “chưa nộp” có thể đã gửi chính tệp này" in unread.sentence
