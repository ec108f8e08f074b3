"""Which account may press what: the office all, a unit its own buttons on its own sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from addin.buttons.catalog import Button, For
from addin.server.refusals import not_yours

OFFICE = "office"
"""What the office's own sheet calls itself, where a unit's sheet gives its unit's id."""


@dataclass(frozen=True, slots=True)
class Person:
    """A proved account and what it belongs to."""

    account: str
    office: bool
    units: frozenset[str]


@dataclass(slots=True)
class People:
    """Every account that the administrator named."""

    office: frozenset[str]
    units: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, office: Iterable[str], units: Mapping[str, Iterable[str]]) -> People:
        """From the office's accounts, and accounts by unit id."""
        belongs: dict[str, set[str]] = defaultdict(set)
        for unit, accounts in units.items():
            for account in accounts:
                belongs[account.lower()].add(unit)
        by_account = {account: frozenset(found) for account, found in belongs.items()}
        return cls(frozenset(account.lower() for account in office), by_account)

    def person(self, account: str) -> Person:
        """Who an account is.

        Raises:
            RefusedError: nobody named it.
        """
        units = self.units.get(account, frozenset())
        if account not in self.office and not units:
            raise not_yours(
                "unknown-account",
                "Tài khoản Google này không có trong danh sách của văn phòng hay của đơn vị nào. "
                "Hãy đăng nhập bằng tài khoản đã đăng ký với Phòng Nội vụ.",
            )
        return Person(account, account in self.office, units)


def permit(person: Person, button: Button, sheet: str) -> str:
    """The unit for which a press counts; empty for the office.

    Args:
        person: Who presses.
        button: Which button.
        sheet: What the sheet calls itself: a unit's id, or ``OFFICE``.

    Raises:
        RefusedError: the person may not press this button there.
    """
    if button.id == "help":
        return sheet if sheet in person.units else ""
    if button.audience is For.OFFICE:
        if person.office and sheet == OFFICE:
            return ""
        raise not_yours("office-only", f"Nút “{button.label}” chỉ văn phòng bấm, trên sổ thi đua.")
    if sheet in person.units:
        return sheet
    if person.office and button.id == "validate":
        return sheet
    raise not_yours(
        "other-unit",
        f"Tài khoản này không phải của đơn vị có biểu đang mở nên không bấm nút “{button.label}” "
        "được.",
    )
