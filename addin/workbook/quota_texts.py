"""Places and vote shares in words, with the document and the cell that set each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from campaign.awards.office_quotas import QuotaLine
from campaign.cells.decimals import comma
from campaign.labels import SUBJECT
from campaign.plan.definition import Award, Campaign, Quota
from campaign.result.evidence import Evidence

_BY_PLAN = "theo tệp kế hoạch"


@dataclass(frozen=True, slots=True)
class QuotaText:
    """What is in force for one list; ``evidence`` is the office's line, if it set it."""

    award: str
    name: str
    said: str
    evidence: Evidence | None


def quota_texts(campaign: Campaign, lines: Sequence[QuotaLine]) -> Iterator[QuotaText]:
    """One line a quota or vote share in force: the list, and what is set by whom.

    Args:
        campaign: As completed by the office.
        lines: The office's lines that count.
    """
    groups = {group.id: group.name for group in campaign.groups}
    for award in campaign.awards:
        mine = [line for line in lines if line.award == award.id]
        for quota in award.quotas:
            whom = f"{SUBJECT[quota.kind]}, {groups[quota.group] if quota.group else 'mọi nhóm'}"
            yield _text(award, f"{whom}: {quota.places} chỗ", _setting(quota, mine))
        if award.vote_threshold is not None:
            said = f"Phiếu đồng ý từ {_percent(award.vote_threshold)} số thành viên"
            yield _text(award, said, _voting(award, mine))


def _text(award: Award, said: str, line: QuotaLine | None) -> QuotaText:
    by = line.document if line else _BY_PLAN
    place = line.evidence if line else None
    return QuotaText(award.id, award.short_name, f"{said} ({by})", place)


def _setting(quota: Quota, lines: Sequence[QuotaLine]) -> QuotaLine | None:
    same = (line for line in lines if (line.kind, line.group) == (quota.kind, quota.group))
    return next((line for line in same if line.places is not None), None)


def _voting(award: Award, lines: Sequence[QuotaLine]) -> QuotaLine | None:
    return next((line for line in lines if line.threshold == award.vote_threshold), None)


def _percent(share: Decimal) -> str:
    return f"{comma(share)}%"
