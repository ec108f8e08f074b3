"""The functions that formulas of the sandbox know, and how values turn into one another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sheets_sync.sandbox.json_types import Scalar, number
from sheets_sync.sandbox.serials import moment_of, serial_of


class FormulaError(Exception):
    """A formula's result is an error; the argument is what the cell shows."""


def as_number(value: Scalar) -> float:
    """A value where a number is wanted; nothing is 0."""
    if value is None or value == "":
        return 0.0
    try:
        return float(value)
    except ValueError as error:
        raise FormulaError("#VALUE!") from error


def as_text(value: Scalar) -> str:
    """A value where a text is wanted."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return str(number(value))
    return value or ""


def compare(sign: str, left: Scalar, right: Scalar) -> bool:
    """Two values by a sign such as ``<=``; texts without regard to case."""
    if isinstance(left, str) or isinstance(right, str):
        pair: tuple[str, str] | tuple[float, float] = as_text(left).lower(), as_text(right).lower()
    else:
        pair = as_number(left), as_number(right)
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

    places = int(as_number(arguments[1][0])) if len(arguments) > 1 else 0
    value = Decimal(repr(as_number(arguments[0][0])))
    return float(value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def _date(arguments: list[list[Scalar]]) -> Scalar:
    year, month, day = (int(as_number(values[0])) for values in arguments)
    whole = year * 12 + month - 1
    first = datetime(whole // 12, whole % 12 + 1, 1)  # noqa: DTZ001 - a cell's date has no zone
    return serial_of(first) + day - 1


def _moment(arguments: list[list[Scalar]]) -> datetime:
    return moment_of(as_number(arguments[0][0]))


VOLATILE: dict[str, Callable[[datetime], float]] = {
    "TODAY": lambda now: serial_of(now.replace(hour=0, minute=0, second=0, microsecond=0)),
    "NOW": serial_of,
}
"""Functions of nothing but the moment, on the clock of the spreadsheet's time zone."""

FUNCTIONS: dict[str, Callable[[list[list[Scalar]]], Scalar]] = {
    "SUM": lambda arguments: sum(_numbers(arguments)),
    "AVERAGE": _average,
    "COUNT": lambda arguments: len(_numbers(arguments)),
    "COUNTA": lambda arguments: sum(
        value not in {None, ""} for values in arguments for value in values
    ),
    "MIN": lambda arguments: min(_numbers(arguments), default=0),
    "MAX": lambda arguments: max(_numbers(arguments), default=0),
    "ABS": lambda arguments: abs(as_number(arguments[0][0])),
    "IF": _if,
    "ROUND": _round,
    "CONCATENATE": lambda arguments: "".join(
        as_text(value) for values in arguments for value in values
    ),
    "LEN": lambda arguments: len(as_text(arguments[0][0])),
    "UPPER": lambda arguments: as_text(arguments[0][0]).upper(),
    "LOWER": lambda arguments: as_text(arguments[0][0]).lower(),
    "TRIM": lambda arguments: " ".join(as_text(arguments[0][0]).split()),
    "DATE": _date,
    "YEAR": lambda arguments: _moment(arguments).year,
    "MONTH": lambda arguments: _moment(arguments).month,
    "DAY": lambda arguments: _moment(arguments).day,
}
"""Each takes its arguments, every one a list of values; a single value is a list of one."""
