"""Reads formulas: operators, references and functions, by Google's precedence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from sheets_sync.sandbox.formula_functions import (
    FUNCTIONS,
    VOLATILE,
    FormulaError,
    as_number,
    as_text,
    compare,
)
from sheets_sync.sandbox.json_types import Scalar

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:[.]\d*)?(?:[eE][+-]?\d+)?|[.]\d+)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<name>(?:'(?:[^']|'')+'!|[A-Za-z_][\w.]*!)?\$?[A-Za-z_][\w.$]*(?::\$?[A-Za-z]*\$?\d*)?)
    |(?P<sign><>|<=|>=|[-+*/^&=<>(),;%]))""",
    re.VERBOSE,
)


class Reader:
    """Reads one formula from left to right and computes as it goes.

    Args:
        text: The formula without its ``=``.
        cells: Gives the values of a reference such as ``A1:B2``, row by row.
        now: What TODAY and NOW go by: the clock on the wall.
        commas: Whether numbers in it have decimal commas.
    """

    def __init__(
        self, text: str, cells: Callable[[str], list[Scalar]], now: datetime, *, commas: bool
    ) -> None:
        self.cells, self.now = cells, now
        self.tokens = _tokens(_with_points(text) if commas else text)

    def whole(self) -> Scalar:
        """The formula's value.

        Raises:
            FormulaError: It is an error.
        """
        value = self._comparison()
        if self.tokens:
            raise FormulaError("#ERROR!")
        return value

    def _comparison(self) -> Scalar:
        left = self._joined()
        while self.tokens and self.tokens[-1] in {"=", "<>", "<", ">", "<=", ">="}:
            left = compare(self.tokens.pop(), left, self._joined())
        return left

    def _joined(self) -> Scalar:
        left = self._sum()
        while self.tokens and self.tokens[-1] == "&":
            self.tokens.pop()
            left = as_text(left) + as_text(self._sum())
        return left

    def _sum(self) -> Scalar:
        left = self._product()
        while self.tokens and self.tokens[-1] in {"+", "-"}:
            sign = self.tokens.pop()
            right = as_number(self._product())
            left = as_number(left) + (right if sign == "+" else -right)
        return left

    def _product(self) -> Scalar:
        left = self._power()
        while self.tokens and self.tokens[-1] in {"*", "/"}:
            sign, right = self.tokens.pop(), as_number(self._power())
            if sign == "/" and right == 0:
                raise FormulaError("#DIV/0!")
            left = as_number(left) * right if sign == "*" else as_number(left) / right
        return left

    def _power(self) -> Scalar:
        base = self._percent()
        if self.tokens and self.tokens[-1] == "^":
            self.tokens.pop()
            return float(as_number(base) ** as_number(self._power()))
        return base

    def _percent(self) -> Scalar:
        value = self._one()
        while self.tokens and self.tokens[-1] == "%":
            self.tokens.pop()
            value = as_number(value) / 100
        return value

    def _one(self) -> Scalar:
        if not self.tokens:
            raise FormulaError("#ERROR!")
        mark = self.tokens.pop()
        if mark in {"-", "+"}:
            value = as_number(self._power())
            return -value if mark == "-" else value
        if mark == "(":
            value_inside = self._comparison()
            self._expect(")")
            return value_inside
        if mark.startswith('"'):
            return mark[1:-1].replace('""', '"')
        if mark[0].isdigit() or mark[0] == ".":
            return float(mark)
        return self._named(mark)

    def _named(self, mark: str) -> Scalar:
        if mark.upper() in {"TRUE", "FALSE"} and self.tokens[-1:] != ["("]:
            return mark.upper() == "TRUE"
        if self.tokens[-1:] == ["("]:
            return self._function(mark.upper())
        values = self.cells(mark)
        if len(values) != 1:
            raise FormulaError("#VALUE!")
        return values[0]

    def _function(self, name: str) -> Scalar:
        self.tokens.pop()
        if name in VOLATILE:
            self._expect(")")
            return VOLATILE[name](self.now)
        if name not in FUNCTIONS:
            raise FormulaError("#NAME?")
        return FUNCTIONS[name](self._arguments())

    def _arguments(self) -> list[list[Scalar]]:
        found: list[list[Scalar]] = []
        while self.tokens and self.tokens[-1] != ")":
            mark = self.tokens[-1]
            if ":" in mark and not mark.startswith('"'):
                found.append(self.cells(self.tokens.pop()))
            else:
                found.append([self._comparison()])
            if self.tokens and self.tokens[-1] in {",", ";"}:
                self.tokens.pop()
        self._expect(")")
        return found

    def _expect(self, sign: str) -> None:
        if not self.tokens or self.tokens.pop() != sign:
            raise FormulaError("#ERROR!")


def _with_points(text: str) -> str:
    """Decimal commas as points, but not inside texts."""
    parts = text.split('"')
    parts[::2] = [re.sub(r"(?<=\d),(?=\d)", ".", part) for part in parts[::2]]
    return '"'.join(parts)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    place, text = 0, text.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise FormulaError("#ERROR!")
        tokens.append(match[0].strip())
        place = match.end()
    return tokens[::-1]
