"""The figures behind each chart, as plain tables: one reading for workbook and papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from campaign.glance.held import AGES, UNKNOWN_AGE, age_of
from campaign.glance.overview import Overview
from campaign.labels import STANDING
from campaign.plan.definition import Campaign, Deliverable

Figure = str | int | date | Decimal | None


@dataclass(frozen=True, slots=True)
class Figures:
    """One table: heads and rows; the first ``labels`` columns name the rows."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Figure, ...], ...]
    labels: int = 1


def over_time(
    overview: Overview, deliverables: Sequence[Deliverable], most: int | None = None
) -> Figures:
    """Units that had handed in each deliverable, day by day, and each last day on time.

    One column a deliverable, then one a deadline: its day has two rows, 0 and the units that owe
    it, which a chart joins by an upright line. Days on which nothing came in are left out; with
    more than ``most`` rows every n-th day stays. Days after the as-of day have no counts.
    """
    wanted = [item.id for item in deliverables]
    mine = [item for item in overview.hand_in if item.deliverable in wanted]
    limits = {item.last_day for item in mine}
    days = sorted({day for item in mine for day, _ in item.marks} | limits)
    if most is not None and len(days) + len(limits) > most:
        step = -(-len(days) // max(most - 2 * len(limits) - 1, 1))
        days = sorted({*days[::step], days[-1], *limits})
    rows: list[tuple[Figure, ...]] = []
    for day in days:
        known = day <= overview.as_of.date()
        counts = tuple(item.by(day) if known else None for item in mine)
        at = [item.owed if item.last_day == day else None for item in mine]
        if day in limits:
            rows.append((day, *counts, *(0 if owed is not None else None for owed in at)))
        rows.append((day, *counts, *at))
    names = [item.short_name for item in deliverables]
    return Figures(("Ngày", *names, *(f"Hạn {name}" for name in names)), tuple(rows))


def standings(
    overview: Overview, campaign: Campaign, deliverables: Sequence[Deliverable]
) -> Figures:
    """Units by standing, for each deliverable and each group that owes it."""
    groups = {group.id: group.name for group in campaign.groups}
    places = {item.id: number for number, item in enumerate(campaign.deliverables)}
    rows: list[tuple[Figure, ...]] = []
    for item in deliverables:
        for number, group in enumerate(item.owed_by):
            cells = [
                cell.standing
                for line in overview.matrix
                if line.group == groups[group] and (cell := line.cells[places[item.id]])
            ]
            counts = [cells.count(standing) for standing in STANDING]
            rows.append(("" if number else item.short_name, groups[group], *counts))
    return Figures(("Nội dung", "Nhóm", *STANDING.values()), tuple(rows), labels=2)


def one_label(table: Figures) -> Figures:
    """The same with one label a row: Word keeps labels of one level only."""
    rows = []
    outer: Figure = ""
    for row in table.rows:
        outer = row[0] or outer
        rows.append((f"{outer}: {row[1]}", *row[2:]))
    return Figures((f"{table.heads[0]}, {table.heads[1]}", *table.heads[2:]), tuple(rows))


def points(overview: Overview, campaign: Campaign, most: int) -> Figures:
    """The units with the highest totals, with the cut-off of each award beside each."""
    cuts = (f"Ngưỡng {award.short_name}" for award in campaign.awards)
    rows = tuple(
        (line.unit.short_name, line.rank, line.points, *line.cuts)
        for line in overview.points[:most]
    )
    return Figures(("Đơn vị", "Hạng", "Tổng điểm", *cuts), rows)


def firmness(overview: Overview, units: Mapping[str, str], most: int) -> Figures:
    """Who stands near each cut-off: how often on the list, in the column of where it stands now.

    Args:
        overview: Its ``near``.
        units: Short names of units by id.
        most: Rows there is room for; of cut-offs only whole ones are shown.
    """
    rows: list[tuple[Figure, ...]] = []
    for cut in overview.near:
        if len(rows) + len(cut.lines) > most:
            break
        for number, line in enumerate(cut.lines):
            sides = (line.percent, None) if line.inside else (None, line.percent)
            name = units.get(line.unit, line.name)
            rows.append(("" if number else cut.title, name, *sides))
    heads = ("Ngưỡng", "Đơn vị", "Đang trong danh sách (%)", "Đang ngoài danh sách (%)")
    return Figures(heads, tuple(rows), labels=2)


def targets(overview: Overview) -> Figures:
    """Each indicator: least, median and greatest value of the units, and the target."""
    rows = tuple(
        (item.indicator.short_name, item.lowest, item.middle, item.highest, item.indicator.target)
        for item in overview.targets
    )
    return Figures(("Chỉ số", "Thấp nhất", "Trung vị", "Cao nhất", "Mức phấn đấu"), rows)


def waiting(overview: Overview) -> Figures:
    """What is held, by how long."""
    ages = [age_of(item) for item in overview.held]
    bands = (*(name for name, _, _ in AGES), UNKNOWN_AGE)
    return Figures(("Đã chờ", "Số việc"), tuple((band, ages.count(band)) for band in bands))
