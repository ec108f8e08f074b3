"""Google's certificates, fetched when needed and kept as long as Google says they last."""

from __future__ import annotations

import math
import re
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from google.auth.exceptions import TransportError
from google.auth.transport import Request, Response

_LASTS = re.compile(r"max-age=(\d+)")
_SHORTEST, _DEFAULT = 60.0, 3600.0
_GRACE = 3600.0
"""Seconds past their time for which certificates still count while Google cannot be asked."""

_PAUSE = 5.0
"""Seconds after a failure in which Google is not asked again: people would wait for each try."""

TIMEOUT = 10
"""Seconds to wait for the certificates."""


class CachedCertificates(Request):
    """A google-auth transport that answers a fetch of certificates from memory while it may.

    Safe for several threads: at most one of them fetches.
    """

    def __init__(
        self,
        fetch: Callable[..., Response] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        from google.auth.transport.requests import Request as Sent

        self._fetch = fetch or Sent()
        self._clock = clock
        self._kept: dict[str, tuple[float, float, Response]] = {}
        self._pause = -math.inf
        self._lock = threading.Lock()

    def __call__(
        self,
        url: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: int | None = TIMEOUT,
        **options: Any,  # noqa: ANN401 - whatever google-auth passes on
    ) -> Response:
        """Answer as google-auth's own transport does."""
        with self._lock:
            until, _, answer = self._kept.get(url, (0.0, 0.0, None))
            if answer is not None and self._clock() < until:
                return answer
            try:
                return self._fetched(url, method, body, headers, timeout, **options)
            except TransportError:
                if answer is None or self._clock() >= until + _GRACE:
                    raise
                return answer

    def _fetched(self, url: str, *request: Any, **options: Any) -> Response:  # noqa: ANN401
        """Ask Google, and keep what it answers.

        Raises:
            TransportError: it did not answer, or has just not answered.
        """
        if self._clock() < self._pause:
            raise _silent("asked a moment ago")
        try:
            answer = _good(self._fetch(url, *request, **options))
        except TransportError:
            self._pause = self._clock() + _PAUSE
            raise
        now = self._clock()
        self._kept[url] = (now + _lasts(answer), now, answer)
        return answer

    def forget(self, url: str) -> bool:
        """Have the certificates fetched anew, for a key that they lack; at most once a minute."""
        with self._lock:
            _, fetched, answer = self._kept.get(url, (0.0, 0.0, None))
            if answer is None or self._clock() - fetched < _SHORTEST:
                return False
            del self._kept[url]
            return True


def _good(answer: Response) -> Response:
    if answer.status != 200:
        raise _silent(f"status {answer.status}")
    return answer


def _silent(why: str) -> TransportError:
    return TransportError(why)  # type: ignore[no-untyped-call]


def _lasts(answer: Response) -> float:
    found = _LASTS.search(str(answer.headers.get("cache-control", "")))
    return max(_SHORTEST, float(found[1])) if found else _DEFAULT
