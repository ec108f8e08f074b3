"""One request from end to end: faults, token, quota, handler, log."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from sheets_sync.sandbox.access import ANY_SCOPE, check_scope
from sheets_sync.sandbox.accounts import PROJECT
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.errors import GoogleRefusal, internal, no_credentials, unavailable
from sheets_sync.sandbox.faults import LONGEST_SECONDS, Fault, Faults, fail
from sheets_sync.sandbox.quotas import Quotas
from sheets_sync.sandbox.request_log import RequestLog
from sheets_sync.sandbox.routes import Route, find_route
from sheets_sync.sandbox.state_file import StateFile
from sheets_sync.sandbox.web.undo_log import UndoLog
from sheets_sync.sandbox.world import OWNER, World

_LOG = logging.getLogger(__name__)

PAYLOAD_LIMIT = 10 * 1024 * 1024

Observer = Callable[[Route, Call, Reply], None]
"""Sees every call with its reply: for validators in tests."""


@dataclass
class Outcome:
    """What to do with a connection: send a reply, whole or half of it, or break off."""

    reply: Reply
    wait: float = 0.0
    dropped: bool = False
    truncated: bool = False


@dataclass
class Service:
    """The world with everything around it that answers requests."""

    world: World
    faults: Faults = field(default_factory=Faults)
    quotas: Quotas = field(default_factory=Quotas)
    log: RequestLog = field(default_factory=RequestLog)
    state: StateFile | None = None
    observer: Observer | None = None
    undo: UndoLog = field(default_factory=UndoLog)

    def answer(self, call: Call) -> Outcome:
        """Carry out a request; what it changed is kept before the reply goes out."""
        found = find_route(call.method, call.path)
        if found is None:
            return Outcome(_not_found(call))
        route, call.names = found
        bearer = self._bearer(call)
        struck = {
            fault.kind: fault for fault in self.faults.striking(route.name, _full(call), call.email)
        }
        outcome = Outcome(Reply(), wait=self._wait(struck.get("latency")))
        outcome.dropped = "drop-before" in struck
        if not outcome.dropped:
            outcome.reply = self._reply(route, call, struck, known=bearer)
            self._spoil(outcome, struck, route)
        self.keep()
        status = 0 if outcome.dropped else outcome.reply.status
        self.log.note(route.name, call.path, call.email, status, self.world.clock.now())
        return outcome

    def _bearer(self, call: Call) -> bool:
        """Find out who asks; whether the token is good."""
        scheme, _, text = call.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not text:
            return False
        if self.world.settings.open:
            call.email, call.scopes = OWNER, ANY_SCOPE
            return True
        token = self.world.tokens.get(text)
        if token is None or token.expires < time.time():
            return False
        call.email, call.scopes = token.email, token.scopes
        return True

    def _reply(self, route: Route, call: Call, struck: dict[str, Fault], *, known: bool) -> Reply:
        try:
            self._check(route, call, struck, known=known)
            reply = route.handler(call)
            if self.observer is not None:
                self.observer(route, call, reply)
        except GoogleRefusal as refusal:
            reply = _refusal(refusal, route.service)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            _LOG.warning("Taken for a malformed request at %s", route.name, exc_info=True)
            reply = _refusal(_malformed(error), route.service)
        except Exception:  # noqa: BLE001 - the service answers 500, whatever went wrong in it
            _LOG.exception("The sandbox failed at %s", route.name)
            reply = _refusal(internal(), route.service)
        return reply

    def _forget_token(self, call: Call) -> None:
        text = call.headers.get("authorization", "").partition(" ")[2]
        self.world.tokens.pop(text, None)

    def _check(self, route: Route, call: Call, struck: dict[str, Fault], *, known: bool) -> None:
        if "expired-token" in struck:
            self._forget_token(call)
        if route.service != "token":
            self._admit(route, call, known=known and "expired-token" not in struck)
        fail(struck, route.access, self._project(call))
        if len(call.body) > PAYLOAD_LIMIT:
            raise GoogleRefusal(
                400, f"Request payload size exceeds the limit: {PAYLOAD_LIMIT} bytes."
            )
        if "stale-listing" in struck:
            call.stale_seconds = struck["stale-listing"].seconds

    def _admit(self, route: Route, call: Call, *, known: bool) -> None:
        if not known:
            raise no_credentials()
        check_scope(call.scopes, route.service, route.access)
        if self.world.settings.quotas:
            account = self.world.account(call.email)
            self.quotas.charge(route.name, route.access, account, self.world.clock.now())

    def _project(self, call: Call) -> str:
        return self.world.account(call.email).project if call.email else PROJECT

    def _wait(self, latency: Fault | None) -> float:
        if latency is None:
            return 0.0
        seconds = min(latency.seconds, LONGEST_SECONDS)
        if latency.simulated:
            self.world.clock.advance(seconds)
            return 0.0
        return seconds

    @staticmethod
    def _spoil(outcome: Outcome, struck: dict[str, Fault], route: Route) -> None:
        outcome.dropped = "drop-after" in struck
        outcome.truncated = "truncated" in struck
        if "503-after" in struck:
            outcome.reply = _refusal(unavailable(), route.service)

    def keep(self) -> None:
        """Keep in the state file what was touched."""
        if self.state is not None and (self.world.touched or self.world.rest_touched):
            self.state.keep(self.world)
        self.world.touched.clear()
        self.world.rest_touched = False


def _full(call: Call) -> str:
    from urllib.parse import urlencode

    query = urlencode(call.query, doseq=True)
    return f"{call.path}?{query}" if query else call.path


def _refusal(refusal: GoogleRefusal, service: str) -> Reply:
    headers = {"www-authenticate": "Bearer"} if refusal.code == 401 else {}
    return Reply(refusal.body(service), refusal.code, headers=headers)


def _malformed(error: Exception) -> GoogleRefusal:
    return GoogleRefusal(
        400, f"Invalid JSON payload received. {type(error).__name__}: {error}", reason="badRequest"
    )


def _not_found(call: Call) -> Reply:
    """Google's page for an address that it does not know, and a word on whose fault it may be."""
    text = (
        "<!DOCTYPE html>\n<html lang=en>\n<meta charset=utf-8>\n"
        "<title>Error 404 (Not Found)!!1</title>\n"
        f"<p>The requested URL <code>{escape(call.path)}</code> was not found on this server. "
        f"(The sandbox does not play {escape(call.method)} of this address; Google may.)\n"
    )
    return Reply(text.encode(), 404, "text/html; charset=UTF-8")
