"""Formula text: relative references moved as a spreadsheet moves them when it fills down."""

from __future__ import annotations

import re

from campaign.grid import column_letters
from campaign.intake.sheet_plain import column_number

_LITERAL = re.compile(r'("(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'!?|\[[^\]]*\])')
_REFERENCE = re.compile(r"(?<![A-Za-z0-9_.$])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_.(!])")


def shifted(formula: str, rows: int, columns: int) -> str:
    """Move the relative references of a formula; quoted text and sheet names stay."""
    pieces = _LITERAL.split(formula)
    pieces[::2] = [_REFERENCE.sub(lambda m: _moved(m, rows, columns), p) for p in pieces[::2]]
    return "".join(pieces)


def _moved(reference: re.Match[str], rows: int, columns: int) -> str:
    fixed_column, letters, fixed_row, number = reference.groups()
    column = column_number(letters) + (0 if fixed_column else columns)
    row = int(number) + (0 if fixed_row else rows)
    if column < 0 or row < 1:
        return "#REF!"
    return f"{fixed_column}{column_letters(column)}{fixed_row}{row}"
