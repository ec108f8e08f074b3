"""A press loads what its button needs, and nothing else: people wait for every import."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from addin.buttons.catalog import BUTTONS, For
from addin.unitbook.book import unit_workbook
from addin.workbook.layout import layout_of
from addin.workbook.skeleton import skeleton
from campaign.plan.definition import Form
from campaign.plan.loading import load_campaign, load_campaign_roster
from tests.google_sheet import GoogleSheet
from tests.memory_book import MemoryBook

HEAVY = [
    *("cryptography", "docx", "docxtpl", "fastapi", "google", "gspread", "httpx", "jinja2", "lxml"),
    *("matplotlib", "numpy", "openpyxl", "pandas", "PIL", "psycopg", "pydantic", "pymcdm"),
    *("python_calamine", "rapidfuzz", "requests", "rich", "sheets_sync", "sqlalchemy", "typer"),
    *("uvicorn", "xlsxwriter", "xlwings"),
]
DECIDES = {"rapidfuzz"}
NEEDS: dict[str, set[str]] = {
    "help": set(),
    "undo": set(),
    "explain": set(),
    "sync": set(),
    "consolidate": DECIDES,
    "check": DECIDES,
    "shortlist": DECIDES,
    "all": DECIDES,
    "papers": DECIDES | {"docx", "docxtpl", "lxml", "jinja2", "xlsxwriter"},
    "validate": set(),
    "submit": {"sqlalchemy"},
}
"""What each button may load beside xlwings and what reads a plan.

*Đồng bộ* without a ledger ends before Google's, *Xuất văn bản* here before its sixty papers.
"""

CODE = """
import json, os, sys
from pathlib import Path
from types import SimpleNamespace
folder, heavy, orders = Path(sys.argv[1]), *map(json.loads, sys.argv[2:])
from addin.buttons import press
press("help", SimpleNamespace(name="x"))
print(json.dumps(["help", [name for name in heavy if name in sys.modules]]), flush=True)
from addin.hosts.lean_xlwings import load_xlwings
load_xlwings()
import xlwings as xw
import campaign.plan.loading
from addin.buttons.door import Door
own = set(sys.modules)
for button, book in orders:
    if os.fork():
        os.wait()
        continue
    ledger = str(folder / "so.sqlite") if button == "submit" else ""
    door = Door(sources=[folder / "nguon"], folder=folder, ledger=ledger)
    if button == "papers":
        import addin.buttons.papers_press as papers
        from campaign.errors import UsageError

        def full(*_):
            raise UsageError("no room")

        papers.write_papers = full
    try:
        press(button, xw.Book(json=json.loads((folder / book).read_text())), door)
    except Exception as error:
        if type(error).__name__ != "UsageError":
            raise
    loaded = [name for name in heavy if name in sys.modules.keys() - own]
    print(json.dumps([button, loaded]), flush=True)
    os._exit(0)
"""
"""Presses every button in a process of its own, in a workbook as a program hands it over."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district workbook, a unit's, and one source."""
    made = tmp_path_factory.mktemp("nut")
    campaign = load_campaign("q12-cchc-2020")
    unit = load_campaign_roster("q12-cchc-2020").get("phuong-thoi-an")
    assert unit is not None
    row = {"order": 1, "unit": unit.name, "title": "Một cửa"}
    books = {
        "office": skeleton(campaign, layout_of(campaign), 58),
        "unit": unit_workbook(campaign, unit, rows={Form.REGISTRATION: [row]}),
    }
    for name, data in books.items():
        (made / f"{name}.xlsx").write_bytes(data)
        sheet = GoogleSheet(MemoryBook.of(made / f"{name}.xlsx"), tells_formulas=False)
        (made / name).write_text(json.dumps(sheet.payload()), "utf-8")
    (made / "nguon").mkdir()
    source = made / "nguon" / "UBND phường Thới An.csv"
    source.write_text("STT,Đơn vị,Tên mô hình\n1,UBND phường Thới An,Một cửa\n", "utf-8")
    return made


def test_each_button_loads_no_more_than_it_needs(folder: Path) -> None:
    orders = [
        (one.id, "unit" if one.audience is For.UNIT else "office")
        for one in BUTTONS
        if one.id != "help"
    ]
    arguments = [str(folder), json.dumps(HEAVY), json.dumps(orders)]
    done = subprocess.run(
        [sys.executable, "-c", CODE, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "THIDUA_CACHE": str(folder / "cache.sqlite")},
    )
    loaded = {button: set(names) for button, names in map(json.loads, done.stdout.splitlines())}
    assert loaded.keys() == {one.id for one in BUTTONS}
    assert {one: found - NEEDS[one] for one, found in loaded.items() if found - NEEDS[one]} == {}
