"""``make bench``: each figure beside its peer, measured in the same run, as a table."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.generate import generate
from bench.reading import ratio
from bench.timing import measure, python

OUT = Path(__file__).resolve().parent / "out"
UNITS = 141


def main() -> None:
    """Measure and print."""
    shutil.rmtree(OUT, ignore_errors=True)
    units = OUT / f"units-{UNITS}"
    generate(UNITS, units)
    table = Table("what", "ours", "peer", "ratio", "wanted")
    _whole(table, units)
    table.add_row("reading stage / calamine", "", "", f"{ratio(units):.2f}", "at most 2")
    _start_up(table)
    Console(file=sys.stdout, width=110).print(table)


def _whole(table: Table, units: Path) -> None:
    book = str(OUT / "district.xlsx")
    command = ["-m", "addin.cli", "run", str(units), "--workbook", book]
    ours = measure(python(*command, "--as-of", "2020-11-02T08:00"))
    peer = measure(python("-m", "bench.naive", str(units), str(OUT / "naive.xlsx")), runs=1)
    table.add_row(
        f"whole run, {UNITS} workbooks",
        f"{ours.seconds:.2f} s",
        f"{peer.seconds:.2f} s (pandas + openpyxl)",
        f"{peer.seconds / ours.seconds:.1f} times faster",
        "at least 5",
    )
    table.add_row("peak memory", f"{ours.megabytes:.0f} MB", "", "", "under 400 MB")


def _start_up(table: Table) -> None:
    ours = measure(python("-m", "addin.cli", "--help"), runs=7)
    peer = measure(python("-c", "import pandas"), runs=7)
    table.add_row(
        "thidua --help / import pandas",
        f"{ours.seconds:.2f} s",
        f"{peer.seconds:.2f} s",
        f"{ours.seconds / peer.seconds:.2f}",
        "at most 0.5",
    )


if __name__ == "__main__":
    main()
