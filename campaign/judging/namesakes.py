"""Violators whose full name somebody proposed by another unit bears: told, never decided.

People move between units, and a unit may propose another's; but namesakes are many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from campaign.judging.candidates import Candidates
from campaign.plan.definition import SubjectKind
from campaign.problems import Issue, Weight
from campaign.result.office_facts import Violation
from campaign.result.verdicts import Subject
from campaign.vietnamese.people import people_in


def namesakes(
    violations: Sequence[Violation], candidates: Candidates, units: Mapping[str, str]
) -> list[Issue]:
    """A note at the line of *Vi phạm* for each person of the same full name in another unit.

    Args:
        violations: The office's own list.
        candidates: Everybody who is proposed.
        units: Names of units by id.
    """
    named: dict[str, list[Violation]] = {}
    for violation in violations:
        for name in people_in(violation.person):
            named.setdefault(name, []).append(violation)
    if not named:
        return []
    return [
        _told(violation, subject, units)
        for name, subject in zip(candidates.names, candidates, strict=True)
        if name in named and subject.kind is not SubjectKind.COLLECTIVE
        for violation in _elsewhere(named[name], subject)
    ]


def _elsewhere(violations: Sequence[Violation], subject: Subject) -> Iterator[Violation]:
    """Violations of other units' people; none where the office has a line for this unit too."""
    if subject.unit is None or any(one.unit == subject.unit for one in violations):
        return
    yield from (one for one in violations if one.unit is not None and one.state != "cleared")


def _told(violation: Violation, subject: Subject, units: Mapping[str, str]) -> Issue:
    at, line = violation.evidence, subject.evidence
    unit = units.get(subject.unit or "", subject.unit or "")
    message = (
        f"Người vi phạm “{violation.person}” cùng họ tên với người được {unit} đề nghị (tệp "
        f"{line.file}, trang {line.sheet}, ô {line.cell}); đang xét là hai người. Nếu là một "
        "người, hãy ghi thêm một dòng vi phạm của người này với đơn vị ấy; trùng tên thì để nguyên."
    )
    return Issue(
        "violator_elsewhere", Weight.NOTE, message, at.file, at.sheet, at.cell,
        column="person", typed=violation.person,
    )  # fmt: skip
