"""What people and the law say over the lists, as parts of the JSON report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from campaign.report.parts import evidence_part

if TYPE_CHECKING:
    from campaign.awards.decisions import Approval, ListState, Override
    from campaign.plan.rule_packs import RulePack


def override_part(item: Override | None) -> dict[str, Any] | None:
    """A person's decision over a computed line; null when there is none."""
    if item is None:
        return None
    return {
        "decision": item.decision.value,
        "person": item.person,
        "document": item.document,
        "reason": item.reason,
        "passing_reason": item.passing_reason,
        "evidence": evidence_part(item.evidence),
    }


def state_part(item: ListState) -> dict[str, Any]:
    """Draft, approved or voided, with the approval that counts or counted."""
    return {
        "state": item.state.value,
        "official": item.official,
        "waiting": list(item.waiting),
        "provisional": item.provisional,
        "code": item.code,
        "changed": list(item.changed),
        "approval": None if item.approval is None else _approval(item.approval),
        "message": item.message,
    }


def _approval(approval: Approval) -> dict[str, Any]:
    return {
        "prepared_by": approval.prepared_by,
        "approved_by": approval.approved_by,
        "position": approval.position,
        "approved_on": approval.approved_on,
        "document": approval.document,
        "code": approval.code,
        "evidence": evidence_part(approval.evidence),
    }


def pack_part(pack: RulePack) -> dict[str, Any]:
    """The law of the day of judging, with what could not be confirmed from a source."""
    ends = pack.effective_to
    return {
        "id": pack.id,
        "name": pack.name,
        "effective_from": pack.effective_from.isoformat(),
        "effective_to": None if ends is None else ends.isoformat(),
        "sources": [
            {"number": one.number, "issuer": one.issuer, "confirmed": one.confirmed}
            for one in pack.sources
        ],
        "rules": [
            {
                "id": one.id.value,
                "text": one.text,
                "source": one.source,
                "clause": one.clause,
                "confirmed": one.confirmed,
            }
            for one in pack.rules
        ],
    }
