"""Buttons: calls across the border of a program, a press of a file, what a press waits for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from bench.figure import Bench, Figure
from bench.generate import generate
from bench.timing import measure, python

ROWS, COLUMNS = 8_460, 20
CALL = 0.010
"""Seconds that one call to Excel takes, as modelled."""

UNITS = 141


def figures(bench: Bench) -> Iterator[Figure]:
    """Everything about buttons."""
    yield _calls()
    yield _press(bench)
    yield _cold_start()


def _calls() -> Figure:
    ours = _counted(_write_table)
    naive = _counted(_write_cells)
    return Figure(
        f"calls to write {ROWS:,} x {COLUMNS}, at 10 ms each",
        f"{ours} calls, {ours * CALL:.2f} s",
        f"{naive:,} calls, {naive * CALL:,.0f} s (cell by cell)",
        f"{naive / ours:,.0f} times fewer",
        "at least 1,000 times fewer",
    )


def _counted(write: Callable[[Any, list[list[str]]], None]) -> int:
    """Range calls that a way of writing makes."""
    os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")
    import xlwings as xw

    names = ("Trang", "_thidua")
    sheets = [{"name": n, "values": [["đầu"]], "pictures": [], "tables": []} for n in names]
    facts = {"name": "so.xlsx", "active_sheet_index": 0, "selection": "A1"}
    payload = {"client": "bench", "version": xw.__version__, "book": facts, "names": []}
    book = xw.Book(json=payload | {"sheets": sheets})
    rows = [[f"dòng {row} cột {column}" for column in range(COLUMNS)] for row in range(ROWS)]
    with _counting(xw.Range) as calls:
        write(book, rows)
    book.close()
    return len(calls)


@contextmanager
def _counting(kind: Any) -> Iterator[list[str]]:  # noqa: ANN401 - xlwings has no types here
    """Count what crosses the border: values, formulas and looks, read or written."""
    calls: list[str] = []
    value, clear, copy = kind.value, kind.clear, kind.copy

    def counted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def made(*args: Any, **options: Any) -> Any:  # noqa: ANN401
            calls.append(name)
            return call(*args, **options)

        return made

    kind.value = property(counted("read", value.fget), counted("write", value.fset))
    kind.clear, kind.copy = counted("clear", clear), counted("copy", copy)
    try:
        yield calls
    finally:
        kind.value, kind.clear, kind.copy = value, clear, copy


def _write_table(book: Any, rows: list[list[str]]) -> None:  # noqa: ANN401
    """As the buttons do: compare with what stands there, then write what changed."""
    from addin.buttons.changes import change_of
    from addin.buttons.drafts import Drafts
    from addin.buttons.open_book import OpenBook
    from addin.buttons.putting import CleanRow, Putting

    drafts = Drafts()
    drafts.set_cells("Trang", {(0, 0): "Tiêu đề"})
    drafts.replace_rows("Trang", 1, rows, styles=[0] * COLUMNS)
    opened = OpenBook(book)
    putting = Putting(opened, {"Trang": CleanRow("_thidua", 0, [0] * COLUMNS)})
    for draft in drafts:
        putting.put(change_of(opened, draft))


def _write_cells(book: Any, rows: list[list[str]]) -> None:  # noqa: ANN401
    """As a macro recorder would."""
    sheet = book.sheets["Trang"]
    for row, line in enumerate(rows, 2):
        for column, text in enumerate(line, 1):
            sheet.range((row, column)).value = text


def _press(bench: Bench) -> Figure:
    units = bench.out / f"units-{UNITS}"
    if not units.exists():
        generate(UNITS, units)
    first = bench.out / "first.xlsx"
    moment = ("--as-of", "2020-11-02T08:00", "--fresh")
    run = ("-m", "addin.cli", "run", str(units), "--workbook")
    measure(python(*run, str(first), "--as-of", "2020-10-30T08:00"), runs=1)
    pressed, again = bench.out / "pressed.xlsx", bench.out / "again.xlsx"
    shutil.copy(first, pressed)
    shutil.copy(first, again)
    button = ("-m", "addin.cli", "press", "all", str(pressed), "--sources", str(units))
    ours = measure(python(*button, *moment))
    peer = measure(python(*run, str(again), *moment))
    return Figure(
        f"Tất cả on {UNITS} units without Excel / thidua run",
        f"{ours.seconds:.2f} s",
        f"{peer.seconds:.2f} s",
        f"{ours.seconds / peer.seconds:.2f}",
        "at most 1.5",
    )


def _cold_start() -> Figure:
    ours = measure(python("-m", "bench.button_start"), runs=7)
    peer = measure(python("-c", "import pandas, xlwings"), runs=7)
    return Figure(
        "a button's Python up to its first range call / import pandas, xlwings",
        f"{ours.seconds:.2f} s",
        f"{peer.seconds:.2f} s",
        f"{ours.seconds / peer.seconds:.2f}",
        "at most 1.3",
    )
