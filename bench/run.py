"""``make bench``: each figure beside its peer, measured in the same run, as a table."""

from __future__ import annotations

import argparse
import shutil
import sys
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.figure import Bench, Measure

OUT = Path(__file__).resolve().parent / "out"

MEASURES = [
    "whole",
    "reading",
    "growth",
    "writing",
    "again",
    "rules",
    "start_up",
    "ledger",
    "buttons",
    "server",
    "papers",
    "firmness",
    "sheets",
    "sheets_cost",
]
"""Modules of ``bench/`` with a ``figures``, in the order of the table: a new one is a line here."""


def main() -> None:
    """Measure what was asked for (everything, if nothing was named) and print the table."""
    parser = argparse.ArgumentParser(prog="bench.run", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"only these: {', '.join(MEASURES)}")
    parser.add_argument("--all", action="store_true", help="steps of many minutes too")
    asked = parser.parse_args()
    if strange := set(asked.names) - set(MEASURES):
        parser.error(f"no measure is called {', '.join(sorted(strange))}")
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    bench = Bench(OUT, all=asked.all)
    table = Table("what", "ours", "beside", "ratio", "wanted")
    for name in asked.names or MEASURES:
        print(f"Measuring {name} ...", file=sys.stderr, flush=True)
        measure: Measure = import_module(f"bench.{name}").figures
        for figure in measure(bench):
            table.add_row(figure.what, figure.ours, figure.peer, figure.ratio, figure.wanted)
    Console(file=sys.stdout, width=120).print(table)


if __name__ == "__main__":
    main()
