"""Values as a clerk reads them: dates day first, names for ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from addin.package import CellOut
from campaign.columns import Kind
from campaign.plan.definition import Campaign
from campaign.problems import Issue
from campaign.records import Scalar
from campaign.result.verdicts import Reason, Verdict
from campaign.roster.units import Unit


def day_text(day: date) -> str:
    """``19/05/2020``; a moment has its time too."""
    text = f"{day:%d/%m/}{day.year:04d}"
    return f"{text} {day:%H:%M}" if isinstance(day, datetime) else text


@lru_cache(maxsize=65536)
def parsed(text: str) -> date | None:
    """The day or moment of an ISO text; None for any other text."""
    if len(text) < 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def serial_of(text: str, first_day: date) -> int | float | str:
    """An ISO text as a workbook counts days; any other text as it is.

    Many rows share few dates, and a number is written much faster than a date.
    """
    day = parsed(text)
    if day is None or day.year < _FIRST_YEAR:
        return text
    if isinstance(day, datetime):
        clock = day - datetime.combine(day.date(), time())
        return (day.date() - first_day).days + clock / timedelta(days=1)
    return (day - first_day).days


def number_cell(value: Scalar) -> CellOut:
    """Exact decimal text as a number; anything else as it is."""
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return value
    return value


DATES = frozenset({Kind.DATE, Kind.PERIOD_DATE})
NUMBERS = frozenset({Kind.NUMBER, Kind.PERCENT})
_FIRST_YEAR = 1905


class Names:
    """Units and groups by id, as shown."""

    def __init__(
        self, campaign: Campaign, units: Iterable[Unit], former: Iterable[Unit] = ()
    ) -> None:
        """``former`` have a name to be shown, and no line among the units."""
        self.units = tuple(units)
        self._names = {unit.id: unit.name for unit in (*self.units, *former)}
        groups = {unit.kind: campaign.group_of(unit.kind) for unit in self.units}
        self._groups = {
            unit.id: group.name if (group := groups[unit.kind]) else "" for unit in self.units
        }

        self._grounds = {text.id: text.name for text in campaign.grounds}
        self._places = {unit.id: unit.province or self._groups[unit.id] for unit in self.units}

    def clauses(self, reasons: Iterable[Reason]) -> str | None:
        """Clauses of reasons in one cell; a refusal begins with its official ground."""
        return joined(map(self._clause, reasons), "; ")

    def _clause(self, reason: Reason) -> str:
        if reason.weight is not Verdict.INELIGIBLE or reason.ground is None:
            return reason.clause
        return f"{self._grounds[reason.ground]}: {reason.clause}"

    def unit(self, unit_id: str | None) -> str:
        """A unit's name; an unknown id as it is; empty for None."""
        return self._names.get(unit_id, unit_id) if unit_id else ""

    def group(self, unit_id: str) -> str:
        """Name of a unit's group of participants; empty when there is none."""
        return self._groups.get(unit_id, "")

    def place(self, unit_id: str | None) -> str:
        """A unit's province, or its group where the roster names no provinces; else empty."""
        return self._places.get(unit_id, "") if unit_id else ""

    def reading(self, text: str) -> str:
        """One reading of a held value: a unit's name, a date day first, or the text."""
        day = parsed(text)
        return day_text(day) if day else self._names.get(text, text)

    def readings(self, texts: Iterable[str]) -> str:
        """All readings, with “hay” between them."""
        return " hay ".join(self.reading(text) for text in texts)


def messages(issues: Iterable[Issue]) -> str | None:
    """Messages of issues, each once, one a line; None when there are none."""
    texts = list(dict.fromkeys(issue.message for issue in issues))
    if len(texts) < 2:
        return texts[0] if texts else None
    return "\n".join(f"• {text}" for text in texts)


def joined(texts: Iterable[str], between: str = "\n") -> str | None:
    """Texts that are not empty, each once; None when there are none."""
    kept = list(dict.fromkeys(text for text in texts if text))
    return between.join(kept) or None


def counted(names: Mapping[str, int]) -> str:
    """``3 Đúng hạn, 1 Trễ hạn``."""
    return ", ".join(f"{number} {name}" for name, number in names.items() if number)
