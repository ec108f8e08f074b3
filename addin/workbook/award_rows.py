"""Rows of an award's sheet: the list, those who are not on it, what the council must settle."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from addin.package import Styled
from addin.workbook.fields import APART, Sheet
from addin.workbook.form_rows import Line
from addin.workbook.pages import Paint
from addin.workbook.rules import LISTED
from addin.workbook.shown import Names, joined
from campaign.definition import SubjectKind
from campaign.labels import SUBJECT, VERDICT
from campaign.result import Absent, Placed, Reason, Shortlist, Subject, Verdict

NOT_LISTED = "Ngoài danh sách"
"""What an award sheet says of an eligible candidate who is not on the list."""

_LINE = 150
"""Characters of one line of remarks under the table."""


def award_lines(shortlist: Shortlist, names: Names) -> Iterator[Line]:
    """The list in its order, then the others; ids are those of the subjects."""
    for placed in shortlist.placed:
        yield _placed(placed, names)
    for absent in shortlist.absent:
        yield _absent(absent, names)


def remark_lines(shortlist: Shortlist, sheet: Sheet, paint: Paint, names: Names) -> Iterator[Line]:
    """What stands under the table: council points, warnings, and whom nobody proposed."""
    rest: Line = [Styled(None, paint["plain"])] * (len(sheet.fields) - 1)
    others = shortlist.not_proposed
    blocks = (
        ("Hội đồng quyết định", shortlist.council),
        ("Lưu ý", shortlist.warnings),
        (f"Không đề nghị ({len(others)})", _not_proposed(others, names)),
    )
    for heading, texts in blocks:
        if not texts:
            continue
        yield [Styled(None, paint["plain"]), *rest]
        yield [Styled(f"{APART}{heading}:", paint["apart"]), *rest]
        for text in texts:
            for line in textwrap.wrap(text, _LINE):
                yield [Styled(f"{APART}{line}", paint["remark"]), *rest]


def _not_proposed(subjects: tuple[Subject, ...], names: Names) -> tuple[str, ...]:
    """Everybody whom nobody proposed for the award, by kind, in one paragraph each."""
    return tuple(
        f"{SUBJECT[kind]}: {'; '.join(_in_full(s, names) for s in of_kind)}."
        for kind in SubjectKind
        if (of_kind := [subject for subject in subjects if subject.kind is kind])
    )


def _in_full(subject: Subject, names: Names) -> str:
    if subject.kind is SubjectKind.COLLECTIVE or subject.unit is None:
        return subject.name
    return f"{subject.name} ({names.unit(subject.unit)})"


def _placed(item: Placed, names: Names) -> Line:
    reasons = item.remarks
    head: Line = [item.subject.id, LISTED, item.rank, "Đồng hạng" if item.tied else None]
    return [*head, *_subject(item.subject, names), item.points, *_reasons(reasons), None, None]


def _absent(item: Absent, names: Names) -> Line:
    head: Line = [item.subject.id, _why(item.reasons), None, None]
    return [*head, *_subject(item.subject, names), None, *_reasons(item.reasons), None, None]


def _subject(subject: Subject, names: Names) -> Line:
    return [subject.name, SUBJECT[subject.kind], names.unit(subject.unit) or None]


def _reasons(reasons: tuple[Reason, ...]) -> Line:
    return [
        joined(reason.message for reason in reasons),
        joined((reason.clause for reason in reasons), "; "),
    ]


def _why(reasons: tuple[Reason, ...]) -> str:
    weights = {reason.weight for reason in reasons}
    for verdict in (Verdict.INELIGIBLE, Verdict.HELD):
        if verdict in weights:
            return VERDICT[verdict]
    return NOT_LISTED
