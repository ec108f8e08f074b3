"""Months, quarters and years: a plan may give them where a day was asked for."""

from __future__ import annotations

import re
from datetime import date, timedelta

from campaign.vietnamese.text import bare

_YEAR = r"(?P<y>(?:19|20|21)\d\d)"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH = re.compile(
    rf"(?<![\d/.])(?:thang\s*)?(?P<m>0?[1-9]|1[0-2])\s*(?:[/.\-]|nam)\s*{_YEAR}(?!\d)"
)
_QUARTER = re.compile(rf"\bquy\s*(?P<q>iv|i{{1,3}}|[1-4])\b[\s/,.\-]*(?:nam\s*)?{_YEAR}(?!\d)")
_HALF = re.compile(rf"\b(?:6|sau) thang (?P<h>dau|cuoi)(?: nam)?[\s/,]*{_YEAR}(?!\d)")
_ONLY_YEAR = re.compile(rf"(?:(?:den|het|cuoi|dau|trong|suot|ca) )*(?:nam\s*)?{_YEAR}")
_OTHER_DIGITS = re.compile(r"\d")


def period_of(text: str) -> tuple[date, date] | None:
    """First and last day of the period a text names, from the first to the last one in it.

    ``None`` if it names none, or has digits besides: ``20/5`` lacks its year.
    """
    folded = bare(text).strip(" .")
    months: list[tuple[int, int, int]] = []
    for form, span in ((_QUARTER, _quarter), (_HALF, _half), (_MONTH, _month)):
        months += [span(match) for match in form.finditer(folded)]
        folded = form.sub(" ", folded)
    year = _ONLY_YEAR.fullmatch(folded.strip())
    if year and not months:
        months.append((int(year["y"]), 1, 12))
    elif _OTHER_DIGITS.search(folded):
        return None
    if not months:
        return None
    return min(_first(m) for m in months), max(_last(m) for m in months)


def _quarter(match: re.Match[str]) -> tuple[int, int, int]:
    end = 3 * _QUARTERS[match["q"]]
    return int(match["y"]), end - 2, end


def _half(match: re.Match[str]) -> tuple[int, int, int]:
    return (int(match["y"]), 1, 6) if match["h"] == "dau" else (int(match["y"]), 7, 12)


def _month(match: re.Match[str]) -> tuple[int, int, int]:
    return int(match["y"]), int(match["m"]), int(match["m"])


def _first(months: tuple[int, int, int]) -> date:
    return date(months[0], months[1], 1)


def _last(months: tuple[int, int, int]) -> date:
    year, _, month = months
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
