"""One list after another of the same candidates: who is fit, ranked, cut, and why others are not.

Nothing is made for a candidate on a list before somebody looks at the line; who is absent has the
reasons at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from campaign.awards import list_reasons
from campaign.awards.chosen import Chosen
from campaign.awards.merits import Merits
from campaign.awards.order import Order, Ranks
from campaign.awards.quotas import Cut, counts, cut
from campaign.awards.votes import votes_against
from campaign.judging.judged import Judged
from campaign.later import Later
from campaign.plan.definition import Award, Campaign, Quota
from campaign.result.lists import Absent, Placed, Shortlist
from campaign.result.verdicts import Reason, Subject, Verdict


class ListMaker:
    """Makes the lists of one campaign.

    Attributes:
        campaign: The plan.
        merits: What orders candidates.
        groups: Group id of each unit, for quotas.
        judged: Everybody with a verdict.
    """

    def __init__(
        self, campaign: Campaign, merits: Merits, groups: Mapping[str, str], judged: Judged
    ) -> None:
        self.campaign, self.merits, self.groups = campaign, merits, groups
        self.judged, self.candidates = judged, judged.candidates
        self._order = Order(judged.candidates, merits)
        self._clear = judged.clear()
        self._chosen: dict[str, Chosen] = {}
        self._bases = {award.among for award in campaign.awards}
        self._awards = {award.id: award for award in campaign.awards}

    def computed(self, award: Award) -> Shortlist:
        """What the rules alone make of an award; after the one it is chosen from."""
        asking = self.candidates.asking(award.id)
        fit = self._fit(award, asking)
        absent = {number: self._absent(award, number) for number in asking if not fit[number]}
        absent |= self._repeated(award, asking, fit)
        able = [number for number in self._order.ordered if fit[number]]
        ranks = self._order.ranks(able)
        left = cut(award, able, ranks.of, self._counted)
        absent |= self._beyond(award, left, ranks)
        if award.id in self._bases:
            self._chosen[award.id] = Chosen.of(self.candidates, left.left, absent)
        others = len(self.candidates) - len(asking)
        return Shortlist(
            award.id,
            Later(len(left.left), lambda: self._lines(award, left.left, ranks)),
            tuple(absent.values()),
            tuple(self._ties(award, left)),
            not_proposed=Later(others, lambda: self._others(asking)),
        )

    def finished(self, award: Award, computed: Shortlist, decided: Shortlist) -> Shortlist:
        """The list after people's decisions, with a warning if it gives one achievement two awards.

        Lists that are chosen from this one are chosen from what people made of it.
        """
        if decided is not computed and award.id in self._bases:
            self._chosen[award.id] = Chosen.after(self.candidates, decided)
        if not self._warns(award) or not decided.placed:
            return decided
        placed = decided.placed
        if decided is not computed:
            placed = tuple(
                self._remarked(award, item) if item.override else item for item in placed
            )
        warning = self.campaign.campaign.several_awards_warning
        return replace(decided, placed=placed, warnings=(warning,))

    def _remarked(self, award: Award, item: Placed) -> Placed:
        """The line of somebody whom people took in, with the remark of all the other lines."""
        return item._replace(remarks=(*item.remarks, self._several(award, item.subject)))

    def _warns(self, award: Award) -> bool:
        """Whether the plan has something to say of who gets this award beside another."""
        return award.among is not None and bool(self.campaign.campaign.several_awards_warning)

    def _several(self, award: Award, subject: Subject) -> Reason:
        return list_reasons.several_awards(award, self._award(award.among), subject)

    def _award(self, award: str | None) -> Award:
        return self._awards[award or ""]

    # ------------------------------------------------------------ before any ranking

    def _fit(self, award: Award, asking: Sequence[int]) -> bytearray:
        """1 at the number of everybody who can be ranked for an award."""
        right = [kind in award.kinds for _, kind in self.candidates.sides]
        side, clear = self.candidates.side, self._clear
        good = [number for number in asking if clear[number] and right[side[number]]]
        if award.among is not None:
            listed, name = self._chosen[award.among].listed, self.candidates.name
            good = [number for number in good if listed[name[number]]]
        if award.vote_threshold is not None:
            everybody = self.candidates
            good = [number for number in good if not votes_against(award, everybody[number])]
        fit = bytearray(len(self.candidates))
        for number in good:
            fit[number] = 1
        return fit

    def _absent(self, award: Award, number: int) -> Absent:
        """Everything that keeps a proposed subject off a list before any ranking."""
        subject, ruling = self.candidates[number], self.judged.ruling(number)
        against = [*ruling.against]
        if subject.kind not in award.kinds:
            against.append(list_reasons.wrong_kind(award, subject))
        elif award.among is not None:
            against += self._not_on_base(award, number, ruling.verdict)
        return Absent(subject, (*against, *votes_against(award, subject)))

    def _not_on_base(self, award: Award, number: int, verdict: Verdict) -> Iterator[Reason]:
        base, name = self._chosen[award.among or ""], self.candidates.name[number]
        if not base.listed[name]:
            held = name in base.waiting or verdict is Verdict.HELD
            weight = Verdict.HELD if held else Verdict.INELIGIBLE
            named, subject = self._award(award.among), self.candidates[number]
            yield list_reasons.not_on_base_list(award, named, subject, weight)

    def _repeated(self, award: Award, asking: Sequence[int], fit: bytearray) -> dict[int, Absent]:
        """Nobody takes two places: of equal proposals for one name the least id stands.

        Where they differ in what ranks them, taking either would decide a tie by a row: all wait.
        """
        found: dict[int, Absent] = {}
        for group in self._of_one_name(asking, fit):
            ordered = sorted((self.candidates[number].id, number) for number in group)
            people = [self.candidates[number] for _, number in ordered]
            equal = len({self.merits.of(one) for one in people}) == 1
            for place, (_, number) in enumerate(ordered):
                if place or not equal:
                    beside = people[0] if place else people[1]
                    reason = list_reasons.proposed_twice(award, people[place], beside)
                    found[number] = Absent(people[place], (reason,))
                    fit[number] = 0
        return found

    def _of_one_name(self, asking: Sequence[int], fit: bytearray) -> list[list[int]]:
        """Numbers of those who can be ranked and share a name, name by name."""
        shared, name = self.candidates.shared_names, self.candidates.name
        groups: dict[int, list[int]] = defaultdict(list)
        if shared:
            for number in asking:
                if fit[number] and name[number] in shared:
                    groups[name[number]].append(number)
        return [group for group in groups.values() if len(group) > 1]

    # ------------------------------------------------------------ quotas

    def _counted(self, quota: Quota, numbers: Sequence[int]) -> list[int]:
        mine = [counts(quota, unit, kind, self.groups) for unit, kind in self.candidates.sides]
        side = self.candidates.side
        return [number for number in numbers if mine[side[number]]]

    def _beyond(self, award: Award, left: Cut, ranks: Ranks) -> dict[int, Absent]:
        """Those whom quotas leave out, each with the reason."""
        found: dict[int, Absent] = {}
        for over in left.over:
            for numbers, said in (
                (over.tied, list_reasons.tie_at_cut),
                (over.beyond, list_reasons.over_quota),
            ):
                reasons = {
                    rank: (said(award, rank, over.quota),) for rank in {*map(ranks.of, numbers)}
                }
                for number in numbers:
                    subject, rank = self.candidates[number], ranks.of(number)
                    points = self.merits.points(subject)
                    found[number] = Absent(subject, reasons[rank], rank, points)
        return found

    def _ties(self, award: Award, left: Cut) -> Iterator[str]:
        for over in left.over:
            if over.tied:
                names = [self.candidates[number].name for number in over.tied]
                yield list_reasons.tie_sentence(award, over.quota, names)

    # ------------------------------------------------------------ lines

    def _lines(self, award: Award, numbers: Iterable[int], ranks: Ranks) -> Iterator[Placed]:
        """Lines of a list with their points and remarks."""
        provisional, warns = self.campaign.scoring.provisional, self._warns(award)
        for number in numbers:
            subject, remarks = self.candidates[number], self.judged.ruling(number).remarks
            if warns:
                remarks = (*remarks, self._several(award, subject))
            rank, tied = ranks.place(number)
            points, parts = self.merits.shown(subject)
            yield Placed(subject, rank, tied, points, parts, provisional, remarks)

    def _others(self, asking: Sequence[int]) -> list[Subject]:
        """Those whom nobody proposed for the award."""
        asked = {*asking}
        return [one for number, one in enumerate(self.candidates) if number not in asked]
