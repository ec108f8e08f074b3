"""How numbers and dates are written in a spreadsheet's locale."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Locale:
    """The signs of one locale.

    Attributes:
        decimal: Between whole and fraction.
        group: Between thousands.
        order: The order of day, month and year in a typed date.
        date: The pattern of a date without a pattern of its own.
        currency: The sign that marks an amount of money; its place, and its usual decimals, are
            those of ``money``.
        money: The pattern of an amount without decimals.
        cents: Decimals of an amount in a format without a pattern.
    """

    decimal: str
    group: str
    order: str
    date: str
    currency: str
    money: str
    cents: int = 2

    def money_pattern(self, places: int) -> str:
        """The pattern of an amount of money with so many decimals."""
        return self.money.replace("#,##0", "#,##0." + "0" * places) if places else self.money

    @property
    def separator(self) -> str:
        """What stands between a function's arguments."""
        return ";" if self.decimal == "," else ","


_US = Locale(".", ",", "MDY", "M/d/yyyy", "$", '"$"#,##0')
_BY_NAME = {
    "en_US": _US,
    "en_GB": Locale(".", ",", "DMY", "dd/MM/yyyy", "£", '"£"#,##0'),
    "vi_VN": Locale(",", ".", "DMY", "dd/MM/yyyy", "₫", '#,##0 "₫"', 0),
    "fr_FR": Locale(",", "\u202f", "DMY", "dd/MM/yyyy", "€", '#,##0 "€"'),
    "de_DE": Locale(",", ".", "DMY", "dd.MM.yyyy", "€", '#,##0 "€"'),
    "ja_JP": Locale(".", ",", "YMD", "yyyy/MM/dd", "¥", '"¥"#,##0', 0),
}
_BY_LANGUAGE = {name.split("_", maxsplit=1)[0]: name for name in reversed(_BY_NAME)}


def known_locale(name: str) -> bool:
    """Whether the sandbox knows how a locale writes."""
    return name in _BY_NAME or name in _BY_LANGUAGE


def locale_named(name: str) -> Locale:
    """A locale's signs; a language without a country is its home country's."""
    if name in _BY_NAME:
        return _BY_NAME[name]
    return _BY_NAME[_BY_LANGUAGE.get(name.split("_", maxsplit=1)[0], "en_US")]
