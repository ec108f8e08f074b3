"""N unit workbooks of 3 sheets × 60 rows × 15 columns: Vietnamese text, dates, validations."""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from campaign.columns import FORMS, Column, Kind
from campaign.definition import Form
from campaign.loading import load_campaign_roster

ROWS, COLUMNS = 60, 15
_FORMS = (Form.REGISTRATION, Form.INTERIM, Form.RESULT)
_WORDS = str.split(
    "tiếp nhận hồ sơ trực tuyến người dân cải cách thủ tục hành chính thân thiện nhanh chóng đúng "
    "hạn khu phố tổ dân giải quyết hướng dẫn niêm yết công khai phản ánh kiến nghị không giấy họp "
    "thư xin lỗi cảm ơn một cửa liên thông số hóa lưu trữ bưu chính tại nhà ngày nghỉ"
)


def units(out: Path, count: int) -> Path:
    """The folder of ``count`` generated workbooks, made once."""
    folder = out / f"units-{count}"
    if not folder.exists():
        generate(count, folder)
    return folder


def generate(count: int, out: Path) -> None:
    """Write ``count`` workbooks into ``out``; the same count gives the same content."""
    out.mkdir(parents=True, exist_ok=True)
    roster = load_campaign_roster("q12-cchc-2020").units
    for number in range(count):
        name = roster[number % len(roster)].name
        _workbook(out / f"{number:05d}.xlsx", name, random.Random(number))  # noqa: S311 - made-up text


def _workbook(path: Path, unit: str, chance: random.Random) -> None:
    book = xlsxwriter.Workbook(str(path))
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    titles = [f"{_text(chance, 9)} {path.stem}-{line}" for line in range(ROWS)]
    for form in _FORMS:
        columns = [column for column in FORMS[form] if not column.hidden]
        sheet = book.add_worksheet(form.value)
        labels = [column.label for column in columns]
        labels += [f"Cột thêm {extra}" for extra in range(COLUMNS - len(columns))]
        sheet.write_row(0, 0, labels)
        sheet.data_validation(1, 3, ROWS, 3, {"validate": "list", "source": ["Mô hình"]})
        for line in range(ROWS):
            for place in range(COLUMNS):
                column = columns[place] if place < len(columns) else None
                value = _value(column, line, unit, titles, chance)
                if isinstance(value, date):
                    sheet.write_datetime(1 + line, place, value, day)
                else:
                    sheet.write(1 + line, place, value)
    book.close()


def _value(
    column: Column | None, line: int, unit: str, titles: list[str], chance: random.Random
) -> str | int | date:
    if column is None:
        return _text(chance, 4)
    special: dict[str, str | int] = {"order": line + 1, "unit": unit, "title": titles[line]}
    if column.key in special:
        return special[column.key]
    if column.kind in (Kind.DATE, Kind.PERIOD_DATE):
        return date(2020, 5, 1) + timedelta(chance.randrange(15))
    if column.kind is Kind.PHONES:
        return f"09{chance.randrange(10**8):08d}"
    return _text(chance, chance.randrange(3, 12))


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words)).capitalize()


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))
