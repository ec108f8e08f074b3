"""One press in a process of its own: a workbook in, xlwings' actions or a sentence out."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import traceback
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from addin.server.payload import workbook_of
from addin.server.refusals import failed
from campaign.errors import ThiduaError

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
        sources: What the office's buttons read, whatever the workbook names.
        ledger: Path or URL of the ledger that is told; empty for none.
    """

    button: str
    body: bytes
    account: str
    unit: str
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


def start(licence_key: str) -> None:
    """Make a process ready: the key of xlwings' remote engine, and what every press imports."""
    os.environ["XLWINGS_LICENSE_KEY"] = licence_key
    import xlwings  # noqa: F401 - imported here so that no press waits for it

    import campaign.usecases  # noqa: F401


def carry_out(order: Order) -> Answer:
    """Press; whatever happens, the answer says it and the workbook is forgotten."""
    try:
        return Answer(200, _pressed(order), JSON)
    except ThiduaError as error:
        status = getattr(error, "status", _NOT_DONE)
        return Answer(status, str(error).encode(), TEXT, getattr(error, "reason", "not-done"))
    except Exception as error:  # noqa: BLE001 - one press must never end the process
        _log.error("press of %s: %s", order.button, where(error))
        return Answer(500, str(failed()).encode(), TEXT, "failed")


def where(error: Exception) -> str:
    """Kind and place of an error; its message may hold what people typed and is left out."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def _pressed(order: Order) -> bytes:
    import xlwings as xw

    from addin.buttons import press
    from addin.buttons.door import Door

    door = Door(
        who=lambda: order.account,
        sources=order.sources,
        named=False,  # a workbook from outside names no file of the server's
        ledger=order.ledger,
        unit=order.unit,
    )
    book = xw.Book(json=workbook_of(order.body))
    try:
        sentence = press(order.button, book, door)
        book.app.alert(sentence, TITLE)
        return json.dumps(book.json(), ensure_ascii=False).encode()
    finally:
        book.close()
