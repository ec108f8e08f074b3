"""One file to read: where it stands, what it is called, and its content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from campaign.intake.reading import ReadSource, read_source, refuse_size


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read.

    Attributes:
        path: Where it stands.
        name: Relative to the folder the user named, with ``/``, else its file name; as
            ``shown_name`` shows it.
    """

    path: Path
    name: str

    @property
    def sha256(self) -> str:
        """Hash of the content where it is known beforehand; else empty."""
        return ""

    def data(self) -> bytes:
        """The whole file.

        Raises:
            SourceError: it is too large to be read.
            OSError: it can't be opened.
        """
        refuse_size(self.name, self.path.stat().st_size)
        return self.path.read_bytes()

    def opened(self, data: bytes) -> ReadSource:
        """Its content read.

        Raises:
            SourceError: it can't be read.
        """
        return read_source(self.name, data)
