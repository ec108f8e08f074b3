"""Who else stands in a quota: whether a merit, had a candidate that one, survives the cuts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from campaign.awards.cutoffs import CUT_CODES
from campaign.awards.decisions import Decision
from campaign.awards.merits import Merit
from campaign.awards.quotas import cut, in_quota
from campaign.awards.shortlist import Shortlister
from campaign.judging.candidates import Name, identity
from campaign.plan.definition import Award, SubjectKind
from campaign.result.lists import Shortlist
from campaign.result.verdicts import Subject

_NOTHING = Decimal(0)
_UNSCORED: Merit = (2, Decimal(0), ())
"""Collectives without points share the last place, whatever the tie chain says."""


@dataclass(frozen=True)
class Competition:
    """Those who can be ranked for one award, before any quota and any person's decision.

    Attributes:
        award: Its quotas.
        groups: Group id of each unit.
        able: Subject and merit by subject id.
        repeated: The same of those who could be ranked if nobody else bore their name.
    """

    award: Award
    groups: Mapping[str, str]
    able: Mapping[str, tuple[Subject, Merit]]
    repeated: Mapping[str, tuple[Subject, Merit]]

    @classmethod
    def of(cls, award: Award, made: Shortlist, shortlister: Shortlister) -> Competition:
        """The competition that a list came of."""
        subjects = [one.subject for one in made.placed if one.override is None]
        twice = []
        for subject, codes, left_out in _decided(made):
            if left_out or codes & CUT_CODES:
                subjects.append(subject)
            elif "proposed_twice" in codes:
                twice.append(subject)
        able, repeated = (
            {one.id: (one, _standing(one, shortlister.merits.of(one))) for one in group}
            for group in (subjects, twice)
        )
        return cls(award, shortlister.groups, able, repeated)

    def survives(self, subject: Subject, merit: Merit, bonus: Decimal = _NOTHING) -> bool:
        """Whether no quota would cut the subject if it had this merit.

        ``bonus`` are points its unit has beyond what the others were ranked by: collectives of
        the same unit rise with it.
        """
        standing = _standing(subject, merit)
        counted = [
            number
            for number, quota in enumerate(self.award.quotas)
            if in_quota(subject, quota, self.groups)
        ]
        if not counted:
            return True
        kin = self._kin(subject, bonus)
        if sum(quota.kind is subject.kind for quota in self.award.quotas) == 1:
            return self._within(counted[0], subject, standing, kin)
        return self._after_every_cut(subject, standing, kin)

    def _kin(self, subject: Subject, bonus: Decimal) -> dict[str, Merit]:
        """Merits of other collectives of the unit, with the bonus; none when there is no bonus."""
        if not bonus:
            return {}
        return {
            one.id: (merit[0], merit[1] - bonus, merit[2])
            for one, merit in self.able.values()
            if one.kind is subject.kind
            and one.unit == subject.unit
            and identity(one) != identity(subject)
        }

    def _within(
        self, number: int, subject: Subject, standing: Merit, kin: Mapping[str, Merit]
    ) -> bool:
        """One quota: its places hold all who are as good or better, this one included."""
        as_good = bisect_right(self._members[number], standing)
        for id_ in self._same(subject):
            as_good -= self.able[id_][1] <= standing
        for id_, merit in kin.items():
            as_good += (merit <= standing) - (self.able[id_][1] <= standing)
        return as_good + 1 <= self.award.quotas[number].places

    def stands(self, subject: Subject, merit: Merit) -> bool:
        """Whether a proposal stands for its name: the first of equals, none of unequals."""
        own = _standing(subject, merit)
        others = [id_ for id_ in self._named.get(identity(subject), ()) if id_ != subject.id]
        known = {**self.able, **self.repeated} if others else {}
        return all(id_ > subject.id and known[id_][1] == own for id_ in others)

    @cached_property
    def _named(self) -> dict[Name, list[str]]:
        """Ids by name, those included of which none stands."""
        found: dict[Name, list[str]] = {}
        for one, _ in (*self.able.values(), *self.repeated.values()):
            found.setdefault(identity(one), []).append(one.id)
        return found

    def _same(self, subject: Subject) -> list[str]:
        """Ids of the subject and of other proposals for its name that can be ranked."""
        return self._by_name.get(identity(subject), [])

    @cached_property
    def _by_name(self) -> dict[Name, list[str]]:
        found: dict[Name, list[str]] = {}
        for one, _ in self.able.values():
            found.setdefault(identity(one), []).append(one.id)
        return found

    @cached_property
    def _members(self) -> list[list[Merit]]:
        return [
            sorted(merit for one, merit in self.able.values() if in_quota(one, quota, self.groups))
            for quota in self.award.quotas
        ]

    def _after_every_cut(self, subject: Subject, standing: Merit, kin: Mapping[str, Merit]) -> bool:
        """Several quotas for one kind: done as the list is done, with this merit in it."""
        field = {
            id_: (one, kin.get(id_, merit))
            for id_, (one, merit) in self.able.items()
            if one.kind is subject.kind and identity(one) != identity(subject)
        }
        field[subject.id] = subject, standing
        ordered = sorted(field.values(), key=lambda pair: (pair[1], pair[0].id))
        merits = [merit for _, merit in ordered]
        left = cut(
            self.award,
            range(len(ordered)),
            lambda number: bisect_left(merits, merits[number]) + 1,
            lambda quota, numbers: [
                number for number in numbers if in_quota(ordered[number][0], quota, self.groups)
            ],
        )
        return any(ordered[number][0].id == subject.id for number in left.left)

    def points_of_others(self, subject: Subject) -> list[Decimal]:
        """Points of the subject's rivals, each once, fewest first."""
        found = {
            -merit[1]
            for one, merit in self.able.values()
            if one.kind is subject.kind and one.unit != subject.unit and merit[0] == 0
        }
        return sorted(found)


def _decided(made: Shortlist) -> Iterator[tuple[Subject, set[str], bool]]:
    """Whom the rules, or a person, took from their place: codes against them, and if left out."""
    for placed in made.placed:
        if placed.override is not None:
            yield placed.subject, {reason.code for reason in placed.remarks}, False
    for absent in made.absent:
        left_out = absent.override is not None and absent.override.decision is Decision.LEAVE_OUT
        yield absent.subject, {reason.code for reason in absent.reasons}, left_out


def _standing(subject: Subject, merit: Merit) -> Merit:
    return _UNSCORED if subject.kind is SubjectKind.COLLECTIVE and merit[0] else merit
