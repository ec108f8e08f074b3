"""Parts of the JSON report that several sections share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from campaign.result.evidence import Evidence
    from campaign.result.verdicts import Reason, Subject


def evidence_part(evidence: Evidence) -> dict[str, str]:
    """Where a fact comes from."""
    return {
        "kind": evidence.kind,
        "file": evidence.file,
        "sheet": evidence.sheet,
        "cell": evidence.cell,
        "text": evidence.text,
    }


def subject_part(subject: Subject) -> dict[str, Any]:
    """Who it is about."""
    return {
        "id": subject.id,
        "subject": subject.name,
        "kind": subject.kind.value,
        "unit": subject.unit,
    }


def reason_part(reason: Reason) -> dict[str, Any]:
    """Why, with code, ground, clause and evidence."""
    return {
        "code": reason.code,
        "weight": reason.weight.value,
        "ground": None if reason.ground is None else reason.ground.value,
        "clause": reason.clause,
        "evidence": evidence_part(reason.evidence),
        "message": reason.message,
    }
