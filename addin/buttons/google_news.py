"""What the units' spreadsheets have that the ledger does not know yet: fetched during a press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.buttons.closing import INCOMPLETE, NOT_SYNCED
from campaign.errors import ThiduaError

if TYPE_CHECKING:
    from addin.syncing import SyncOutcome
    from campaign.usecases import Progress


def fetched(campaign: str, ledger: str, progress: Progress) -> SyncOutcome:
    """Bring the ledger in step with the units' spreadsheets, and answer the units.

    Raises:
        ThiduaError: Google cannot be reached, or lets nobody in.
    """
    from addin.google import ways_to_google
    from addin.sync_ready import SyncRequest
    from addin.syncing import run_sync
    from sheets_sync.gsheets.accounts import SYNC_SCOPES
    from sheets_sync.gsheets.connect import state_folder

    state = state_folder()
    google = ways_to_google("", SYNC_SCOPES, state)
    return run_sync(SyncRequest(None, campaign, ledger, state), google, progress)


def fetched_first(campaign: str, ledger: str, progress: Progress) -> str:
    """Sync before a press that judges the ledger; one sentence of how that went.

    A sync that cannot be made does not stop the press: what the ledger holds is judged, and the
    sentence says so.
    """
    try:
        return told(fetched(campaign, ledger, progress))
    except ThiduaError as error:
        return f"{NOT_SYNCED}, xét theo những gì sổ theo dõi đã có: {error}"


def told(outcome: SyncOutcome) -> str:
    """One sentence on a sync: what was seen, what was new, who was answered, what is missing."""
    looks, holes = outcome.synced.looks, outcome.synced.holes
    fresh = sum(look.finding.value in {"new", "changed"} for look in looks)
    said = (
        f"Đồng bộ xong: xem {len(looks)} bảng tính Google, {fresh} bảng có nội dung mới, "
        f"trả lời {sum(bool(one.cells) for one in outcome.pushed)} đơn vị"
    )
    if holes:
        said += f"; {INCOMPLETE}, {len(holes)} chỗ thiếu: {holes[0].sentence.rstrip('.')}"
    return f"{said}."
