"""A new ledger's file: nobody ever meets half of one, not even after a loss of power."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from campaign.errors import why_not
from campaign.ledger.engines import sqlite_engine
from campaign.ledger.leftovers import PREFIX, remove_leftovers
from campaign.ledger.refusals import not_opened


def begin(path: Path, fill: Callable[[Engine], None]) -> None:
    """Make a ledger's file, unless something stands there.

    It is filled under another name and gets its own when it is whole. Of several processes that
    begin one ledger at once, the first to be ready is kept; the others go on with that one. What a
    kill of an earlier beginning left beside it is removed.

    Raises:
        LedgerError: the file can't be made.
        SQLAlchemyError: it can't be filled.
    """
    try:
        remove_leftovers(path.parent)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=PREFIX, dir=path.parent) as folder:
            draft = Path(folder) / path.name
            engine = sqlite_engine(draft)
            try:
                fill(engine)
            finally:
                engine.dispose()
            _put(draft, path)
    except OSError as error:
        raise not_opened(str(path), why_not(error)) from error


def _put(draft: Path, path: Path) -> None:
    """Give a file its name, unless another has it by now."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a disk without second names
        if not path.exists():
            draft.rename(path)
