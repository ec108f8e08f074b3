"""``thidua excel build``: the add-in, and a district workbook ready for its first press."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from addin.build.xlam import NAME, addin_file
from addin.package.atomic import write_atomically
from campaign.judging.due_days import last_day

if TYPE_CHECKING:
    from campaign.plan.definition import Campaign

WORKBOOK = "so-thi-dua.xlsm"


def build(out: Path, campaign: str) -> list[Path]:
    """Write the add-in, and a workbook into which nothing was read yet.

    The same program, campaign and packages give the same bytes anywhere. A workbook that is there
    already may hold what the office wrote: it stays as it is.

    Returns:
        What was written.

    Raises:
        UsageError: a broken definition, a missing package, or a folder that takes no file.
    """
    made = addin_file()
    out.mkdir(parents=True, exist_ok=True)
    write_atomically(out / NAME, lambda stream: stream.write(made))
    if (out / WORKBOOK).exists():
        return [out / NAME]
    _write_first_workbook(out / WORKBOOK, campaign)
    return [out / NAME, out / WORKBOOK]


def _write_first_workbook(path: Path, name: str) -> None:
    from addin.workbook.fill import write_workbook
    from campaign.plan.loading import load_campaign, load_campaign_roster
    from campaign.usecases import MainJob

    campaign, roster = load_campaign(name), load_campaign_roster(name)
    job = MainJob(campaign, roster, _first_moment(campaign))
    write_workbook(job.decide([]), campaign, roster.on(job.day), path, book=None)


def _first_moment(campaign: Campaign) -> datetime:
    """The morning on which the campaign begins, or on which something is first due."""
    header = campaign.campaign
    first_due = min(last_day(item) for item in campaign.deliverables)
    return datetime.combine(header.starts or header.plan_date or first_due, time(8))
