"""The state of a campaign at a glance: one reading of a result for workbook, page and papers.

Pure: a result, its campaign and the units in; nothing is judged here that a rule has not judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from campaign.awards.cutoffs import Cut, cuts_of
from campaign.awards.points import shared_ranks, total_points
from campaign.glance.held import HeldItem, held_items
from campaign.glance.near_cut import NearCut, near_cuts
from campaign.glance.targets import TargetState, target_states
from campaign.judging.due_days import last_day
from campaign.plan.definition import Campaign, SubjectKind
from campaign.result.submissions import Standing, Submission
from campaign.result.whole import Result
from campaign.roster.units import Unit


@dataclass(frozen=True, slots=True)
class HandIn:
    """How one deliverable came in over time.

    Attributes:
        deliverable: Its id.
        last_day: The last day on time, extensions apart.
        owed: Units that owe it.
        marks: (day, units that had handed it in by then), for each day on which one came in.
        counts: Units by standing.
    """

    deliverable: str
    last_day: date
    owed: int
    marks: tuple[tuple[date, int], ...]
    counts: dict[Standing, int]

    def by(self, day: date) -> int:
        """Units that had handed it in by the end of a day."""
        return max((count for marked, count in self.marks if marked <= day), default=0)


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One unit and what it handed in; ``cells`` follow the campaign's deliverables."""

    unit: Unit
    group: str
    cells: tuple[Submission | None, ...]


@dataclass(frozen=True, slots=True)
class PointsLine:
    """A unit's total on the fixed scales, and the cut-off it stands before.

    Attributes:
        cuts: One an award: points of the last place on the list; ``None`` without a quota that
            cuts.
        listed: One an award: whether the unit's collective is on its list.
    """

    unit: Unit
    points: Decimal
    rank: int
    cuts: tuple[Decimal | None, ...]
    listed: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything an overview shows.

    Attributes:
        as_of: The moment of judging.
        hand_in: One a deliverable, in plan order.
        matrix: One a unit that owes something, in roster order.
        held: What waits for a person, longest first; what has no known day comes last.
        points: Units with a total, best first; equals in roster order.
        cuts: Where a quota ends a list of collectives.
        near: Who stands near each cut-off, and how firm it is.
        targets: One an indicator.
        provisional: Whether the order has no signed decision on weights behind it.
    """

    as_of: datetime
    hand_in: tuple[HandIn, ...]
    matrix: tuple[MatrixLine, ...]
    held: tuple[HeldItem, ...]
    points: tuple[PointsLine, ...]
    cuts: tuple[Cut, ...]
    near: tuple[NearCut, ...]
    targets: tuple[TargetState, ...]
    provisional: bool


def overview_of(result: Result, campaign: Campaign, units: Sequence[Unit]) -> Overview:
    """Read a result as an overview.

    Args:
        result: What the run decided.
        campaign: The campaign of the result.
        units: The roster in force, in the order in which it is shown.
    """
    cuts = cuts_of(result, campaign, units)
    return Overview(
        result.as_of,
        tuple(_hand_ins(result.submissions, campaign)),
        tuple(_matrix(result.submissions, campaign, units)),
        held_items(result, campaign),
        tuple(_points(result, campaign, units, cuts)),
        cuts,
        near_cuts(result, campaign),
        target_states(result, campaign, units),
        campaign.scoring.provisional,
    )


def _hand_ins(submissions: Iterable[Submission], campaign: Campaign) -> Iterable[HandIn]:
    found: dict[str, list[Submission]] = {item.id: [] for item in campaign.deliverables}
    for submission in submissions:
        found[submission.deliverable].append(submission)
    for deliverable in campaign.deliverables:
        mine = found[deliverable.id]
        standings = [item.standing for item in mine]
        counts = {standing: standings.count(standing) for standing in Standing}
        marks = _marks(mine)
        yield HandIn(deliverable.id, last_day(deliverable), len(mine), marks, counts)


def _marks(submissions: Iterable[Submission]) -> tuple[tuple[date, int], ...]:
    days = sorted(date.fromisoformat(item.received[:10]) for item in submissions if item.received)
    return tuple({day: number for number, day in enumerate(days, 1)}.items())


def _matrix(
    submissions: Iterable[Submission], campaign: Campaign, units: Iterable[Unit]
) -> Iterable[MatrixLine]:
    found = {(item.unit, item.deliverable): item for item in submissions}
    for unit in units:
        cells = tuple(found.get((unit.id, item.id)) for item in campaign.deliverables)
        if any(cells):
            group = campaign.group_of(unit.kind)
            yield MatrixLine(unit, group.name if group else "", cells)


def _points(
    result: Result, campaign: Campaign, units: Sequence[Unit], cuts: Sequence[Cut]
) -> Iterable[PointsLine]:
    by_id = {unit.id: unit for unit in units}
    totals = {
        key: total
        for key in by_id
        if key in result.scores
        and (total := total_points(campaign, result.scores[key])) is not None
    }
    listed = [
        {
            placed.subject.unit
            for shortlist in result.shortlists
            if shortlist.award == award.id
            for placed in shortlist.placed
            if placed.subject.kind is SubjectKind.COLLECTIVE
        }
        for award in campaign.awards
    ]
    ranks = shared_ranks(totals)
    for key in sorted(totals, key=lambda unit: ranks[unit]):
        on_list = tuple(key in names for names in listed)
        bars = tuple(_bar(cuts, award.id, key) for award in campaign.awards)
        yield PointsLine(by_id[key], totals[key], ranks[key], bars, on_list)


def _bar(cuts: Iterable[Cut], award: str, unit: str) -> Decimal | None:
    """The highest cut-off of an award that a unit stands before."""
    mine = [cut.points for cut in cuts if cut.award == award and unit in cut.units]
    return max((points for points in mine if points is not None), default=None)
