"""What the workbook says: deadlines, guide, prompts, lists, date checks, titles, widths."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.datavalidation import DataValidation

from addin.unitbook import unit_workbook
from campaign.columns import FORMS, Column, Kind
from campaign.judging.due_days import last_day
from campaign.plan.definition import Deliverable, Form, WeekendRule
from campaign.unit_tabs.entry_rules import NotNegative, column_prompt, column_rule
from campaign.unit_tabs.headings import deadline_line
from campaign.unit_tabs.questions import amount, questions
from campaign.unit_tabs.tabs import GUIDE, tabs_of
from campaign.unit_tabs.titles import LONGEST, sheet_title
from campaign.unit_tabs.widths import PAGE, fitted, lines
from campaign.unit_tabs.wording import deadline_text, plan_text, weekend_text, years_on
from tests.unit_workbooks import (
    CAMPAIGNS,
    Q12,
    ROSTERS,
    cell,
    opened,
    reopened,
    sheets,
    some_unit,
    tab_of,
)

every_campaign = pytest.mark.parametrize("name", sorted(CAMPAIGNS))


def deliverable(due: date, *, inclusive: bool = False, roll: bool = False) -> Deliverable:
    weekend = WeekendRule.ROLL if roll else WeekendRule.KEEP
    change = {"due": due, "inclusive": inclusive, "weekend": weekend}
    return Q12.deliverables[0].model_copy(update=change)


def guide_texts(name: str) -> list[str]:
    values = opened(name)[GUIDE].iter_rows(values_only=True)
    return [value for line in values for value in line if isinstance(value, str)]


def rules(name: str) -> Iterator[DataValidation]:
    for _, sheet in sheets(name):
        yield from sheet.data_validations.dataValidation


def rule_of(name: str, form: Form, key: str, row: int = 0) -> DataValidation:
    tab = tab_of(CAMPAIGNS[name], form)
    place = cell(opened(name), tab, key, row).coordinate
    every: list[DataValidation] = opened(name)[tab.title].data_validations.dataValidation
    found = [rule for rule in every if place in rule]
    assert len(found) == 1
    return found[0]


def test_before_a_day_means_the_day_before() -> None:
    text = deadline_text(deliverable(date(2020, 5, 20)))
    assert text == "trước ngày 20/05/2020: ngày cuối là 19/05/2020"


def test_a_day_that_counts_is_said_to_count() -> None:
    text = deadline_text(deliverable(date(2020, 5, 20), inclusive=True))
    assert text == "đến hết ngày 20/05/2020: ngày cuối là 20/05/2020"


@pytest.mark.parametrize(
    ("due", "roll", "said"),
    [
        (date(2020, 5, 20), False, "thứ Ba"),
        (date(2020, 6, 15), False, "Chủ nhật, không dời sang ngày làm việc"),
        (date(2020, 11, 1), False, "thứ Bảy, không dời sang ngày làm việc"),
        (
            date(2020, 11, 1),
            True,
            "thứ Hai, đã dời từ thứ Bảy 31/10/2020 vì trùng ngày nghỉ cuối tuần",
        ),
    ],
)
def test_what_the_weekend_does_is_said(due: date, roll: bool, said: str) -> None:  # noqa: FBT001
    assert weekend_text(deliverable(due, roll=roll)) == said


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.booleans(), st.booleans())
def test_the_last_day_said_is_the_last_day_judged(due: date, inclusive: bool, roll: bool) -> None:  # noqa: FBT001
    item = deliverable(due, inclusive=inclusive, roll=roll)
    assert deadline_text(item).endswith(f"{last_day(item):%d/%m/%Y}")
    literal = due if inclusive else due - timedelta(days=1)
    assert ("đã dời" in weekend_text(item)) is (last_day(item) > literal)


def test_each_tab_says_to_whom_and_until_when() -> None:
    said = [deadline_line(tab, Q12) for tab in tabs_of(Q12, shared=False)]
    assert said[0] == ("Gửi Phòng Nội vụ trước ngày 20/05/2020: ngày cuối là 19/05/2020 (thứ Ba).")
    assert said[-1].startswith("Gửi Phòng Nội vụ cùng biểu “Kết quả”, trước ngày 01/11/2020")


@every_campaign
def test_the_guide_names_campaign_unit_plan_and_department(name: str) -> None:
    campaign, texts = CAMPAIGNS[name], "\n".join(guide_texts(name))
    assert campaign.campaign.name in texts
    assert some_unit(ROSTERS[name]).name.upper() in texts
    assert plan_text(campaign) in texts
    assert f"xin hỏi {campaign.office.department}" in texts
    for item in campaign.deliverables:
        assert item.name in texts
        assert item.wording in texts
        assert deadline_text(item) in texts


@every_campaign
def test_the_guide_numbers_its_instructions_without_a_gap(name: str) -> None:
    numbers = [text for text in guide_texts(name) if text.rstrip(".").isdigit()]
    assert numbers == [f"{number}." for number in range(1, len(numbers) + 1)]
    assert len(numbers) >= 8


def test_the_guide_says_what_a_unit_need_not_hand_in() -> None:
    wards = Q12.deliverables[0].model_copy(update={"owed_by": ("specialised_agencies",)})
    campaign = Q12.model_copy(update={"deliverables": (wards, *Q12.deliverables[1:])})
    book = reopened(unit_workbook(campaign, some_unit(ROSTERS["q12-cchc-2020"])))
    texts = [value for line in book[GUIDE].iter_rows(values_only=True) for value in line]
    assert f"{wards.name} (không bắt buộc với đơn vị)" in texts


@every_campaign
def test_the_guide_cannot_be_filled_in_and_is_one_a4_page_upright(name: str) -> None:
    guide = opened(name)[GUIDE]
    assert guide.protection.sheet
    assert (guide.page_setup.orientation, guide.page_setup.paperSize) == ("portrait", 9)
    assert guide.page_setup.fitToHeight in {None, 1}


@every_campaign
def test_prompts_fit_excel_and_checks_only_warn(name: str) -> None:
    for rule in rules(name):
        assert 0 < len(rule.prompt or "") <= 255
        assert 0 < len(rule.promptTitle or "") <= 32
        assert rule.showInputMessage
        assert len(rule.formula1 or "") <= 257
        if rule.type in {"list", "date", "decimal", "whole"}:
            assert rule.errorStyle == "warning"
            assert len(rule.error or "") <= 255
            assert len(rule.errorTitle or "") <= 32


@every_campaign
def test_choices_are_offered(name: str) -> None:
    field = next(c for c in FORMS[Form.REGISTRATION] if c.key == "field")
    rule = rule_of(name, Form.REGISTRATION, "field")
    assert (rule.type, rule.formula1) == ("list", f'"{",".join(field.choices)}"')
    awards = ",".join(award.short_name for award in CAMPAIGNS[name].awards)
    assert rule_of(name, Form.PROPOSAL, "award").formula1 == f'"{awards}"'


def test_dates_are_checked_a_year_around_the_campaign() -> None:
    rule = rule_of("q12-cchc-2020", Form.REGISTRATION, "starts")
    serials = [(day - date(1899, 12, 30)).days for day in (date(2019, 5, 20), date(2021, 11, 30))]
    assert (rule.type, rule.operator) == ("date", None)  # between
    assert int(rule.formula2 or 0) == serials[1]
    assert abs(int(rule.formula1 or 0) - serials[0]) < 60
    assert "30/11/2021" in (rule.error or "")


def test_a_birth_date_is_not_held_against_the_campaign() -> None:
    rule = rule_of("q12-cchc-2020", Form.PROPOSAL, "born")
    assert int(rule.formula1 or 0) < (date(1930, 1, 1) - date(1899, 12, 30)).days


def test_a_required_column_says_so_first() -> None:
    assert str(rule_of("q12-cchc-2020", Form.RESULT, "outcome").prompt).startswith("Bắt buộc. ")


def test_pass_or_fail_is_chosen_and_a_share_is_typed() -> None:
    chosen = rule_of("q12-cchc-2020", Form.CRITERIA, "answer", 0)
    typed = rule_of("q12-cchc-2020", Form.CRITERIA, "answer", 3)
    assert chosen.formula1 == '"Đạt,Không đạt"'
    assert typed.type in {None, "none"}
    assert "25/25" in str(typed.prompt)
    assert "từ 100%" in str(typed.prompt)


@every_campaign
def test_an_indicator_says_its_scale_and_target(name: str) -> None:
    asked = {item.code: item.rule.prompt for item in questions(CAMPAIGNS[name])}
    for indicator in CAMPAIGNS[name].indicators:
        said = asked[indicator.shown_code]
        assert f"từ {amount(indicator.lowest)} đến {amount(indicator.highest)}" in said
        assert ("Mục tiêu" in said) is (indicator.target is not None)


def test_the_declaration_tells_none_from_blank() -> None:
    prompt = str(rule_of("q12-cchc-2020", Form.CRITERIA, "answer", 7).prompt)
    assert "Không có" in prompt
    assert "chưa khai" in prompt


def test_numbers_are_checked_and_long_or_comma_choices_give_no_list() -> None:
    number = column_rule(Column("n", "Số lượng", Kind.NUMBER), Q12)
    assert number is not None
    assert number.check == NotNegative(whole=False)
    with_comma = Column("c", "Loại", choices=("Mô hình, sáng kiến", "Khác"))
    assert column_rule(with_comma, Q12) is None
    long = column_rule(Column("l", "Loại", help="Ghi loại.", choices=("x" * 90,) * 3), Q12)
    assert long is not None
    assert long.check is None


def test_long_help_is_cut_at_a_word() -> None:
    rule = column_rule(Column("h", "Tên cột rất dài " * 5, help="từ " * 200), Q12)
    assert rule is not None
    assert len(rule.prompt) <= 255
    assert rule.title.endswith("…")
    assert len(rule.title) <= 32


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("Đăng ký", "Đăng ký"),
        ("Quý I/2020: [nháp]", "Quý I-2020- -nháp-"),
        ("'Kết quả'", "Kết quả"),
        ("History", "History (2)"),
        ("  ", "Trang"),
        ("Báo cáo kết quả thực hiện mô hình năm 2020", "Báo cáo kết quả thực hiện mô"),
    ],
)
def test_titles_are_made_legal(wanted: str, title: str) -> None:
    assert sheet_title(wanted) == title


@given(st.lists(st.text(max_size=60), max_size=6))
def test_any_titles_are_legal_and_differ(wanted: list[str]) -> None:
    titles: list[str] = []
    for text in wanted:
        titles.append(sheet_title(text, titles))
    assert len({title.casefold() for title in titles}) == len(titles)
    for title in titles:
        assert 0 < len(title) <= LONGEST
        assert not set(title) & set("[]:*?/\\")
        assert title[0] != "'" != title[-1]


def test_one_form_twice_has_two_tabs_and_ids_that_differ() -> None:
    again = Q12.deliverables[1].model_copy(update={"id": "interim-2"})
    campaign = Q12.model_copy(update={"deliverables": (*Q12.deliverables, again)})
    tabs = tabs_of(campaign, shared=False)
    assert [tab.title for tab in tabs].count("Sơ kết") == 1
    assert "Sơ kết (2)" in [tab.title for tab in tabs]
    assert [tab.code for tab in tabs if tab.form is Form.INTERIM] == ["SK", "SK2"]
    rows = {Form.INTERIM: [{"title": "Chỉ ở tab đầu"}]}
    book = reopened(unit_workbook(campaign, None, rows=rows))
    second = [value for line in book["Sơ kết (2)"].iter_rows(values_only=True) for value in line]
    assert "Chỉ ở tab đầu" not in second


@pytest.mark.parametrize("form", list(Form))
def test_tables_fit_the_page_and_no_header_word_is_broken(form: Form) -> None:
    shown = [column for column in FORMS[form] if not column.hidden]
    widths = fitted(shown)
    assert sum(widths) <= PAGE * 1.05
    for column, width in zip(shown, widths, strict=True):
        assert width <= column.width
        assert width >= min(column.width, 11)


def test_lines_are_counted_word_by_word() -> None:
    assert lines("một hai", 20) == 1
    assert lines("một hai\nba", 20) == 2
    assert lines("x" * 45, 18) == 3


def test_a_leap_day_moves_to_the_28th() -> None:
    assert years_on(date(2020, 2, 29), 1) == date(2021, 2, 28)


@every_campaign
def test_examples_of_dates_are_the_campaigns_own(name: str) -> None:
    campaign = CAMPAIGNS[name]
    year = str(campaign.campaign.ends.year)
    prompts = [column_prompt(column, campaign) for form in Form for column in FORMS[form]]
    dated = [prompt for prompt in prompts if re.search(r"\d\d/\d\d/\d{4}", prompt)]
    assert len(dated) > 5
    assert all(year in prompt for prompt in dated)
    assert not any("{" in prompt for prompt in prompts)
