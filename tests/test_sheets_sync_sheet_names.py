"""Tabs whose titles Excel does not take: a unit may give its own, or ours, any title."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.office_columns import FEEDBACK
from sheets_sync.sheet_names import sheet_names
from tests.sheets_office import REGISTRATION, UNITS, Office, new_office

WARD = UNITS[0]
CLERK = "van-phong@thidua-sandbox.iam.gserviceaccount.com"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with new_office(tmp_path) as made:
        yield made


@given(st.lists(st.text(min_size=1, max_size=100), max_size=8))
def test_every_title_gets_a_name_of_its_own_that_excel_takes(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len(names) == len(titles)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_a_title_that_excel_takes_is_its_name() -> None:
    titles = ["Đăng ký", FEEDBACK, "Đề nghị khen thưởng"]
    assert sheet_names(titles) == titles


LONG = "Bảng nháp rất dài của phường trong năm"


@pytest.mark.parametrize("refused", [False, True], ids=["by export", "by value"])
@pytest.mark.parametrize(
    "titles", [("Quý 1/2020",), (f"{LONG} 2019", f"{LONG} 2020"), ("'nháp'",)], ids=str
)
def test_tabs_of_the_unit_s_own_keep_nothing_from_being_read(
    office: Office, monkeypatch: pytest.MonkeyPatch, titles: tuple[str, ...], *, refused: bool
) -> None:
    office.fill(WARD, "Một cửa")
    book = office.book(WARD, CLERK)
    for title in titles:
        book.add_worksheet(title, 5, 5)
    if refused:
        monkeypatch.setattr("sheets_sync.sandbox.drive.files_api.EXPORT_LIMIT", 1000)
    outcome = office.later()
    assert outcome.complete
    assert outcome.run is not None
    assert [row.text("title") for _, row in outcome.run.result.rows()] == ["Một cửa"]


@pytest.mark.parametrize("refused", [False, True], ids=["by export", "by value"])
def test_our_own_tab_under_such_a_title_is_read_and_answered(
    office: Office, monkeypatch: pytest.MonkeyPatch, *, refused: bool
) -> None:
    office.fill(WARD, "Một cửa")
    sheet = office.book(WARD, CLERK).worksheet(REGISTRATION.title)
    sheet.update_title("Đăng ký [đợt 1/2020] của phường Thạnh Xuân")
    sheet.update([["Gọi là gì"]], "B7")
    if refused:
        monkeypatch.setattr("sheets_sync.sandbox.drive.files_api.EXPORT_LIMIT", 1000)
    outcome = office.later()
    assert outcome.complete
    assert outcome.run is not None
    assert [row.text("title") for _, row in outcome.run.result.rows()] == ["Một cửa"]
    status = sheet.find("Văn phòng: tình trạng").col
    assert "Nhận" in sheet.col_values(status)
