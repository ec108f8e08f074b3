"""Papers among the tables of a folder: scans, Word files, pictures; named and never opened."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Paper(SourceFile):
    """A paper that may be a unit's hand-in."""

    def data(self) -> bytes:
        """Refuse to read it.

        Raises:
            SourceError: always: a paper holds no table.
        """
        raise refusal(self.name, "paper", PAPERS[suffix_of(self.path.name)])
