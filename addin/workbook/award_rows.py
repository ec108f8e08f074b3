"""Rows of an award's sheet: the list, those who are not on it, what the council must settle."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from addin.package import Styled
from addin.workbook.fields import APART, Sheet
from addin.workbook.form_rows import Line
from addin.workbook.pages import Paint
from addin.workbook.rules import LISTED, NOT_LISTED
from addin.workbook.shown import Names, joined
from campaign.awards.decisions import Override
from campaign.labels import DECISION, SUBJECT, VERDICT
from campaign.plan.definition import SubjectKind
from campaign.reasons.card import Change
from campaign.reasons.cards import Cards
from campaign.result.lists import Absent, Placed, Shortlist
from campaign.result.verdicts import Reason, Subject, Verdict

BY_DECISION = " – theo quyết định"
"""What follows where a person decided otherwise than the rules."""

_OFFICE: Line = [None] * 7
"""Cells of the office's, which are put back by row id."""

_GROUPED = ("deliverable_missing", "criterion_not_met")


def award_lines(shortlist: Shortlist, names: Names, cards: Cards | None = None) -> Iterator[Line]:
    """The list in its order, then the others; ids are those of the subjects."""
    for placed in shortlist.placed:
        what_if = what_if_text(cards, placed.subject, shortlist.award)
        yield [*_placed(placed, names), what_if, *_OFFICE]
    for absent in shortlist.absent:
        what_if = what_if_text(cards, absent.subject, shortlist.award)
        yield [*_absent(absent, names), what_if, *_OFFICE]


def what_if_text(cards: Cards | None, subject: Subject, award: str) -> str | None:
    """What would change the result on one list, in one cell."""
    card = cards.of(subject.id) if cards is not None else None
    if card is None:
        return None
    mine = [one for one in card.what_if if one.award == award]
    off = [change for one in mine if not one.listed for change in one.changes]
    if off:
        return f"Ra khỏi danh sách nếu: {'; hoặc '.join(_grouped(off))}."
    return joined(one.message for one in mine)


Blocks = Sequence[tuple[str, tuple[str, ...]]]
"""Headings with the sentences under them."""


def remark_lines(
    shortlist: Shortlist,
    sheet: Sheet,
    paint: Paint,
    names: Names,
    beside: Blocks = (),
) -> Iterator[Line]:
    """What stands under the table: council points, what is said beside, warnings, the others."""
    width = _remark_letters(sheet)
    rest: Line = [Styled(None, paint["plain"])] * (len(sheet.fields) - 1)
    others = shortlist.not_proposed
    blocks = (
        ("Hội đồng quyết định", shortlist.council),
        *beside,
        ("Lưu ý", shortlist.warnings),
        (f"Không đề nghị ({len(others)})", _not_proposed(others, names)),
    )
    for heading, texts in blocks:
        if not texts:
            continue
        yield [Styled(None, paint["plain"]), *rest]
        yield [Styled(f"{APART}{heading}:", paint["apart"]), *rest]
        for text in texts:
            for line in textwrap.wrap(text, width, break_on_hyphens=False):
                yield [Styled(f"{APART}{line}", paint["remark"]), *rest]


def _remark_letters(sheet: Sheet) -> int:
    """Letters of one line of remarks: what fits in the columns that every printed page repeats.

    A unit of column width holds one letter, also where many are capitals.
    """
    return int(sum(item.width for item in sheet.fields[: sheet.frozen]))


def _grouped(changes: list[Change]) -> list[str]:
    """Changes of one kind together: any one report missing, any one criterion not met."""
    reports = [one.message.removeprefix("thiếu ") for one in _of(changes, "deliverable_missing")]
    criteria = [
        one.message.removeprefix("tiêu chí ").removesuffix(" không đạt")
        for one in _of(changes, "criterion_not_met")
    ]
    grouped = [f"thiếu một báo cáo ({', '.join(reports)})"] if reports else []
    grouped += [f"một tiêu chí không đạt ({', '.join(criteria)})"] if criteria else []
    others = (one for one in changes if one.code not in _GROUPED)
    return [*grouped, *(one.message for one in others)]


def _of(changes: list[Change], code: str) -> list[Change]:
    return [one for one in changes if one.code == code]


def _not_proposed(subjects: Sequence[Subject], names: Names) -> tuple[str, ...]:
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
    place = f"{LISTED}{BY_DECISION if item.override else ''}"
    head: Line = [item.subject.id, place, item.rank, "Đồng hạng" if item.tied else None]
    said = decided_words(item.override, "Kết quả tính không có trong danh sách")
    words = _reasons(reasons, names, said)
    return [*head, *_subject(item.subject, names), item.points, *words]


def _absent(item: Absent, names: Names) -> Line:
    place = f"{NOT_LISTED}{BY_DECISION}" if item.override else _why(item.reasons)
    head: Line = [item.subject.id, place, item.rank, None]
    said = "Kết quả tính có trong danh sách." if item.override else ""
    words = _reasons(item.reasons, names, said)
    return [*head, *_subject(item.subject, names), item.points, *words]


def decided_words(override: Override | None, computed: str) -> str:
    """A decision in words, and what it stands over."""
    if override is None:
        return ""
    over = f" Lý do vượt hạng: {override.passing_reason}." if override.passing_reason else ""
    return (
        f"{DECISION[override.decision]} theo {override.document} ({override.person}): "
        f"{override.reason}.{over} {computed}:"
    )


def _subject(subject: Subject, names: Names) -> Line:
    return [subject.name, SUBJECT[subject.kind], names.unit(subject.unit) or None]


def _reasons(reasons: tuple[Reason, ...], names: Names, said: str = "") -> Line:
    words = joined((said, *(reason.message for reason in reasons)))
    return [words, names.clauses(reasons)]


def _why(reasons: tuple[Reason, ...]) -> str:
    weights = {reason.weight for reason in reasons}
    for verdict in (Verdict.INELIGIBLE, Verdict.HELD):
        if verdict in weights:
            return VERDICT[verdict]
    return NOT_LISTED
