"""The unit's workbook in a real spreadsheet program: it opens and prints whole on A4."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from addin.unitbook import write_unit_workbook
from campaign.unit_tabs.tabs import GUIDE, tabs_of
from tests.unit_workbooks import CAMPAIGNS, FILLED, ROSTERS, some_unit

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not all(map(shutil.which, ("soffice", "pdftotext", "pdfinfo"))),
        reason="LibreOffice and poppler are not installed",
    ),
]


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A PDF of each campaign's workbook, all made by one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("prints")
    for name, campaign in CAMPAIGNS.items():
        path = folder / f"{name}.xlsx"
        write_unit_workbook(campaign, some_unit(ROSTERS[name]), path, rows=FILLED)
    books = sorted(map(str, folder.glob("*.xlsx")))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *books], check=True, capture_output=True, timeout=180)
    return {name: folder / f"{name}.pdf" for name in CAMPAIGNS}


def pages(path: Path) -> list[str]:
    out = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, timeout=60
    )
    return out.stdout.decode().split("\f")[:-1]


def words(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", sorted(CAMPAIGNS))
def test_every_tab_prints_under_its_heading(name: str, prints: dict[str, Path]) -> None:
    texts = pages(prints[name])
    tabs = tabs_of(CAMPAIGNS[name], shared=False)
    heads = [words(tab.heading.upper()) for tab in tabs]
    for head in heads:
        assert any(head in words(text) for text in texts)
    for title in (GUIDE, *(tab.title for tab in tabs)):
        assert any(words(f"– {title}") in words(text) for text in texts)


@pytest.mark.parametrize("name", sorted(CAMPAIGNS))
def test_pages_are_numbered_and_headers_repeat(name: str, prints: dict[str, Path]) -> None:
    texts = pages(prints[name])
    for number, text in enumerate(texts, 1):
        assert f"Trang {number}/{len(texts)}" in text
    assert "HƯỚNGDẪNGHIBIỂU" in words(texts[0])
    assert "Ýnghĩamàunền" in words(texts[0])  # the guide is one page
    registrations = [text for text in texts[1:] if "Nội dung" in text and "Mục tiêu" in text]
    assert len(registrations) >= 2


@pytest.mark.parametrize("name", sorted(CAMPAIGNS))
def test_the_paper_is_a4_and_the_tables_lie_across(name: str, prints: dict[str, Path]) -> None:
    out = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "99", str(prints[name])],
        check=True,
        capture_output=True,
        timeout=60,
    )
    sizes = re.findall(r"size:\s+([\d.]+) x ([\d.]+)", out.stdout.decode())
    upright = [(round(float(wide)), round(float(high))) for wide, high in sizes]
    assert upright[0] == (595, 842)
    assert set(upright[1:]) == {(842, 595)}
    tables = len(tabs_of(CAMPAIGNS[name], shared=False))
    assert tables < len(upright) <= 3 * tables


def test_typed_words_print_as_typed(prints: dict[str, Path]) -> None:
    text = words("".join(pages(prints["q12-cchc-2020"])))
    for typed in ("Mộtcửathânthiện", "04/05/2020", "0909000001", "25/25"):
        assert typed in text
    assert not re.search(r"#(?:NAME|REF|VALUE)|###", text)
