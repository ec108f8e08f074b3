"""What a workbook costs when there are more of them: a district's, a province's, a country's."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figure import Bench, Figure
from bench.generate import plan_of, units
from bench.timing import measure, python
from bench.whole import AS_OF

SIZES = (141, 400, 1_000)
COUNTRY = 10_600
"""Every commune of Vietnam; takes many minutes."""
STAGES = ("start", "intake", "rules", "writing")


@dataclass(frozen=True, slots=True)
class Grown:
    """One size.

    Attributes:
        count: How many workbooks.
        wall: Seconds of each stage.
        cpu: Processor seconds of each stage.
        megabytes: Peak memory of the whole run.
    """

    count: int
    wall: dict[str, float]
    cpu: dict[str, float]
    megabytes: float

    @property
    def each(self) -> float:
        """Processor milliseconds of intake and rules a workbook."""
        return (self.cpu["intake"] + self.cpu["rules"]) / self.count * 1000


def figures(bench: Bench) -> Iterator[Figure]:
    """Cost a workbook and peak memory at each size, against the smallest; a plot of the times."""
    sizes = (*SIZES, COUNTRY) if bench.all else SIZES
    grown = [_measured(bench, count, runs=3 if count == SIZES[0] else 1) for count in sizes]
    for one in grown:
        parts = ", ".join(f"{stage} {one.wall[stage]:.1f}" for stage in STAGES)
        yield Figure(
            f"{one.count:,} workbooks: intake and rules",
            f"{one.each:.1f} ms each",
            f"{one.count:,} in s: {parts}",
            f"{one.each / grown[0].each:.2f} of {SIZES[0]}'s",
            "at most 1.2",
        )
        wanted = "under 400 MB" if one.count <= SIZES[0] else "under 1.5 GB"
        yield Figure("their peak memory", f"{one.megabytes:.0f} MB", wanted=wanted)
    plot(grown, bench.out / "growth.svg")


def _measured(bench: Bench, count: int, runs: int) -> Grown:
    """The run with the least processor time of a few."""
    return min((_once(bench, count) for _ in range(runs)), key=lambda one: one.each)


def _once(bench: Bench, count: int) -> Grown:
    folder = units(bench.out, count)
    work = bench.out / "growth"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    said = work / "stages.json"
    words = [str(folder), str(work / "district.xlsx"), str(plan_of(bench.out, count)), AS_OF]
    measured = measure(
        python("-m", "bench.staged", *words), runs=1, cache=work / "sources.sqlite", output=said
    )
    stages: dict[str, tuple[float, float]] = json.loads(said.read_text("utf-8"))
    wall, cpu = ({name: pair[at] for name, pair in stages.items()} for at in (0, 1))
    return Grown(count, wall, cpu, measured.megabytes)


def plot(grown: list[Grown], path: Path) -> None:
    """Time against number of workbooks, both in powers of ten, as SVG."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "thidua"
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 4.5))
    counts = [one.count for one in grown]
    for stage in STAGES:
        axes.plot(counts, [one.wall[stage] for one in grown], marker="o", label=stage)
    whole = [sum(one.wall.values()) for one in grown]
    axes.plot(counts, whole, marker="o", color="black", label="whole run")
    straight = [whole[0] * count / counts[0] for count in counts]
    axes.plot(counts, straight, linestyle=":", color="grey", label="as many times as workbooks")
    axes.set(xscale="log", yscale="log", xlabel="unit workbooks", ylabel="seconds")
    axes.set_xticks(counts, [f"{count:,}" for count in counts])
    axes.minorticks_off()
    axes.grid(alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
