"""Candidates' cards as parts of the JSON report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from campaign.report.decisions import override_part
from campaign.report.parts import evidence_part, subject_part

if TYPE_CHECKING:
    from campaign.reasons.card import Card, Check, OnList, WhatIf


def card_part(card: Card) -> dict[str, Any]:
    """Everything that speaks for and against one candidate."""
    return {
        **subject_part(card.subject),
        "status": card.verdict.value,
        "checks": [_check(check) for check in card.checks],
        "lists": [_on_list(one) for one in card.lists],
        "what_if": [_what_if(one) for one in card.what_if],
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "rule": check.rule,
        "award": check.award or None,
        "outcome": check.outcome.value,
        "code": check.code,
        "ground": None if check.ground is None else check.ground.value,
        "clause": check.clause,
        "evidence": evidence_part(check.evidence),
        "message": check.message,
    }


def _on_list(one: OnList) -> dict[str, Any]:
    return {
        "award": one.award,
        "computed": one.computed.value,
        "place": one.place.value,
        "rank": one.rank,
        "tied": one.tied,
        "points": None if one.points is None else format(one.points, "f"),
        "provisional": one.provisional,
        "override": override_part(one.override),
    }


def _what_if(one: WhatIf) -> dict[str, Any]:
    return {
        "award": one.award,
        "listed": one.listed,
        "changes": [
            {
                "code": change.code,
                "message": change.message,
                "evidence": evidence_part(change.evidence),
            }
            for change in one.changes
        ],
        "message": one.message,
    }
