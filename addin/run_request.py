"""What a run is asked, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from campaign.plan.definition import Campaign
    from campaign.result.whole import Result
    from campaign.roster.units import Unit


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What the user asked for.

    Attributes:
        sources: Folders, files or patterns.
        workbook: District workbook to write or update; ``None`` writes none.
        campaign: Shipped name or definition file.
        as_of: Moment of judging, office time.
        remember: Whether unchanged files may be taken from the cache.
        ledger: Path or URL of the ledger that is told, or read; empty for none.
        from_ledger: Whether the ledger's content is judged instead of ``sources``.
        rebuild: Whether the workbook is made as it would have been at ``as_of``, from the office's
            facts of that time; nothing is recorded.
        now: When the run began, aware; ``None`` takes ``as_of``.
    """

    sources: Sequence[Path | str]
    workbook: Path | None
    campaign: str
    as_of: datetime
    remember: bool = True
    ledger: str = ""
    from_ledger: bool = False
    rebuild: bool = False
    now: datetime | None = None


@dataclass(slots=True)
class RunOutcome:
    """What came of it.

    Attributes:
        result: Everything decided.
        campaign: The plan, for the report.
        units: The roster in force, in order.
        said: Sentences for the user, in order.
        answers: What was filled into the workbook's empty settings for the buttons, by label.
    """

    result: Result
    campaign: Campaign
    units: tuple[Unit, ...] = ()
    said: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)

    def report(self) -> Iterator[str]:
        """The JSON report as text, piece by piece."""
        from campaign.report.report import written

        return written(self.result, self.campaign)

    @property
    def complete(self) -> bool:
        """Whether every source was read."""
        return not self.result.unread
