"""What stands in the workbook is what the result says: every number, every row, every reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from addin.package import WorkbookPackage
from addin.workbook.account import account_of
from addin.workbook.fill import write_workbook
from addin.workbook.flag_rows import settled_place
from addin.workbook.layout import layout_of
from addin.workbook.shown import day_text, serial_of
from campaign.awards.points import shared_ranks, total_points
from campaign.labels import DOUBT, STANDING, STATUS, VERDICT
from campaign.plan.definition import Campaign, Form
from campaign.plan.rule_packs import pack_on
from campaign.records import Status
from campaign.result.submissions import Doubt, Standing
from campaign.roster.units import Unit
from tests.workbook_samples import (
    AS_OF,
    FORMULA_TEXT,
    campaign_2020,
    campaign_2026,
    find,
    result_of,
    table_of,
    units_2020,
    units_2026,
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("so") / "so.xlsx"
    write_workbook(result_of(), campaign_2020(), units_2020(), path, book=None)
    return path


def texts(path: Path, title: str) -> list[list[object]]:
    package = WorkbookPackage.open(path, read_only=True)
    return [[cell.value for cell in cells.values()] for _, cells in package.rows(title)]


def test_every_row_is_shown_whatever_became_of_it(made: Path) -> None:
    lines = table_of(made, "registration")
    rows = [row for source in result_of().sources for row in source.rows]
    wanted = [(row.id, STATUS[row.status]) for row in rows if row.form is Form.REGISTRATION]
    assert [(line["row_id"].value, line["status"].value) for line in lines] == wanted


def test_a_held_value_stands_as_it_was_typed(made: Path) -> None:
    unit = units_2020()[0].id
    line = find(made, "registration", f"DK-{unit}-0")
    assert line["submitted"].value == "05/06/2020"
    assert find(made, "registration", f"DK-{units_2020()[1].id}-0")["unit"].value == (
        "Phường Hưng Thuận"
    )


def test_dates_are_dates_and_months_stay_text(made: Path) -> None:
    unit = units_2020()[3].id
    first = find(made, "registration", f"DK-{unit}-0")
    assert first["submitted"].value == datetime(2020, 5, 18, 17, 30)  # noqa: DTZ001
    assert find(made, "registration", f"DK-{unit}-1")["submitted"].value == date(2020, 5, 18)
    assert first["ends"].value == "10/2020"


def test_a_formula_that_a_unit_typed_is_text(made: Path) -> None:
    line = find(made, "registration", f"DK-{units_2020()[0].id}-1")
    assert line["title"].value == FORMULA_TEXT
    assert line["title"].formula is None


def test_each_row_says_where_it_was_read(made: Path) -> None:
    unit = units_2020()[4].id
    line = find(made, "registration", f"DK-{unit}-2")
    where = [line[name].value for name in ("file", "sheet", "cell")]
    assert where == [f"{unit}.xlsx", "Đăng ký", "C8"]


def test_alike_initiatives_are_named_on_both_sides(made: Path) -> None:
    units = units_2020()
    one = find(made, "registration", f"DK-{units[2].id}-0")["similar"].value
    other = find(made, "registration", f"DK-{units[3].id}-0")["similar"].value
    assert units[3].name in str(one)
    assert "91%" in str(one)
    assert units[2].name in str(other)


def test_units_show_their_standing_and_counts(made: Path) -> None:
    result = result_of()
    for line in table_of(made, "units"):
        unit = str(line["row_id"].value)
        for item in result.submissions:
            if item.unit == unit:
                shown = str(line[f"due.{item.deliverable}"].value)
                assert shown.startswith(STANDING[item.standing])
                late = item.standing is Standing.LATE
                assert (f"{item.days_late} ngày" in shown) is late
        rows = [r for s in result.sources for r in s.rows if r.unit == unit]
        counts = Counter(r.status for r in rows if r.form is Form.REGISTRATION)
        shown_counts = [line[name].value for name in ("accepted", "held", "rejected")]
        assert shown_counts == [counts[status] for status in Status]


@pytest.mark.parametrize("doubt", Doubt)
def test_an_uncertain_deliverable_says_what_is_open_and_counts_as_one(
    tmp_path: Path, doubt: Doubt
) -> None:
    result = result_of()
    first = replace(result.submissions[0], standing=Standing.UNCERTAIN, doubt=doubt)
    others = [one for one in result.submissions[1:] if one.standing is not Standing.UNCERTAIN]
    path = tmp_path / "so.xlsx"
    judged = replace(result, submissions=[first, *others])
    write_workbook(judged, campaign_2020(), units_2020(), path, book=None)
    word = DOUBT[doubt]
    assert str(find(path, "units", first.unit)[f"due.{first.deliverable}"].value).startswith(word)
    flag = find(path, "flags", f"h|{first.unit}|{first.deliverable}")
    assert flag["severity"].value == word
    lines = texts(path, "Điều khiển")
    heads = next(line for line in lines if "Nội dung phải nộp" in line)
    counts = next(
        line for line in lines if campaign_2020().deliverable(first.deliverable).name in line
    )
    assert dict(zip(heads, counts, strict=False))["Chưa rõ"] == 1


def test_every_issue_deadline_and_reason_is_a_flag_of_its_own(made: Path) -> None:
    result = result_of()
    ids = [str(line["row_id"].value) for line in table_of(made, "flags")]
    assert len(set(ids)) == len(ids)
    issues = sum(len(row.issues) for source in result.sources for row in source.rows)
    quiet = (Standing.ON_TIME, Standing.NOT_DUE)
    deadlines = sum(item.standing not in quiet for item in result.submissions)
    reasons = sum(len(item.reasons) for item in result.judgements)
    assert len(ids) == issues + deadlines + reasons + len(result.unread)


def test_a_flag_names_its_cell_readings_and_what_was_typed(made: Path) -> None:
    line = find(made, "flags", f"o|DK-{units_2020()[0].id}-0|submitted")
    assert line["typed"].value == "05/06/2020"
    assert line["readings"].value == "05/06/2020 hay 06/05/2020"
    assert line["cell"].value == "N6"
    other = find(made, "flags", f"o|DK-{units_2020()[1].id}-0|unit")
    assert "phuong-" not in str(other["readings"].value)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("o|DK-1|submitted", ("DK-1", "submitted")),
        ("o|DK|1#2|unit#3", ("DK|1#2", "unit")),
        ("d|DK-1", None),
        ("h|phuong-thoi-an|registration", None),
        ("o||unit", None),
    ],
)
def test_a_settled_value_belongs_to_a_cell(line: str, place: tuple[str, str] | None) -> None:
    assert settled_place(line) == place


def test_proposals_show_their_verdict_with_reasons(made: Path) -> None:
    judged = {item.subject.id: item for item in result_of().judgements}
    for line in table_of(made, "proposal"):
        item = judged[str(line["row_id"].value)]
        assert line["verdict"].value == VERDICT[item.verdict]
        assert line["reasons"].value == item.reasons[0].message
        assert line["women_share"].value == 70.5


def test_a_list_shows_who_is_on_it_and_why_the_others_are_not(made: Path) -> None:
    result = result_of()
    shortlist = result.shortlists[0]
    lines = [line for line in table_of(made, "award.district_certificate") if "tied" in line]
    listed = [line for line in lines if line["place"].value == "Trong danh sách"]
    assert [line["rank"].value for line in listed] == [item.rank for item in shortlist.placed]
    assert [line["tied"].value for line in listed] == [
        "Đồng hạng" if item.tied else None for item in shortlist.placed
    ]
    for item in shortlist.absent:
        line = find(made, "award.district_certificate", item.subject.id)
        assert line["reasons"].value == item.reasons[0].message


def test_council_points_and_warnings_stand_below_the_list(made: Path) -> None:
    words = [str(value) for row in texts(made, "Giấy khen") for value in row if value]
    assert any("Hội đồng quyết định." in word for word in words)
    assert any("Cân nhắc nhiều hình thức." in word for word in words)


def test_an_order_without_a_signed_decision_says_so(made: Path, tmp_path: Path) -> None:
    for title in ("Chấm điểm", "Giấy khen", "Bằng khen"):
        assert any("TẠM TÍNH" in str(value) for row in texts(made, title) for value in row)
    signed = tmp_path / "so.xlsx"
    campaign = campaign_2026()
    write_workbook(result_of(campaign, units_2026()), campaign, units_2026(), signed, book=None)
    assert not any("TẠM TÍNH" in str(v) for row in texts(signed, "Chấm điểm") for v in row)


@pytest.mark.parametrize("campaign", [campaign_2020(), campaign_2026()], ids=["2020", "2026"])
def test_points_are_formulas_with_the_values_python_counted(
    campaign: Campaign, tmp_path: Path
) -> None:
    units = units_2020() if campaign is campaign_2020() else units_2026()
    result = result_of(campaign, units)
    path = tmp_path / "so.xlsx"
    write_workbook(result, campaign, units, path, book=None)
    lines = {str(line["row_id"].value): line for line in table_of(path, "scores", campaign)}
    totals = {unit: total_points(campaign, scores) for unit, scores in result.scores.items()}
    order = shared_ranks(totals)
    for unit, scores in result.scores.items():
        line = lines[f"unit:{unit}"]
        for score in scores:
            cell = line[f"points.{score.indicator}"]
            assert cell.formula is not None
            assert _number(cell.value) == score.points
        assert line["total"].formula is not None
        assert _number(line["total"].value) == totals[unit]
        assert (line["rank"].value or None) == order.get(unit)


def _number(value: object) -> Decimal | None:
    return Decimal(str(value)) if value not in (None, "") else None


def test_equal_totals_share_a_rank_and_the_next_is_left_out() -> None:
    totals = {"a": Decimal(3), "b": Decimal(5), "c": Decimal("5.00"), "d": None}
    assert shared_ranks(totals) == {"a": 3, "b": 1, "c": 1}


def test_the_control_page_closes_the_account(made: Path) -> None:
    account = account_of(result_of())
    rows = texts(made, "Điều khiển")
    total = next(row for row in rows if "Cộng" in row)
    numbers = [value for value in total if isinstance(value, int)]
    statuses = [account.total(status) for status in Status]
    assert numbers == [account.rows_in, *statuses]
    assert sum(statuses) == account.rows_in
    assert any("hong.xlsx" in row for row in rows)
    assert any("thu-ngo.docx" in row for row in rows)
    assert any(AS_OF in row for row in rows)


@pytest.mark.parametrize(
    ("campaign", "units"), [(campaign_2020(), units_2020()), (campaign_2026(), units_2026())]
)
def test_a_printed_page_of_the_control_sheet_begins_with_a_block_whatever_was_found(
    campaign: Campaign, units: list[Unit], tmp_path: Path
) -> None:
    result, path = result_of(campaign, units), tmp_path / "so.xlsx"
    result.anchor, result.jobs = "12-ab", (("Lần gần nhất", "8:00"), ("Lần tới", "9:00"))
    write_workbook(result, campaign, units, path, book=None)
    sheet = load_workbook(path)["Điều khiển"]
    begin = [sheet.cell(one.id + 1, 2).value for one in sheet.row_breaks.brk]
    assert begin == ["Xét điều kiện (số đối tượng)", "Sổ theo dõi và đồng bộ"]
    # Where pages are fitted Excel heeds no break.
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "12-ab" in [cell.value for cell in sheet["C"]]


def test_what_the_control_page_says_of_a_list_stays_in_its_box_and_the_law_s_name_on_a_line(
    tmp_path: Path,
) -> None:
    path = tmp_path / "so.xlsx"
    result = replace(result_of(), rules=pack_on(AS_OF.date()))
    write_workbook(result, campaign_2020(), units_2020(), path, book=None)
    sheet = load_workbook(path)["Điều khiển"]
    cells = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value}
    states = [cell for text, cell in cells.items() if text.endswith("thứ tự tạm tính")]
    assert states
    assert all(cell.alignment.wrap_text and cell.border.left.style for cell in states)
    heading = cells["Quy định áp dụng vào ngày xét"]
    name = sheet.cell(heading.row + 1, heading.column)
    assert "Luật Thi đua" in name.value
    assert not name.alignment.wrap_text
    assert sheet.cell(name.row, name.column + 1).value is None


def test_what_stands_under_a_list_fits_in_the_columns_that_each_printed_page_repeats(
    made: Path,
) -> None:
    for sheet in layout_of(campaign_2020()).sheets:
        if sheet.key.startswith("award."):
            room = sum(item.width for item in sheet.fields[: sheet.frozen])
            rows = texts(made, sheet.title)
            said = [str(row[0]) for row in rows if str(row[0]).startswith("— ")]
            assert len(said) > 3
            assert max(map(len, said)) <= room + len("— ")


def test_the_overview_counts_what_the_submissions_say(made: Path) -> None:
    result, names = result_of(), layout_of(campaign_2020())["overview"].title
    rows = texts(made, names)
    on_time = [item.standing for item in result.submissions].count(Standing.ON_TIME)
    assert any(f"{on_time}/{len(result.submissions)}" in row for row in rows)
    head = next(i for i, row in enumerate(rows) if "Nhóm" in row and "Đúng hạn" in row)
    groups = sum(len(item.owed_by) for item in campaign_2020().deliverables)
    numbers = [v for row in rows[head + 1 : head + 1 + groups] for v in row if type(v) is int]
    assert sum(numbers) == len(result.submissions)


@given(st.dates(date(1905, 1, 1), date(9999, 12, 31)))
@settings(max_examples=50)
def test_a_kept_day_becomes_its_number(day: date) -> None:
    first = date(1899, 12, 30)
    assert serial_of(day.isoformat(), first) == (day - first).days


@pytest.mark.parametrize("text", ["10/2020", "2020", "2020-13-01", "05/06/2020", "20200518"])
def test_what_is_no_iso_day_stays_text(text: str) -> None:
    assert serial_of(text, date(1899, 12, 30)) == text


def test_days_are_shown_day_first() -> None:
    assert day_text(date(2020, 5, 9)) == "09/05/2020"
    assert day_text(AS_OF) == "02/11/2020 08:00"


def test_a_day_with_its_hour_shrinks_into_a_column_as_wide_as_a_day(made: Path) -> None:
    cells = [
        cell
        for row in load_workbook(made)["Tổng hợp"].iter_rows()
        for cell in row
        if isinstance(cell.value, datetime) and cell.value.hour
    ]
    assert cells
    for cell in cells:
        assert cell.number_format == "dd/mm/yyyy hh:mm"
        assert cell.alignment.shrink_to_fit
