"""On which line of a TOML file a key stands; ``tomllib`` reads values without places."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)(.+?)\]\]?\s*(?:#.*)?$")
_PART = r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'"""
_KEY = re.compile(rf"\s*((?:{_PART})(?:\s*\.\s*(?:{_PART}))*)\s*=(.*)$")
_TOKENS = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|[\[\]{}#]')
_OPEN = {"[": 1, "{": 1, "]": -1, "}": -1}


class TomlLines:
    """Lines of the keys of one file; list items are counted from 0."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {(): 1}
        self._counts: dict[Path, int] = {}
        self._table: Path = ()
        self._depth = 0
        self._quote = ""
        for number, line in enumerate(text.splitlines(), start=1):
            self._take(number, line)

    def of(self, path: Path) -> int:
        """The line of a key, or of the nearest table around it."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]

    def _take(self, number: int, line: str) -> None:
        if self._depth or self._quote:
            self._scan(line)
        elif header := _HEADER.match(line):
            self._open(number, header[1] == "[[", _parts(header[2]))
        elif pair := _KEY.match(line):
            self._record(number, (*self._table, *_parts(pair[1])))
            self._scan(pair[2])

    def _open(self, number: int, is_list: bool, parts: list[str]) -> None:  # noqa: FBT001
        path: Path = ()
        for part in parts[:-1]:
            path = (*path, part)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        path = (*path, parts[-1])
        if is_list:
            self._record(number, path)
            self._counts[path] = self._counts.get(path, 0) + 1
            path = (*path, self._counts[path] - 1)
        self._table = path
        self._record(number, path)

    def _record(self, number: int, path: Path) -> None:
        self._lines.setdefault(path, number)

    def _scan(self, rest: str) -> None:
        """Follow brackets and long strings that go on over line ends."""
        while rest:
            if self._quote:
                _, found, rest = rest.partition(self._quote)
                self._quote = "" if found else self._quote
                continue
            token = _TOKENS.search(rest)
            if token is None or token[0] == "#":
                return
            rest = rest[token.end() :]
            if token[0] in {'"""', "'''"}:
                self._quote = token[0]
            self._depth = max(0, self._depth + _OPEN.get(token[0], 0))


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, dotted)]


def dotted(path: tuple[str | int, ...]) -> str:
    """A path as an office counts, list items from 1: ``deliverables[1].due``."""
    steps = [f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(steps).lstrip(".")
