"""The page says what the overview says, in one file, on any screen, without colour, on paper."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from addin.overview.page import overview_html, write_overview
from addin.overview.timeline import BOTTOM, HEIGHT, TOP, timeline
from addin.overview.view import SIGNS, view_of
from campaign.awards.decisions import ApprovalState
from campaign.glance.overview import overview_of
from campaign.result.submissions import Standing
from campaign.result.whole import Result
from campaign.usecases import MainJob
from tests.chromium import chromium
from tests.paper_cases import CARD, CODE, PHONE, UNITS, judged, lacking, whole, with_state
from tests.rule_cases import NOW, OTHER, Q12, ROSTER, WARD
from tests.test_campaign_overview import THIRD, scored, with_places

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def html(result: Result | None = None) -> str:
    return overview_html(result or judged(), Q12, UNITS)


class Tags(HTMLParser):
    """Every address that a page would fetch, and how often each element stands in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.elements: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.addresses += [v or "" for k, v in attrs if k in {"src", "href", "data", "action"}]


def test_the_page_shows_who_stands_near_each_cut() -> None:
    campaign = with_places(1)
    units = ROSTER.on(NOW.date())
    sources = [scored(WARD, "90%"), scored(THIRD, "70%")]
    result = MainJob(campaign, ROSTER, NOW).decide(sources)
    text = overview_html(result, campaign, units)
    (cut,) = overview_of(result, campaign, units).near
    assert f"<p>{cut.sentence}</p>" in text
    section = text.split('id="h-firm"')[1].split("</section>")[0]
    assert section.count('<tr><th scope="row"') == 2
    assert section.count('class="bar out"') == 1
    assert "chưa có mốc để thử" in html().split('id="h-firm"')[1]


def test_printed_pages_carry_the_state_of_each_list() -> None:
    text = html(with_state(judged(), ApprovalState.VOIDED))
    head = re.search(r'@top-right \{ content: "([^"]*)"', text)
    assert head is not None
    said = re.sub(r"\\([0-9a-f]{6}) ", lambda found: chr(int(found[1], 16)), head[1])
    assert "Giấy khen: HẾT HIỆU LỰC DUYỆT · Bằng khen: HẾT HIỆU LỰC DUYỆT" in said
    assert text.count('class="notice">Giấy khen – HẾT HIỆU LỰC') == 1


def test_the_page_is_one_file_that_fetches_nothing() -> None:
    text = html()
    assert Tags(text).addresses == []
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text
    assert not re.search(r"https?://(?!www\.w3\.org)", text)


def test_the_same_result_gives_the_same_page_and_it_lands_whole(tmp_path: Path) -> None:
    target = tmp_path / "tq.html"
    write_overview(judged(), Q12, UNITS, target)
    assert target.read_text(encoding="utf-8") == html()


def test_what_units_type_is_text_and_personal_numbers_are_masked() -> None:
    nasty = f"<script>alert(1)</script> {{{{ 7*7 }}}} {PHONE} {CARD}"
    held = lacking()
    held.rows[0].values[2] = nasty
    text = html(judged(whole(WARD), whole(OTHER), held))
    assert text.count("<script>") == 1
    assert "&lt;script&gt;alert(1)" in text
    assert "{{ 7*7 }}" in text
    assert PHONE not in text
    assert CARD not in text


def test_the_matrix_says_each_standing_by_word_and_by_shape() -> None:
    result = judged()
    view = view_of(result, Q12, UNITS)
    assert len(set(SIGNS.values())) == len(Standing)
    found = {(item.unit, item.deliverable): item for item in result.submissions}
    for unit, line in zip(UNITS, view["matrix"], strict=True):
        for deliverable, cell in zip(Q12.deliverables, line["cells"], strict=True):
            standing = found[unit.id, deliverable.id].standing
            assert (cell["key"], cell["sign"]) == (standing.value, SIGNS[standing])


@pytest.mark.parametrize("state", list(ApprovalState))
def test_the_page_says_where_each_list_stands(state: ApprovalState) -> None:
    text = html(with_state(judged(), state))
    for award in Q12.awards:
        assert f"{award.short_name} – " in text
    assert text.count(CODE) == len(Q12.awards)


