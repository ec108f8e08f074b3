"""What a measure gives: figures of ours, each beside a named peer or a limit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    Attributes:
        what: What was measured.
        ours: Our time or size, with its unit.
        peer: The same of a named peer, taken in the same run; empty beside a plain limit.
        ratio: The two against each other.
        wanted: What was promised.
    """

    what: str
    ours: str
    peer: str = ""
    ratio: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a measure works, and how far it goes.

    Attributes:
        out: Folder for what is generated and written; empty at the start of a run.
        all: Whether steps that take many minutes are taken too.
    """

    out: Path
    all: bool = False


Measure = Callable[[Bench], Iterable[Figure]]
