"""The award lists: eligible first, shared ranks, a cut through a tie stops for the council.

Sources: plan 5 (Bằng khen among Giấy khen), the tie chain and quotas of the definition. Where
nothing is declared, nothing is invented: equal candidates share a rank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from campaign.awards.decisions import Override
from campaign.awards.list_maker import ListMaker
from campaign.awards.merits import Merits
from campaign.awards.overrides import apply_overrides
from campaign.judging.judged import Judged
from campaign.plan.definition import Award, Campaign
from campaign.result.lists import Score, Shortlist
from campaign.result.verdicts import Judgement


@dataclass(frozen=True)
class Shortlister:
    """Makes the lists of one campaign.

    Attributes:
        campaign: The plan.
        scores: Points of each unit's indicators.
        groups: Group id of each unit, for quotas.
        overrides: Decisions of people, applied after the rules have spoken.
    """

    campaign: Campaign
    scores: Mapping[str, tuple[Score, ...]]
    groups: Mapping[str, str]
    overrides: Sequence[Override] = ()

    @cached_property
    def merits(self) -> Merits:
        """What orders candidates."""
        return Merits(self.campaign, self.scores)

    def lists(self, judgements: Sequence[Judgement]) -> list[Shortlist]:
        """One list an award, in plan order; a list chosen from another comes after it."""
        maker = ListMaker(self.campaign, self.merits, self.groups, Judged.of(judgements))
        made: dict[str, Shortlist] = {}
        for award in in_order(self.campaign.awards):
            computed = maker.computed(award)
            decided = self._decided(award, computed)
            made[award.id] = maker.finished(award, computed, decided)
        return [made[award.id] for award in self.campaign.awards]

    def _decided(self, award: Award, computed: Shortlist) -> Shortlist:
        provisional = self.campaign.scoring.provisional
        return apply_overrides(
            award, computed, self.overrides, self.groups, provisional=provisional
        )


def in_order(awards: Sequence[Award]) -> list[Award]:
    """Awards so that each follows the one it is chosen from."""
    done: list[Award] = []
    waiting = list(awards)
    while waiting:
        ready = [a for a in waiting if a.among is None or a.among in {d.id for d in done}]
        done += ready
        waiting = [a for a in waiting if a not in ready]
    return done