def test_the_drawing_keeps_within_its_frame_and_its_words_apart() -> None:
    overview = overview_of(judged(), Q12, UNITS)
    made = timeline(overview, Q12.deliverables)
    assert made is not None
    for line, item in zip(made.lines, overview.hand_in, strict=True):
        assert len(line.dots) == len(item.marks)
        assert all(TOP <= y <= HEIGHT - BOTTOM for _, y in line.dots)
    labels = sorted(line.label for line in made.lines)
    assert all(b - a >= 15 for a, b in pairwise(labels))
    assert timeline(overview_of(judged(lacking()), Q12, UNITS), Q12.deliverables) is None


def test_a_result_of_years_later_is_drawn_as_far_as_something_happened() -> None:
    overview = overview_of(judged(whole(WARD)), Q12, UNITS)
    last = max(item.last_day for item in overview.hand_in)
    soon, late = (
        timeline(replace(overview, as_of=datetime.combine(day, time())), Q12.deliverables)
        for day in (last + timedelta(days=30), date(2026, 11, 30))
    )
    assert soon is not None
    assert late is not None
    assert (soon.judged, late.judged) == (True, False)
    assert (soon.lines, soon.days, soon.now) == (late.lines, late.days, late.now)


def test_a_page_without_anything_handed_in_is_a_page() -> None:
    text = html(judged(lacking()))
    assert "Chưa có lượt nộp nào rõ ngày" in text
    assert "Chưa đơn vị nào có đủ chỉ số" in text


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("page") / "tong quan.html"
    write_overview(judged(), Q12, UNITS, target)
    return target.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(offline=True)
    made = context.new_page()
    wrong: list[str] = []
    made.on("console", lambda message: wrong.append(message.text))
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.goto(address)
    yield made
    context.close()
    assert wrong == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_no_screen_scrolls_sideways_as_a_whole(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_role("heading", name="Từng đơn vị, từng nội dung").is_visible()


@pytest.mark.browser
def test_the_matrix_is_filtered_from_the_keyboard_without_diacritics(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("thoi an")
    rows = page.locator("#units tbody tr:visible")
    assert rows.count() == 1
    assert "Thới An" in rows.inner_text()
    assert page.get_by_role("status").inner_text() == "1 trong 3 đơn vị"
    page.keyboard.press("Escape")
    assert rows.count() == 3
    page.get_by_label("Chưa nộp").focus()
    page.keyboard.press("Space")
    assert rows.count() == 1
    assert "Thạnh Xuân" in rows.inner_text()


@pytest.mark.browser
def test_everything_has_a_name_for_who_cannot_see_it(page: Page) -> None:
    for figure in page.get_by_role("img").all():
        assert figure.get_attribute("aria-label") or figure.locator("title").count()
    for region in page.locator("[role=region]").all():
        assert region.get_attribute("aria-label") or region.get_attribute("aria-labelledby")
        assert region.get_attribute("tabindex") == "0"
    assert page.locator("table").count() == page.locator("table thead th[scope=col]").locator(
        "xpath=ancestor::table"
    ).evaluate_all("tables => new Set(tables).size")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    script = """() => {
      const light = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
        .map(x => x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4);
        return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
      const ground = e => { for (; e; e = e.parentElement) {
        const c = getComputedStyle(e).backgroundColor;
        if (!c.endsWith(", 0)") && c !== "transparent") return c; } return "rgb(255, 255, 255)"; };
      return [...document.querySelectorAll("h1,h2,p,td,th,li,label,small,summary")].map(e => {
        const a = light(getComputedStyle(e).color), b = light(ground(e));
        return (Math.max(a, b) + .05) / (Math.min(a, b) + .05); }).reduce((a, b) => Math.min(a, b));
    }"""
    assert page.evaluate(script) >= 4.5


@pytest.mark.browser
def test_paper_shows_what_the_screen_folds_away(page: Page, tmp_path: Path) -> None:
    target = tmp_path / "tq.pdf"
    page.emulate_media(media="print")
    assert page.locator(".filter").is_hidden()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    page.pdf(path=target, prefer_css_page_size=True)
    command = ["pdftotext", "-layout", target, "-"]
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    pages = text.split("\f")[:-1]
    assert len(pages) > 1
    assert all("Giấy khen: DỰ THẢO · Bằng khen: DỰ THẢO" in printed for printed in pages)
