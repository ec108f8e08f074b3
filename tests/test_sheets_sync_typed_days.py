"""A day or a month typed into a ward's spreadsheet, as the intake reads it by either road."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sheets_sync.sync.months_shown import first_days, months_shown
from tests.sheets_office import REGISTRATION, ROW, UNITS, Office, new_office

WARD = UNITS[0]
KEYS = [column.key for column in REGISTRATION.columns]
BOTH_ROADS = pytest.mark.parametrize("refused", [False, True], ids=["by export", "by value"])


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path) as made:
        made.fill(WARD, "Một cửa")
        yield made


def clear_formats(office: Office) -> None:
    """Clear the formats of the row, as *Xóa định dạng* in Google's menu does."""
    sheet = office.book(WARD).worksheet(REGISTRATION.title)
    place = {"sheetId": sheet.id, "startRowIndex": ROW - 1, "endRowIndex": ROW}
    place |= {"startColumnIndex": KEYS.index("starts"), "endColumnIndex": KEYS.index("ends") + 1}
    cleared = {"range": place, "cell": {}, "fields": "userEnteredFormat.numberFormat"}
    sheet.spreadsheet.batch_update({"requests": [{"repeatCell": cleared}]})


def type_days(office: Office, *texts: str, how: str = "USER_ENTERED") -> list[str]:
    """Type *Bắt đầu* and *Hoàn thành*; what the cells show then."""
    sheet = office.book(WARD).worksheet(REGISTRATION.title)
    shown = []
    for key, text in zip(("starts", "ends"), texts, strict=True):
        cell = sheet.cell(ROW, KEYS.index(key) + 1).address
        sheet.update([[text]], cell, value_input_option=how)  # type: ignore[arg-type]
        shown.append(str(sheet.acell(cell).value))
    return shown


def read(office: Office) -> tuple[list[str], set[str]]:
    """What a sync reads in the two columns, and the codes of what it noticed there."""
    run = office.later().run
    assert run is not None
    ((_, row),) = run.result.rows()
    codes = {issue.code for issue in row.issues if issue.column in {"starts", "ends"}}
    return [row.text("starts"), row.text("ends")], codes


def refuse_export(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("sheets_sync.sandbox.drive.files_api.EXPORT_LIMIT", 1000)


@BOTH_ROADS
def test_in_our_columns_a_day_is_read_as_its_cell_shows_it(
    office: Office, monkeypatch: pytest.MonkeyPatch, *, refused: bool
) -> None:
    assert type_days(office, "5/2020", "20/5") == ["01/05/2020", "20/05/2020"]
    if refused:
        refuse_export(monkeypatch)
    found, codes = read(office)
    assert found == ["2020-05-01", "2020-05-20"]
    assert codes == ({"date_serial"} if refused else set())


@BOTH_ROADS
def test_without_a_format_of_the_column_a_month_is_the_whole_month(
    office: Office, monkeypatch: pytest.MonkeyPatch, *, refused: bool
) -> None:
    clear_formats(office)
    assert type_days(office, "5/2020", "20/5") == ["5/2020", "20/5"]
    if refused:
        refuse_export(monkeypatch)
    found, codes = read(office)
    assert found == ["05/2020", "2020-05-20"]
    assert codes == {"date_partial"} | ({"date_serial"} if refused else set())


@BOTH_ROADS
def test_what_is_no_day_stays_the_text_that_was_typed(
    office: Office, monkeypatch: pytest.MonkeyPatch, *, refused: bool
) -> None:
    assert type_days(office, "13/2020", "5/2020", how="RAW") == ["13/2020", "5/2020"]
    if refused:
        refuse_export(monkeypatch)
    found, codes = read(office)
    assert found[1] == "5/2020"
    assert codes


FIRST = 43952
"""1 May 2020."""


@pytest.mark.parametrize(
    ("stored", "shown", "said"),
    [
        (FIRST, "5/2020", "mm/yyyy"),
        (FIRST, "05-2020", "mm/yyyy"),
        (FIRST - 121 + 1, "2020", ""),
        (43831, "2020", "yyyy"),
        (43831, "01/2020", "mm/yyyy"),
        (43831, "quý 1/2020", ""),
        (FIRST, "01/05/2020", ""),
        (FIRST, "1/5", ""),
        (FIRST, "6/2020", ""),
        (FIRST, "Đã xóa", ""),
        (FIRST, FIRST, ""),
        (FIRST + 1, "5/2020", ""),
        (float(FIRST) + 0.5, "5/2020", ""),
        ("5/2020", "5/2020", ""),
        (True, "5/2020", ""),
        (2020, "2020", ""),
        (10**12, "5/2020", ""),
    ],
)
def test_a_stored_day_is_a_month_only_where_its_cell_shows_that_month(
    stored: object, shown: object, said: str
) -> None:
    found = months_shown(first_days([[["Hoàn thành"], ["", stored]]]), [[[""], ["", shown]]])
    assert found == ({(0, 1, 1): said} if said else {})


def test_a_cell_that_was_emptied_meanwhile_shows_no_month() -> None:
    assert months_shown(first_days([[[FIRST]]]), [[]]) == {}


def test_the_cells_are_asked_for_once_more_only_where_a_month_may_stand(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_export(monkeypatch)
    asked = []
    for text in ("20/5/2020", "1/5/2020"):
        type_days(office, text, text)
        before = office.box.log.counts["sheets.spreadsheets.values.batchGet"]
        read(office)
        asked.append(office.box.log.counts["sheets.spreadsheets.values.batchGet"] - before)
    assert asked[1] == asked[0] + 1


def test_a_year_alone_in_our_columns_waits_and_the_unit_reads_why(office: Office) -> None:
    assert type_days(office, "2020", "20/5/2020") == ["12/07/1905", "20/05/2020"]
    found, codes = read(office)
    assert found == ["", "2020-05-20"]
    assert codes == {"date_year_stored"}
    (_, task) = office.told(WARD)["Một cửa"]
    assert "có lẽ đã gõ năm 2020 vào ô ngày" in task
    assert "“năm 2020”" in task
    assert type_days(office, "năm 2020", "20/5/2020")[0] == "năm 2020"
    found, codes = read(office)
    assert found == ["năm 2020", "2020-05-20"]
    assert codes == {"date_partial"}
