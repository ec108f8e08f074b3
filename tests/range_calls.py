"""Counts what a press asks of a program: values, formulas and looks of ranges, by sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import xlwings as xw

from addin.buttons.door import Door
from tests.button_hosts import Host

READ, WRITTEN = ("value", "formula"), ("set value", "clear", "copy")


class RangeCalls(Counter[tuple[str, str]]):
    """Calls by kind and title of the sheet."""

    def written(self) -> set[str]:
        """Titles of the sheets that were written."""
        return {title for kind, title in self if kind in WRITTEN}

    def most(self, kinds: tuple[str, ...]) -> int:
        """The most calls of these kinds that any sheet got."""
        found: Counter[str] = Counter()
        for (kind, title), count in self.items():
            if kind in kinds:
                found[title] += count
        return max(found.values(), default=0)


@contextmanager
def counting() -> Iterator[RangeCalls]:
    """Count the calls on xlwings' own ranges, whatever program stands behind them."""
    calls, kind = RangeCalls(), xw.Range
    value, formula, clear, copy = kind.value, kind.formula, kind.clear, kind.copy

    def counted(name: str, call: Any) -> Any:  # noqa: ANN401 - any method of a range
        def made(target: xw.Range, *args: Any, **options: Any) -> Any:  # noqa: ANN401
            # Looks are copied from the machine sheet; the call is the table's that gets them.
            table = args[0] if name == "copy" else target
            calls[name, table.sheet.name] += 1
            return call(target, *args, **options)

        return made

    kind.value = property(counted("value", value.fget), counted("set value", value.fset))
    kind.formula = property(counted("formula", formula.fget), formula.fset)
    kind.clear, kind.copy = counted("clear", clear), counted("copy", copy)
    try:
        yield calls
    finally:
        kind.value, kind.formula, kind.clear, kind.copy = value, formula, clear, copy


def pressed(host: Host, button: str, by: Door) -> RangeCalls:
    """The calls of a press, which are few for each sheet, however long it is."""
    with counting() as calls:
        host.press(button, by)
    assert calls.most(READ) <= 2, (button, calls)
    assert calls.most(WRITTEN) <= 3, (button, calls)
    return calls
