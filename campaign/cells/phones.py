"""Phone and identity numbers: text that a spreadsheet likes to take for a number."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from campaign.grid import as_seen
from campaign.problems import Problem, Reading, Weight
from campaign.vietnamese.text import bare, clean

if TYPE_CHECKING:
    from campaign.grid import CellValue

_WHOLE = re.compile(
    r"0[35789]\d{8}"  # mobile, and landlines before 2017
    r"|02\d{9}"  # landline with its area code
    r"|01[2689]\d{8}"  # mobile prefixes in use until 2018
    r"|1[89]00\d{4}(?:\d\d)?"  # service numbers
)
_ZERO_LOST = re.compile(r"[35789]\d{8}|2\d{9}|1[2689]\d{8}")
_ABROAD = re.compile(r"(?:\+|00)84\(?0?\)?|84(?=0?\d{9,10}$)")
_LABEL = re.compile(
    r"(?:so )?dien thoai|di dong|co quan|nha rieng|hotline|mobile|phone|s?dt|dd|tel|zalo|cq|nr|so"
)
_QUOTES = "'\"`´‘’“”"
"""Signs around a number that are none of it: ``'0909…`` keeps a zero in a spreadsheet, and the sign
stays where a cell was pasted elsewhere."""
_APART = re.compile(r"[;,/|\n]|\bva\b|\bhoac\b")


def read_phones(value: CellValue) -> Reading[tuple[str, ...]]:
    """Read one or more Vietnamese phone numbers, as digits with their leading zero."""
    if isinstance(value, str) and _WHOLE.fullmatch(value) and value.isascii():
        return Reading((value,))
    text = _digits_text(value)
    if text == "":
        return Reading()
    folded = _LABEL.sub(" ", bare(text or "")).replace(":", " ")
    numbers: list[str] = []
    notes: list[Problem] = []
    for part in filter(None, (p.strip(" ." + _QUOTES) for p in _APART.split(folded))):
        found = _numbers_of(part, notes)
        if found is None:
            return Reading(None, (_phone_unreadable(value, tuple(numbers)),))
        numbers += found
    if not numbers:
        return Reading(None, (_phone_unreadable(value, ()),))
    return Reading(tuple(dict.fromkeys(numbers)), tuple(dict.fromkeys(notes)))


def _digits_text(value: CellValue) -> str | None:
    """A cell as text; a whole number without exponent; ``None`` if it can be no such thing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if isinstance(value, int):
        return str(value) if abs(value) < 10**15 else None
    whole = math.isfinite(value) and value.is_integer() and abs(value) < 10**15
    return str(int(value)) if whole else None


def _numbers_of(part: str, notes: list[Problem]) -> list[str] | None:
    """Phone numbers written one after another with dots, dashes and spaces in them."""
    if re.search(r"[^0-9+()\s.\-–—]", part):
        return None
    groups = re.split(r"[\s.\-–—()]+", part.replace("(+", "+").replace("(0)", "0"))
    numbers: list[str] = []
    run = ""
    groups = [g for g in groups if g]
    for i, group in enumerate(groups):
        run += group
        follows = groups[i + 1] if i + 1 < len(groups) else "0"
        number = _whole(run, notes) if follows[0] in "0+1" or i + 1 == len(groups) else None
        if number:
            numbers.append(number)
            run = ""
    return numbers if not run else None


def _whole(run: str, notes: list[Problem]) -> str | None:
    local = _ABROAD.sub("0", run, count=1) if _ABROAD.match(run) else run
    if _WHOLE.fullmatch(local):
        if local != run:
            notes.append(_note("phone_country_code", run, local, "đổi mã quốc gia 84 thành số 0"))
        return local
    if _ZERO_LOST.fullmatch(run):
        notes.append(_note("phone_zero_restored", run, "0" + run, "thêm lại số 0 ở đầu đã mất"))
        return "0" + run
    return None


def _note(code: str, typed: str, read: str, done: str) -> Problem:
    return Problem(code, Weight.NOTE, f"“{typed}” được đọc là {read}: {done}.", (read,))


def _phone_unreadable(value: CellValue, readings: tuple[str, ...]) -> Problem:
    return Problem(
        "phone_unreadable",
        Weight.HOLD,
        f"Không đọc được số điện thoại “{clean(as_seen(value))}”. Đề nghị ghi đủ 10 số, "
        "nhiều số thì cách nhau bằng dấu chấm phẩy.",
        readings,
    )


def read_identity(value: CellValue) -> Reading[str]:
    """Read an identity number, as text: 12 digits (CCCD) or 9 digits (the older CMND)."""
    text = _digits_text(value)
    if text == "":
        return Reading()
    digits = re.sub(r"[\s.\-]", "", (text or "").strip(" " + _QUOTES))
    if re.fullmatch(r"0[0-9]{11}|[0-9]{9}", digits):
        return Reading(digits)
    restored = _restored(digits, from_number=not isinstance(value, str))
    if restored:
        done = "thêm lại số 0 ở đầu đã mất"
        return Reading(restored, (_note("identity_zero_restored", digits, restored, done),))
    return Reading(None, (_identity_unreadable(value),))


def _restored(digits: str, *, from_number: bool) -> str | None:
    """The number before a spreadsheet dropped its leading zeros, if only one is possible."""
    if re.fullmatch(r"[1-9][0-9]{10}", digits):
        return "0" + digits
    if not from_number:
        return None
    if re.fullmatch(r"[1-9][0-9]{9}", digits):
        return "00" + digits
    return "0" + digits if re.fullmatch(r"[1-9][0-9]{7}", digits) else None


def _identity_unreadable(value: CellValue) -> Problem:
    return Problem(
        "identity_unreadable",
        Weight.HOLD,
        f"“{clean(as_seen(value))}” không phải số căn cước (12 số, bắt đầu bằng 0) hay chứng minh "
        "nhân dân (9 số). Đề nghị kiểm tra lại giấy tờ.",
    )
