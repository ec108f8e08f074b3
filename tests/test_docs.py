"""What the documents say is there: files, commands, make targets, contracts."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from addin.cli.commands import app
from addin.demo.run import CAMPAIGN
from addin.workbook.layout import layout_of
from campaign.plan.loading import load_campaign
from sheets_sync.gsheets.errors import GUIDE

ROOT = Path(__file__).parents[1]
TECHNICAL = ("README.md", "architecture.md", "glossary.md")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MADE_BY_RUNS = ("out/", "bench/out")
_TICKED = re.compile(r"`([^`\n]+)`")
_LINKED = re.compile(r"\]\(([^)#\s]+)\)")
_PATH = re.compile(r"\.?[\w.-]+(/[\w.-]*)+|[\w-]+\.(md|toml|lock|txt)|LICENSE|Makefile")
_COMMAND = re.compile(r"\s*thidua ([a-z]+)(?: ([a-z]+))?")
_DEFINED = re.compile(r"`([A-Za-z_.]+)` in `([\w/.]+\.py)`")
_TARGET = re.compile(r"`make ([a-z]+)`")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def options() -> dict[str, set[str]]:
    """The options of each command, by its name."""
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    found = {}
    for name, command in group.commands.items():
        inner = command.commands if isinstance(command, TyperGroup) else {}
        for part, one in inner.items() or [("", command)]:
            found[f"{name} {part}".strip()] = {word for param in one.params for word in param.opts}
    return found


def commands() -> set[str]:
    return set(options())


def code_in(page: Path) -> list[str]:
    """Text in back quotes, and indented lines."""
    text = page.read_text(encoding="utf-8")
    return _TICKED.findall(text) + re.findall(r"^ {4,}(.*)", text, re.MULTILINE)


def paths_in(page: Path) -> set[Path]:
    text = page.read_text(encoding="utf-8")
    linked = {page.parent / link for link in _LINKED.findall(text) if "://" not in link}
    if page.name not in TECHNICAL:
        return linked
    ticked = {
        ROOT / word
        for word in _TICKED.findall(text)
        if _PATH.fullmatch(word) and not word.startswith(MADE_BY_RUNS)
    }
    return linked | ticked


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_named_in_a_page_exists(page: Path) -> None:
    assert [path for path in sorted(paths_in(page)) if not path.exists()] == []


def test_the_main_pages_name_paths_at_all() -> None:
    main = [page for page in PAGES if page.name in TECHNICAL]
    assert [page.name for page in main if len(paths_in(page)) > 5] == list(TECHNICAL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_named_in_a_page_exists(page: Path) -> None:
    named = {found.groups() for code in code_in(page) if (found := _COMMAND.match(code))}
    known = commands()
    unknown = [(one, two) for one, two in named if not {one, f"{one} {two}"} & known]
    assert unknown == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_of_a_command_named_in_a_page_exists(page: Path) -> None:
    known, unknown = options(), []
    for code in code_in(page):
        found = _COMMAND.match(code)
        if found is None:
            continue
        one, two = found.groups()
        mine = known.get(f"{one} {two}") or known.get(one) or set()
        unknown += [(one, word) for word in re.findall(r" (--[a-z-]+)", code) if word not in mine]
    assert unknown == []


def test_the_readme_lists_every_command() -> None:
    text = read("README.md")
    assert [name for name in sorted(commands()) if f"`thidua {name}" not in text] == []


def test_every_make_target_named_exists_and_helps() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE))
    named = {name for page in PAGES for name in _TARGET.findall(page.read_text(encoding="utf-8"))}
    assert named <= targets
    assert {"setup", "demo", "test", "lint", "bench", "help"} <= targets


def test_every_contract_is_explained() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    explained = re.findall(r"^\| `([a-z-]+)` \|", read("docs/architecture.md"), re.MULTILINE)
    assert explained == [contract["id"] for contract in contracts]


def test_a_contract_names_all_who_may() -> None:
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    rows = dict(
        re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", read("docs/architecture.md"), re.MULTILINE)
    )
    unnamed = [
        (contract["id"], name)
        for contract in contracts
        for name in contract.get("allowed_importers", ())
        if f"`{name.replace('.', '/')}" not in rows[contract["id"]]
    ]
    assert unnamed == []


def test_every_room_is_in_the_picture() -> None:
    """Each package within the wings, and each module that stands beside them."""
    text = read("docs/architecture.md")
    rooms = [
        path.relative_to(ROOT)
        for wing in ("addin", "campaign", "sheets_sync")
        for path in (ROOT / wing).iterdir()
        if (path / "__init__.py").exists() or (path.suffix == ".py" and path.stem != "__init__")
    ]
    assert len(rooms) > 50
    unnamed = [room.as_posix() for room in rooms if f"`{room.as_posix()}" not in text]
    assert sorted(unnamed) == []


def test_every_word_of_the_glossary_stands_where_it_says() -> None:
    words = _DEFINED.findall(read("docs/glossary.md"))
    assert len(words) > 50
    astray = [
        (name, path)
        for name, path in words
        if not re.search(
            rf"^ *(class|def) {name.split('.')[-1]}\b|^ *{name.split('.')[-1]}\b *[:=]",
            read(path),
            re.MULTILINE,
        )
    ]
    assert astray == []


def test_messages_about_a_log_in_point_to_the_guides_part_on_google() -> None:
    page, _, number = GUIDE.partition(", mục ")
    assert f"## {number}. Bảng tính Google của đơn vị" in read(page)


def test_the_guide_explains_every_sheet_of_the_example() -> None:
    text = read("docs/huong-dan.md")
    titles = layout_of(load_campaign(CAMPAIGN)).titles
    assert [title for title in titles if f"**{title}**" not in text] == []


def test_the_lock_names_no_place_and_hashes_every_package() -> None:
    text = read("requirements.lock")
    assert not re.search(r"https?:|file:|--(?:index|find|extra|trusted)|^[./]", text, re.MULTILINE)
    packages = re.findall(r"^[a-z0-9-]+==[^\n]*\n +--hash", text, re.MULTILINE)
    assert len(packages) == len(re.findall(r"^[a-z]", text, re.MULTILINE)) > 10


def test_the_licence_of_every_package_that_it_stands_on_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = {re.split(r"[\[<>=;]", line)[0] for line in project["dependencies"]}
    table = (
        (ROOT / "README.md").read_text("utf-8").split("| package | licence |")[1].split("\n\n")[0]
    )
    named = {name for line in table.splitlines() for name in re.split(r"[|,]", line)}
    assert needed <= {name.strip() for name in named}
