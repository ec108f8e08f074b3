"""gspread's HTTP client with what it lacks: timeouts, quotas, patience, errors that say what to do.

gspread's own ``BackOffHTTPClient`` retries for ever and never after a dropped connection.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from google.auth import exceptions as auth
from google.auth.transport.requests import AuthorizedSession, Request
from gspread.exceptions import APIError
from gspread.http_client import HTTPClient
from requests import Response, Session
from requests import exceptions as http

from sheets_sync.gsheets.calls import Call, call_of
from sheets_sync.gsheets.clock import Clock
from sheets_sync.gsheets.errors import RetryLater
from sheets_sync.gsheets.failures import broken_line, failure, login_failed
from sheets_sync.gsheets.meter import Meter
from sheets_sync.gsheets.patience import Patience

TIMEOUT = (10.0, 180.0)
"""Seconds to connect, and to wait for the next byte; Google itself gives up after 180."""

_SITE = "https://www.googleapis.com/"

Mount = Callable[[Session], None]
"""Changes a new session, as the sandbox does to be spoken to instead of Google."""


@dataclass(frozen=True, slots=True)
class Wire:
    """What the clients of one account share, whatever thread they belong to.

    Attributes:
        credentials: google-auth credentials.
        meters: By budget name.
        clock: Waits.
        patience: When to send again.
        timeout: Seconds to connect, seconds to the next byte.
        mount: Changes each new session.
    """

    credentials: Any
    meters: Mapping[str, Meter]
    clock: Clock
    patience: Patience = field(default_factory=Patience)
    timeout: tuple[float, float] = TIMEOUT
    mount: Mount | None = None
    refreshing: threading.Lock = field(default_factory=threading.Lock)


class PacedHTTPClient(HTTPClient):
    """Sends requests in quota, again when that is safe, and raises our own errors."""

    def __init__(self, auth: Wire, session: Session | None = None) -> None:
        self.wire = auth
        self.who = "Google"
        self._tokens = Session()
        made = session or AuthorizedSession(  # type: ignore[no-untyped-call]
            auth.credentials, auth_request=Request(self._tokens)
        )
        settle(made)
        if auth.mount is not None:
            auth.mount(made)
            auth.mount(self._tokens)
        super().__init__(auth.credentials, made)
        self.set_timeout(auth.timeout)

    def request(
        self,
        method: str,
        endpoint: str,
        params: MutableMapping[str, Any] | None = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: Any = None,  # noqa: ANN401 - gspread's own type
        headers: MutableMapping[str, str] | None = None,
    ) -> Response:
        """One request as gspread's methods send it."""
        content = {"params": params, "data": data, "json": json, "files": files}
        return self.send(call_of(method, endpoint), method, endpoint, **content, headers=headers)

    def send(self, call: Call, method: str, url: str, **content: Any) -> Response:  # noqa: ANN401
        """Send until it works, may not be repeated, or patience ends.

        Raises:
            GoogleError: with what to do.
        """
        patience = self.wire.patience
        for failed in range(1, patience.attempts + 1):
            try:
                return self._once(call, method, url, content)
            except RetryLater as error:
                if failed == patience.attempts or (error.maybe_done and not call.repeatable):
                    raise
                self.wire.clock.sleep(patience.wait(failed, error.wait))
        raise AssertionError("unreachable: the last attempt raises")

    def _once(self, call: Call, method: str, url: str, content: dict[str, Any]) -> Response:
        self._refresh()
        self.wire.meters[call.budget.name].take(call.cost)
        try:
            response = super().request(method, url, **content)
        except APIError as error:
            answer = error.response
            raise failure(
                answer.status_code, _body(answer), self.who, wait=_wait_of(answer)
            ) from None
        except auth.RefreshError as error:
            raise login_failed(_short(error)) from None
        except (http.ConnectTimeout, auth.TransportError):
            raise broken_line(self.who, sent=False) from None
        except http.RequestException:
            raise broken_line(self.who, sent=True) from None
        _check_whole(response, self.who)
        return response

    def _refresh(self) -> None:
        """Have a valid token; one thread fetches it, and nothing has been sent yet."""
        with self.wire.refreshing:
            if self.wire.credentials.valid:
                return
            request = Request(self._tokens)
            try:
                self.wire.credentials.refresh(lambda *a, **k: request(*a, **_timed(k, self.wire)))
            except auth.TransportError:
                raise broken_line(self.who, sent=False) from None
            except auth.RefreshError as error:
                if error.retryable:
                    raise broken_line(self.who, sent=False) from None
                raise login_failed(_short(error)) from None
            except (http.RequestException, ValueError):
                raise broken_line(self.who, sent=False) from None


def settle(session: Session) -> None:
    """Ask the environment for proxies and certificates once, not at every request.

    A ``.netrc`` is not asked at all: what it says would stand in place of the token.
    """
    found = session.merge_environment_settings(_SITE, {}, None, None, None)
    session.proxies, session.verify = found["proxies"], found["verify"]
    session.trust_env = False


def _timed(given: dict[str, Any], wire: Wire) -> dict[str, Any]:
    return given | {"timeout": wire.timeout}


def _body(answer: Response) -> Mapping[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, Mapping) else {}


def _wait_of(answer: Response) -> float:
    """Seconds of ``Retry-After``; 0 when it is absent or a date."""
    given = answer.headers.get("Retry-After", "")
    return float(given) if given.isdigit() else 0.0


def _check_whole(response: Response, who: str) -> None:
    """A success whose JSON ends too early is a broken line, not an answer."""
    if "json" in response.headers.get("Content-Type", ""):
        try:
            response.json()
        except ValueError:
            raise broken_line(who, sent=True) from None


def _short(error: auth.RefreshError) -> str:
    """OAuth's code of an error (``invalid_grant``); the rest may hold what is nobody's business."""
    for part in error.args:
        if isinstance(part, Mapping) and part.get("error"):
            return str(part["error"])
    said = str(error.args[0]) if error.args else ""
    known = ("invalid_grant", "invalid_client", "unauthorized_client", "invalid_scope", "JWT")
    return next((code for code in known if code in said), "refresh_failed")
