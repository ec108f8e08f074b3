"""``thidua.xlam``: the ribbon tab and the macros that it calls."""

from __future__ import annotations

import io
from datetime import datetime

from addin.build.macros import ADDIN_TYPE, with_macros, with_main_type
from addin.build.modules import ADDIN, our_modules, ribbon_module, xlwings_modules
from addin.build.ribbon import PART, RELATION, ribbon_xml
from addin.buttons.catalog import BUTTONS
from addin.package.archive import Archive
from addin.package.parts import Parts
from addin.package.relations import relations_part, with_relation

NAME = "thidua.xlam"
_RIBBON_ID = "rIdRibbon"
_MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - a fixed day: a clock would make every build another file


def addin_file() -> bytes:
    """The add-in; the same xlwings and catalog give the same bytes.

    Raises:
        UsageError: xlwings is missing or is not as we know it.
    """
    modules = [*xlwings_modules(ADDIN), *our_modules(BUTTONS), ribbon_module(BUTTONS)]
    return _with_ribbon(with_main_type(with_macros(_empty_workbook(), modules), ADDIN_TYPE))


def _empty_workbook() -> bytes:
    """One sheet, which nobody sees: an add-in has no window."""
    from xlsxwriter import Workbook

    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as workbook:
        title = {"title": "Thi đua", "comments": "Nút lệnh của phần mềm thi đua.", "created": _MADE}
        workbook.set_properties(title)
        workbook.add_worksheet("thidua")
    return made.getvalue()


def _with_ribbon(workbook: bytes) -> bytes:
    parts = Parts(Archive(workbook, NAME))
    parts.add(PART, ribbon_xml(BUTTONS))
    top = relations_part("")
    parts.change(top, with_relation(parts.read(top), _RIBBON_ID, RELATION, PART))
    made = io.BytesIO()
    parts.write(made, {})
    return made.getvalue()
