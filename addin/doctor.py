"""What this machine has: each part with what it is for and how to get it."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version


@dataclass(frozen=True, slots=True)
class Finding:
    """One part looked for; ``needed`` parts must be there for the main job."""

    name: str
    good: bool
    detail: str
    remedy: str
    needed: bool = True

    def sentence(self) -> str:
        """One Vietnamese line."""
        mark = "có" if self.good else ("THIẾU" if self.needed else "không có")
        line = f"{self.name}: {mark}{f' ({self.detail})' if self.detail else ''}"
        return line if self.good else f"{line}. {self.remedy}"


_PARTS = {
    "pandas": "bảng dữ liệu cho người dùng Python",
    "pydantic": "đọc tệp mô tả đợt thi đua",
    "python-calamine": "đọc .xlsx",
    "xlrd": "đọc .xls",
    "xlsxwriter": "ghi sổ tổng hợp và biểu mẫu",
    "rapidfuzz": "gợi ý tên đơn vị, so sánh sáng kiến",
    "pymcdm": "thử độ vững của danh sách khen thưởng",
    "xlwings": "nút lệnh trong Excel và Google Sheets",
    "pyopenvba": "đặt nút lệnh vào sổ .xlsm",
    "docxtpl": "lập văn bản Word theo mẫu",
    "python-docx": "ghi văn bản Word",
    "jinja2": "mẫu văn bản, trang tổng quan",
    "gspread": "đọc và ghi bảng tính Google",
    "google-auth": "đăng nhập Google",
    "requests": "nói chuyện với Google",
    "sqlalchemy": "sổ theo dõi",
    "psycopg": "sổ theo dõi trên PostgreSQL",
    "filelock": "giữ cho hai lần chạy không chồng nhau",
    "fastapi": "máy chủ của nút lệnh trong Google Sheets",
    "uvicorn": "chạy máy chủ ấy",
    "platformdirs": "tìm thư mục của người dùng",
    "rich": "bảng và thanh tiến độ trên màn hình",
    "typer": "dòng lệnh",
}
"""What each package that we install is for."""


def examine() -> list[Finding]:
    """Look for Python, the packages and the programs that help."""
    found = [_python(), *(_package(name, what) for name, what in _PARTS.items())]
    office = shutil.which("soffice") or shutil.which("libreoffice")
    remedy = "Chỉ cần khi muốn xem sổ trên máy không có Excel: cài LibreOffice."
    found.append(Finding("LibreOffice", office is not None, "", remedy, needed=False))
    return found


def _python() -> Finding:
    here = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    return Finding("Python", good, here, "Cần Python 3.11 trở lên.")


def _package(name: str, what: str) -> Finding:
    remedy = "Cài lại phần mềm: py -m pip install --upgrade thidua."
    try:
        return Finding(name, good=True, detail=f"{version(name)}, {what}", remedy=remedy)
    except PackageNotFoundError:
        return Finding(name, good=False, detail=what, remedy=remedy)
