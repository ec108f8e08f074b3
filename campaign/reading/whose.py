"""Whose rows are these? A table's unit from its hidden id, heading, sheet name or file name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Protocol

from campaign.grid import Grid, address
from campaign.problems import Problem, Reading, Weight
from campaign.reading.mending import WHERE
from campaign.reading.tables import Found
from campaign.vietnamese.text import bare, bare_key

_REFERS = re.compile(
    r"\b(?:kem theo|dinh kem|ban hanh|theo (?:cong van|ke hoach|van ban)|can cu)\b"
)
"""Words of a heading (``bare_key``) that refer to a paper, which may be another unit's."""


class UnitNames(Protocol):
    """Resolves typed unit names (``campaign.roster.resolver.Resolver``)."""

    def resolve(self, typed: str) -> Reading[str]:
        """A typed name alone in its cell."""
        ...

    def unit_in_text(self, text: str) -> Reading[str]:
        """A unit named somewhere inside a heading or a file name."""
        ...

    def name_of(self, unit: str) -> str:
        """Short Vietnamese name of a unit id; empty when the id is unknown."""
        ...

    def files_for(self, sender: str, unit: str) -> bool:
        """Whether a unit may send rows of another one, both given by their ids."""
        ...


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that says whose table it is."""

    what: str
    unit: str
    text: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class TableUnit:
    """What a table as a whole says of its unit.

    Attributes:
        unit: The unit all claims agree on; ``None`` when there is none, or they disagree.
        own: Whether the file carries a hidden id: it is one unit's own workbook.
        claims: Everything that named a unit.
        problem: Set when the claims disagree or a heading has several readings.
        folder: The unit of the nearest folder that names one, where nothing else names any.
    """

    unit: str | None
    own: bool
    claims: tuple[Claim, ...]
    problem: Problem | None = None
    folder: str | None = None


def table_unit(grid: Grid, found: Found, names: UnitNames) -> TableUnit:
    """Read a table's unit; claims that disagree are held, never weighed against each other."""
    claims: list[Claim] = []
    readings: list[str] = []
    hint = grid.hints.get("thidua_unit", "")
    if hint and names.name_of(hint):
        claims.append(Claim("mã ẩn của biểu", hint, hint))
    _headings(found, names, claims, readings)
    _claim(claims, readings, names.unit_in_text(grid.sheet), "tên trang", grid.sheet)
    stem = _stem(grid.file)
    _claim(claims, readings, names.unit_in_text(stem), "tên tệp", stem)
    if not claims and not readings:
        _lines(found.heading, names, claims, readings)
    units = list(dict.fromkeys(claim.unit for claim in claims))
    own = bool(hint)
    if len(units) == 1:
        return TableUnit(units[0], own, tuple(claims))
    if units:
        return TableUnit(None, own, tuple(claims), _disagree(claims, units, names))
    if readings:
        return TableUnit(None, own, (), _several(readings, names))
    return TableUnit(None, own, (), folder=_of_folder(grid.file, names))


def unit_of_name(file: str, names: UnitNames) -> str | None:
    """The one unit that a file's name tells, or else a folder's; ``None`` where several may be.

    A name half without marks (``BC P.Thoi An (ký số)``) is also read without any.

    Args:
        file: The file's name with its folders, parted by ``/``.
        names: Resolves unit names.
    """
    stem = PurePosixPath(file).stem
    read = names.unit_in_text(stem)
    if read.value is None and not read.problems:
        read = names.unit_in_text(bare(stem))
    if read.value is None and not read.problems:
        return _of_folder(file, names)
    return None if read.held else read.value


@lru_cache(maxsize=1024)
def _stem(file: str) -> str:
    """A file's name without folders and ending; every table of a file asks for it."""
    return PurePosixPath(file).stem


def _headings(found: Found, names: UnitNames, claims: list[Claim], readings: list[str]) -> None:
    """The nearest heading that names a unit; lines that refer to a paper may name its author."""
    for heading in (found.heading, *found.inherited):
        before = len(claims), len(readings)
        own = [line for line in heading if not _REFERS.search(bare_key(line[2]))]
        _lines(own, names, claims, readings)
        if (len(claims), len(readings)) != before:
            return


def _lines(
    heading: Iterable[tuple[int, int, str]],
    names: UnitNames,
    claims: list[Claim],
    readings: list[str],
) -> None:
    for row, column, text in heading:
        read, cell = names.unit_in_text(text), address(row, column)
        _claim(claims, readings, read, "tiêu đề", text, cell)


def _of_folder(file: str, names: UnitNames) -> str | None:
    """The unit in whose folder the office put a file."""
    for name in reversed(PurePosixPath(file).parts[:-1]):
        read = names.unit_in_text(name)
        if read.value is not None and not read.held:
            return read.value
    return None


def _claim(
    claims: list[Claim],
    readings: list[str],
    read: Reading[str],
    what: str,
    text: str,
    cell: str = "",
) -> None:
    if read.value is not None and not read.held:
        claims.append(Claim(what, read.value, text, cell))
    else:
        readings.extend(r for problem in read.problems for r in problem.readings)


def _disagree(claims: Iterable[Claim], units: list[str], names: UnitNames) -> Problem:
    said = "; ".join(f"{claim.what} ghi {names.name_of(claim.unit)}" for claim in claims)
    return Problem(
        "unit_disagrees",
        Weight.HOLD,
        f"Không rõ biểu của đơn vị nào: {said}. Đề nghị ghi một đơn vị: {WHERE}.",
        tuple(units),
    )


def _several(readings: list[str], names: UnitNames) -> Problem:
    unique = tuple(dict.fromkeys(readings))
    said = " hoặc ".join(names.name_of(unit) or unit for unit in unique)
    return Problem(
        "unit_ambiguous",
        Weight.HOLD,
        f"Tiêu đề hoặc tên tệp có thể là {said}. Đề nghị ghi đủ tên một đơn vị: {WHERE}.",
        unique,
    )
