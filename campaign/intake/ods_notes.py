"""The comment on an OpenDocument cell, taken from the stream of ``content.xml``."""

from __future__ import annotations

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_BLANKS = {_TEXT + "s": " ", _TEXT + "tab": "\t", _TEXT + "line-break": "\n"}


class OdsNote:
    """One comment, from the start of its element on: its paragraphs, not who wrote it or when."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._depth = 1
        self._paragraph = 0

    def start(self, tag: str) -> None:
        """Enter an element inside the comment."""
        self._depth += 1
        if self._paragraph:
            self._pieces.append(_BLANKS.get(tag, ""))
        elif tag == _TEXT + "p":
            self._paragraph = self._depth
            self._pieces.append("\n")

    def data(self, text: str) -> None:
        """Take text that stands in a paragraph."""
        if self._paragraph:
            self._pieces.append(text)

    def end(self) -> bool:
        """Leave the element entered last; whether that was the comment itself."""
        if self._depth == self._paragraph:
            self._paragraph = 0
        self._depth -= 1
        return not self._depth

    def text(self) -> str:
        """What the comment says."""
        return "".join(self._pieces).strip()
