"""What every test needs: a memory of its own, so that no test learns from another or from you."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.command_line import Cli, command_line

# A machine that is busy with something else makes no test fail.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# xlwings looks for the key of its remote engine once, when it is first imported.
os.environ.setdefault("XLWINGS_LICENSE_KEY", "noncommercial")

pytest_plugins = ["tests.sandbox_server"]


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path_factory.mktemp("cache") / "intake.sqlite"
    monkeypatch.setenv("THIDUA_CACHE", str(path))
    monkeypatch.delenv("THIDUA_LEDGER", raising=False)
    return path


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    return command_line(capsys, monkeypatch)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A district workbook with a few rows in every table; to be copied, never changed."""
    from tests.workbook_samples import first_run

    path = tmp_path_factory.mktemp("so") / "so.xlsx"
    first_run(path)
    return path


@pytest.fixture
def book(written: Path, tmp_path: Path) -> Path:
    """A copy of it to press in."""
    from shutil import copyfile

    return Path(copyfile(written, tmp_path / written.name))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a PostgreSQL server of the tests' own."""
    from tests.postgres_server import server

    with server() as url:
        yield url
