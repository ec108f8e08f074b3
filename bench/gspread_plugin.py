"""A pytest plugin: whatever gspread's own tests send to Google goes to the sandbox.

Loaded by ``bench/gspread_suite.py``; the address is in ``THIDUA_SANDBOX``. The cassettes are left
out: every test speaks HTTP. Where vcrpy is not installed, its names that gspread's ``conftest.py``
imports are stood in for.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import TypeVar

import pytest
import requests

from sheets_sync.redirect import redirect

Test = TypeVar("Test")

_open_session = requests.Session.__init__


def _open_redirected(self: requests.Session) -> None:
    _open_session(self)
    redirect(self, os.environ["THIDUA_SANDBOX"])


def _unmarked() -> Callable[[Test], Test]:
    """The mark of a cassette that marks nothing: pytest 9 refuses the marked fixture there is."""
    return lambda test: test


def _stand_in_for_vcr() -> None:
    vcr, errors = ModuleType("vcr"), ModuleType("vcr.errors")
    vcr.VCR = type("VCR", (), {"ensure_suffix": staticmethod(lambda _: None)})  # type: ignore[attr-defined]
    name = "CannotOverwriteExistingCassetteException"
    setattr(errors, name, type(name, (Exception,), {}))
    sys.modules |= {"vcr": vcr, "vcr.errors": errors}


# The clone's conftest is imported before any hook runs.
requests.Session.__init__ = _open_redirected  # type: ignore[method-assign]
pytest.mark.vcr = _unmarked  # type: ignore[attr-defined]
if importlib.util.find_spec("vcr") is None:
    _stand_in_for_vcr()
