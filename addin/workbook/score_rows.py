"""Rows of *Chấm điểm*: values, and live formulas with the points that Python counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from addin.package import CellOut, Formula, Styled
from addin.workbook.form_rows import Line
from addin.workbook.pages import Paint
from addin.workbook.shown import Names
from addin.workbook.table_sheets import DECIMALS_ROW, FIRST_PARAMETER, PARAMETERS, SCALE_ROW
from addin.workbook.unit_rows import judged_units
from campaign.awards.points import shared_ranks, total_points
from campaign.grid import address, column_letters
from campaign.labels import VERDICT
from campaign.plan.definition import Campaign, Indicator
from campaign.result.lists import Score
from campaign.result.whole import Result

_LABELS = {"lowest": "Mức thấp nhất", "highest": "Mức cao nhất", "weight": "Trọng số"}


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Where the table stands in the file that is written; rows and columns from 0.

    Attributes:
        places: Column of each field.
        shift: Rows that the person inserted above the table.
        first: First data row.
    """

    places: Mapping[str, int]
    shift: int
    first: int

    def parameter(self, row: int, column: int) -> str:
        """Absolute address of a parameter."""
        return f"${column_letters(column)}${row + self.shift + 1}"


class ScoreRows:
    """Makes the rows and the parameters above them."""

    def __init__(self, result: Result, campaign: Campaign, names: Names) -> None:
        self.result, self.campaign, self.names = result, campaign, names
        known = {unit.id for unit in names.units}
        ids = [unit.id for unit in names.units if unit.id in result.scores]
        self.units = ids + sorted(key for key in result.scores if key not in known)
        self.totals = {unit: total_points(campaign, result.scores[unit]) for unit in self.units}
        self.ranks = shared_ranks(self.totals)

    def parameters(self, table: ScoreTable, paint: Paint) -> dict[tuple[int, int], Styled]:
        """Cells above the table: scale of each indicator, weights, points scale, decimals."""
        cells: dict[tuple[int, int], Styled] = {}
        scoring = self.campaign.scoring
        if not self.campaign.indicators:
            return cells

        def put(row: int, column: int, value: CellOut, look: str) -> None:
            cells[row + table.shift, column] = Styled(value, paint[look])

        for offset, name in enumerate(PARAMETERS):
            row = FIRST_PARAMETER + offset
            put(row, table.places["verdict"], _LABELS[name], "parameter_label")
            for item in self.campaign.indicators:
                weight = scoring.weights.get(item.id) if scoring.weights else "chưa có"
                value = weight if name == "weight" else getattr(item, name)
                put(row, table.places[f"value.{item.id}"], value, "parameter")
        first = table.places[f"value.{self.campaign.indicators[0].id}"]
        put(SCALE_ROW, table.places["verdict"], "Thang điểm", "parameter_label")
        put(SCALE_ROW, first, scoring.points_scale, "parameter")
        put(DECIMALS_ROW, table.places["verdict"], "Số chữ số lẻ", "parameter_label")
        put(DECIMALS_ROW, first, scoring.decimals, "parameter")
        return cells

    def lines(self, table: ScoreTable) -> Iterator[Line]:
        """One line a unit that has scores, in the roster's order."""
        judged = judged_units(self.result)
        for offset, unit in enumerate(self.units):
            row = table.first + offset
            scores = {score.indicator: score for score in self.result.scores[unit]}
            judgement = judged.get(unit)
            yield [
                f"unit:{unit}",
                self._rank(table, row, unit),
                self.names.unit(unit),
                self.names.group(unit) or None,
                VERDICT[judgement.verdict] if judgement else None,
                *(self._value(scores.get(item.id)) for item in self.campaign.indicators),
                *(
                    self._points(table, row, item.id, scores.get(item.id))
                    for item in self.campaign.indicators
                ),
                self._total(table, row, unit),
                self._stays(unit),
                None,
            ]

    def _stays(self, unit: str) -> CellOut:
        """How often random weightings leave the unit on the first list that has a cut-off."""
        for item in self.result.firmness:
            for one in item.contest.candidates:
                if one.unit == unit:
                    return item.stays[one.id]
        return None

    @staticmethod
    def _value(score: Score | None) -> CellOut:
        return score.value if score else None

    def _points(self, table: ScoreTable, row: int, indicator: str, score: Score | None) -> Formula:
        column = table.places[f"value.{indicator}"]
        value = address(row, column)
        low = table.parameter(FIRST_PARAMETER, column)
        high = table.parameter(FIRST_PARAMETER + 1, column)
        scale, decimals = self._scale(table)
        text = f'IF(ISNUMBER({value}),ROUND(({value}-{low})/({high}-{low})*{scale},{decimals}),"")'
        points = score.points if score else None
        return Formula(text, "" if points is None else points)

    def _scale(self, table: ScoreTable) -> tuple[str, str]:
        first = table.places[f"value.{self.campaign.indicators[0].id}"]
        return table.parameter(SCALE_ROW, first), table.parameter(DECIMALS_ROW, first)

    def _counted(self) -> list[Indicator]:
        """Indicators that weigh something; without weights, all."""
        weights = self.campaign.scoring.weights
        return [item for item in self.campaign.indicators if not weights or weights.get(item.id)]

    def _total(self, table: ScoreTable, row: int, unit: str) -> Formula | None:
        items = self._counted()
        if not items:
            return None
        points = [address(row, table.places[f"points.{item.id}"]) for item in items]
        condition = f"COUNT({','.join(points)})={len(points)}"
        text = f'IF({condition},{self._sum(table, points)},"")'
        total = self.totals[unit]
        return Formula(text, "" if total is None else total)

    def _sum(self, table: ScoreTable, points: list[str]) -> str:
        decimals = self._scale(table)[1]
        if not self.campaign.scoring.weights:
            return f"ROUND({'+'.join(points)},{decimals})"
        weights = [
            table.parameter(FIRST_PARAMETER + 2, table.places[f"value.{item.id}"])
            for item in self._counted()
        ]
        products = "+".join(f"{one}*{by}" for one, by in zip(points, weights, strict=True))
        return f"ROUND(({products})/({'+'.join(weights)}),{decimals})"

    def _rank(self, table: ScoreTable, row: int, unit: str) -> Formula:
        column = table.places["total"]
        letters = column_letters(column)
        last = table.first + len(self.units)
        whole = f"${letters}${table.first + 1}:${letters}${last}"
        total = address(row, column)
        rank = self.ranks.get(unit)
        text = f'IF(ISNUMBER({total}),RANK({total},{whole},0),"")'
        return Formula(text, "" if rank is None else rank)
