"""The text of ``xlwings.conf``: one line ``"KEY","VALUE"`` a setting; only ours is touched."""

from __future__ import annotations

import re

BEFORE = "THIDUA_PREVIOUS_INTERPRETER"
"""Under this name the file keeps the Python that was called before ours."""

_LINE = re.compile(r'\s*"([^"]*)"\s*,\s*"([^"]*)"\s*')


def value_of(text: str, key: str) -> str | None:
    """The value that VBA finds: that of the first line with the key, in any case of letters."""
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        if found and found[1].lower() == key.lower():
            return found[2]
    return None


def with_interpreter(text: str, key: str, python: str, line_end: str) -> str:
    """The text with ``python`` as the interpreter; what was there before is kept beside it."""
    known = value_of(text, key)
    if known == python:
        return text
    made = _with(text, key, python, line_end)
    if known and value_of(text, BEFORE) is None:
        made = _with(made, BEFORE, known, line_end)
    return made


def without_interpreter(text: str, key: str, line_end: str) -> str:
    """The text as it was before :func:`with_interpreter`."""
    before = value_of(text, BEFORE)
    if before is None:
        return _without(text, key)
    return _with(_without(text, BEFORE), key, before, line_end)


def _with(text: str, key: str, value: str, line_end: str) -> str:
    lines = text.splitlines(keepends=True)
    written = f'"{key}","{value}"'
    for number, line in enumerate(lines):
        found = _LINE.fullmatch(line)
        if found and found[1].lower() == key.lower():
            lines[number] = written + (line[len(line.rstrip("\r\n")) :] or line_end)
            return "".join(lines)
    if lines and not lines[-1].endswith(("\r", "\n")):
        lines[-1] += line_end
    return "".join([*lines, written + line_end])


def _without(text: str, key: str) -> str:
    """The text without the first line of a key."""
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        found = _LINE.fullmatch(line)
        if found and found[1].lower() == key.lower():
            del lines[number]
            break
    return "".join(lines)
