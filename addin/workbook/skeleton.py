"""Makes the empty workbook: titles, headers, formats, rules, print set-up; rows come later."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from itertools import takewhile
from typing import TYPE_CHECKING

from addin.workbook import charts, printing, rules
from addin.workbook.control import CONTROL_WIDTHS
from addin.workbook.control_page import page_breaks
from addin.workbook.fields import Field, Nature, Sheet
from addin.workbook.layout import Layout
from addin.workbook.looks import (
    BAND,
    COLUMN_PIXELS,
    FONT,
    LOOKS,
    PROTOTYPES,
    SIZE,
    Look,
    points_look,
)
from addin.workbook.machine import (
    CLEAN_ROWS,
    FIRST_CHOICE,
    KNOWN_DAY,
    KNOWN_DAY_ROW,
    MACHINE,
    PROTOTYPE_ROW,
    VERSION,
)
from addin.workbook.overview_places import OVERVIEW_WIDTHS
from addin.workbook.settings import HELP, SETTINGS, SETTINGS_COLUMN, SETTINGS_ROW, Setting
from addin.workbook.signature import signature
from campaign.columns import Owner
from campaign.plan.definition import Campaign

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

OFFICE_ROWS = 500
"""Ready rows of the sheets that the office fills itself."""

_TAB_COLOURS = {Nature.OFFICE: "#C9A94F", Nature.PAGE: "#1F3864", Nature.TABLE: "#8EA9DB"}


def _options() -> dict[str, object]:
    """Options of one workbook: XlsxWriter changes what it is given."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": SIZE},
        "default_column_width": COLUMN_PIXELS,
    }


class Formats:
    """The formats of one workbook, made on first use."""

    def __init__(self, workbook: Workbook, campaign: Campaign) -> None:
        self._workbook = workbook
        self._looks: dict[str, Look] = LOOKS | {"points": points_look(campaign.scoring.decimals)}
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        """The format of a look."""
        if name not in self._made:
            self._made[name] = self._workbook.add_format(self._looks[name])
        return self._made[name]


def skeleton(campaign: Campaign, layout: Layout, units: int) -> bytes:
    """The empty workbook's bytes; the same inputs give the same bytes.

    Args:
        campaign: Names deliverables, indicators and awards.
        layout: Its sheets.
        units: How many units the roster has, for the size of dropdowns.
    """
    from xlsxwriter import Workbook

    buffer = BytesIO()
    with Workbook(buffer, _options()) as workbook:
        _describe(workbook, campaign)
        formats = Formats(workbook, campaign)
        for sheet in layout.sheets:
            _add_sheet(workbook, formats, campaign, layout, sheet, units)
        _add_machine_sheet(workbook, formats, campaign, layout)
    return buffer.getvalue()


def _describe(workbook: Workbook, campaign: Campaign) -> None:
    header = campaign.campaign
    # The file's own dates are fixed: a clock here would make every run another file.
    created = datetime.combine(header.ends, time())
    workbook.set_properties(
        {
            "title": f"Sổ thi đua – {header.short_name}",
            "subject": header.name,
            "company": campaign.office.name,
            "created": created,
        }
    )
    workbook.set_custom_property("thidua_workbook", header.id, "text")


def _add_sheet(
    workbook: Workbook,
    formats: Formats,
    campaign: Campaign,
    layout: Layout,
    sheet: Sheet,
    units: int,
) -> None:
    made: Worksheet = workbook.add_worksheet(sheet.title)
    made.hide_gridlines(2)
    made.set_tab_color(_TAB_COLOURS.get(sheet.nature, "#7F7F7F"))
    if sheet.nature is Nature.PAGE:
        widths = CONTROL_WIDTHS if sheet.key == "control" else OVERVIEW_WIDTHS
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        rules.add_page_rules(workbook, made, sheet.key, len(widths))
        if sheet.key == "control":
            _add_settings(made, formats)
        if sheet.key == "overview":
            charts.add_charts(workbook, made, campaign, sheet)
    else:
        _add_table(made, formats, campaign, sheet)
        rules.add_rules(workbook, made, layout, sheet, units)
    breaks = page_breaks(campaign, layout) if sheet.key == "control" else ()
    printing.set_page(made, sheet, campaign, breaks)
    if sheet.key == "control":
        made.activate()


