"""Where every list stands, in one line that is repeated on each printed page.

It is a cell and not the page's header or footer: any program that presses a button can write a
cell, and a header that stayed behind would print an approval that is gone.
"""

from __future__ import annotations

from campaign.awards.decisions import ApprovalState, ListState
from campaign.labels import APPROVAL
from campaign.plan.definition import Campaign
from campaign.result.whole import Result


def short_state(state: ListState) -> str:
    """Draft, approved or voided, and the data code: short enough for the columns that repeat."""
    order = ", tạm tính" if state.provisional else ""
    return f"{APPROVAL[state.state].upper()}{order} · Mã: {state.code}"


PAGE_ROW = 3
"""Row (from 0) of the line on a page."""


def state_line(result: Result, campaign: Campaign) -> tuple[str, str]:
    """The line and its look: what is not approved, or waits for votes, is set apart."""
    names = {award.id: award.short_name for award in campaign.awards}
    said = [
        f"{names[item.award]}: {APPROVAL[item.state].upper()}"
        + (" (Hội đồng chưa biểu quyết xong)" if item.waiting else "")
        for item in result.states
    ]
    done = all(item.state is ApprovalState.APPROVED and not item.waiting for item in result.states)
    return " · ".join(said), "note" if done else "banner"
