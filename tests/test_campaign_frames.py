"""The frames that others compute on keep every row and its exact values."""

from datetime import datetime
from decimal import Decimal

from campaign.frames import FIXED, frame
from campaign.plan.definition import Form
from campaign.records import POSITIONS, Row, SourceRecords, Status, Table
from campaign.result.office_facts import OfficeFacts
from campaign.result.whole import Result


def _result(form: Form, **values: str) -> Result:
    row = Row("x-1", form, 0, 6, "phuong-thoi-an", Status.ACCEPTED, [None] * len(POSITIONS[form]))
    for key, value in values.items():
        row.values[POSITIONS[form][key]] = value
    source = SourceRecords("a.xlsx", "00", "xlsx")
    source.tables.append(Table("a.xlsx", "Biểu", form, 5, {}))
    source.rows += [row, Row("x-2", form, 0, 7, None, Status.HELD, [None] * len(row.values))]
    moment = datetime(2020, 11, 2)  # noqa: DTZ001
    return Result("c", moment, [source], [], [], [], [], [], {}, [], OfficeFacts())


def test_every_row_is_a_line_with_its_place() -> None:
    made = frame(_result(Form.REGISTRATION, title="Ngày thứ 5 không hẹn"), Form.REGISTRATION)
    assert list(made.columns[: len(FIXED)]) == list(FIXED)
    assert made["row"].tolist() == [7, 8]
    assert made["unit"].isna().tolist() == [False, True]
    assert made["title"].tolist()[0] == "Ngày thứ 5 không hẹn"


def test_dates_and_percentages_have_types() -> None:
    made = frame(
        _result(Form.PROPOSAL, submitted="2020-05-20T17:30:00", women_share="96.15"), Form.PROPOSAL
    )
    assert made["submitted"].dtype == "datetime64[s]"
    assert made["submitted"][0] == datetime(2020, 5, 20, 17, 30)  # noqa: DTZ001
    assert made["women_share"][0] == Decimal("96.15")
    assert made["women_share"].isna()[1]


def test_a_form_without_rows_is_an_empty_frame() -> None:
    assert frame(_result(Form.REGISTRATION), Form.RESULT).empty
