"""N unit workbooks of 3 sheets × 60 rows × 15 columns: Vietnamese text, dates, validations.

The first few are written by XlsxWriter; the others are those again with another unit, other
titles and other texts, which takes a tenth of the time.
"""

from __future__ import annotations

import random
import re
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from bench.nation import communes, write_campaign
from campaign.columns import FORMS, Column, Kind
from campaign.plan.definition import Form

ROWS, COLUMNS = 60, 15
PATTERNS = 40
_FORMS = (Form.REGISTRATION, Form.INTERIM, Form.RESULT)
_WORDS = str.split(
    "tiếp nhận hồ sơ trực tuyến người dân cải cách thủ tục hành chính thân thiện nhanh chóng đúng "
    "hạn khu phố tổ dân giải quyết hướng dẫn niêm yết công khai phản ánh kiến nghị không giấy họp "
    "thư xin lỗi cảm ơn một cửa liên thông số hóa lưu trữ bưu chính tại nhà ngày nghỉ"
)
_STRINGS = "xl/sharedStrings.xml"
_TEXT = re.compile(r"<t>([^<]*)</t>")
_TITLE = re.compile(r" \d{5}-\d+$")
_EXTRA = [f"Cột thêm {number}" for number in range(COLUMNS)]
_LABELS = {column.label for form in _FORMS for column in FORMS[form]} | set(_EXTRA)
_OFTEN = 500
"""So many titles stand in several units' workbooks."""


def units(out: Path, count: int) -> Path:
    """The folder of ``count`` generated workbooks, made once; ``plan_of`` is their campaign."""
    folder = out / f"units-{count}"
    if not folder.exists():
        generate(count, folder)
        write_campaign(count, plan_of(out, count).parent)
    return folder


def plan_of(out: Path, count: int) -> Path:
    """The campaign among the units of a folder."""
    return out / f"plan-{count}" / "plan.toml"


def generate(count: int, out: Path) -> None:
    """Write ``count`` workbooks into ``out``; the same count gives the same content."""
    out.mkdir(parents=True, exist_ok=True)
    names = [f"UBND xã {name}" for name in communes(count)]
    for number, name in enumerate(names[:PATTERNS]):
        _workbook(out / f"{number:05d}.xlsx", name, _chance(number))
    for number, name in enumerate(names[PATTERNS:], PATTERNS):
        pattern = number % PATTERNS
        old = out / f"{pattern:05d}.xlsx"
        _varied(old, names[pattern], out / f"{number:05d}.xlsx", name, _chance(number))


def generate_one(out: Path, number: int, seed: int) -> None:
    """Write one workbook of a folder anew, with other texts."""
    name = f"UBND xã {communes(number + 1)[number]}"
    _workbook(out / f"{number:05d}.xlsx", name, _chance(seed))


def _chance(number: int) -> random.Random:
    return random.Random(number)  # noqa: S311 - made-up text


def _titles(path: Path, chance: random.Random) -> list[str]:
    often = f"{_text(_chance(chance.randrange(_OFTEN)), 9)} của cơ quan"
    return [often, *(f"{_text(chance, 9)} {path.stem}-{line}" for line in range(1, ROWS))]


def _varied(pattern: Path, old_unit: str, path: Path, unit: str, chance: random.Random) -> None:
    """Copy a workbook with its texts changed and everything else as it is."""
    titles = iter(_titles(path, chance))
    first = next(titles)

    def changed(found: re.Match[str]) -> str:
        text = found[1]
        if text == old_unit:
            text = unit
        elif _TITLE.search(text):
            text = next(titles)
        elif text.endswith(" của cơ quan"):
            text = first
        elif text.count(" ") > 1 and text not in _LABELS:
            words = text.split()
            at = chance.randrange(len(words))
            text = " ".join(words[at:] + words[:at]).capitalize()
        return f"<t>{text}</t>"

    with zipfile.ZipFile(pattern) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == _STRINGS:
                data = _TEXT.sub(changed, data.decode()).encode()
            new.writestr(info, data, compresslevel=1)


def _workbook(path: Path, unit: str, chance: random.Random) -> None:
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    titles = _titles(path, chance)
    for form in _FORMS:
        columns = [column for column in FORMS[form] if not column.hidden]
        sheet = book.add_worksheet(form.value)
        labels = [column.label for column in columns]
        labels += _EXTRA[: COLUMNS - len(columns)]
        sheet.write_row(0, 0, labels)
        sheet.data_validation(1, 3, ROWS, 3, {"validate": "list", "source": ["Mô hình"]})
        for line in range(ROWS):
            for place in range(COLUMNS):
                column = columns[place] if place < len(columns) else None
                value = cell_value(column, line, unit, titles, chance)
                if isinstance(value, date):
                    sheet.write_datetime(1 + line, place, value, day)
                else:
                    sheet.write(1 + line, place, value)
    book.close()


_DAYS = 15


def cell_value(
    column: Column | None, line: int, unit: str, titles: list[str], chance: random.Random
) -> str | int | date:
    """What a unit types into a cell; a column of no meaning gets a few words."""
    if column is None:
        return _text(chance, 4)
    special: dict[str, str | int] = {"order": line + 1, "unit": unit, "title": titles[line]}
    if column.key in special:
        return special[column.key]
    if column.kind in (Kind.DATE, Kind.PERIOD_DATE):
        after = _DAYS if column.key == "ends" else 0  # what is done has begun before
        return date(2020, 5, 1) + timedelta(after + chance.randrange(_DAYS))
    if column.kind is Kind.PHONES:
        return f"09{chance.randrange(10**8):08d}"
    return _text(chance, chance.randrange(3, 12))


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize()


if __name__ == "__main__":
    units(Path(sys.argv[2]), int(sys.argv[1]))
