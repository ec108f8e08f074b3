"""Formulas, as far as a stand-in needs them: arithmetic, references and a few functions.

What it does not know it says as Google would say it of an unknown function: ``#NAME?``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from sheets_sync.sandbox.a1 import find_range
from sheets_sync.sandbox.errors import GoogleRefusal
from sheets_sync.sandbox.json_types import Json, Scalar, number
from sheets_sync.sandbox.locales import locale_named

if TYPE_CHECKING:
    from sheets_sync.sandbox.book import Book, Sheet

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:[.]\d*)?(?:[eE][+-]?\d+)?|[.]\d+)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<name>(?:'(?:[^']|'')+'!|[A-Za-z_][\w.]*!)?\$?[A-Za-z_][\w.$]*(?::\$?[A-Za-z]*\$?\d*)?)
    |(?P<sign><>|<=|>=|[-+*/^&=<>(),;%]))""",
    re.VERBOSE,
)
_ERROR_TYPES = {
    "#NAME?": "NAME",
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#VALUE!": "VALUE",
    "#REF!": "REF",
    "#ERROR!": "ERROR",
    "#NUM!": "NUM",
}
_DEEPEST = 64


class FormulaError(Exception):
    """A formula's result is an error; the argument is what the cell shows."""


def computed(book: Book, sheet: Sheet, formula: str, depth: int = 0) -> Json:
    """The effective value of a formula: an ExtendedValue, an error where it has none."""
    try:
        value = _Reader(book, sheet, formula[1:], depth).whole()
    except FormulaError as error:
        shown = str(error)
        return {"errorValue": {"type": _ERROR_TYPES.get(shown, "ERROR"), "message": shown}}
    except (OverflowError, ValueError):
        return {"errorValue": {"type": "NUM", "message": "#NUM!"}}
    return extended(value)


