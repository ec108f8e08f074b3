"""Makes a unit's workbook: tabs in order, hidden identity, the same bytes for the same inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from addin.unitbook.criteria_tab import fill_criteria_tab
from addin.unitbook.data_tab import fill_data_tab
from addin.unitbook.guide_tab import fill_guide_tab
from addin.unitbook.styles import COLUMN_PIXELS, ROW_PIXELS, Job, Styles
from campaign.errors import UsageError
from campaign.plan.definition import Campaign, Form
from campaign.roster.units import Unit
from campaign.unit_tabs.palette import FONT, SIZE
from campaign.unit_tabs.ready_rows import TypedRow
from campaign.unit_tabs.tabs import GUIDE, tabs_of
from campaign.unit_tabs.wording import first_day

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

VERSION = "1"
"""Layout of the workbook, for readers of later years."""

GUIDE_FORM = "guide"
"""What the guide calls itself, so that a reader does not look for a table in it."""

Rows = Mapping[Form, Sequence[TypedRow]]
"""Rows to fill in beforehand, by form."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_row_height": ROW_PIXELS,
    "default_column_width": COLUMN_PIXELS,
}
_DEFAULT = {"font_name": FONT, "font_size": SIZE}
_EVERYWHERE = -1
"""What XlsxWriter takes for a name that belongs to no sheet."""


def write_unit_workbook(
    campaign: Campaign, unit: Unit | None, path: Path, *, rows: Rows | None = None
) -> None:
    """Write the ``.xlsx`` that a unit fills; ``unit`` is ``None`` when several share it.

    Args:
        campaign: What is asked, and by when.
        unit: Whose workbook it is.
        path: Where to; a file that is there is replaced.
        rows: Data rows to fill in beforehand: form to rows, column key to value. A form with
            two tabs has them in the first.

    Raises:
        UsageError: the file cannot be written.
    """
    content = unit_workbook(campaign, unit, rows=rows)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(
            f"Không ghi được tệp “{path.name}”: tệp đang mở trong Excel, hoặc thư mục không có "
            "hay không cho ghi."
        ) from error


def unit_workbook(campaign: Campaign, unit: Unit | None, *, rows: Rows | None = None) -> bytes:
    """The workbook's bytes; the same inputs give the same bytes."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    with Workbook(buffer, _OPTIONS | {"default_format_properties": dict(_DEFAULT)}) as workbook:
        job = Job(Styles(workbook), campaign, unit)
        _describe(workbook, job)
        _fill_tabs(workbook, job, rows or {})
    return buffer.getvalue()


def _fill_tabs(workbook: Workbook, job: Job, rows: Rows) -> None:
    from addin.unitbook.growing_sheet import GrowingSheet

    tabs = tabs_of(job.campaign, shared=job.unit is None)
    fill_guide_tab(workbook.add_worksheet(GUIDE), job, tabs)
    _hide_name(workbook, "thidua_form", GUIDE_FORM, 0)
    given = dict(rows)
    for index, tab in enumerate(tabs, 1):
        fill = fill_criteria_tab if tab.form is Form.CRITERIA else fill_data_tab
        fill(workbook.add_worksheet(tab.title, GrowingSheet), job, tab, given.pop(tab.form, ()))
        _hide_name(workbook, "thidua_form", tab.form.value, index)


def _describe(workbook: Workbook, job: Job) -> None:
    """Document properties, and the names by which our own readers know the file."""
    header = job.campaign.campaign
    workbook.set_properties(
        {
            "title": header.name,
            "author": job.campaign.office.name,
            "created": datetime.combine(first_day(job.campaign), time()),
        }
    )
    if job.unit:
        _hide_name(workbook, "thidua_unit", job.unit.id)
    _hide_name(workbook, "thidua_campaign", header.id)
    _hide_name(workbook, "thidua_version", VERSION)


def _hide_name(workbook: Workbook, name: str, text: str, sheet: int = _EVERYWHERE) -> None:
    """A defined name that is a text constant; hidden, which ``define_name`` cannot make it."""
    constant = '"' + text.replace('"', '""') + '"'
    workbook.defined_names.append([name, sheet, constant, True])
