"""Results made by hand, small enough to check by eye, and a pen for the office's own cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from addin.package import CellIn, CellOut, Formula, Styled, WorkbookPackage
from addin.workbook.fill import write_workbook
from addin.workbook.job import WorkbookReport
from addin.workbook.layout import layout_of
from addin.workbook.office import read_office
from campaign.awards.points import indicator_points
from campaign.columns import FORMS
from campaign.plan.definition import Campaign, Form, Ground, SubjectKind
from campaign.plan.loading import load_campaign
from campaign.problems import Issue, Problem, Reading, Weight
from campaign.records import Row, Scalar, SourceRecords, Status, Table
from campaign.result.evidence import Evidence
from campaign.result.lists import Absent, Placed, Score, Shortlist
from campaign.result.office_facts import OfficeFacts
from campaign.result.submissions import Standing, Submission
from campaign.result.unread import Unread
from campaign.result.verdicts import Judgement, Reason, Subject, Verdict
from campaign.result.whole import Result, SimilarPair
from campaign.roster.units import Unit, load_roster
from campaign.vietnamese.text import key

AS_OF = datetime(2020, 11, 2, 8, 0)  # noqa: DTZ001 - the office's own clock
LATER = datetime(2020, 11, 5, 9, 30)  # noqa: DTZ001
FORMULA_TEXT = '=HYPERLINK("http://example.invalid";"Mô hình 1 cửa")'


@cache
def campaign_2020() -> Campaign:
    return load_campaign("q12-cchc-2020")


@cache
def campaign_2026() -> Campaign:
    return load_campaign("tphcm-cchc-2026")


@cache
def units_2020() -> tuple[Unit, ...]:
    return load_roster("q12-2020").on(AS_OF.date())[:14]


@cache
def units_2026() -> tuple[Unit, ...]:
    return load_roster("tphcm-2026").units[:14]


def resolve(typed: str) -> Reading[str]:
    for unit in units_2020():
        if key(typed) in (key(unit.name), key(unit.short_name)):
            return Reading(unit.id)
    return Reading(None, (Problem("unit_unknown", Weight.HOLD, f"Không rõ “{typed}”."),))


def row_of(form: Form, row_id: str, unit_id: str | None, line: int, **values: Scalar) -> Row:
    cells = [values.get(column.key) for column in FORMS[form]]
    return Row(row_id, form, 0, line, unit_id, Status.ACCEPTED, cells)


def source_of(name: str, form: Form, rows: Sequence[Row], unit: str | None) -> SourceRecords:
    places = {column.key: index for index, column in enumerate(FORMS[form])}
    table = Table(name, "Đăng ký", form, 4, places, unit)
    made = SourceRecords(name, f"{sum(name.encode()):064x}", "xlsx", unit)
    made.tables.append(table)
    made.rows.extend(rows)
    return made


def registrations(units: Sequence[Unit], each: int = 3) -> list[SourceRecords]:
    sources = []
    for number, unit in enumerate(units):
        rows = [
            row_of(
                Form.REGISTRATION,
                f"DK-{unit.id}-{i}",
                unit.id,
                5 + i,
                order=str(i + 1),
                unit=unit.name,
                title=f"Mô hình số {number}.{i} của đơn vị",
                starts="2020-05-01",
                ends="10/2020",
                submitted="2020-05-18T17:30" if i == 0 else "2020-05-18",
                phone="0909000001; 0909000002",
            )
            for i in range(each)
        ]
        sources.append(source_of(f"{unit.id}.xlsx", Form.REGISTRATION, rows, unit.id))
    return sources


def _spoil(sources: list[SourceRecords]) -> None:
    """One row of each outcome: held date, held unit, formula text, lost cell, repeated row."""
    first = sources[0]
    held, formula, repeated = first.rows[0], first.rows[1], first.rows[2]
    held.values[_at("submitted")] = None
    held.mark(
        Issue(
            "date_ambiguous",
            Weight.HOLD,
            "Ngày có hai cách đọc.",
            first.name,
            "Đăng ký",
            "N6",
            "submitted",
            "05/06/2020",
            ("2020-06-05", "2020-05-06"),
        )
    )
    formula.values[_at("title")] = FORMULA_TEXT
    formula.mark(
        Issue("cell_error", Weight.ERROR, "Ô lỗi.", first.name, "Đăng ký", "H7", "goal", "#REF!")
    )
    repeated.mark(
        Issue("row_repeated", Weight.REJECT, "Dòng trùng.", first.name, "Đăng ký", "C8", "title")
    )
    other = sources[1]
    lost = other.rows[0]
    lost.unit, lost.values[_at("unit")] = None, "Phường Hưng Thuận"
    lost.mark(
        Issue(
            "unit_ambiguous",
            Weight.HOLD,
            "Chưa rõ đơn vị.",
            other.name,
            "Đăng ký",
            "B6",
            "unit",
            "Phường Hưng Thuận",
            ("phuong-tan-hung-thuan", "phuong-dong-hung-thuan"),
        )
    )


def _at(name: str) -> int:
    return [column.key for column in FORMS[Form.REGISTRATION]].index(name)


def _proposals(units: Sequence[Unit]) -> SourceRecords:
    rows = [
        row_of(
            Form.PROPOSAL,
            f"DN-{i}",
            unit.id,
            5 + i,
            order=str(i + 1),
            kind="Tập thể",
            name=f"Tập thể {unit.name}",
            unit=unit.name,
            award="Giấy khen",
            women_share="70.5",
        )
        for i, unit in enumerate(units[:6])
    ]
    return source_of("de-nghi.xlsx", Form.PROPOSAL, rows, None)


def _submissions(campaign: Campaign, units: Sequence[Unit]) -> list[Submission]:
    order = list(Standing)
    made = []
    for number, unit in enumerate(units):
        for offset, item in enumerate(campaign.deliverables):
            standing = order[(number + offset) % len(order)]
            late = standing is Standing.LATE
            made.append(
                Submission(
                    unit.id,
                    item.id,
                    standing,
                    item.due,
                    item.due,
                    "2020-05-22" if late else "",
                    Evidence("typed", f"{unit.id}.xlsx", "Đăng ký", "N6", "2020-05-22"),
                    2 if late else 0,
                    "không tính ngày hạn; giữ nguyên cuối tuần; xét theo ngày đến",
                    f"{item.short_name}: câu giải thích.",
                )
            )
    return made


def _judgements(units: Sequence[Unit]) -> list[Judgement]:
    verdicts = list(Verdict)
    made = []
    for number, unit in enumerate(units):
        row_id = f"DN-{number}" if number < 6 else f"unit:{unit.id}"
        subject = Subject(row_id, f"Tập thể {unit.name}", SubjectKind.COLLECTIVE, unit.id)
        verdict = verdicts[number % 3]
        reason = Reason(
            "deadline_missed",
            verdict,
            Ground.INCOMPLETE_FILE,
            "mục 3",
            Evidence("office", "so.xlsx", "Sổ tiếp nhận", "F6", "x"),
            f"Lý do của đơn vị {number}.",
        )
        made.append(Judgement(subject, verdict, (reason,)))
    return made


def scores_of(
    campaign: Campaign, values: dict[str, list[Decimal | None]]
) -> dict[str, tuple[Score, ...]]:
    """Points of values by unit, one value an indicator."""
    return {
        unit: tuple(
            Score(
                item.id,
                value,
                None if value is None else indicator_points(item, campaign.scoring, value),
                Evidence("typed"),
            )
            for item, value in zip(campaign.indicators, row, strict=True)
        )
        for unit, row in values.items()
    }


def _scores(campaign: Campaign, units: Sequence[Unit]) -> dict[str, tuple[Score, ...]]:
    values: dict[str, list[Decimal | None]] = {}
    for number, unit in enumerate(units):
        # Units 4 and 5 tie; unit 7 lacks a value.
        step = Decimal(4 if number == 5 else number)
        row: list[Decimal | None] = [
            item.lowest + (item.highest - item.lowest) * (Decimal("0.731234") + step / 100)
            for item in campaign.indicators
        ]
        values[unit.id] = [None, *row[1:]] if number == 7 else row
    return scores_of(campaign, values)


def _lists(campaign: Campaign, judged: Sequence[Judgement]) -> list[Shortlist]:
    lists = []
    for award in campaign.awards:
        good = [item.subject for item in judged if item.verdict is Verdict.ELIGIBLE]
        placed = tuple(
            Placed(subject, 1 if i < 2 else i + 1, i < 2, Decimal("215.1230"), (), provisional=True)
            for i, subject in enumerate(good)
        )
        absent = tuple(
            Absent(item.subject, item.reasons)
            for item in judged
            if item.verdict is not Verdict.ELIGIBLE
        )
        council = ("Hai tập thể bằng điểm ở chỗ cuối cùng; Hội đồng quyết định.",)
        lists.append(Shortlist(award.id, placed, absent, council, ("Cân nhắc nhiều hình thức.",)))
    return lists


def result_of(
    campaign: Campaign | None = None,
    units: Sequence[Unit] | None = None,
    *,
    sources: list[SourceRecords] | None = None,
    as_of: datetime = AS_OF,
    office: OfficeFacts | None = None,
) -> Result:
    """A result with at least one of everything."""
    campaign = campaign or campaign_2020()
    units = units or units_2020()
    if sources is None:
        sources = registrations(units)
        _spoil(sources)
        sources.append(_proposals(units))
    judged = _judgements(units)
    first, second = f"DK-{units[2].id}-0", f"DK-{units[3].id}-0"
    return Result(
        campaign.campaign.id,
        as_of,
        sources,
        [Unread("hong.xlsx", "damaged", "Tệp “hong.xlsx” bị hỏng.")],
        ["thu-ngo.docx"],
        _submissions(campaign, units),
        judged,
        _lists(campaign, judged),
        _scores(campaign, units),
        [SimilarPair(first, second, 91)],
        office or OfficeFacts(),
    )


def table_of(path: Path, key_: str, campaign: Campaign | None = None) -> list[dict[str, CellIn]]:
    """Lines of a table sheet by column key, in a workbook whose columns were not moved."""
    sheet = layout_of(campaign or campaign_2020())[key_]
    package = WorkbookPackage.open(path, read_only=True)
    lines = []
    for row, cells in package.rows(sheet.title):
        if row >= sheet.first:
            lines.append({item.key: cells[i] for i, item in enumerate(sheet.fields) if i in cells})
    return lines


def find(path: Path, key_: str, row_id: str) -> dict[str, CellIn]:
    """The line with a row id."""
    for line in table_of(path, key_):
        if line["row_id"].value == row_id:
            return line
    raise AssertionError(f"no line {row_id} in {key_}")


def place(path: Path, key_: str, row_id: str, column: str) -> tuple[str, int, int]:
    """Title, row and column (from 0) of a cell of a table."""
    sheet = layout_of(campaign_2020())[key_]
    package = WorkbookPackage.open(path, read_only=True)
    at = sheet.index(column)
    for row, cells in package.rows(sheet.title):
        if row >= sheet.first and 0 in cells and cells[0].value == row_id:
            return sheet.title, row, at
    raise AssertionError(f"no line {row_id} in {key_}")


def write_note(path: Path, key_: str, row_id: str, column: str, value: object) -> None:
    """Put a value in a cell of the office's, as somebody would in Excel."""
    title, row, at = place(path, key_, row_id, column)
    package = WorkbookPackage.open(path)
    package.set_cells(title, {(row, at): value})  # type: ignore[dict-item]
    package.save(path)