def _add_settings(made: Worksheet, formats: Formats) -> None:
    """Put what the buttons need to know beside the page: the office fills it in."""
    made.set_column(SETTINGS_COLUMN, SETTINGS_COLUMN, 30)
    made.set_column(SETTINGS_COLUMN + 1, SETTINGS_COLUMN + 1, 52)
    made.write_string(SETTINGS_ROW, SETTINGS_COLUMN, SETTINGS, formats["section"])
    made.write_blank(SETTINGS_ROW, SETTINGS_COLUMN + 1, None, formats["section"])
    for row, setting in enumerate(Setting, SETTINGS_ROW + 1):
        made.write_string(row, SETTINGS_COLUMN, setting.value, formats["head_office"])
        made.write_blank(row, SETTINGS_COLUMN + 1, None, formats["office"])
        made.write_string(row, SETTINGS_COLUMN + 2, HELP[setting], formats["note"])


def _add_table(made: Worksheet, formats: Formats, campaign: Campaign, sheet: Sheet) -> None:
    made.set_row_pixels(0, 32)
    at = sheet.heading_column
    made.write_string(0, at, sheet.heading, formats["title"])
    made.write_string(1, at, campaign.campaign.name, formats["subtitle"])
    made.write_string(2, at, sheet.note, formats["note"])
    band, head = sheet.header - 1, sheet.header
    made.set_row_pixels(head, 22 * _header_lines(sheet.fields) + 6)
    before: Owner | None = None
    for column, item in enumerate(sheet.fields):
        made.set_column(column, column, item.width)
        begins = item.owner is not before and _has_room(sheet, column)
        words = _band_words(sheet.fields[column:]) if begins else ""
        made.write(band, column, words or None, formats[f"band_{item.owner}"])
        before = item.owner if words else before
        made.write_string(head, column, item.label, formats[f"head_{item.owner}"])
        if item.help:
            made.write_comment(head, column, item.help, {"x_scale": 1.6, "font_family": 1})
    _add_ready_rows(made, formats, sheet)
    made.freeze_panes(sheet.first, sheet.frozen)
    made.autofilter(head, 0, sheet.first, len(sheet.fields) - 1)


def _band_words(fields: tuple[Field, ...]) -> str:
    """Whose columns begin here; without the aside where they are too narrow for it."""
    words = BAND[fields[0].owner]
    own = takewhile(lambda item: item.owner is fields[0].owner, fields)
    return words if sum(item.width for item in own) > len(words) else words.partition(" (")[0]


def _has_room(sheet: Sheet, column: int) -> bool:
    """Whether the band's words can begin here: not in the narrow id column."""
    return sheet.fields[column].width > 8


def _header_lines(fields: tuple[Field, ...]) -> int:
    """Lines that the tallest header takes; the narrow id column's takes two."""
    return max(
        2,
        *(
            min(-(-len(item.label) * 5 // int(item.width * 4)), 4)
            for item in fields
            if item.width > 5
        ),
    )


def _add_ready_rows(made: Worksheet, formats: Formats, sheet: Sheet) -> None:
    """Give the first line its looks; the office's own sheets are ready to be filled in."""
    rows = OFFICE_ROWS if sheet.nature is Nature.OFFICE else 1
    for row in range(sheet.first, sheet.first + rows):
        for column, item in enumerate(sheet.fields):
            made.write_blank(row, column, None, formats[item.look])


def _add_machine_sheet(
    workbook: Workbook, formats: Formats, campaign: Campaign, layout: Layout
) -> None:
    made = workbook.add_worksheet(MACHINE)
    made.very_hidden()
    made.write_row(0, 0, ["thidua", VERSION, campaign.campaign.id, signature(campaign)])
    for column, look in enumerate(PROTOTYPES):
        made.write_string(PROTOTYPE_ROW - 1, column, look)
        made.write_string(PROTOTYPE_ROW, column, look, formats[look])
    made.write_datetime(KNOWN_DAY_ROW, 0, KNOWN_DAY, formats["date"])
    for column, choices in enumerate(rules.choices_of(layout)):
        made.write_column(FIRST_CHOICE, column, choices)
    for offset, sheet in enumerate(layout.sheets):
        for column, item in enumerate(sheet.fields):
            made.write_blank(CLEAN_ROWS + offset, column, None, formats[item.look])
