"""What the office decided in its own sheets: violations, receipts, extensions, settled values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from addin.package import CellIn
from addin.workbook.fields import Sheet
from addin.workbook.flag_rows import settled_place
from addin.workbook.kept import Cells, SheetState
from addin.workbook.sheet_reading import filled
from campaign.cells.dates import DateValue, read_date
from campaign.grid import address
from campaign.labels import RECEIPT_ACTION, VIOLATION_STATE
from campaign.plan.definition import Campaign
from campaign.problems import Issue, Problem, Reading, Weight
from campaign.result.evidence import Evidence
from campaign.result.office_facts import OfficeFacts, Receipt, Violation
from campaign.vietnamese.text import clean, key

Resolve = Callable[[str], Reading[str]]
"""A typed unit name to a unit id, or a hold with candidates."""

_STATES = {key(word): state for word, state in VIOLATION_STATE.items()}
_ACTIONS = {key(word): action for word, action in RECEIPT_ACTION.items()}


@dataclass(slots=True)
class OfficeLine:
    """One filled line of a sheet that the office owns, read cell by cell."""

    facts: OfficeFacts
    file: str
    sheet: Sheet
    places: dict[str, int]
    line: int
    cells: Cells

    def text(self, name: str) -> str:
        """A cell as clean text; a date day first."""
        cell = self.cells.get(self.places.get(name, -1))
        return "" if cell is None else text_of(cell)

    def day(self, name: str) -> DateValue | None:
        """A cell as a date; what cannot be read is reported."""
        cell = self.cells.get(self.places.get(name, -1))
        if cell is None or not filled(cell):
            return None
        value = clean(cell.value) if isinstance(cell.value, str) else cell.value
        reading = read_date(value, number_format="dd/mm/yyyy")
        self.report(name, reading.problems)
        return None if reading.held else reading.value

    def unit(self, resolve: Resolve) -> str | None:
        """The unit named in the line; None, and a report, when it is not certain."""
        typed = self.text("unit")
        if not typed:
            message = "Chưa ghi đơn vị nên dòng này chưa được dùng."
            self.report("unit", (Problem("unit_missing", Weight.HOLD, message),))
            return None
        reading = resolve(typed)
        self.report("unit", reading.problems)
        return None if reading.held else reading.value

    def report(self, name: str, problems: tuple[Problem, ...]) -> None:
        """Report problems at a cell of the line."""
        cell = self.cell(name)
        for problem in problems:
            issue = problem.at(self.file, self.sheet.title, cell, name, self.text(name))
            self.facts.issues.append(issue)

    def cell(self, name: str) -> str:
        """A1 address of a cell of the line."""
        return address(self.line, self.places.get(name, 0))

    def evidence(self, kind: str, name: str, text: str) -> Evidence:
        """The line as evidence."""
        return Evidence(kind, self.file, self.sheet.title, self.cell(name), text)


def text_of(cell: CellIn) -> str:
    """A cell's value as somebody would type it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, date):
        day = f"{value:%d/%m/%Y}"
        return f"{day} {value:%H:%M}" if isinstance(value, datetime) and value.time() else day
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


def take_violation(line: OfficeLine, resolve: Resolve) -> None:
    """Read a line of *Vi phạm*."""
    typed = line.text("state")
    state = _STATES.get(key(typed), "unclear")
    if state == "unclear":
        message = "Chưa chọn tình trạng vi phạm trong danh sách nên chưa biết cách xét."
        line.report("state", (Problem("violation_state_unclear", Weight.HOLD, message),))
    unit = line.unit(resolve)
    line.facts.violations.append(
        Violation(
            unit=unit,
            person=line.text("person"),
            content=line.text("content"),
            state=state,
            document=line.text("document"),
            evidence=line.evidence("office", "content", typed),
            possible=_possible(line, resolve) if unit is None else (),
        )
    )


def _possible(line: OfficeLine, resolve: Resolve) -> tuple[str, ...]:
    """Units that the typed name could be."""
    problems = resolve(line.text("unit")).problems if line.text("unit") else ()
    return tuple(dict.fromkeys(one for problem in problems for one in problem.readings))


def take_receipt(line: OfficeLine, resolve: Resolve, campaign: Campaign) -> None:
    """Read a line of *Sổ tiếp nhận*."""
    moments = {name: line.day(name) for name in ("signed", "sent", "received", "until")}
    iso = {name: day.isoformat() if day else "" for name, day in moments.items()}
    until = moments["until"]
    line.facts.receipts.append(
        Receipt(
            unit=line.unit(resolve),
            deliverable=_deliverable(line, campaign),
            action=_action(line, extends=until is not None),
            signed=iso["signed"],
            sent=iso["sent"],
            received=iso["received"],
            until=until.date if until else None,
            document=line.text("document"),
            person=line.text("person"),
            evidence=line.evidence("office", "deliverable", line.text("document")),
        )
    )


def _deliverable(line: OfficeLine, campaign: Campaign) -> str | None:
    typed = key(line.text("deliverable"))
    for item in campaign.deliverables:
        if typed and typed in (key(item.short_name), key(item.name), key(item.tab)):
            return item.id
    message = "Nội dung nộp không khớp nội dung nào của kế hoạch; hãy chọn trong danh sách."
    line.report("deliverable", (Problem("deliverable_unclear", Weight.HOLD, message),))
    return None


def _action(line: OfficeLine, *, extends: bool) -> str:
    """The line's kind; an empty one is told from what was filled in."""
    typed = line.text("action")
    found = _ACTIONS.get(key(typed))
    if found is None and typed:
        message = "Việc phải là “Tiếp nhận” hoặc “Gia hạn”."
        line.report("action", (Problem("action_unclear", Weight.HOLD, message),))
    return found or (
        "extension" if extends and not typed else "receipt" if not typed else "unclear"
    )


def take_settled(facts: OfficeFacts, file: str, state: SheetState) -> None:
    """Read the settled values of *Cảnh báo*; two that disagree settle nothing."""
    disputed: set[tuple[str, str]] = set()
    for row_id, row in state.rows.items():
        cell = row.office.get("settled")
        typed = text_of(cell) if cell is not None else ""
        if not typed:
            continue
        place = settled_place(row_id)
        where = address(row.line, state.places["settled"])
        if place is None:
            message = "Dòng này không gắn với một ô của đơn vị nên không chốt giá trị được."
            _note(facts, file, state.title, where, typed, "settled_without_cell", message)
        elif facts.settled.get(place, typed) != typed:
            disputed.add(place)
            message = "Cùng một ô mà chốt hai giá trị khác nhau; chưa giá trị nào được dùng."
            _note(facts, file, state.title, where, typed, "settled_twice", message)
        else:
            facts.settled[place] = typed
    for place in disputed:
        del facts.settled[place]


def _note(
    facts: OfficeFacts, file: str, sheet: str, cell: str, typed: str, code: str, message: str
) -> None:
    facts.issues.append(Issue(code, Weight.HOLD, message, file, sheet, cell, "settled", typed))
