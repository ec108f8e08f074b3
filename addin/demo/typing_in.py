"""Types the demo office's own lines into its sheets of the district workbook, as a clerk would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from addin.demo import council
from addin.demo.office import ADDED_UNIT, ALIASES
from addin.package import CellOut, Styled, WorkbookPackage
from addin.workbook.control import control_sheet
from addin.workbook.fields import Sheet
from addin.workbook.layout import (
    ballots_sheet,
    members_sheet,
    quotas_sheet,
    receipts_sheet,
    violations_sheet,
)
from addin.workbook.office import read_paint
from addin.workbook.placing import placement_of
from addin.workbook.settings import Setting
from addin.workbook.skeleton import OFFICE_ROWS
from addin.workbook.table_sheets import units_sheet
from campaign.labels import RECEIPT_ACTION, VIOLATION_STATE
from campaign.plan.definition import Campaign
from campaign.result.office_facts import OfficeFacts, Receipt, Violation
from campaign.roster.units import Roster


def type_in(
    path: Path, facts: OfficeFacts, campaign: Campaign, roster: Roster, as_of: datetime
) -> None:
    """Fill the office's sheets and cells in a workbook that was just made."""
    package = WorkbookPackage.open(path)
    names = {unit.id: unit.name for unit in roster}
    violations = violations_sheet()
    type_lines(package, violations, (_violation(line, names) for line in facts.violations))
    receipts = receipts_sheet(campaign)
    tabs = {item.id: item.short_name for item in campaign.deliverables}
    type_lines(package, receipts, (_receipt(line, names, tabs) for line in facts.receipts))
    type_lines(package, quotas_sheet(campaign), council.QUOTAS)
    type_lines(package, members_sheet(), council.MEMBERS)
    type_lines(package, ballots_sheet(campaign), council.ballots())
    _type_units(package, units_sheet(campaign))
    _type_moment(package, as_of)
    package.save(path)


def type_moment(path: Path, as_of: datetime) -> None:
    """Type the day by which the buttons of a workbook judge."""
    package = WorkbookPackage.open(path)
    _type_moment(package, as_of)
    package.save(path)


def _type_moment(package: WorkbookPackage, as_of: datetime) -> None:
    """Let the buttons judge as of the example's day: today its units are dissolved."""
    title = control_sheet().title
    for row, found in package.rows(title):
        for column, cell in found.items():
            if cell.value == Setting.AS_OF.value:
                package.set_cells(title, {(row, column + 1): f"{as_of:%d/%m/%Y %H:%M}"})
                return


def _type_units(package: WorkbookPackage, sheet: Sheet) -> None:
    """An alias beside a unit, and a unit that the office adds under the table."""
    cells: dict[tuple[int, int], CellOut | Styled] = {}
    last = sheet.first
    for row, found in package.rows(sheet.title):
        last = max(last, row)
        alias = ALIASES.get(str(found[0].value)) if 0 in found else None
        if alias:
            cells[row, sheet.index("aliases")] = alias
    paint = read_paint(package)
    for name, value in ADDED_UNIT.items():
        column = sheet.index(name)
        cells[last + 1, column] = Styled(value, paint[sheet.fields[column].look])
    package.set_cells(sheet.title, cells)


def type_lines(
    package: WorkbookPackage, sheet: Sheet, lines: Iterable[Mapping[str, CellOut]]
) -> None:
    """Fill one of the office's sheets that is still empty; rows are as tall as their texts.

    Args:
        package: The workbook.
        sheet: The office's sheet.
        lines: Values by the keys of its columns.
    """
    paint = read_paint(package)
    placement = placement_of(sheet, None)
    rows: list[list[CellOut | Styled]] = [
        [None if line.get(item.key) == "" else line.get(item.key) for item in sheet.fields]
        for line in lines
    ]
    rows += [[] for _ in range(OFFICE_ROWS - len(rows))]
    package.replace_rows(
        sheet.title,
        placement.first,
        rows,
        styles=placement.styles(paint),
        fit=placement.fit(),
    )


def _violation(line: Violation, names: Mapping[str, str]) -> dict[str, CellOut]:
    states = {state: word for word, state in reversed(VIOLATION_STATE.items())}
    return {
        "unit": names.get(line.unit or "", ""),
        "person": line.person,
        "content": line.content,
        "state": states[line.state],
        "document": line.document,
    }


def _receipt(
    line: Receipt, names: Mapping[str, str], tabs: Mapping[str, str]
) -> dict[str, CellOut]:
    actions = {action: word for word, action in RECEIPT_ACTION.items()}
    return {
        "unit": names.get(line.unit or "", ""),
        "deliverable": tabs.get(line.deliverable or "", ""),
        "action": actions[line.action],
        "signed": _day(line.signed),
        "sent": _day(line.sent),
        "received": _day(line.received),
        "until": line.until,
        "document": line.document,
        "person": line.person,
    }


def _day(iso: str) -> date | datetime | None:
    if not iso:
        return None
    moment = datetime.fromisoformat(iso)
    return moment if "T" in iso else moment.date()
