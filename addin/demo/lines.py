"""Where each line of the list of what units really type stands in the demo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from addin.demo.profiles import AGENCIES, SERVICES, WARDS
from addin.demo.shared_sheet import FILE as SHARED
from addin.demo.shared_sheet import SHEET as SHARED_SHEET
from addin.demo.units import (
    CULTURE_FILE,
    DISAGREEING_FILE,
    ECONOMY_FILE,
    ENVIRONMENT_FILE,
    HOSPITAL_FILE,
    JUSTICE_FILE,
    ODS_FILE,
    OLD_FILE,
    WARD_FILE,
    XLS_FILE,
)


@dataclass(frozen=True, slots=True)
class DemoLine:
    """One case of one line, and what must come of it.

    Attributes:
        line: What is typed, as the list has it.
        file: Source under ``units``; empty for a verdict.
        sheet: Sheet name.
        cell: A1 address; empty for the whole sheet.
        expected: ``column=value`` of the row that the cell stands in (``unit`` and ``status``
            are the row's own), ``code=…`` of an issue at the cell, ``not_data=…`` of a line that
            is no data; of a verdict ``standing=…``, ``verdict=…`` or ``reason=…``.
        subject: What a verdict is about: ``unit/deliverable``, or ``kind:unit``.
    """

    line: str
    file: str
    sheet: str
    cell: str
    expected: str
    subject: str = ""


_Case = tuple[str, str, str]
"""Line, cell, what is expected."""


def _at(file: str, sheet: str, *cases: _Case) -> Iterator[DemoLine]:
    for line, cell, expected in cases:
        yield DemoLine(line, file, sheet, cell, expected)


def _verdict(line: str, subject: str, expected: str) -> DemoLine:
    return DemoLine(line, "", "", "", expected, subject)


def _unit_names() -> Iterator[DemoLine]:
    yield from _at(
        SHARED,
        SHARED_SHEET,
        ("UBND P.TTH", "B6", "unit=phuong-tan-thoi-hiep"),
        ("P.TNMT / P.TMT", "B7", "unit=phong-tai-nguyen-va-moi-truong"),
        ("P.TNMT / P.TMT", "B8", "unit=phuong-trung-my-tay"),
        ("Phường Hưng Thuận", "B9", "code=unit_ambiguous"),
        ("Phường Hưng Thuận", "B9", "status=held"),
        ("P.Tân Hiệp", "B10", "code=unit_ambiguous"),
        ("P.Tân Hiệp", "B10", "status=held"),
        ("Tân Thới Hiệp in decomposed Unicode (NFD)", "B11", "unit=phuong-tan-thoi-hiep"),
        ("ÐÔNG HƯNG THUẬN with U+00D0", "B12", "unit=phuong-dong-hung-thuan"),
        ("Phöôøng Thaïnh Loäc (VNI)", "B13", "unit=phuong-thanh-loc"),
        ("P. + no-break space + Thới + zero-width space + An", "B14", "unit=phuong-thoi-an"),
        (".VnTime font, Thíi An; the same with the font lost", "B15", "unit=phuong-thoi-an"),
        (".VnTime font, Thíi An; the same with the font lost", "B16", "code=unit_fuzzy"),
        (".VnTime font, Thíi An; the same with the font lost", "B16", "status=held"),
    )
    line = ".VnTime font, T©n Thíi NhÊt (TCVN3)"
    yield DemoLine(line, XLS_FILE, "Dang ky", "B5", "unit=phuong-tan-thoi-nhat")
    yield DemoLine(line, XLS_FILE, "Dang ky", "B5", "code=legacy_font")


def _dates() -> Iterator[DemoLine]:
    line = "received 20/5/2020, due before 20/5/2020"
    yield _verdict(line, "phuong-tan-hung-thuan/registration", "standing=late")
    line = "results received 02/11/2020 (Monday)"
    yield _verdict(line, "phong-quan-ly-do-thi/results", "standing=late")
    file = f"{WARDS}/P Hiệp Thành - biểu thi đua.xlsx"
    line = "20/05/2020 17g30"
    yield DemoLine(line, file, "Đăng ký", "M9", "submitted=2020-05-20T17:30")
    yield _verdict(line, "phuong-hiep-thanh/registration", "standing=late")
    file = f"{WARDS}/UBND phường An Phú Đông.xlsx"
    line = "18/5/2020 (nộp bổ sung 22/5/2020)"
    yield from _at(file, "Đăng ký", (line, "M9", "code=date_several"), (line, "M9", "status=held"))
    yield _verdict(line, "phuong-an-phu-dong/registration", "standing=uncertain")
    line = "a report that is missing while a held row may be it"
    yield _verdict(line, "phuong-an-phu-dong/interim_report", "standing=uncertain")
    line = "typed 05/06/2020 but stored as 06/05, neighbours text"
    yield from _at(
        ECONOMY_FILE,
        "Đăng ký",
        (line, "D6", "code=date_swapped"),
        (line, "D6", "status=held"),
        (line, "D8", "code=date_swapped"),
    )
    yield DemoLine("31/06/2020", ODS_FILE, "Đăng ký", "F6", "code=date_invalid")
    line = "ngày 15 tháng 5 năm 2020, 15.5.2020, 15-5-20, serial 43966"
    for row in (6, 7, 8, 9):
        yield DemoLine(line, SHARED, SHARED_SHEET, f"F{row}", "submitted=2020-05-15")


def _numbers() -> Iterator[DemoLine]:
    line = "100%, 1 in a 0% format, 25/25"
    ward = f"{WARDS}/UBND phường Thạnh Xuân.xlsx"
    yield DemoLine(line, ward, "Tiêu chí", "C11", "answer=100%")
    yield DemoLine(line, ENVIRONMENT_FILE, "Tự chấm", "C8", "answer=100%")
    other = f"{WARDS}/UBND P. Thạnh Lộc.xlsx"
    yield DemoLine(line, other, "Tiêu chí", "C11", "code=percent_from_fraction")
    line = "25/26; Đạt in the same column"
    file = f"{WARDS}/P Hiệp Thành - biểu thi đua.xlsx"
    yield DemoLine(line, file, "Tiêu chí", "C11", "code=percent_from_fraction")
    yield _verdict(line, "collective:phuong-hiep-thanh", "reason=criterion_not_met")
    file = f"{WARDS}/UBND P.THT.xlsx"
    yield from _at(
        file,
        "Tiêu chí",
        (line, "C11", "code=percent_not_a_number"),
        (line, "C11", "status=held"),
    )
    line = "99,5 and 99.5; 1.000"
    file = f"{AGENCIES}/Phòng TC-KH.xlsx"
    yield from _at(file, "Tiêu chí", (line, "C12", "answer=99,5"), (line, "C13", "answer=99.5"))
    yield from _at(
        f"{AGENCIES}/Phòng GD&ĐT.xlsx",
        "Tiêu chí",
        (line, "C14", "code=number_ambiguous"),
        (line, "C14", "status=held"),
    )
    line = "909123456; 0909.123.456 - 0918.123.456; a 12-digit CCCD"
    yield from _at(
        SHARED,
        SHARED_SHEET,
        (line, "E6", "phone=0909123456"),
        (line, "E6", "code=phone_zero_restored"),
        (line, "E7", "phone=0909123456; 0918123456"),
    )
    yield DemoLine(line, ward, "Đề nghị khen thưởng", "M11", "identity=079000000012")


def _layout() -> Iterator[DemoLine]:
    """How a ward laid its sheet out: titles, merges, what stands under or is hidden."""
    line = "Thời gian merged over Bắt đầu and Kết thúc; title lines; header renamed or moved"
    yield from _at(
        WARD_FILE,
        "ĐK 2020",
        (line, "E8", "unit=phuong-tan-chanh-hiep"),
        (line, "E8", "submitted=2020-05-18"),
    )
    line = "a missing required column"
    yield DemoLine(line, HOSPITAL_FILE, "Đăng ký", "A3", "code=missing_column")
    line = "Tổng cộng: 3 mô hình; notes and signatures under the table"
    yield from _at(
        WARD_FILE,
        "ĐK 2020",
        (line, "A12", "not_data=total"),
        (line, "A13", "not_data=note"),
        (line, "B16", "not_data=signature"),
    )
    yield DemoLine(line, ECONOMY_FILE, "Đăng ký", "A9", "code=total_mismatch")
    line = "hidden row Nguyễn Văn A - khiển trách"
    yield from _at(
        WARD_FILE,
        "ĐK 2020",
        (line, "A11", "code=hidden_row"),
        (line, "A11", "code=violation_mentioned"),
        (line, "A11", "status=held"),
    )
    yield DemoLine("hidden sheet", WARD_FILE, "Nháp", "", "code=hidden_sheet")
    line = "merged cells down a column"
    yield from _at(
        WARD_FILE,
        "ĐK 2020",
        (line, "B9", "unit=phuong-tan-chanh-hiep"),
        (line, "B10", "unit=phuong-tan-chanh-hiep"),
    )


def _damage() -> Iterator[DemoLine]:
    """Rows that were pasted twice or whose formulas broke."""
    line = "the same row pasted twice; a row whose hidden id was copied"
    yield from _at(
        f"{AGENCIES}/Phòng LĐ-TB&XH.xlsx",
        "Đăng ký",
        (line, "B12", "code=duplicate_row"),
        (line, "B12", "status=rejected"),
        (line, "O13", "code=row_id_copied"),
        (line, "O13", "status=accepted"),
    )
    line = "#REF!, #N/A"
    yield from _at(
        ECONOMY_FILE,
        "Đăng ký",
        (line, "F6", "code=formula_error"),
        (line, "C7", "code=formula_error"),
        (line, "C7", "status=accepted"),
    )


def _meaning() -> Iterator[DemoLine]:
    line = "Không có cá nhân nào vi phạm; blank"
    file = f"{WARDS}/UBND phường Thạnh Xuân.xlsx"
    yield DemoLine(line, file, "Tiêu chí", "C15", "status=accepted")
    file = f"{WARDS}/UBND phường An Phú Đông.xlsx"
    yield from _at(
        file,
        "Tiêu chí",
        (line, "C15", "code=declaration_missing"),
        (line, "C15", "status=held"),
    )
    line = "Đang xem xét kỷ luật 01 cá nhân; nhắc nhở"
    file = f"{WARDS}/UBND phường Trung Mỹ Tây.xlsx"
    yield DemoLine(line, file, "Tiêu chí", "C15", "code=declaration_under_review")
    yield _verdict(line, "collective:phuong-trung-my-tay", "verdict=held")
    file = f"{WARDS}/UBND P.THT.xlsx"
    yield DemoLine(line, file, "Tiêu chí", "C15", "code=declaration_under_review")
    yield _verdict(line, "collective:phuong-tan-hung-thuan", "verdict=held")
    line = "Bằng khen TP for a unit that is not on the Giấy khen list"
    yield _verdict(line, "collective:phong-quan-ly-do-thi", "reason=not_on_base_list")
    line = '=HYPERLINK("http://x";"Mô hình 1 cửa"), +cmd|…, @SUM(…), =IMPORTXML(…)'
    yield from _at(
        file,
        "Đăng ký",
        (line, "B9", 'title==HYPERLINK("http://x";"Mô hình 1 cửa")'),
        (line, "B9", "code=formula_as_text"),
        (line, "N10", "note=+cmd|' /C calc'!A0"),
        (line, "F11", "goal=@SUM(1+1)"),
        (line, "E12", 'content==IMPORTXML("http://x";"//a")'),
    )
    yield DemoLine(line, ECONOMY_FILE, "Đăng ký", "B8", "code=live_formula")


def _beside() -> Iterator[DemoLine]:
    """What the rest of the list asks for: kinds of file, versions, units that disagree."""
    yield from _at(
        OLD_FILE,
        "Đăng ký",
        ("a superseded version beside a newer one", "B9", "code=superseded"),
        ("a superseded version beside a newer one", "B9", "status=rejected"),
    )
    line = "heading and file name name different units"
    yield DemoLine(line, DISAGREEING_FILE, "Sơ kết", "A8", "code=unit_disagrees")
    yield DemoLine(".csv in UTF-16", JUSTICE_FILE, "", "", "code=encoding")
    yield DemoLine(".csv in cp1258", CULTURE_FILE, "", "", "code=encoding")
    yield DemoLine(".ods", ODS_FILE, "Đăng ký", "B5", "unit=phuong-tan-thoi-hiep")
    line = "a school and a police post with a ward's name"
    file = f"{SERVICES}/Trường THCS An Phú Đông.xlsx"
    yield DemoLine(line, file, "Đăng ký", "B9", "unit=truong-thcs-an-phu-dong")


DEMO_LINES: list[DemoLine] = [
    *_unit_names(),
    *_dates(),
    *_numbers(),
    *_layout(),
    *_damage(),
    *_meaning(),
    *_beside(),
]
"""Every line, with each of its cases."""
