"""Gives a workbook its macros and form buttons; every part that this does not need stays."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from addin.build.modules import Module
from addin.build.vml import mended
from addin.buttons.catalog import Button
from addin.package.archive import Archive
from addin.package.book_part import sheet_entries
from addin.package.parts import CONTENT_TYPES, Parts
from addin.package.relations import with_content_type

WORKBOOK_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"

_SIDES = ("Left", "Top", "Width", "Height")
_ACROSS, _GAP = 2, 1.5


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


def with_form_buttons(workbook: bytes, sheet: str, area: str, buttons: Sequence[Button]) -> bytes:
    """A workbook with form buttons side by side in the cells ``area`` of ``sheet``."""
    from pyopenvba.apps.excel import ExcelApplication

    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = Path(folder) / "buttons.xlsx"
        path.write_bytes(workbook)
        app = ExcelApplication.open(path, with_vba=False)
        cells = f'Worksheets("{sheet}").Range("{area}")'
        place = [float(str(app.evaluate(f"{cells}.{side}"))) for side in _SIDES]
        for button, (left, top, width, height) in zip(
            buttons, _grid(place, len(buttons)), strict=True
        ):
            app.sheet(sheet).add_button(
                name=button_name(button),
                text=button.label,
                macro=button.macro,
                left=left,
                top=top,
                width=width,
                height=height,
            )
        app.save(path)
        return _with_mended_drawing(path.read_bytes(), sheet)


def _with_mended_drawing(workbook: bytes, sheet: str) -> bytes:
    parts = Parts(Archive(workbook, "thidua"))
    entries = {entry.title: entry.relation for entry in sheet_entries(parts.read(parts.book))}
    part = next(link.target for link in parts.links(parts.book) if link.id == entries[sheet])
    drawing = parts.target(part, "vmlDrawing") or ""
    parts.change(drawing, mended(parts.read(drawing), parts.read(part)))
    return _written(parts)


def button_name(button: Button) -> str:
    """What a form button is called in its sheet."""
    return f"thidua_{button.id}"


def _grid(place: Sequence[float], count: int) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, width and height of each button in points, filling rows from the left."""
    left, top, width, height = place
    rows = -(-count // _ACROSS)
    wide, high = width / _ACROSS, height / rows
    for number in range(count):
        row, column = divmod(number, _ACROSS)
        yield left + column * wide + _GAP, top + row * high + _GAP, wide - 2 * _GAP, high - 2 * _GAP


def with_main_type(workbook: bytes, kind: str) -> bytes:
    """A workbook whose main part says that it is a ``kind`` of Excel's files."""
    parts = Parts(Archive(workbook, "thidua"))
    types = parts.read(CONTENT_TYPES)
    parts.change(CONTENT_TYPES, with_content_type(types, parts.book, kind))
    return _written(parts)


def _written(parts: Parts) -> bytes:
    made = io.BytesIO()
    parts.write(made, {})
    return made.getvalue()
