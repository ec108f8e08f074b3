"""Entry rules in XlsxWriter's words."""

from __future__ import annotations

from campaign.unit_tabs.entry_rules import DateRange, EntryRule, NotNegative

Options = dict[str, object]
"""Options of XlsxWriter's ``data_validation``."""

_WARNING_TITLE = "Xin kiểm tra lại"


def validation(rule: EntryRule) -> Options:
    """The options that say and check what the rule does."""
    said: Options = {"input_title": rule.title, "input_message": rule.prompt}
    if not rule.warning:
        return {"validate": "any", **said}
    return {
        **_check(rule.check),
        **said,
        "error_type": "warning",
        "error_title": _WARNING_TITLE,
        "error_message": rule.warning,
    }


def _check(check: tuple[str, ...] | DateRange | NotNegative | None) -> Options:
    if isinstance(check, DateRange):
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": check.first,
            "maximum": check.last,
        }
    if isinstance(check, NotNegative):
        kind = "integer" if check.whole else "decimal"
        return {"validate": kind, "criteria": ">=", "value": 0}
    return {"validate": "list", "source": list(check or ())}
