"""One request from end to end: faults, token, quota, handler, log."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sheets_sync.sandbox.access import ANY_SCOPE, check_scope
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.errors import GoogleRefusal, no_credentials
from sheets_sync.sandbox.faults import Fault, Faults
from sheets_sync.sandbox.quotas import Quotas, too_many_requests
from sheets_sync.sandbox.request_log import RequestLog
from sheets_sync.sandbox.routes import Route, find_route
from sheets_sync.sandbox.state_file import StateFile
from sheets_sync.sandbox.world import OWNER, World

PAYLOAD_LIMIT = 10 * 1024 * 1024
LONGEST_SECONDS = 180.0
_BEFORE = {"429", "500", "503", "expired-token", "drop-before"}

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

    def answer(self, call: Call) -> Outcome:
        """Carry out a request; what it changed is kept before the reply goes out."""
        found = find_route(call.method, call.path)
        if found is None:
            return Outcome(_not_found(call.path))
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
            if "expired-token" in struck:
                self._forget_token(call)
                raise no_credentials()
            self._check(route, call, struck, known=known)
            reply = route.handler(call)
            if self.observer is not None:
                self.observer(route, call, reply)
        except GoogleRefusal as refusal:
            reply = _refusal(refusal, route.service)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            reply = _refusal(_malformed(error), route.service)
        return reply

    def _forget_token(self, call: Call) -> None:
        text = call.headers.get("authorization", "").partition(" ")[2]
        self.world.tokens.pop(text, None)

    def _check(self, route: Route, call: Call, struck: dict[str, Fault], *, known: bool) -> None:
        if route.service != "token":
            if not known:
                raise no_credentials()
            check_scope(call.scopes, route.service, route.access)
            if self.world.settings.quotas:
                account = self.world.account(call.email)
                self.quotas.charge(route.name, route.access, account, self.world.clock.now())
        if "429" in struck:
            raise too_many_requests(route.access, self.world.account(call.email).project)
        if "500" in struck:
            raise GoogleRefusal(500, "Internal error encountered.")
        if "503" in struck:
            raise GoogleRefusal(503, "The service is currently unavailable.")
        latency = struck.get("latency")
        if latency and latency.seconds > LONGEST_SECONDS:
            raise GoogleRefusal(504, "Deadline expired before operation could complete.")
        if len(call.body) > PAYLOAD_LIMIT:
            raise GoogleRefusal(
                400, f"Request payload size exceeds the limit: {PAYLOAD_LIMIT} bytes."
            )
        stale = struck.get("stale-listing")
        if stale:
            call.headers["x-sandbox-stale-seconds"] = str(stale.seconds)

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
            refusal = GoogleRefusal(503, "The service is currently unavailable.")
            outcome.reply = _refusal(refusal, route.service)

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


def _not_found(path: str) -> Reply:
    text = f"<!DOCTYPE html><title>Error 404 (Not Found)!!1</title><p>{path}"
    return Reply(text.encode(), 404, "text/html; charset=UTF-8")
