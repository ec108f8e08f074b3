"""The HTTP door: one address a button. Who presses is proved before anything else is read."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI, Request, Response

from addin.buttons.catalog import Button, button_of
from addin.server.identity import Verifier
from addin.server.limits import Rate
from addin.server.payload import read_body
from addin.server.people import OFFICE, People, permit
from addin.server.pool import Pool
from addin.server.refusals import RefusedError
from addin.server.settings import ServerSettings
from addin.server.work import TEXT, Answer, Order
from campaign.errors import UsageError

SHEET = "x-thidua-sheet"
"""Header in which a script says whose sheet it stands in: a unit's id, or the office's word."""

BOOK = "x-thidua-book"
"""Header in which a script says which spreadsheet it stands in."""

_LONGEST = 200
"""Signs of a spreadsheet's name that are looked at."""

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
        header = request.headers.get("authorization", "")
        account = await asyncio.to_thread(self.verifier.account, header)
        person = self.people.person(account)
        self.rate.count(account)
        unit = permit(person, _button(button_id), request.headers.get(SHEET, OFFICE))
        announced = request.headers.get("content-length")
        body = await read_body(request.stream(), announced, self.settings.body_mb)
        sources, ledger = self.settings.sources, self.settings.ledger
        book = request.headers.get(BOOK, "")[:_LONGEST]
        return await self.pool.press(Order(button_id, body, account, unit, book, sources, ledger))


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
        try:
            answer = await desk.press(button_id, request)
        except RefusedError as error:
            answer = Answer(error.status, str(error).encode(), TEXT, error.reason)
        _note(answer, request, time.monotonic() - begun)
        return Response(answer.body, answer.status, media_type=answer.kind)

    return app


def _note(answer: Answer, request: Request, seconds: float) -> None:
    """One line a request: no account, no unit, no address, nothing of the workbook."""
    size = request.headers.get("content-length", "?")
    _log.info(
        "%s %s %d %s %.0f ms, %s bytes",
        *(time.strftime("%H:%M:%S"), request.url.path, answer.status, answer.reason),
        *(seconds * 1000, size if size.isdigit() else "?"),
    )
