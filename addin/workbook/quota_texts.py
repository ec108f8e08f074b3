"""Places and vote shares in words, with the document that set each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from campaign.awards.office_quotas import QuotaLine
from campaign.labels import SUBJECT
from campaign.plan.definition import Award, Campaign, Quota

_BY_PLAN = "theo tệp kế hoạch"


def quota_texts(campaign: Campaign, lines: Sequence[QuotaLine]) -> Iterator[tuple[str, str]]:
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
            yield award.short_name, f"{whom}: {quota.places} chỗ ({_set_by(quota, mine)})"
        if award.vote_threshold is not None:
            said = _percent(award.vote_threshold)
            yield award.short_name, f"Phiếu đồng ý từ {said} số thành viên ({_voted(award, mine)})"


def _set_by(quota: Quota, lines: Sequence[QuotaLine]) -> str:
    same = (line for line in lines if (line.kind, line.group) == (quota.kind, quota.group))
    return next((line.document for line in same if line.places is not None), _BY_PLAN)


def _voted(award: Award, lines: Sequence[QuotaLine]) -> str:
    same = (line for line in lines if line.threshold == award.vote_threshold)
    return next((line.document for line in same), _BY_PLAN)


def _percent(share: Decimal) -> str:
    return f"{share:f}%".replace(".", ",")
