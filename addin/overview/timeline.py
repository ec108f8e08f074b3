"""The hand-in chart as coordinates: steps over days, upright lines at the deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from campaign.glance.overview import HandIn, Overview
from campaign.plan.definition import Deliverable

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 34, 96, 34, 30
MARKERS = ("circle", "square", "triangle", "diamond")
_SLOTS = 15
"""Room between the words of two lines, in the drawing's own units."""
_QUIET = timedelta(days=30)
"""How long the chart goes on after the last thing in it: years later it would be one stroke."""


@dataclass(frozen=True, slots=True)
class Line:
    """One deliverable's line.

    Attributes:
        path: SVG path of its steps.
        dots: Where something came in.
        end: Height at which the line ends.
        label: Height of its words, kept clear of other words.
        shape: Marker, which tells lines apart without colour.
        limit: Place of its deadline; ``None`` when it lies outside the chart.
        limit_row: Row of the deadline's words, so that near deadlines do not overlap.
    """

    name: str
    number: int
    path: str
    dots: tuple[tuple[float, float], ...]
    end: float
    label: float
    shape: str
    limit: float | None
    limit_row: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole chart; ``days`` and ``counts`` are ticks with their words.

    ``now`` is where the lines end; ``judged`` whether that is the day of judging.
    """

    lines: tuple[Line, ...]
    days: tuple[tuple[float, str], ...]
    counts: tuple[tuple[float, int], ...]
    now: float
    judged: bool


def timeline(overview: Overview, deliverables: Sequence[Deliverable]) -> Timeline | None:
    """The chart; ``None`` when nothing has a day yet."""
    marks = [day for item in overview.hand_in for day, _ in item.marks]
    limits = [item.last_day for item in overview.hand_in]
    if not marks:
        return None
    last = max(*marks, *limits)
    today = min(overview.as_of.date(), last + _QUIET)
    scale = _Scale(
        min(*marks, *limits) - timedelta(days=3),
        max(last, today) + timedelta(days=3),
        max(item.owed for item in overview.hand_in),
    )
    names = {item.id: item.short_name for item in deliverables}
    ends = [scale.y(item.marks[-1][1] if item.marks else 0) for item in overview.hand_in]
    labels = _apart(ends)
    lines = tuple(
        _line(item, number, names[item.deliverable], scale, today, labels[number])
        for number, item in enumerate(overview.hand_in)
    )
    return Timeline(
        lines,
        tuple(scale.days()),
        tuple(scale.counts()),
        scale.x(today),
        today == overview.as_of.date(),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    most: int

    def x(self, day: date) -> float:
        whole = max((self.last - self.first).days, 1)
        return round(LEFT + (day - self.first).days * (WIDTH - LEFT - RIGHT) / whole, 1)

    def y(self, count: int) -> float:
        return round(HEIGHT - BOTTOM - count * (HEIGHT - TOP - BOTTOM) / max(self.most, 1), 1)

    def days(self) -> Iterator[tuple[float, str]]:
        """First days of months, at most eight of them."""
        months = []
        day = self.first.replace(day=1)
        while day <= self.last:
            if day >= self.first:
                months.append(day)
            day = (day + timedelta(days=32)).replace(day=1)
        for month in months[:: max(1, -(-len(months) // 8))]:
            yield self.x(month), f"{month:%d/%m}"

    def counts(self) -> Iterator[tuple[float, int]]:
        step = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10**6) if self.most / n <= 6)
        for count in range(0, self.most + 1, step):
            yield self.y(count), count


def _line(item: HandIn, number: int, name: str, scale: _Scale, today: date, label: float) -> Line:
    dots = tuple((scale.x(day), scale.y(count)) for day, count in item.marks)
    path = f"M{scale.x(scale.first)} {scale.y(0)}"
    for x, y in dots:
        path += f"H{x}V{y}"
    path += f"H{scale.x(today)}"
    end = dots[-1][1] if dots else scale.y(0)
    limit = scale.x(item.last_day)
    return Line(
        name, number, path, dots, end, label, MARKERS[number % len(MARKERS)], limit, number % 2
    )


def _apart(heights: Sequence[float]) -> list[float]:
    """The heights moved so that words beside them do not overlap, in their order."""
    placed = list(heights)
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    for before, after in pairwise(order):
        placed[after] = max(placed[after], placed[before] + _SLOTS)
    over = max(placed, default=0) - (HEIGHT - BOTTOM)
    return [height - max(over, 0) for height in placed]
