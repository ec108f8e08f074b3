"""What we wrote ourselves and may stand among the tables: it is nobody's hand-in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from campaign.grid import Grid

OWN_OUTPUT = "thidua-ket-qua"
"""How the name of a result of our own begins; such a file in a folder is skipped, and listed."""

MACHINE_SHEET = "_thidua"
"""A sheet that only the district workbook has: its copies and older ones have it too."""

WRITTEN = ".thidua-van-ban.json"
"""List, in a folder of papers that we wrote, of their names within it, with a hash each."""


def is_district_workbook(grids: Iterable[Grid]) -> bool:
    """Whether sheets are those of a district workbook, whose rows are everybody's."""
    return any(grid.sheet == MACHINE_SHEET for grid in grids)


@dataclass(frozen=True, slots=True)
class OwnPapers:
    """Tells papers that the software wrote itself, by the list in their folder."""

    _lists: dict[Path, frozenset[str]] = field(default_factory=dict)

    def hold(self, path: Path) -> bool:
        """Whether a file was written by us; also one that somebody worked on since."""
        folders = (path.parent, path.parent.parent)
        return any(path.relative_to(one).as_posix() in self._written(one) for one in folders)

    def _written(self, folder: Path) -> frozenset[str]:
        if folder not in self._lists:
            self._lists[folder] = frozenset(written(folder))
        return self._lists[folder]


def written(folder: Path) -> dict[str, str]:
    """Hashes by name of the papers that we wrote into a folder.

    A list that is not there or can't be read counts as empty: no paper is taken for ours then.
    """
    try:
        known = json.loads((folder / WRITTEN).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(mark) for name, mark in known.items()} if isinstance(known, dict) else {}
