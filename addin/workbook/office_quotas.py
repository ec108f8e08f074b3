"""*Chỉ tiêu*: places and vote shares that the office sets, read back as the plan's completion."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from addin.workbook.office_facts import OfficeLine
from campaign.awards.office_quotas import QuotaLine
from campaign.cells.numbers import read_number
from campaign.labels import SUBJECT
from campaign.plan.definition import Campaign
from campaign.problems import Problem, Weight
from campaign.vietnamese.text import clean, key

_Chosen = TypeVar("_Chosen")
_KINDS = {key(word): kind for kind, word in SUBJECT.items()}
_HUNDRED = Decimal(100)


def take_quota(line: OfficeLine, campaign: Campaign) -> None:
    """Read a line of *Chỉ tiêu*; whether it counts is decided with the others."""
    before = len(line.facts.issues)
    lists = {key(item.name): item.id for item in campaign.awards}
    lists |= {key(item.short_name): item.id for item in campaign.awards}
    groups = {key(item.name): item.id for item in campaign.groups}
    award, kind = _choice(line, "list", lists), _choice(line, "kind", _KINDS)
    group, places = _choice(line, "group", groups), _number(line, "places")
    if places is not None and (places < 0 or places != places.to_integral_value()):
        _report(line, "places", "Số chỗ phải là số nguyên từ 0 trở lên; dòng chưa được dùng.")
    threshold = _number(line, "threshold")
    if threshold is not None and not 0 < threshold <= _HUNDRED:
        _report(line, "threshold", "Tỷ lệ phiếu phải lớn hơn 0 và không quá 100; dòng chưa dùng.")
    unclear = any(issue.weight is Weight.HOLD for issue in line.facts.issues[before:])
    line.facts.quotas.append(
        QuotaLine(
            award,
            kind,
            group,
            None if places is None or unclear else int(places),
            threshold,
            line.text("document"),
            unclear,
            line.evidence("office", "list", line.text("list")),
        )
    )


def _choice(line: OfficeLine, name: str, known: Mapping[str, _Chosen]) -> _Chosen | None:
    """A word of a dropdown; another word is reported."""
    typed = line.text(name)
    found = known.get(key(typed))
    if typed and found is None:
        _report(line, name, f"“{typed}” không có trong danh sách chọn nên dòng chưa được dùng.")
    return found


def _number(line: OfficeLine, name: str) -> Decimal | None:
    """A number; what is not certain is reported and none."""
    cell = line.cells.get(line.places.get(name, -1))
    if cell is None or cell.value is None:
        return None
    reading = read_number(clean(cell.value) if isinstance(cell.value, str) else cell.value)
    line.report(name, reading.problems)
    return None if reading.held else reading.value


def _report(line: OfficeLine, name: str, message: str) -> None:
    line.report(name, (Problem("quota_unclear", Weight.HOLD, message),))
