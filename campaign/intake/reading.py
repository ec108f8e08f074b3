"""Reads one source, whatever it is: bytes in, grids out, or one sentence that says why not."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from campaign.grid import Grid
from campaign.intake.package import Package, open_package
from campaign.intake.refusals import refusal
from campaign.intake.signature import container, promised_kind, suffix_of
from campaign.problems import Problem, Weight

MAX_BYTES = 50 * 1024 * 1024
"""Largest source that is opened."""

_ODS_MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_MACRO_PART = "xl/vbaProject.bin"


@dataclass(frozen=True, slots=True)
class ReadSource:
    """One source as it was read.

    Attributes:
        name: As shown to the user.
        sha256: Of the bytes, hexadecimal.
        kind: ``xlsx``, ``xlsm``, ``xls``, ``ods`` or ``csv``, by content.
        grids: One a sheet, in tab order.
        problems: Notes on the whole file: ``mislabelled``, ``encoding``.
    """

    name: str
    sha256: str
    kind: str
    grids: list[Grid]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Content:
    kind: str
    grids: list[Grid]
    problems: tuple[Problem, ...] = ()


def read_source(name: str, data: bytes, *, max_bytes: int = MAX_BYTES) -> ReadSource:
    """Read one source from its bytes.

    Args:
        name: As shown to the user; its extension is believed only where the content is silent.
        data: The whole file.
        max_bytes: Larger sources are refused unread.

    Raises:
        SourceError: With one of the codes of ``campaign.intake.refusals.CODES``.
    """
    refuse_size(name, len(data), max_bytes)
    content = _READERS[container(name, data)](name, data)
    problems = (*_mislabelled(name, content.kind), *content.problems)
    digest = hashlib.sha256(data).hexdigest()
    return ReadSource(name, digest, content.kind, content.grids, problems)


def refuse_size(name: str, size: int, max_bytes: int = MAX_BYTES) -> None:
    """Raise ``SourceError`` ``too_large`` for a file that is not even to be read."""
    if size > max_bytes:
        limit = f"{size / 1048576:.0f} MB, tối đa {max_bytes / 1048576:.0f} MB"
        raise refusal(name, "too_large", limit)


def _mislabelled(name: str, kind: str) -> tuple[Problem, ...]:
    if promised_kind(name) in {"", kind}:
        return ()
    message = f"Tệp có đuôi {suffix_of(name)} nhưng nội dung là {kind}: đã đọc theo nội dung."
    return (Problem("mislabelled", Weight.NOTE, message),)


def _read_zip(name: str, data: bytes) -> _Content:
    package = open_package(name, data)
    if "mimetype" in package or "META-INF/manifest.xml" in package:
        return _read_opendocument(package)
    return _read_excel(package)


def _read_opendocument(package: Package) -> _Content:
    from campaign.intake.ods import read_ods

    mime = package.part("mimetype").strip() if "mimetype" in package else b""
    if mime and not mime.startswith(_ODS_MIME):
        raise refusal(package.name, "not_a_workbook", "đây là tài liệu OpenDocument khác")
    return _Content("ods", read_ods(package))


def _read_excel(package: Package) -> _Content:
    from campaign.intake.workbook_xml import workbook_part
    from campaign.intake.xlsx import read_xlsx

    part = workbook_part(package)
    if part.endswith(".bin"):
        raise refusal(package.name, "binary_workbook")
    if part.endswith(("document.xml", "presentation.xml")):
        raise refusal(package.name, "not_a_workbook", "đây là văn bản hoặc bản trình chiếu")
    if not part and not any(entry.startswith("xl/") for entry in package.entries):
        apple = any(entry.endswith(".iwa") for entry in package.entries)
        what = "bảng tính Numbers của Apple" if apple else "tệp nén ZIP"
        raise refusal(package.name, "not_a_workbook", f"đây là {what}")
    if part not in package:
        raise refusal(package.name, "damaged", "thiếu phần chính của bảng tính")
    kind = "xlsm" if _MACRO_PART in package else "xlsx"
    return _Content(kind, read_xlsx(package, part))


def _read_ole(name: str, data: bytes) -> _Content:
    from campaign.intake.ole import require_workbook

    require_workbook(name, data)
    return _read_biff(name, data)


def _read_biff(name: str, data: bytes) -> _Content:
    from campaign.intake.xls import read_xls

    return _Content("xls", read_xls(name, data))


def _read_text(name: str, data: bytes) -> _Content:
    from campaign.intake.csv_files import read_csv

    grids, problems = read_csv(name, data)
    return _Content("csv", grids, problems)


_READERS = {"zip": _read_zip, "ole": _read_ole, "biff": _read_biff, "text": _read_text}
