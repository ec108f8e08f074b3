"""A running sandbox for tests, and gspread clients that talk to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sheets_sync.redirect import redirect
from sheets_sync.sandbox.server import OFFICE, Sandbox
from sheets_sync.sandbox.world import Settings
from tests.discovery import Validator

if TYPE_CHECKING:
    import gspread

WARD = "phuong.an.phu@sandbox.test"
"""A unit's account, a person."""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A fresh sandbox on a free port; what goes in and out is held to Google's own schemas."""
    validator = Validator()
    with Sandbox(settings=Settings(quotas=False), seed="test", observer=validator) as box:
        yield box
    if validator.faults:
        pytest.fail("\n".join(validator.faults))


def service_client(box: Sandbox, folder: Path, email: str = OFFICE) -> gspread.Client:
    """The unmodified ``gspread.service_account`` with a road to the sandbox."""
    import gspread

    client = gspread.service_account(filename=str(box.write_key(folder / "khoa.json", email)))
    redirect(client.http_client.session, box.base)
    return client


def person_client(box: Sandbox, email: str = WARD) -> gspread.Client:
    """A client that carries a person's token."""
    import gspread
    from requests import Session

    session = redirect(Session(), box.base)
    session.headers["Authorization"] = f"Bearer {box.token(email)}"
    return gspread.Client(auth=None, session=session)


@pytest.fixture
def office(sandbox: Sandbox, tmp_path: Path) -> gspread.Client:
    """The office's service account."""
    return service_client(sandbox, tmp_path)


@pytest.fixture
def ward(sandbox: Sandbox) -> gspread.Client:
    """A unit's person."""
    return person_client(sandbox)