def extended(value: Scalar) -> Json:
    """A plain value as an ExtendedValue; nothing for an empty one."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": number(value)}
    return {} if value is None else {"stringValue": value}


class _Reader:
    """Reads one formula from left to right and computes as it goes."""

    def __init__(self, book: Book, sheet: Sheet, text: str, depth: int) -> None:
        self.book, self.sheet, self.depth = book, sheet, depth
        self.tokens = _tokens(
            _with_points(text) if locale_named(book.locale).decimal == "," else text
        )

    def whole(self) -> Scalar:
        if self.depth > _DEEPEST:
            raise FormulaError("#REF!")
        value = self.comparison()
        if self.tokens:
            raise FormulaError("#ERROR!")
        return value

    def comparison(self) -> Scalar:
        left = self.joined()
        while self.tokens and self.tokens[-1] in {"=", "<>", "<", ">", "<=", ">="}:
            left = _compare(self.tokens.pop(), left, self.joined())
        return left

    def joined(self) -> Scalar:
        left = self.sum()
        while self.tokens and self.tokens[-1] == "&":
            self.tokens.pop()
            left = _text(left) + _text(self.sum())
        return left

    def sum(self) -> Scalar:
        left = self.product()
        while self.tokens and self.tokens[-1] in {"+", "-"}:
            sign = self.tokens.pop()
            right = _number(self.product())
            left = _number(left) + (right if sign == "+" else -right)
        return left

    def product(self) -> Scalar:
        left = self.power()
        while self.tokens and self.tokens[-1] in {"*", "/"}:
            sign, right = self.tokens.pop(), _number(self.power())
            if sign == "/" and right == 0:
                raise FormulaError("#DIV/0!")
            left = _number(left) * right if sign == "*" else _number(left) / right
        return left

    def power(self) -> Scalar:
        base = self.percent()
        if self.tokens and self.tokens[-1] == "^":
            self.tokens.pop()
            return float(_number(base) ** _number(self.power()))
        return base

    def percent(self) -> Scalar:
        value = self.one()
        while self.tokens and self.tokens[-1] == "%":
            self.tokens.pop()
            value = _number(value) / 100
        return value

    def one(self) -> Scalar:
        if not self.tokens:
            raise FormulaError("#ERROR!")
        mark = self.tokens.pop()
        if mark in {"-", "+"}:
            value = _number(self.power())
            return -value if mark == "-" else value
        if mark == "(":
            value_inside = self.comparison()
            self.expect(")")
            return value_inside
        if mark.startswith('"'):
            return mark[1:-1].replace('""', '"')
        if mark[0].isdigit() or mark[0] == ".":
            return float(mark)
        return self.named(mark)

    def named(self, mark: str) -> Scalar:
        if mark.upper() in {"TRUE", "FALSE"} and self.tokens[-1:] != ["("]:
            return mark.upper() == "TRUE"
        if self.tokens[-1:] == ["("]:
            return self.function(mark.upper())
        values = self.cells(mark)
        if len(values) != 1:
            raise FormulaError("#VALUE!")
        return values[0]

    def function(self, name: str) -> Scalar:
        self.tokens.pop()
        if name not in _FUNCTIONS:
            raise FormulaError("#NAME?")
        return _FUNCTIONS[name](self.arguments())

    def arguments(self) -> list[list[Scalar]]:
        found: list[list[Scalar]] = []
        while self.tokens and self.tokens[-1] != ")":
            mark = self.tokens[-1]
            if ":" in mark and not mark.startswith('"'):
                found.append(self.cells(self.tokens.pop()))
            else:
                found.append([self.comparison()])
            if self.tokens and self.tokens[-1] in {",", ";"}:
                self.tokens.pop()
        self.expect(")")
        return found

    def cells(self, mark: str) -> list[Scalar]:
        from sheets_sync.sandbox.cell_values import plain_value

        here = mark if "!" in mark else f"'{self.sheet.title.replace(chr(39), chr(39) * 2)}'!{mark}"
        try:
            sheet, box = find_range(self.book, here)
        except GoogleRefusal as refusal:
            raise FormulaError("#NAME?") from refusal
        return [
            plain_value(self.book, sheet, row, column, self.depth + 1)
            for row in range(box.top, box.bottom)
            for column in range(box.left, box.right)
        ]

    def expect(self, sign: str) -> None:
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


def _number(value: Scalar) -> float:
    if value is None or value == "":
        return 0.0
    try:
        return float(value)
    except ValueError as error:
        raise FormulaError("#VALUE!") from error


def _text(value: Scalar) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return str(number(value))
    return value or ""


def _compare(sign: str, left: Scalar, right: Scalar) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        pair: tuple[str, str] | tuple[float, float] = _text(left).lower(), _text(right).lower()
    else:
        pair = _number(left), _number(right)
    one, other = pair
    equal, less = one == other, one < other  # type: ignore[operator]
    return {
        "=": equal,
        "<>": not equal,
        "<": less,
        ">": not less and not equal,
        "<=": less or equal,
        ">=": not less,
    }[sign]


def _numbers(arguments: list[list[Scalar]]) -> list[float]:
    return [
        float(value)
        for values in arguments
        for value in values
        if isinstance(value, int | float) and not isinstance(value, bool)
    ]


def _average(arguments: list[list[Scalar]]) -> Scalar:
    found = _numbers(arguments)
    if not found:
        raise FormulaError("#DIV/0!")
    return sum(found) / len(found)


def _if(arguments: list[list[Scalar]]) -> Scalar:
    chosen = 1 if arguments[0][0] else 2
    return arguments[chosen][0] if chosen < len(arguments) else False


def _round(arguments: list[list[Scalar]]) -> Scalar:
    from decimal import ROUND_HALF_UP, Decimal

    places = int(_number(arguments[1][0])) if len(arguments) > 1 else 0
    value = Decimal(repr(_number(arguments[0][0])))
    return float(value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


_FUNCTIONS: dict[str, Callable[[list[list[Scalar]]], Scalar]] = {
    "SUM": lambda arguments: sum(_numbers(arguments)),
    "AVERAGE": _average,
    "COUNT": lambda arguments: len(_numbers(arguments)),
    "COUNTA": lambda arguments: sum(
        value not in {None, ""} for values in arguments for value in values
    ),
    "MIN": lambda arguments: min(_numbers(arguments), default=0),
    "MAX": lambda arguments: max(_numbers(arguments), default=0),
    "ABS": lambda arguments: abs(_number(arguments[0][0])),
    "IF": _if,
    "ROUND": _round,
    "CONCATENATE": lambda arguments: "".join(
        _text(value) for values in arguments for value in values
    ),
    "LEN": lambda arguments: len(_text(arguments[0][0])),
    "UPPER": lambda arguments: _text(arguments[0][0]).upper(),
    "LOWER": lambda arguments: _text(arguments[0][0]).lower(),
    "TRIM": lambda arguments: " ".join(_text(arguments[0][0]).split()),
}
