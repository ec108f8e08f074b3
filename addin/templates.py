"""``thidua template``: one workbook a unit, or for one unit."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.errors import UsageError

if TYPE_CHECKING:
    from campaign.roster.units import Roster, Unit
    from campaign.usecases import Progress


def write_templates(
    campaign: str, unit: str, *, every: bool, out: Path, progress: Progress
) -> list[Path]:
    """Write the workbooks into ``out``, named by unit id; returns what was written.

    Raises:
        UsageError: neither or both of unit and every, or a unit that is not on the roster.
    """
    from addin.unitbook import write_unit_workbook
    from campaign.plan.loading import load_campaign, load_campaign_roster

    if bool(unit) == every:
        raise UsageError("Ghi --unit và tên một đơn vị, hoặc --all cho tất cả các đơn vị.")
    plan = load_campaign(campaign)
    roster = load_campaign_roster(campaign)
    day = plan.campaign.ends
    units = roster.on(day) if every else (unit_named(roster, unit, day),)
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for number, one in enumerate(units, 1):
        path = out / f"{one.id}.xlsx"
        write_unit_workbook(plan, one, path)
        written.append(path)
        progress("Ghi biểu mẫu", number, len(units))
    return written


def unit_named(roster: Roster, typed: str, day: date) -> Unit:
    """The unit an id or a typed name means.

    Raises:
        UsageError: none, or several.
    """
    from campaign.roster.resolver import Resolver

    found = roster.get(typed)
    if found is not None:
        return found
    read = Resolver(roster, day).resolve(typed)
    unit = roster.get(read.value) if read.value and not read.held else None
    if unit is None:
        why = read.problems[0].message if read.problems else f"Không có đơn vị “{typed}”."
        raise UsageError(why)
    return unit
