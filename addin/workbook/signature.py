"""What of a campaign a workbook's sheets depend on, as one line of text."""

from __future__ import annotations

from campaign.plan.definition import Campaign


def signature(campaign: Campaign) -> str:
    """Ids that give sheets, columns and chart ranges; equal lines have the same layout."""
    groups = (
        ("deliverables", campaign.deliverables),
        ("groups", campaign.groups),
        ("indicators", campaign.indicators),
        ("awards", campaign.awards),
    )
    return "; ".join(f"{name}={','.join(item.id for item in items)}" for name, items in groups)
