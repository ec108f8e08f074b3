"""What people decided in the workbook: overrides beside award lines, approvals of whole lists."""

from __future__ import annotations

from addin.workbook.fields import Sheet
from addin.workbook.kept import SheetState
from addin.workbook.office_facts import OfficeLine
from campaign.awards.decisions import Approval, Decision, Override
from campaign.labels import DECISION
from campaign.plan.definition import Award, Campaign
from campaign.problems import Problem, Weight
from campaign.result.office_facts import OfficeFacts
from campaign.vietnamese.text import key

_DECISIONS = {key(word): decision for decision, word in DECISION.items()}
_WORDS = ("decision", "decided_by", "decision_document", "decision_reason", "passing_reason")


def take_overrides(
    facts: OfficeFacts, file: str, sheet: Sheet, state: SheetState, award: Award
) -> None:
    """Read the decisions of an award sheet; a line whose decision is unclear is reported."""
    for row_id, row in state.rows.items():
        cells = {state.places[name]: cell for name, cell in row.office.items()}
        line = OfficeLine(facts, file, sheet, state.places, row.line, cells)
        typed, person, document, reason, passing = (line.text(name) for name in _WORDS)
        decision = _DECISIONS.get(key(typed))
        if decision is not None:
            evidence = line.evidence("office", "decision", typed)
            facts.overrides.append(
                Override(row_id, award.id, decision, person, document, reason, passing, evidence)
            )
        elif any((typed, person, document, reason, passing)):
            _unclear(line, typed)


def _unclear(line: OfficeLine, typed: str) -> None:
    said = f"“{typed}” không có trong danh sách chọn" if typed else "chưa chọn quyết định"
    choices = " hoặc ".join(f"“{DECISION[decision]}”" for decision in Decision)
    message = f"Quyết định chưa dùng được: {said}; chọn {choices}."
    line.report("decision", (Problem("decision_unclear", Weight.HOLD, message),))


def take_approval(line: OfficeLine, campaign: Campaign) -> None:
    """Read a line of *Phê duyệt*; whether it counts is judged with the result."""
    typed = key(line.text("list"))
    named = [item.id for item in campaign.awards if typed in (key(item.short_name), key(item.name))]
    day = line.day("approved_on")
    line.facts.approvals.append(
        Approval(
            award=named[0] if typed and named else None,
            prepared_by=line.text("prepared_by"),
            approved_by=line.text("approved_by"),
            position=line.text("position"),
            approved_on=day.isoformat()[:10] if day else "",
            document=line.text("document"),
            code=line.text("code"),
            evidence=line.evidence("office", "list", line.text("list")),
        )
    )
