"""The roster: who takes part, with effective dates, read from a CSV file an office can edit."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from campaign.errors import UsageError
from campaign.mistakes import Mistake, all_sentences, did_you_mean
from campaign.roster.unit_words import KINDS, PARENT

COLUMNS = (
    "id",
    "kind",
    "name",
    "short_name",
    "initials",
    "gso_code",
    "valid_from",
    "valid_to",
    "aliases",
    "evidence",
    "province",
)
"""Columns of a roster file; the first three are required, ``aliases`` are split at ``|``."""

_ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit.

    Attributes:
        id: Stable; never shown.
        kind: A key of ``campaign.roster.unit_words.KINDS``.
        name: In full, as printed.
        short_name: Without "UBND" or the parent's name.
        initials: As typed after ``P.`` (``TTH``), or with the head word's own letter (``PTNMT``).
        gso_code: Five digits of the General Statistics Office, or empty. Codes outlive mergers
            with another meaning: never a key.
        valid_from: First day in force; ``None`` = always.
        valid_to: Last day in force; ``None`` = still.
        aliases: Further closed aliases, given by the office.
        province: Where a nation-wide roster puts the unit, as printed; else empty.
    """

    id: str
    kind: str
    name: str
    short_name: str
    initials: str = ""
    gso_code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    aliases: tuple[str, ...] = ()
    province: str = ""

    def in_force(self, day: date) -> bool:
        """Whether the unit exists on a day; both ends count."""
        starts = self.valid_from is None or self.valid_from <= day
        return starts and (self.valid_to is None or day <= self.valid_to)


class Roster:
    """Units in file order; the offices above them are kept apart in ``parents``."""

    __slots__ = ("_by_id", "parents", "units")

    def __init__(self, units: Iterable[Unit]) -> None:
        given = tuple(units)
        self.units = tuple(unit for unit in given if unit.kind != PARENT)
        self.parents = tuple(unit for unit in given if unit.kind == PARENT)
        self._by_id = {unit.id: unit for unit in given}

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    def __len__(self) -> int:
        return len(self.units)

    def on(self, day: date) -> tuple[Unit, ...]:
        """The units in force on a day."""
        return tuple(unit for unit in self.units if unit.in_force(day))

    def get(self, unit_id: str) -> Unit | None:
        """A unit (or parent office) by its id."""
        return self._by_id.get(unit_id)


def shipped_rosters() -> list[str]:
    """Names of the rosters that come with the program."""
    folder = resources.files("templates") / "rosters"
    return sorted(item.name[:-4] for item in folder.iterdir() if item.name.endswith(".csv"))


def load_roster(source: bytes | Path | str) -> Roster:
    """Read a roster: its bytes, a shipped name such as ``q12-2020``, or a CSV file.

    Raises:
        UsageError: the file is missing or has mistakes; its sentence lists them all.
    """
    roster, mistakes = check_roster(source)
    if mistakes:
        raise UsageError(all_sentences("Danh sách đơn vị có chỗ cần sửa:", mistakes))
    return roster


def check_roster(source: bytes | Path | str, file: str = "") -> tuple[Roster, list[Mistake]]:
    """The roster of all sound rows, and every mistake of the others."""
    shown = file or ("danh sách đơn vị" if isinstance(source, bytes) else Path(source).name)
    try:
        data = source if isinstance(source, bytes) else roster_bytes(source)
        text = data.decode("utf-8-sig")
    except OSError:
        mend = f"Dùng một tên có sẵn ({', '.join(shipped_rosters())}) hoặc đường dẫn tệp .csv."
        return Roster(()), [Mistake(shown, 0, "", "không mở được danh sách đơn vị này.", mend)]
    except UnicodeDecodeError:
        mend = "Lưu lại tệp dạng “CSV UTF-8”."
        return Roster(()), [Mistake(shown, 0, "", "tệp không phải mã UTF-8.", mend)]
    return _Reader(shown).read(text)


def roster_bytes(name_or_path: Path | str) -> bytes:
    """Bytes of a shipped roster or of a file.

    Raises:
        OSError: there is neither.
    """
    if isinstance(name_or_path, str) and name_or_path in shipped_rosters():
        return (resources.files("templates") / "rosters" / f"{name_or_path}.csv").read_bytes()
    return Path(name_or_path).read_bytes()


