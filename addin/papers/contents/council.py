"""What papers say of the council: its members, its ballots, and how firm a cut-off is."""

from __future__ import annotations

from addin.papers import words
from addin.papers.desk import Desk, Values
from addin.papers.references import References
from addin.workbook.quota_texts import quota_texts
from campaign.council.tally import Mark, Tally
from campaign.labels import SUBJECT
from campaign.plan.definition import Award, SubjectKind
from campaign.result.lists import Shortlist
from campaign.result.verdicts import Subject

_NONE = "–"
_SET = "Chỉ tiêu và tỷ lệ phiếu"


def members(desk: Desk, references: References) -> list[Values]:
    """Everybody a vote is counted over, as the office wrote them down."""
    return [
        {
            "stt": number,
            "ten": one.name,
            "chuc_danh": one.post,
            "don_vi": desk.names.unit(one.unit) if one.unit else "",
            "nguon": references.of(one.evidence),
        }
        for number, one in enumerate(desk.result.office.members, 1)
    ]


UNIT_S = "*"
"""Stands after votes that a unit wrote, where the template says under the table what it means."""

_UNIT_WROTE = f" (đơn{words.NBSP}vị ghi)"
"""Says it within the cell, for a template without that remark."""


def ballots(desk: Desk, award: Award, references: References) -> list[Values]:
    """One line a candidate on whom there is a ballot: nobody's silence is a nought."""
    return [
        {
            "ten": one.name,
            "da_cham": f"{len(one.marks)}/{one.members}",
            "binh_quan": _NONE if one.mean is None else words.number(one.mean),
            "dong_y": _votes(one),
            "ghi_nhan": "\n".join(_remarks(one)) or _NONE,
            "nguon": references.span(one.evidence),
        }
        for one in desk.result.council
        if one.award == award.id
    ]


def _votes(one: Tally) -> str:
    if one.votes is None or one.share is None:
        return _NONE
    return f"{one.votes}/{one.members} ({words.number(one.share)}%)"


def votes_said(desk: Desk, award: Award, subject: Subject) -> Values:
    """The votes for a candidate; told apart where no ballot gave them but its unit wrote them.

    Such votes may be another council's. Returns ``phieu``, which explains itself, and
    ``phieu_sao``, whose star needs the remark that ``phieu_don_vi`` asks for.
    """
    votes = subject.votes_for(award.id)
    ours = any(
        one.award == award.id and one.subject in subject.rows and one.votes is not None
        for one in desk.result.council
    )
    theirs = bool(votes) and not ours
    return {
        "phieu": votes + (_UNIT_WROTE if theirs else ""),
        "phieu_sao": votes + (UNIT_S if theirs else ""),
    }


def _remarks(one: Tally) -> list[str]:
    """Who abstained, stood back, is missing, should stand back, and whose score lies far off."""
    said = (
        ("Không cho điểm", ", ".join(one.abstained)),
        ("Rút khỏi việc xét", ", ".join(one.recused)),
        ("Chưa có phiếu", ", ".join(one.missing)),
        ("Cùng đơn vị, chưa rút", ", ".join(one.conflicts)),
        ("Lệch xa, vẫn tính", ", ".join(map(_mark, one.outliers))),
    )
    return [f"{what}: {names}" for what, names in said if names]


def _mark(mark: Mark) -> str:
    return f"{mark.member}{words.NBSP}{words.number(mark.score)}"


def to_settle(desk: Desk, made: Shortlist | None) -> list[str]:
    """What the council must settle, but for ballots, which stand in their own table."""
    told = {one.message for one in desk.result.council}
    return [said for said in made.council if said not in told] if made else []


def places(desk: Desk, award: Award, references: References | None = None) -> list[str]:
    """Places and vote shares of an award, each with the document that set it, and its cell.

    Without ``references`` no numbers of cells, for a text to be signed.
    """
    told = quota_texts(desk.campaign, desk.result.office.quotas)
    return [
        one.said
        + (f" {references.of(one.evidence, line=_SET)}" if one.evidence and references else "")
        for one in told
        if one.award == award.id
    ]


def firm_sentences(desk: Desk, award: Award) -> list[str]:
    """How firm each cut-off of an award is, in one sentence each."""
    return [one.sentence for one in desk.result.firmness if one.contest.award == award.id]


def firm_in_full(desk: Desk, award: Award) -> list[str]:
    """The same with the second opinions."""
    return [one.message for one in desk.result.firmness if one.contest.award == award.id]


def kind_words(subject: Subject) -> str:
    """What a candidate is, unless the name says it: ``Tập thể …``."""
    if subject.kind is SubjectKind.COLLECTIVE:
        return ""
    return SUBJECT[subject.kind].lower()
