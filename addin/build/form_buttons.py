"""Puts form buttons on a sheet; every part that this does not need stays."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from addin.build.macros import written
from addin.build.vml import mended
from addin.buttons.catalog import Button
from addin.package.archive import Archive
from addin.package.book_part import sheet_entries
from addin.package.parts import Parts

_SIDES = ("Left", "Top", "Width", "Height")
_ACROSS, _GAP = 2, 1.5
_ROWS = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)


def with_form_buttons(workbook: bytes, sheet: str, area: str, buttons: Sequence[Button]) -> bytes:
    """A workbook with form buttons side by side in the cells ``area`` of ``sheet``."""
    parts = Parts(Archive(workbook, "thidua"))
    page, others = _sheets(parts, sheet)
    kept = {part: parts.read(part) for part in others}
    for part, xml in kept.items():
        # pyOpenVBA reads every cell of every sheet, which takes its time.
        parts.change(part, _ROWS.sub(b"<sheetData/>", xml))
    made = Parts(Archive(_drawn(written(parts), sheet, area, buttons), "thidua"))
    for part, xml in kept.items():
        made.change(part, xml)
    drawing = made.target(page, "vmlDrawing") or ""
    made.change(drawing, mended(made.read(drawing), made.read(page)))
    return written(made)


def button_name(button: Button) -> str:
    """What a form button is called in its sheet."""
    return f"thidua_{button.id}"


def _sheets(parts: Parts, sheet: str) -> tuple[str, list[str]]:
    """Part of the sheet of that title, and the parts of the others."""
    relation = {entry.title: entry.relation for entry in sheet_entries(parts.read(parts.book))}
    links = [link for link in parts.links(parts.book) if link.kind == "worksheet"]
    page = next(link.target for link in links if link.id == relation[sheet])
    return page, [link.target for link in links if link.target != page]


def _drawn(workbook: bytes, sheet: str, area: str, buttons: Sequence[Button]) -> bytes:
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
        return path.read_bytes()


def _grid(place: Sequence[float], count: int) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, width and height of each button in points, filling rows from the left."""
    left, top, width, height = place
    rows = -(-count // _ACROSS)
    wide, high = width / _ACROSS, height / rows
    for number in range(count):
        row, column = divmod(number, _ACROSS)
        yield left + column * wide + _GAP, top + row * high + _GAP, wide - 2 * _GAP, high - 2 * _GAP