Grid = list[list[CellOut | Styled]]


def styled(cell: CellIn | None) -> CellOut | Styled:
    """A cell as it is, to be written again."""
    if cell is None:
        return None
    value: CellOut = cell.value
    if cell.formula is not None:
        stored = value if isinstance(value, (str, int, float)) else None
        value = Formula(cell.formula, stored)
    return Styled(value, cell.style)


def edit(path: Path, key_: str, change: Callable[[Grid], Grid]) -> None:
    """Change a table as staff would: ``change`` gets its header and all lines below it."""
    sheet = layout_of(campaign_2020())[key_]
    package = WorkbookPackage.open(path)
    found = [cells for row, cells in package.rows(sheet.title) if row >= sheet.header]
    width = max(max(cells, default=0) for cells in found) + 1
    grid = change([[styled(cells.get(column)) for column in range(width)] for cells in found])
    styles = [0] * max(len(line) for line in grid)
    package.replace_rows(sheet.title, sheet.header, grid, styles=styles)
    package.save(path)


def first_run(path: Path, **changes: Any) -> Result:  # noqa: ANN401 - arguments of result_of
    """Write a new workbook."""
    result = result_of(**changes)
    write_workbook(result, campaign_2020(), units_2020(), path, book=None)
    return result


def next_run(path: Path, **changes: Any) -> WorkbookReport:  # noqa: ANN401 - arguments of result_of
    """Read what the office wrote, then write the same workbook again."""
    book = read_office(path, campaign_2020(), resolve)
    result = result_of(**changes)
    return write_workbook(result, campaign_2020(), units_2020(), path, book=book)
