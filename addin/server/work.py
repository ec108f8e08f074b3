"""One press in a process of its own: a workbook in, xlwings' actions or a sentence out."""

from __future__ import annotations

import gc
import hashlib
import json
import logging
import os
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from addin.hosts.lean_xlwings import load_xlwings
from addin.server.payload import workbook_of
from addin.server.refusals import failed, other_version
from campaign.errors import ThiduaError

if TYPE_CHECKING:
    from addin.buttons.door import Door
    from campaign.usecases import MainJob

TITLE = "Thi đua"
JSON, TEXT = "application/json", "text/plain; charset=utf-8"
_NOT_DONE = 422
_log = logging.getLogger("thidua.server")


@dataclass(frozen=True)
class Order:
    """What to press.

    Attributes:
        button: Id of the button.
        body: The workbook as the script sent it.
        account: Who presses, proved.
        unit: The unit for which the press counts; empty for the office.
        book: What the spreadsheet is called by its own script; empty when it does not say.
        sources: What the office's buttons read, whatever the workbook names.
        ledger: Path or URL of the ledger that is told; empty for none.
    """

    button: str
    body: bytes
    account: str
    unit: str
    book: str = ""
    sources: tuple[str, ...] = ()
    ledger: str = ""

    @cached_property
    def mark(self) -> tuple[str, ...]:
        """The same for orders that ask the same of the same content."""
        return self.button, self.account, self.unit, hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: xlwings' actions as JSON, or a sentence."""

    status: int
    body: bytes
    kind: str
    reason: str = "done"


@dataclass(frozen=True, slots=True)
class Ready:
    """How a process is made ready to press; calling it, in that process, does so.

    Attributes:
        licence_key: Key of xlwings' remote engine.
        campaign: Shipped name or definition file of the campaign that is served.
    """

    licence_key: str
    campaign: str

    def __call__(self) -> Presser:
        """Import and load what presses share, and press once, so that nobody's press waits."""
        os.environ["XLWINGS_LICENSE_KEY"] = self.licence_key
        load_xlwings()
        import addin.buttons.office_press  # noqa: F401
        from campaign.usecases import MainJob

        job = MainJob.of(self.campaign, datetime.max)  # noqa: DTZ901
        presser = Presser(self.campaign, job)
        with suppress(ThiduaError):
            presser.pressed(Order("validate", _nothing(), "", ""), time.monotonic())
        gc.collect()
        # What is loaded now stays: later searches for garbage pass it over.
        gc.freeze()
        return presser


@dataclass(slots=True)
class Presser:
    """Carries orders out, one after the other.

    Attributes:
        campaign: Shipped name or definition file that is served.
        job: The same, loaded; its readers are kept from press to press.
    """

    campaign: str
    job: MainJob

    def __call__(self, order: Order, until: float) -> Answer:
        """Press; whatever happens, the answer says it and the workbook is forgotten.

        Args:
            order: What to press.
            until: Moment of ``time.monotonic`` after which nobody waits for the answer.
        """
        try:
            return Answer(200, self.pressed(order, until), JSON)
        except ThiduaError as error:
            status = getattr(error, "status", _NOT_DONE)
            return Answer(status, str(error).encode(), TEXT, getattr(error, "reason", "not-done"))
        except Exception as error:  # noqa: BLE001 - one press must never end the process
            _log.error("press of %s: %s", order.button, where(error))
            return Answer(500, str(failed()).encode(), TEXT, "failed")

    def pressed(self, order: Order, until: float) -> bytes:
        """The actions of a press, for xlwings' script.

        Raises:
            ThiduaError: it could not be done.
        """
        import xlwings as xw

        from addin.buttons import press

        sent = workbook_of(order.body)
        if sent["version"] != xw.__version__:
            raise other_version()
        book = xw.Book(json=sent)
        try:
            book.app.alert(press(order.button, book, self._door(order, until)), TITLE)
            return json.dumps(book.json(), ensure_ascii=False).encode()
        finally:
            book.close()

    def _door(self, order: Order, until: float) -> Door:
        from addin.buttons.door import Door, office_clock

        self.job = self.job.at(office_clock())
        return Door(
            who=lambda: order.account,
            sources=order.sources,
            named=False,  # a workbook from outside names no file of the server's
            ledger=order.ledger,
            unit=order.unit,
            campaign=self.campaign,
            job=self.job,
            awaited=lambda: time.monotonic() < until,
        )


def _nothing() -> bytes:
    """A workbook with an empty sheet, as a script would send it."""
    import xlwings as xw

    book = {"name": "", "active_sheet_index": 0, "selection": "A1"}
    sent = {"client": "", "version": xw.__version__, "book": book, "names": []}
    return json.dumps(sent | {"sheets": [{"name": "", "values": [[]]}]}).encode()


Press = Callable[[Order, float], Answer]
"""What a process does with an order, until a moment of ``time.monotonic``."""


def where(error: Exception) -> str:
    """Kind and place of an error; its message may hold what people typed and is left out."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
