"""A tie at a cut whose places a person's decisions filled: who stays out waits no longer.

The plan leaves a tie at a cut to the council. What the council decided stands beside those whom it
took; without this the others would wait for a decision that was made, and nobody would tell them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from campaign.awards import list_reasons
from campaign.awards.quotas import in_quota
from campaign.plan.definition import Award, Quota
from campaign.result.lists import Absent, Shortlist


def settle_ties(
    award: Award, computed: Shortlist, decided: Shortlist, groups: Mapping[str, str]
) -> Shortlist:
    """The list after people's decisions, in which nobody waits at a cut whose places are filled.

    Args:
        award: The award of the list.
        computed: What the rules alone made, with every tie.
        decided: What people made of it.
        groups: Group id of each unit, for quotas.
    """
    for quota in award.quotas:
        tied = [one for one in computed.absent if list_reasons.waits_at_cut(award, quota, one)]
        inside = [one for one in decided.placed if in_quota(one.subject, quota, groups)]
        documents = [
            f"{one.override.document} ({one.override.person})" for one in inside if one.override
        ]
        if tied and documents and len(inside) >= quota.places:
            words = ", ".join(dict.fromkeys(documents))
            asked = list_reasons.tie_sentence(award, quota, [one.subject.name for one in tied])
            decided = replace(
                decided,
                absent=tuple(
                    _beyond(award, quota, one, words)
                    if list_reasons.waits_at_cut(award, quota, one)
                    else one
                    for one in decided.absent
                ),
                council=tuple(said for said in decided.council if said != asked),
            )
    return decided


def _beyond(award: Award, quota: Quota, absent: Absent, documents: str) -> Absent:
    """The line of one who was equal at the cut and was not taken."""
    return absent._replace(
        reasons=(list_reasons.places_filled(award, absent.rank, quota, documents),)
    )
