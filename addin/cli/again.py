"""The last run into a workbook, to be judged again as the options say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from addin.run_request import RunRequest


def run_again(
    workbook: Path, source: Sequence[str] | None, campaign: str, as_of: str
) -> RunRequest:
    """The request of the last run, with what the user says otherwise.

    Raises:
        UsageError: the workbook is no one's last run, or ``as_of`` is no moment.
    """
    from addin.cli.moments import moment
    from addin.last_run import request_for

    at = moment(as_of, datetime.now(UTC)) if as_of else None
    return request_for(workbook, list(source or ()), campaign, at)
