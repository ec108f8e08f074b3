"""Papers among the tables of a folder: scans, Word files, pictures; named and never opened."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from campaign.intake.refusals import refusal
from campaign.intake.signature import suffix_of
from campaign.intake.source_file import SourceFile

_KINDS: dict[str, tuple[str, ...]] = {
    "tệp PDF": (".pdf",),
    "văn bản Word": (".doc", ".docx", ".docm", ".rtf"),
    "văn bản": (".odt", ".pages", ".wps", ".xps"),
    "hình ảnh": (".jpg", ".jpeg", ".jfif", ".png", ".tif", ".tiff", ".bmp", ".webp", ".heic"),
    "bản trình chiếu": (".ppt", ".pptx", ".odp"),
    "thư điện tử": (".eml", ".msg"),
    "lối tắt đến tệp trên Google Drive": (".gsheet", ".gdoc"),
}
PAPERS: dict[str, str] = {suffix: kind for kind, those in _KINDS.items() for suffix in those}
"""Extensions under which a unit may send what should be a table, and what each is called."""

WRITTEN = ".thidua-van-ban.json"
"""List, in a folder of papers that we wrote, of their names within it, with a hash each."""


@dataclass(frozen=True, slots=True)
class Paper(SourceFile):
    """A paper that may be a unit's hand-in."""

    def data(self) -> bytes:
        """Refuse to read it.

        Raises:
            SourceError: always: a paper holds no table.
        """
        raise refusal(self.name, "paper", PAPERS[suffix_of(self.path.name)])


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
