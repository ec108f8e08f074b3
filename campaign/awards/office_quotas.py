"""Places and vote shares that the office sets in its own sheet, each by a document of its own.

A plan that sets none leaves them to the office. A line counts whole or not at all: what is missing
is named at its cell, and of two lines that differ neither counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from campaign.plan.definition import Award, Campaign, Quota, SubjectKind
from campaign.problems import Issue, Weight

if TYPE_CHECKING:
    from campaign.result.evidence import Evidence


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """One line of *Chỉ tiêu*.

    Attributes:
        award: Award id; ``None`` when the line does not say which list.
        kind: Whom the places are for; ``None`` on a line that only sets the vote.
        group: Id of the group they are for; ``None`` for all groups.
        places: At most so many.
        threshold: Votes needed, in per cent of all members of the council.
        document: The document that says so.
        unclear: Whether a cell of it could not be read; that cell is reported by itself.
    """

    award: str | None
    kind: SubjectKind | None
    group: str | None
    places: int | None
    threshold: Decimal | None
    document: str
    unclear: bool
    evidence: Evidence


@dataclass(slots=True)
class Quoted:
    """A campaign with the office's places and vote shares, and the lines that do not count."""

    campaign: Campaign
    used: list[QuotaLine] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def with_quotas(campaign: Campaign, lines: Sequence[QuotaLine]) -> Quoted:
    """The campaign as the office's lines complete it; a line goes before the campaign's own."""
    made = Quoted(campaign)
    awards = {award.id: award for award in campaign.awards}
    sound = []
    for line in lines:
        faults = list(_faults(line, awards))
        made.issues += [_issue(line, "quota_incomplete", said) for said in faults]
        if not faults and not line.unclear:
            sound.append(line)
    made.used = [line for line in sound if not _disputed(line, sound)]
    made.issues += [_issue(line, "quota_twice", _TWICE) for line in sound if _disputed(line, sound)]
    if made.used:
        completed = tuple(_completed(award, made.used) for award in campaign.awards)
        made.campaign = campaign.model_copy(update={"awards": completed})
    return made


_TWICE = "Có hai dòng khác nhau cho cùng một chỉ tiêu; cả hai chưa được dùng."


def _faults(line: QuotaLine, awards: dict[str, Award]) -> Iterator[str]:
    """Why a line sets nothing."""
    if line.unclear:
        return
    missing = [] if line.award else ["danh sách"]
    if line.places is None and (line.kind or line.group or line.threshold is None):
        missing.append("số chỗ")
    if line.places is not None and line.kind is None:
        missing.append("đối tượng")
    missing += [] if line.document else ["văn bản"]
    if missing:
        yield f"Dòng chỉ tiêu chưa dùng được: thiếu {', '.join(missing)}."
    elif line.award and line.kind and line.kind not in awards[line.award].kinds:
        yield f"{awards[line.award].short_name} không xét đối tượng này nên dòng chưa dùng được."


def _disputed(line: QuotaLine, others: Iterable[QuotaLine]) -> bool:
    """Whether another line says otherwise of the same places, or of the same vote."""
    for other in others:
        if other.award != line.award:
            continue
        same = line.kind is not None and (other.kind, other.group) == (line.kind, line.group)
        if same and other.places != line.places:
            return True
        if None not in (line.threshold, other.threshold) and other.threshold != line.threshold:
            return True
    return False


def _completed(award: Award, lines: Iterable[QuotaLine]) -> Award:
    mine = [line for line in lines if line.award == award.id]
    quotas = {(quota.kind, quota.group): quota for quota in award.quotas}
    for line in mine:
        if line.kind is not None and line.places is not None:
            quota = Quota(kind=line.kind, group=line.group, places=line.places)
            quotas[line.kind, line.group] = quota
    threshold = next((one.threshold for one in mine if one.threshold is not None), None)
    changed = {
        "quotas": tuple(quotas.values()),
        "vote_threshold": award.vote_threshold if threshold is None else threshold,
    }
    return award.model_copy(update=changed)


def _issue(line: QuotaLine, code: str, message: str) -> Issue:
    where = line.evidence
    return Issue(code, Weight.HOLD, message, where.file, where.sheet, where.cell, typed=where.text)
