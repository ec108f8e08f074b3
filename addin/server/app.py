"""The HTTP door: one address a button. Who presses is proved before anything else is read."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from starlette.requests import ClientDisconnect

from addin.buttons.catalog import BUTTONS, Button, button_of
from addin.server.identity import Verifier
from addin.server.limits import Rate
from addin.server.payload import read_body
from addin.server.people import OFFICE, People, permit
from addin.server.pool import Pool
from addin.server.refusals import RefusedError, broken, failed
from addin.server.settings import ServerSettings
from addin.server.work import TEXT, Answer, Order, where
from campaign.errors import UsageError

SHEET = "x-thidua-sheet"
"""Header in which a script says whose sheet it stands in: a unit's id, or the office's word."""

BOOK = "x-thidua-book"
"""Header in which a script says which spreadsheet it stands in."""

_LONGEST = 200
"""Signs of a spreadsheet's name that are looked at."""

_IDS = frozenset(button.id for button in BUTTONS)

_log = logging.getLogger("thidua.server")


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a press passes on its way."""

    verifier: Verifier
    people: People
    rate: Rate
    pool: Pool
    settings: ServerSettings

    async def press(self, button_id: str, request: Request) -> Answer:
        """Carry one request out.

        Raises:
            RefusedError: it is not carried out.
        """
        since = time.monotonic()
        header = request.headers.get("authorization", "")
        account = await asyncio.to_thread(self.verifier.account, header)
        person = self.people.person(account)
        self.rate.count(account)
        unit = permit(person, _button(button_id), request.headers.get(SHEET, OFFICE))
        body, book = await self._body(request), request.headers.get(BOOK, "")[:_LONGEST]
        sources, ledger = self.settings.sources, self.settings.ledger
        order = Order(button_id, body, account, unit, book, sources, ledger)
        return await self.pool.press(order, since)

    async def _body(self, request: Request) -> bytes:
        announced = request.headers.get("content-length")
        settings = self.settings
        return await read_body(request.stream(), announced, settings.body_mb, settings.seconds)


def _button(button_id: str) -> Button:
    try:
        return button_of(button_id)
    except UsageError as error:
        raise RefusedError(404, "no-button", str(error)) from error


def make_app(desk: Desk) -> FastAPI:
    """The application; its own pages of documentation are closed."""

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        desk.pool.start()
        yield
        desk.pool.close()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=life)

    @app.get("/")
    async def alive() -> dict[str, str]:
        return {"thidua": "ok"}

    @app.post("/press/{button_id}")
    async def press(button_id: str, request: Request) -> Response:
        begun = time.monotonic()
        answer = await _answer(desk, button_id, request)
        _note(answer, request, button_id, time.monotonic() - begun)
        return Response(answer.body, answer.status, media_type=answer.kind)

    return app


async def _answer(desk: Desk, button_id: str, request: Request) -> Answer:
    """What one request comes to: every error is a sentence."""
    try:
        return await desk.press(button_id, request)
    except RefusedError as error:
        refused = error
    except ClientDisconnect:
        refused = broken("gone")
    except Exception as error:  # noqa: BLE001 - a traceback would hold what people typed
        _log.error("request: %s", where(error))
        refused = failed()
    return Answer(refused.status, str(refused).encode(), TEXT, refused.reason)


def _note(answer: Answer, request: Request, button_id: str, seconds: float) -> None:
    """One line a request: no account, no unit, no address, nothing of the workbook."""
    size = request.headers.get("content-length", "?")
    _log.info(
        "%s %s %d %s %.0f ms, %s bytes",
        *(time.strftime("%H:%M:%S"), button_id if button_id in _IDS else "?"),
        *(answer.status, answer.reason, seconds * 1000, size if size.isdigit() else "?"),
    )
