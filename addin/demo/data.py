"""Titles and names that the demo draws from, shipped with the program."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib import resources


@cache
def table(name: str) -> tuple[tuple[str, str], ...]:
    """Rows of a two-column table of ``templates/demo``, without its header."""
    rows = csv.reader(io.StringIO(shipped(name).decode("utf-8")))
    next(rows)
    return tuple((first, second) for first, second in rows)


def shipped(name: str) -> bytes:
    """Bytes of a file of ``templates/demo``; ``name`` may have a folder (``files/…``)."""
    return (resources.files("templates") / "demo").joinpath(*name.split("/")).read_bytes()


def titles(fits: str) -> list[str]:
    """Initiative titles for one kind of unit, as a unit would begin them: with a capital."""
    return [
        title[:1].upper() + title[1:] for title, kind in table("initiatives.csv") if kind == fits
    ]
