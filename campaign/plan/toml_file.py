"""TOML definitions, shipped by name or an office's own: opened, parsed, mistakes told by line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

from campaign.errors import UsageError
from campaign.mistakes import Mistake
from campaign.plan.consistency import Fault
from campaign.plan.toml_lines import TomlLines, dotted


@dataclass(frozen=True, slots=True)
class Shipped:
    """The definitions of one kind that come with the program.

    Attributes:
        folder: Where they stand in ``templates``.
        what: What one is called in messages.
    """

    folder: str
    what: str

    def names(self) -> list[str]:
        """Their names, in order."""
        folder = resources.files("templates") / self.folder
        return sorted(item.name[:-5] for item in folder.iterdir() if item.name.endswith(".toml"))

    def has(self, name_or_path: str | Path) -> bool:
        """Whether this is the name of one; a ``Path`` never is."""
        return isinstance(name_or_path, str) and name_or_path in self.names()

    def file_name(self, name_or_path: str | Path) -> str:
        """File name for messages; never a whole path."""
        return f"{name_or_path}.toml" if self.has(name_or_path) else Path(name_or_path).name

    def content(self, name_or_path: str | Path) -> bytes:
        """One of them, or a file, exactly as stored.

        Raises:
            UsageError: there is neither one of that name nor a readable file.
        """
        if self.has(name_or_path):
            folder = resources.files("templates") / self.folder
            return (folder / self.file_name(name_or_path)).read_bytes()
        try:
            return Path(name_or_path).read_bytes()
        except (OSError, ValueError) as error:
            raise UsageError(
                f"Không mở được {self.what} “{name_or_path}”. Dùng một tên có sẵn "
                f"({', '.join(self.names())}) hoặc đường dẫn tới tệp .toml."
            ) from error


def parsed(file: str, content: bytes) -> tuple[dict[str, Any], str, list[Mistake]]:
    """Tables and text of a definition, or the one mistake for which there are none.

    A byte order mark from Notepad is no mistake; the parser stops at the first that is one.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        mend = "Lưu lại tệp với mã UTF-8 (Notepad: Save As, Encoding: UTF-8)."
        return {}, "", [Mistake(file, 0, "", "tệp không phải mã UTF-8.", mend)]
    try:
        return tomllib.loads(text, parse_float=Decimal), text, []
    except tomllib.TOMLDecodeError as error:
        from campaign.plan.toml_syntax import explain_syntax

        return {}, text, [explain_syntax(file, text, str(error))]


def in_lines(file: str, text: str, faults: Iterable[Fault]) -> list[Mistake]:
    """Faults as mistakes, in the order of the file's lines."""
    lines = TomlLines(text)
    mistakes = [
        Mistake(file, lines.of(fault.path), dotted(fault.path), fault.wrong, fault.mend)
        for fault in faults
    ]
    return sorted(mistakes, key=lambda mistake: mistake.line)
