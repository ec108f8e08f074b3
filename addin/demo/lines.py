"""Where each line of the list of what units really type stands in the demo."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoLine:
    """One case."""

    line: str
    file: str
    sheet: str
    cell: str
    expected: str


DEMO_LINES: list[DemoLine] = []
