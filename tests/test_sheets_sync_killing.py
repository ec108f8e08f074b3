"""Killed at any moment, nothing is lost, doubled or half written: a few moments of many.

``python -m tests.sheets_killing 200`` tries as many as one likes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sheets_killing import STORIES


@pytest.mark.parametrize("story", STORIES)
def test_what_is_killed_at_any_moment_goes_on_where_it_was(tmp_path: Path, story: str) -> None:
    assert STORIES[story](tmp_path, 4, seed=7) > 0