class _Reader:
    """Reads one roster and collects its mistakes."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.mistakes: list[Mistake] = []
        self.seen: dict[str, int] = {}

    def read(self, text: str) -> tuple[Roster, list[Mistake]]:
        """The sound rows as a roster, and the mistakes of the others."""
        first = text.partition("\n")[0]
        rows = csv.reader(io.StringIO(text), delimiter=max(_DELIMITERS, key=first.count))
        header = [name.strip() for name in next(rows, [])]
        if not self._header_is_sound(header):
            return Roster(()), self.mistakes
        units = []
        for row in rows:
            if any(cell.strip() for cell in row):
                cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
                unit = self._unit(rows.line_num, cells)
                units += [unit] if unit else []
        if not units and not self.mistakes:
            self._wrong(0, "", "không có đơn vị nào.", "Thêm mỗi đơn vị một dòng.")
        return Roster(units), self.mistakes

    def _wrong(self, line: int, column: str, wrong: str, mend: str) -> None:
        self.mistakes.append(Mistake(self.file, line, column, wrong, mend))

    def _header_is_sound(self, header: list[str]) -> bool:
        for column in COLUMNS[:3]:
            if column not in header:
                mend = f"Dòng đầu phải có: {', '.join(COLUMNS[:3])}."
                self._wrong(1, column, "thiếu cột này.", mend)
        for name in header:
            near = did_you_mean(name, COLUMNS) if name and name not in COLUMNS else ""
            if near:
                self._wrong(1, name, "không phải tên cột của danh sách.", near.strip())
        return not self.mistakes

    def _unit(self, line: int, cells: dict[str, str]) -> Unit | None:
        before = len(self.mistakes)
        self._check_names(line, cells)
        start, end = (self._day(line, cells, column) for column in ("valid_from", "valid_to"))
        if start and end and end < start:
            self._wrong(line, "valid_to", "sớm hơn valid_from.", "Sửa một trong hai ngày.")
        code = cells.get("gso_code", "")
        if code and not re.fullmatch(r"\d{5}", code):
            self._wrong(line, "gso_code", f"“{code}” không đủ 5 chữ số.", "Điền lại đủ 5 chữ số.")
        if len(self.mistakes) > before:
            return None
        name = cells["name"]
        aliases = tuple(a.strip() for a in cells.get("aliases", "").split("|") if a.strip())
        short, initials = cells.get("short_name") or name, cells.get("initials", "")
        words = (cells["id"], cells["kind"], name, short, initials, code)
        return Unit(*words, start, end, aliases, cells.get("province", ""))

    def _check_names(self, line: int, cells: dict[str, str]) -> None:
        key, kind = cells.get("id", ""), cells.get("kind", "")
        if not _ID.fullmatch(key):
            mend = "Dùng chữ thường không dấu, số và gạch nối, ví dụ phuong-thoi-an."
            self._wrong(line, "id", f"mã “{key}” không hợp lệ." if key else "thiếu mã.", mend)
        elif key in self.seen:
            wrong = f"mã “{key}” đã dùng ở dòng {self.seen[key]}."
            self._wrong(line, "id", wrong, "Mỗi đơn vị một mã riêng.")
        self.seen.setdefault(key, line)
        if kind not in KINDS:
            mend = f"Dùng một trong: {', '.join(KINDS)}.{did_you_mean(kind, KINDS)}"
            self._wrong(line, "kind", f"loại “{kind}” không có.", mend)
        if not cells.get("name"):
            self._wrong(line, "name", "thiếu tên đơn vị.", "Điền tên đầy đủ.")

    def _day(self, line: int, cells: dict[str, str], column: str) -> date | None:
        typed = cells.get(column, "")
        try:
            return date.fromisoformat(typed) if typed else None
        except ValueError:
            mend = "Viết năm-tháng-ngày, ví dụ 2025-06-30."
            self._wrong(line, column, f"ngày “{typed}” không hợp lệ.", mend)
            return None
