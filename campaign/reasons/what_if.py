"""What would change a result: the smallest change of facts, found by judging again.

Every reason falls to changes of its own, so a set that no change can be spared of is a smallest
one. Points are looked for where the order changes: at a rival's points, and one step beyond.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from campaign.awards.merits import Merit
from campaign.awards.shortlist import Shortlister
from campaign.awards.votes import votes_against
from campaign.judging.candidates import Name, identity
from campaign.plan.definition import Award, SubjectKind
from campaign.reasons import changes
from campaign.reasons.card import WhatIf
from campaign.reasons.changes import Atom
from campaign.reasons.competition import Competition
from campaign.reasons.situation import Situation, Situations
from campaign.result.lists import Absent, Placed, Shortlist
from campaign.result.verdicts import Judgement, Reason, Subject, Verdict


@dataclass(frozen=True)
class WhatIfs:
    """Answers "what would change this result" for the candidates of one run.

    Attributes:
        situations: Draws and judges situations.
        shortlister: What made the lists.
        lists: The lists.
    """

    situations: Situations
    shortlister: Shortlister
    lists: Sequence[Shortlist]

    def of(self, judgement: Judgement) -> tuple[WhatIf, ...]:
        """For each award the subject was proposed for, in plan order."""
        now = self.situations.of(judgement.subject)
        return tuple(
            found
            for award in self.shortlister.campaign.awards
            if award.id in judgement.subject.awards
            for found in self._for(award, judgement, now)
        )

    def _for(self, award: Award, judgement: Judgement, now: Situation) -> Iterator[WhatIf]:
        if not self.listed(award, now, judgement):
            yield _enters(award, self.mend(award, now))
        else:
            for atom in self.breaks(award, now):
                said = f"{award.short_name}: ra khỏi danh sách nếu {atom.change.message}."
                yield WhatIf(award.id, listed=False, changes=(atom.change,), message=said)

    def mend(self, award: Award, now: Situation) -> tuple[Atom, ...]:
        """The smallest set of changes that puts the subject on the list; empty when none does.

        None is looked for while another proposal asks the same for the same name: whichever of
        them stands, the name does.
        """
        if any(self._asked_by_others(one, now.subject) for one in self._chain(award)):
            return ()
        atoms = [*self._mending(award, now)]
        atoms += self._points_needed(award, _after(now, atoms))
        if not self.listed(award, _after(now, atoms)):
            return ()
        needed = list(atoms)
        for atom in atoms:
            others = [one for one in needed if one is not atom]
            if self.listed(award, _after(now, others)):
                needed = others
        return tuple(needed)

    def _asked_by_others(self, award: Award, subject: Subject) -> bool:
        own = award.id in subject.awards
        return self._asked[award.id].get(identity(subject), 0) > own

    def breaks(self, award: Award, now: Situation) -> list[Atom]:
        """Every single change that takes the subject off the list."""
        atoms = [*changes.breaking(self.shortlister.campaign, award, now)]
        atoms += self._points_lost(award, now)
        return [atom for atom in atoms if not self.listed(award, atom.apply(now))]

    def listed(self, award: Award, now: Situation, judgement: Judgement | None = None) -> bool:
        """Whether the rules put the subject on a list in a situation."""
        judged = judgement or self.situations.judge(now)
        subject = now.subject
        if judged.verdict is not Verdict.ELIGIBLE or award.id not in subject.awards:
            return False
        if subject.kind not in award.kinds or votes_against(award, subject):
            return False
        rivals = self._competitions[award.id]
        if not rivals.stands(subject, self.shortlister.merits.of(subject)) or not self._on_base(
            award, now, judged
        ):
            return False
        return rivals.survives(subject, self._merit(now), now.bonus)

    def _on_base(self, award: Award, now: Situation, judged: Judgement) -> bool:
        if award.among is None:
            return True
        name, own = identity(now.subject), now.subject.id
        others = self._others_listed[award.among].get(name, set()) - {own}
        taken = own in self._taken[award.among]
        return taken or bool(others) or self.listed(self._award(award.among), now, judged)

    def _merit(self, now: Situation) -> Merit:
        missing, points, tie = self.shortlister.merits.of(now.subject)
        return (missing, points - now.bonus, tie) if now.bonus else (missing, points, tie)

    def _mending(self, award: Award, now: Situation) -> Iterator[Atom]:
        """A change for each reason against the subject, here and on the lists before this one."""
        seen: list[Reason] = []
        for one in self._chain(award):
            for reason in self._against[one.id].get(now.subject.id, ()):
                if reason.weight is not Verdict.ELIGIBLE and reason not in seen:
                    seen.append(reason)
                    yield from changes.mending(self.shortlister.campaign, one, reason, now)
            if one.id not in now.subject.awards:
                yield changes.proposed(one, now)

    def _points_needed(self, award: Award, now: Situation) -> list[Atom]:
        """The fewest points more that lift the subject over the cut, if that is what it lacks."""
        steps = [] if self.listed(award, now) else self._steps(award, now, +1)
        found = bisect_left(steps, x=True, key=lambda step: self._with(award, now, step))
        return [changes.points(steps[found])] if found < len(steps) else []

    def _points_lost(self, award: Award, now: Situation) -> list[Atom]:
        """The fewest points less that drop the subject under the cut."""
        steps = self._steps(award, now, -1)
        found = bisect_left(steps, x=True, key=lambda step: not self._with(award, now, step))
        return [changes.points(steps[found])] if found < len(steps) else []

    def _with(self, award: Award, now: Situation, step: Decimal) -> bool:
        return self.listed(award, replace(now, bonus=now.bonus + step))

    def _steps(self, award: Award, now: Situation, sign: int) -> list[Decimal]:
        """Changes of points at which the order could change, the smallest first."""
        points = self.shortlister.merits.points(now.subject)
        if points is None or now.subject.kind is not SubjectKind.COLLECTIVE:
            return []
        unit = Decimal(1).scaleb(-self.shortlister.campaign.scoring.decimals)
        rivals = {
            other
            for one in self._chain(award)
            for other in self._competitions[one.id].points_of_others(now.subject)
        }
        found = {other + shift - points for other in rivals for shift in (Decimal(0), sign * unit)}
        return sorted((step for step in found if step * sign > 0), key=abs)

    def _chain(self, award: Award) -> list[Award]:
        chain = [award]
        while chain[-1].among is not None:
            chain.append(self._award(chain[-1].among))
        return chain

    def _award(self, award: str) -> Award:
        return next(one for one in self.shortlister.campaign.awards if one.id == award)

    @cached_property
    def _competitions(self) -> Mapping[str, Competition]:
        made = {one.award: one for one in self.lists}
        return {
            award.id: Competition.of(award, made[award.id], self.shortlister)
            for award in self.shortlister.campaign.awards
        }

    @cached_property
    def _against(self) -> Mapping[str, Mapping[str, tuple[Reason, ...]]]:
        """What the rules say against each candidate of a list, whom people took in included."""
        return {
            one.award: {item.subject.id: item.reasons for item in one.absent}
            | {item.subject.id: item.remarks for item in one.placed if item.override}
            for one in self.lists
        }

    @cached_property
    def _taken(self) -> Mapping[str, frozenset[str]]:
        """Whom a person took in, whatever the rules say."""
        return {
            one.award: frozenset(item.subject.id for item in one.placed if item.override)
            for one in self.lists
        }

    @cached_property
    def _asked(self) -> Mapping[str, Counter[Name]]:
        """How many proposals for each award bear a name."""
        found: dict[str, Counter[Name]] = {}
        for one in self.lists:
            items: list[Placed | Absent] = [*one.placed, *one.absent]
            found[one.award] = Counter(identity(item.subject) for item in items)
        return found

    @cached_property
    def _others_listed(self) -> Mapping[str, Mapping[Name, set[str]]]:
        """Ids on each list by name: a name that is on it may be chosen from it."""
        found: dict[str, dict[Name, set[str]]] = {}
        for one in self.lists:
            by_name = found.setdefault(one.award, {})
            for item in one.placed:
                by_name.setdefault(identity(item.subject), set()).add(item.subject.id)
        return found


def _enters(award: Award, atoms: Sequence[Atom]) -> WhatIf:
    found = tuple(atom.change for atom in atoms)
    if not found:
        said = "không thay đổi nào của riêng đối tượng đưa được vào danh sách"
    else:
        said = f"vào danh sách nếu {'; '.join(change.message for change in found)}"
    return WhatIf(award.id, bool(found), found, f"{award.short_name}: {said}.")


def _after(now: Situation, atoms: Iterable[Atom]) -> Situation:
    for atom in atoms:
        now = atom.apply(now)
    return now
