"""The ASGI application: bytes in, bytes out, and connections that break when a fault says so.

Requests are carried out one after the other; only waiting for a latency lets others pass.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from sheets_sync.sandbox.admin import PREFIX, administer
from sheets_sync.sandbox.calls import Call, Reply, parsed_query
from sheets_sync.sandbox.service import Outcome, Service
from sheets_sync.sandbox.web.pages import page

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class App:
    """Speaks ASGI for a service; ``lock`` keeps other threads out of the world meanwhile."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.lock = threading.RLock()
        self.base = ""

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            return
        call = await self._call(scope, receive)
        with self.lock:
            outcome = self._outcome(call)
        if outcome.wait:
            await asyncio.sleep(outcome.wait)
        if outcome.dropped:
            _transport(send).abort()
        else:
            await _send(send, outcome)
        if outcome.dropped or outcome.truncated:
            await _gone(receive)

    def _outcome(self, call: Call) -> Outcome:
        shown = page(call.path) if call.method == "GET" else None
        if shown is not None:
            return Outcome(shown)
        if call.path.startswith(PREFIX):
            return Outcome(administer(self.service, call))
        return self.service.answer(call)

    async def _call(self, scope: Message, receive: Receive) -> Call:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in scope["headers"]
        }
        return Call(
            world=self.service.world,
            method=scope["method"],
            path=scope["raw_path"].decode("ascii").partition("?")[0],
            query=parsed_query(scope["query_string"].decode("ascii")),
            headers=headers,
            body=await _body(receive),
            base=self.base,
        )


async def _body(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _transport(send: Send) -> asyncio.Transport:
    """The connection: the server's sender knows it."""
    found: asyncio.Transport = send.__self__.transport  # type: ignore[attr-defined]
    return found


async def _gone(receive: Receive) -> None:
    """Wait until the server knows of the broken connection, or it would call it our mistake."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, outcome: Outcome) -> None:
    reply: Reply = outcome.reply
    payload = reply.payload()
    headers = [
        (b"content-type", reply.content_type.encode()),
        (b"content-length", str(len(payload)).encode()),
        *((name.encode(), value.encode()) for name, value in reply.headers.items()),
    ]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    if outcome.truncated:
        half = payload[: len(payload) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        _transport(send).close()
        return
    await send({"type": "http.response.body", "body": payload})
