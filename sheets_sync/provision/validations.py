"""Entry rules in Google's words: a warning, never a refusal, like in the workbook."""

from __future__ import annotations

from campaign.unit_tabs.entry_rules import DateRange, EntryRule, NotNegative
from sheets_sync.provision.json_types import Json


def validation(rule: EntryRule) -> Json | None:
    """The DataValidationRule; ``None`` where there is a prompt alone, which Google has not."""
    condition = _condition(rule.check)
    if condition is None:
        return None
    made: Json = {"condition": condition, "inputMessage": rule.prompt, "strict": False}
    if isinstance(rule.check, tuple):
        made["showCustomUi"] = True
    return made


def _condition(check: tuple[str, ...] | DateRange | NotNegative | None) -> Json | None:
    if check is None:
        return None
    if isinstance(check, DateRange):
        return {"type": "DATE_IS_VALID"}
    if isinstance(check, NotNegative):
        return {"type": "NUMBER_GREATER_THAN_EQ", "values": [{"userEnteredValue": "0"}]}
    return {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": text} for text in check]}
