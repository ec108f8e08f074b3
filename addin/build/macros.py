"""Gives a workbook its macros; every part that this does not need stays."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from pathlib import Path

from addin.build.modules import Module
from addin.package.archive import Archive
from addin.package.parts import CONTENT_TYPES, Parts
from addin.package.relations import with_content_type

WORKBOOK_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"


def with_macros(workbook: bytes, modules: Sequence[Module]) -> bytes:
    """A workbook without macros as one with ``modules``; the same inputs give the same bytes."""
    from pyopenvba import ExcelFile, VBAModuleKind

    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = Path(folder) / "macros.xlsm"
        path.write_bytes(workbook)
        with ExcelFile(path) as book:
            project = book.add_vba_project()
            for module in modules:
                kind = VBAModuleKind.other if module.is_class else VBAModuleKind.standard
                project.add_module(module.name, module.source, kind=kind)
            book.save(Path(folder) / "made.xlsm")
        return (Path(folder) / "made.xlsm").read_bytes()


def with_main_type(workbook: bytes, kind: str) -> bytes:
    """A workbook whose main part says that it is a ``kind`` of Excel's files."""
    parts = Parts(Archive(workbook, "thidua"))
    types = parts.read(CONTENT_TYPES)
    parts.change(CONTENT_TYPES, with_content_type(types, parts.book, kind))
    return written(parts)


def written(parts: Parts) -> bytes:
    """The package as bytes."""
    made = io.BytesIO()
    parts.write(made, {})
    return made.getvalue()
