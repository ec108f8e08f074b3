"""Plan and roster as the office has them, and whom it expects a spreadsheet of."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from campaign.roster.units import Unit
    from campaign.usecases import MainJob


def main_job(campaign: str, workbook: Path | None, as_of: datetime) -> MainJob:
    """Plan and roster; the office's own list in the workbook counts where there is one."""
    from campaign.usecases import MainJob

    job = MainJob.of(campaign, as_of)
    if workbook is None or not workbook.exists():
        return job
    from addin.workbook.office import KnownUnits, read_office

    known = KnownUnits(job.roster, job.day)
    book = read_office(workbook, job.campaign, job.names.resolve, known)
    return replace(job, roster=book.roster) if book.roster is not None else job


def expected(job: MainJob) -> list[Unit]:
    """The units that should have a spreadsheet: those that owe something."""
    units = job.roster.on(job.day)
    return [unit for unit in units if job.campaign.group_of(unit.kind) is not None]
