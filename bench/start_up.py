"""How long ``thidua --help`` takes beside importing pandas."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figure import Bench, Figure
from bench.timing import measure, python


def figures(_: Bench) -> Iterator[Figure]:
    """Both from process start to end."""
    ours = measure(python("-m", "addin.cli", "--help"), runs=7).seconds
    peer = measure(python("-c", "import pandas"), runs=7).seconds
    yield Figure(
        "thidua --help",
        f"{ours:.2f} s",
        f"import pandas {peer:.2f} s",
        f"{ours / peer:.2f} of it",
        "at most 0.5",
    )
