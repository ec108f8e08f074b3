"""What a unit can be told of its own workbook alone, without anybody else being judged.

Its rows and deliverables come out as :meth:`campaign.usecases.MainJob.decide` would have them, were
this workbook the only source; eligibility, lists, firmness and cards are not asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaign.consolidation.consolidate import Consolidator
from campaign.judging.deadlines import Deadlines
from campaign.judging.facts import gather

if TYPE_CHECKING:
    from campaign.records import SourceRecords
    from campaign.result.submissions import Submission
    from campaign.usecases import MainJob


def check(job: MainJob, records: SourceRecords, unit: str) -> list[Submission]:
    """Consolidate one source and judge one unit's deliverables.

    Args:
        job: The campaign at one moment.
        records: What was read; rows get their final status.
        unit: The unit's id; nothing is judged where there is no such unit on the day.

    Returns:
        One verdict a deliverable that the unit owes, in plan order.
    """
    Consolidator(job.names, job.cells).run([records], {})
    facts = gather([records], job.answers)
    units = [one for one in job.roster.on(job.day) if one.id == unit]
    return Deadlines(job.campaign, job.as_of, facts).judge(units)
