"""``thidua demo``: the units' files, then the main job on them as of 2 November 2020."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from addin.run_request import RunOutcome
    from campaign.usecases import Progress

CAMPAIGN = "q12-cchc-2020"
AS_OF = datetime(2020, 11, 2, 8, 0)  # noqa: DTZ001 - the office's own clock
WORKBOOK = "district.xlsm"
REPORT = "report.json"


def run_demo(out: Path, progress: Progress) -> RunOutcome:
    """Write ``units/``, the district workbook and the report into ``out``.

    A workbook that is there already is updated like an office's own: what was written in it since
    stays.
    """
    from addin.demo.decisions import type_approvals, type_overrides
    from addin.demo.office import demo_office_facts
    from addin.demo.typing_in import type_in
    from addin.demo.units import write_demo_units
    from addin.package.atomic import write_text
    from addin.run import run
    from addin.run_request import RunRequest
    from campaign.plan.loading import load_campaign, load_campaign_roster

    campaign, roster = load_campaign(CAMPAIGN), load_campaign_roster(CAMPAIGN)
    out.mkdir(parents=True, exist_ok=True)
    progress("Ghi biểu của các đơn vị", 0, 1)
    write_demo_units(out, campaign, roster)
    progress("Ghi biểu của các đơn vị", 1, 1)
    workbook = out / WORKBOOK
    request = RunRequest([out / "units"], workbook, CAMPAIGN, AS_OF)
    if not workbook.exists():
        first = run(request, progress)
        type_in(workbook, demo_office_facts(), campaign, roster, AS_OF)
        type_overrides(workbook, campaign)
        second = run(request, progress)
        type_approvals(workbook, campaign, first.result.states, second.result.states)
    outcome = run(request, progress)
    write_text(out / REPORT, outcome.report())
    return outcome
