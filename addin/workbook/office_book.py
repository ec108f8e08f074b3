"""An existing district workbook as read before a run: the office's part of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from addin.workbook.kept import SheetState
from campaign.plan.definition import Campaign
from campaign.result.office_facts import OfficeFacts
from campaign.roster.units import Roster


@dataclass(slots=True)
class OfficeBook:
    """An existing district workbook, read before a run.

    Attributes:
        path: The file.
        facts: What the office decided in it.
        sheets: Our sheets that it has, by title.
        roster: The units as the office keeps them in *Đơn vị*, when it was asked for.
        campaign: The plan, completed by what the office wrote in *Chỉ tiêu*.
        missing: Titles of our sheets that it lacks.
        strangers: Titles of sheets that are not ours.
    """

    path: Path
    facts: OfficeFacts = field(default_factory=OfficeFacts)
    sheets: dict[str, SheetState] = field(default_factory=dict)
    roster: Roster | None = None
    campaign: Campaign | None = None
    missing: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
