"""What every test needs: a memory of its own, so that no test learns from another or from you."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path_factory.mktemp("cache") / "intake.sqlite"
    monkeypatch.setenv("THIDUA_CACHE", str(path))
    return path
