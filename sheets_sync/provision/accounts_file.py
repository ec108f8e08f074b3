"""Which e-mail addresses are a unit's: a CSV file with a unit and its addresses a line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from campaign.errors import UsageError
from campaign.mistakes import Mistake, all_sentences
from campaign.problems import Reading
from campaign.roster.units import Roster

_ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+")

Accounts = dict[str, tuple[str, ...]]
"""Addresses by unit id."""


def read_accounts(path: Path, roster: Roster, resolve: Callable[[str], Reading[str]]) -> Accounts:
    """Read the file: unit (id or name) in the first cell of a line, addresses in the others.

    A first line without an address that names no unit is taken for headings.

    Raises:
        UsageError: with every mistake of the file, or because nobody stands in it.
    """
    mistakes: list[Mistake] = []
    found: dict[str, list[str]] = {}
    for number, line in enumerate(_lines(path), 1):
        cells = [cell.strip() for cell in line if cell.strip()]
        addresses = [a for cell in cells[1:] for a in re.split(r"[,;\s]+", cell) if a]
        if not cells:
            continue
        unit = cells[0] if roster.get(cells[0]) else _resolved(resolve(cells[0]))
        if unit is None and number == 1 and not any("@" in cell for cell in cells):
            continue
        if unit is None:
            wrong = f"“{cells[0]}” không phải một đơn vị trong danh sách."
            mistakes.append(Mistake(path.name, number, "", wrong, "Ghi mã hoặc tên đầy đủ."))
            continue
        bad = [a for a in addresses if not is_address(a)]
        if bad or not addresses:
            wrong = f"địa chỉ thư chưa đúng: {', '.join(bad) or '(trống)'}."
            mistakes.append(Mistake(path.name, number, "", wrong, "Ghi như ten@gmail.com."))
            continue
        found.setdefault(unit, []).extend(a.lower() for a in addresses)
    if mistakes:
        raise UsageError(all_sentences("Tệp địa chỉ của các đơn vị có chỗ cần sửa:", mistakes))
    if not found:
        raise UsageError(
            f"Tệp địa chỉ “{path.name}” không có đơn vị nào. Mỗi dòng ghi một đơn vị rồi các địa "
            "chỉ thư, ví dụ: phuong-thoi-an,ten@gmail.com"
        )
    return {unit: tuple(dict.fromkeys(addresses)) for unit, addresses in found.items()}


def is_address(text: str) -> bool:
    """Whether a text has the shape of an e-mail address."""
    return _ADDRESS.fullmatch(text) is not None


def _resolved(read: Reading[str]) -> str | None:
    return None if read.held else read.value


def _lines(path: Path) -> list[list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"Không mở được tệp địa chỉ “{path}”.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"Tệp địa chỉ “{path.name}”: hãy lưu lại dạng CSV UTF-8.") from error
    delimiter = max("\t" if "\t" in text else ",", ";", key=text.count)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))
