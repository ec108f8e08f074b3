"""A person's decisions over a computed list: applied when whole, shown, never hiding what was.

Sources: what auditors expect of a public award (a stated reason whenever a lower-ranked
candidate is taken before a higher one); plan 5 (who is excluded is not considered at all).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from campaign.awards.cutoffs import CUT_CODES
from campaign.awards.decisions import Decision, NotApplied, Override
from campaign.awards.list_reasons import left_out, over_full
from campaign.awards.quotas import in_quota
from campaign.awards.settled_ties import settle_ties
from campaign.plan.definition import Award, Ground, SubjectKind
from campaign.result.lists import Absent, Placed, Shortlist
from campaign.result.verdicts import Reason, Subject, Verdict

FINAL = frozenset({"violation_confirmed", "violation_considered", "not_on_base_list"})
"""Codes that no override lifts: the plan or the law shuts the door; the fact must change first."""

_Item = TypeVar("_Item", Placed, Absent)
_ORDER = {kind: number for number, kind in enumerate(SubjectKind)}


def apply_overrides(
    award: Award,
    computed: Shortlist,
    overrides: Iterable[Override],
    groups: Mapping[str, str],
    *,
    provisional: bool,
) -> Shortlist:
    """The list after the decisions of people.

    Args:
        award: The award of the list.
        computed: What the rules alone made.
        overrides: Of any award; others' are passed over.
        groups: Group id of each unit, for quotas.
        provisional: Whether the order has no mandate.
    """
    mine = [one for one in overrides if one.award == award.id]
    if not mine:
        return computed
    desk = _Desk(award, computed, groups, provisional=provisional)
    decided = desk.decided([one for one in desk.sound(mine) if desk.may(one)])
    return settle_ties(award, computed, decided, groups)


def _by_row(lines: Iterable[_Item]) -> dict[str, _Item]:
    """Lines by every id under which their subject is known."""
    return {row: line for line in lines for row in line.subject.rows}


class _Desk:
    """Weighs the overrides of one list, one by one, against what was computed."""

    def __init__(
        self, award: Award, computed: Shortlist, groups: Mapping[str, str], *, provisional: bool
    ) -> None:
        self.award, self.computed, self.groups = award, computed, groups
        self.provisional = provisional
        self.placed = _by_row(computed.placed)
        self.absent = _by_row(computed.absent)
        self.refused: list[NotApplied] = []

    def sound(self, overrides: Sequence[Override]) -> list[Override]:
        """Those that say who decided, by which document and why, once for a candidate."""
        by_subject: dict[str, list[Override]] = defaultdict(list)
        for override in overrides:
            by_subject[self._id(override)].append(override)
        kept = []
        for group in by_subject.values():
            whole = [one for one in group if self._is_whole(one)]
            if len({one.decision for one in whole}) > 1:
                message = (
                    "Một đối tượng có hai quyết định trái nhau; chưa quyết định nào được dùng."
                )
                self.refused += [NotApplied(one, "override_twice", message) for one in whole]
            else:
                kept += whole[:1]
        return kept

    def _id(self, override: Override) -> str:
        found = self.placed.get(override.subject) or self.absent.get(override.subject)
        return found.subject.id if found else override.subject

    def _is_whole(self, override: Override) -> bool:
        needed = {
            "người quyết định": override.person,
            "văn bản": override.document,
            "lý do": override.reason,
        }
        missing = ", ".join(name for name, value in needed.items() if not value)
        if missing:
            self._refuse(
                override, "override_incomplete", f"Quyết định chưa dùng được: thiếu {missing}."
            )
        return not missing

    def _refuse(self, override: Override, code: str, message: str) -> None:
        self.refused.append(NotApplied(override, code, message))

    def may(self, override: Override) -> bool:
        """Whether the decision changes something and nothing stands in its way."""
        name = self.award.short_name
        on_list, off_list = override.subject in self.placed, self.absent.get(override.subject)
        if (override.decision is Decision.TAKE and on_list) or (
            override.decision is Decision.LEAVE_OUT and off_list
        ):
            self._refuse(override, "override_needless", "Kết quả tính đã như quyết định này.")
        elif not on_list and off_list is None:
            message = f"Đối tượng không được đề nghị {name} nên không đưa vào hay đưa ra được."
            self._refuse(override, "override_not_proposed", message)
        elif off_list is not None and (final := _final(off_list.reasons)):
            message = f"Không đưa vào danh sách được khi còn: {final.message} Sửa sự việc trước."
            self._refuse(override, "override_barred", message)
        else:
            return True
        return False

    def decided(self, overrides: Sequence[Override]) -> Shortlist:
        """The list with every override that may stand."""
        taken = {
            self.absent[one.subject].subject.id: one
            for one in overrides
            if one.decision is Decision.TAKE
        }
        taken = {id_: one for id_, one in taken.items() if self._says_why_over(one, taken)}
        out = {
            self.placed[one.subject].subject.id: one
            for one in overrides
            if one.decision is Decision.LEAVE_OUT
        }
        placed = [one for one in self.computed.placed if one.subject.id not in out]
        placed += [self._in(one, taken) for one in self.computed.absent if one.subject.id in taken]
        placed.sort(key=lambda one: (_ORDER[one.subject.kind], one.rank is None, one.rank or 0))
        absent = [one for one in self.computed.absent if one.subject.id not in taken]
        absent += [self._out(one, out) for one in self.computed.placed if one.subject.id in out]
        return replace(
            self.computed,
            placed=tuple(placed),
            absent=tuple(absent),
            council=(*self.computed.council, *self._over_full(placed)),
            not_applied=tuple(self.refused),
        )

    def _says_why_over(self, override: Override, taken: Mapping[str, Override]) -> bool:
        """Whether nobody who ranks higher is passed over without a stated reason."""
        over = self._passed_over(self.absent[override.subject], taken)
        if not over or override.passing_reason:
            return True
        names = ", ".join(one.subject.name for one in over)
        message = (
            f"Chưa dùng được: đối tượng xếp hạng cao hơn còn ở ngoài ({names}); phải ghi "
            "“Lý do vượt hạng”."
        )
        self._refuse(override, "override_passes_over", message)
        return False

    def _passed_over(self, low: Absent, taken: Mapping[str, Override]) -> list[Absent]:
        """Whom a quota left out though they rank before ``low`` in a quota that counts both."""
        return [
            one
            for one in self.computed.absent
            if one.subject.id not in taken
            and any(reason.code in CUT_CODES for reason in one.reasons)
            and one.rank is not None
            and (low.rank is None or one.rank < low.rank)
            and self._rivals(one.subject, low.subject)
        ]

    def _rivals(self, one: Subject, two: Subject) -> bool:
        return any(
            in_quota(one, quota, self.groups) and in_quota(two, quota, self.groups)
            for quota in self.award.quotas
        )

    def _in(self, absent: Absent, taken: Mapping[str, Override]) -> Placed:
        """The line of a candidate taken in; what spoke against stays as remarks."""
        return Placed(
            absent.subject,
            absent.rank,
            tied=False,
            points=absent.points,
            breakdown=(),
            provisional=self.provisional,
            remarks=absent.reasons,
            override=taken[absent.subject.id],
        )

    def _out(self, placed: Placed, out: Mapping[str, Override]) -> Absent:
        override = out[placed.subject.id]
        reason = left_out(self.award, override)
        return Absent(placed.subject, (reason,), placed.rank, placed.points, override)

    def _over_full(self, placed: Sequence[Placed]) -> list[str]:
        """Quotas that hold more after the decisions than they have places."""
        return [
            over_full(self.award, quota, count)
            for quota in self.award.quotas
            if (count := sum(in_quota(one.subject, quota, self.groups) for one in placed))
            > quota.places
        ]


def _final(reasons: Iterable[Reason]) -> Reason | None:
    """The first reason that a decision cannot lift."""
    return next(
        (
            reason
            for reason in reasons
            if reason.weight is not Verdict.ELIGIBLE
            and (
                reason.code in FINAL
                or reason.ground in (Ground.WRONG_SUBJECT, Ground.LAW_VIOLATION)
            )
        ),
        None,
    )
