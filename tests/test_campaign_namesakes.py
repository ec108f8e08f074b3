"""Somebody proposed by another unit who bears a violator's full name: told, never decided."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaign.judging.candidates import Candidates
from campaign.judging.namesakes import namesakes
from campaign.plan.definition import SubjectKind
from campaign.problems import Weight
from campaign.result.evidence import Evidence
from campaign.result.office_facts import Violation
from campaign.result.verdicts import Subject
from tests.rule_cases import OTHER, WARD, subject, violation

NAMES = {WARD: "UBND phường Thạnh Xuân", OTHER: "UBND phường Thạnh Lộc"}
WHERE = Evidence("cell", "loc.xlsx", "Đề nghị khen thưởng", "B12")


def elsewhere(name: str = "Trần Văn Mẫu", kind: SubjectKind = SubjectKind.INDIVIDUAL) -> Subject:
    return replace(subject(name, kind, OTHER), evidence=WHERE)


def told(*subjects: Subject, violations: tuple[Violation, ...] = (violation(),)) -> list[str]:
    made = namesakes(violations, Candidates(subjects), NAMES)
    assert all((issue.code, issue.weight) == ("violator_elsewhere", Weight.NOTE) for issue in made)
    assert all((issue.sheet, issue.cell) == ("Vi phạm", "D5") for issue in made)
    return [issue.message for issue in made]


@pytest.mark.parametrize("kind", [SubjectKind.INDIVIDUAL, SubjectKind.HEAD, SubjectKind.CITIZEN])
@pytest.mark.parametrize("name", ["Trần Văn Mẫu", "TRẦN VĂN MẪU", "Ông Trần Văn Mẫu"])
def test_a_namesake_in_another_unit_is_named_with_its_place(name: str, kind: SubjectKind) -> None:
    (message,) = told(elsewhere(name, kind))
    assert "được UBND phường Thạnh Lộc đề nghị" in message
    assert "tệp loc.xlsx, trang Đề nghị khen thưởng, ô B12" in message


def test_the_violator_of_the_unit_itself_and_other_names_are_no_namesakes() -> None:
    own = subject("Trần Văn Mẫu", SubjectKind.INDIVIDUAL)
    assert told(own, elsewhere("Trần Văn Mẫn"), elsewhere("Trần Văn Mẫu Đơn")) == []


def test_a_line_for_the_other_unit_answers_the_question() -> None:
    assert told(elsewhere(), violations=(violation(), replace(violation(), unit=OTHER))) == []


def test_a_violation_that_was_cleared_names_nobody() -> None:
    assert told(elsewhere(), violations=(replace(violation(), state="cleared"),)) == []
