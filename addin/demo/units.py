"""Writes the folder that the office of the demo got from its units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from addin.demo import own_layouts, text_tables
from addin.demo.data import shipped
from addin.demo.ods_book import write_ods
from addin.demo.profiles import AGENCIES, SERVICES, WARDS
from addin.demo.rows import Filing, Rows, TypedRow, all_rows, filings
from addin.demo.shared_sheet import FILE, write_shared
from addin.demo.twists import twist
from addin.unitbook import write_unit_workbook
from campaign.plan.definition import Campaign, Form
from campaign.roster.units import Roster

WARD_FILE = f"{WARDS}/Tân Chánh Hiệp - đăng ký.xlsx"
ODS_FILE = f"{WARDS}/UBND phường Tân Thới Hiệp - đăng ký.ods"
XLS_FILE = f"{WARDS}/UBND phường Tân Thới Nhất - đăng ký.xls"
ECONOMY_FILE = f"{AGENCIES}/Phòng Kinh tế - đăng ký.xlsx"
JUSTICE_FILE = f"{AGENCIES}/Phòng Tư pháp - đăng ký.csv"
CULTURE_FILE = f"{AGENCIES}/Phòng VH-TT - đăng ký.csv"
ENVIRONMENT_FILE = f"{AGENCIES}/Phòng TN&MT - tự chấm.xlsx"
HOSPITAL_FILE = f"{SERVICES}/Bệnh viện Quận 12 - đăng ký.xlsx"
OLD_FILE = f"{WARDS}/UBND phường Thới An v1.xlsx"
DISAGREEING_FILE = f"{WARDS}/UBND phường Thạnh Xuân - sơ kết bổ sung.xlsx"

_ODS_LABELS = (
    "STT",
    "Tên sáng kiến, giải pháp",
    "Lĩnh vực",
    "Nội dung",
    "Từ ngày",
    "Đến ngày",
    "Người chịu trách nhiệm",
    "Di động",
    "Ngày nộp",
)
_ODS_COLUMNS = (
    "order",
    "title",
    "field",
    "content",
    "starts",
    "ends",
    "person",
    "phone",
    "submitted",
)


def write_demo_units(out: Path, campaign: Campaign, roster: Roster) -> list[Path]:
    """Write ``out/units``: workbooks of every kind that units send; the files, sorted.

    Raises:
        UsageError: a file cannot be written.
    """
    writer = _Writer(out / "units", campaign)
    units = {unit.id: unit for unit in roster.units}
    for filing in filings(units):
        writer.unit(filing)
    if hospital := units.get("benh-vien"):
        own_layouts.write_hospital(writer.place(HOSPITAL_FILE), hospital.name)
    write_shared(writer.place(FILE))
    return sorted(writer.written)


class _Writer:
    """Writes each unit's files, and keeps their list."""

    def __init__(self, folder: Path, campaign: Campaign) -> None:
        self._folder, self._campaign = folder, campaign
        self.written: list[Path] = []

    def place(self, name: str) -> Path:
        """A file of the folder; the folders on its way are made."""
        path = self._folder.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        self.written.append(path)
        return path

    def unit(self, filing: Filing) -> None:
        """Everything one unit sent."""
        profile = filing.profile
        rows = twist(profile.unit, all_rows(filing, self._campaign))
        if profile.outside:
            self._outside(filing, rows.pop(Form.REGISTRATION))
        self._book(filing, f"{profile.folder}/{profile.stem}.xlsx", rows)
        extra = _EXTRAS.get(profile.unit)
        if extra:
            extra(self, filing, rows)

    def _book(self, filing: Filing, name: str, rows: Rows) -> None:
        write_unit_workbook(self._campaign, filing.unit, self.place(name), rows=dict(rows))

    def _outside(self, filing: Filing, rows: list[TypedRow]) -> None:
        """The registration in a file of the unit's own making."""
        name, write = _OWN_FILES[filing.profile.unit]
        write(self.place(name), filing, rows)

    def older(self, filing: Filing, rows: Rows) -> None:
        """The version that the unit sent first: other goals, and no results yet."""
        first = [row | {"goal": "Sẽ bổ sung sau."} for row in rows[Form.REGISTRATION]]
        self._book(filing, OLD_FILE, {Form.REGISTRATION: first})

    def disagreeing(self, filing: Filing, rows: Rows) -> None:
        """An interim report of one ward under another ward's file name."""
        del rows
        report: TypedRow = {
            "order": 1,
            "title": filing.titles[0],
            "progress": "Đã triển khai tại bộ phận một cửa.",
            "result": "Tiếp nhận 64 lượt người dân.",
            "submitted": date(2020, 6, 12),
        }
        self._book(filing, DISAGREEING_FILE, {Form.INTERIM: [report]})

    def self_assessed(self, filing: Filing, rows: Rows) -> None:
        """A self-assessment on a sheet of the unit's own."""
        del rows
        own_layouts.write_environment(self.place(ENVIRONMENT_FILE), filing)


def _write_ods(path: Path, filing: Filing, rows: list[TypedRow]) -> None:
    rows[1]["ends"] = "31/06/2020"
    lines: list[list[object]] = [
        [filing.unit.name.upper()],
        ["BẢNG ĐĂNG KÝ MÔ HÌNH, SÁNG KIẾN, GIẢI PHÁP"],
        [],
        list(_ODS_LABELS),
        *([row[key] for key in _ODS_COLUMNS] for row in rows),
        ["Người lập biểu"],
    ]
    write_ods(path, "Đăng ký", lines)


def _write_xls(path: Path, filing: Filing, rows: list[TypedRow]) -> None:
    """The only file that is shipped whole: nothing here writes ``.xls``."""
    del filing, rows
    path.write_bytes(shipped("files/phuong-tan-thoi-nhat.xls"))


def _write_justice(path: Path, filing: Filing, rows: list[TypedRow]) -> None:
    text_tables.write_utf16(path, filing.unit.name.upper(), rows)


def _write_culture(path: Path, filing: Filing, rows: list[TypedRow]) -> None:
    text_tables.write_cp1258(path, filing.unit.name.upper(), rows)


_Write = Callable[[Path, Filing, list[TypedRow]], None]

_OWN_FILES: dict[str, tuple[str, _Write]] = {
    "phuong-tan-chanh-hiep": (WARD_FILE, own_layouts.write_ward),
    "phuong-tan-thoi-hiep": (ODS_FILE, _write_ods),
    "phuong-tan-thoi-nhat": (XLS_FILE, _write_xls),
    "phong-kinh-te": (ECONOMY_FILE, own_layouts.write_economy),
    "phong-tu-phap": (JUSTICE_FILE, _write_justice),
    "phong-van-hoa-va-thong-tin": (CULTURE_FILE, _write_culture),
}

_EXTRAS: dict[str, Callable[[_Writer, Filing, Rows], None]] = {
    "phuong-thoi-an": _Writer.older,
    "phuong-an-phu-dong": _Writer.disagreeing,
    "phong-tai-nguyen-va-moi-truong": _Writer.self_assessed,
}
