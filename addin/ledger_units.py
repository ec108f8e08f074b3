"""Which unit is meant of a ledger: one of the campaign's, or one that the office added itself."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from campaign.ledger.book import Ledger
    from campaign.roster.units import Unit
    from campaign.usecases import MainJob

_RUNS = 10
"""Decisions searched for one whose workbook was kept: a press in an open one keeps none."""


def unit_known(ledger: Ledger, campaign: str, at: datetime, typed: str) -> tuple[MainJob, Unit]:
    """The unit that an id or a typed name means, and the job whose roster knows it.

    Args:
        ledger: Where the office's workbooks are kept.
        campaign: Shipped name or definition file.
        at: Office moment of the job.
        typed: What the user wrote.

    Raises:
        UsageError: none, or several.
    """
    from addin.templates import unit_named
    from campaign.usecases import MainJob

    job = MainJob.of(campaign, at)
    day = job.campaign.campaign.ends
    try:
        return job, unit_named(job.roster, typed, day)
    except UsageError as error:
        theirs = _office_job(ledger, campaign, at)
        if theirs is None:
            raise UsageError(
                f"{error} Đơn vị do văn phòng ghi thêm ở trang Đơn vị thì chưa tìm được ở đây: sổ "
                f"theo dõi {ledger.place} chưa giữ sổ tổng hợp nào."
            ) from error
        return theirs, unit_named(theirs.roster, typed, day)


def unit_names(
    ledger: Ledger, campaign: str, at: datetime, wanted: Collection[str]
) -> dict[str, str]:
    """Names of units by id; one that neither the campaign nor a kept workbook knows is left out.

    Args:
        ledger: Where the office's workbooks are kept.
        campaign: Shipped name or definition file.
        at: Office moment of the job.
        wanted: Ids.
    """
    from campaign.usecases import MainJob

    names = {unit.id: unit.name for unit in MainJob.of(campaign, at).roster}
    theirs = None if names.keys() >= set(wanted) else _office_job(ledger, campaign, at)
    return names if theirs is None else names | {unit.id: unit.name for unit in theirs.roster}


def _office_job(ledger: Ledger, campaign: str, at: datetime) -> MainJob | None:
    """The job with the roster of the newest workbook that a decision kept; ``None`` without one."""
    from addin.office_job import main_job

    for run in ledger.runs(_RUNS):
        decided = ledger.decided_in(run)
        if decided.workbook_before:
            with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
                path = Path(folder) / Path(decided.workbook).name
                path.write_bytes(ledger.content(decided.workbook_before))
                return main_job(campaign, path, at)
    return None
