"""How often one account may press: so many times in any minute."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from addin.server.refusals import too_often

_MINUTE = 60.0


class Rate:
    """Counts presses by account; accounts are those that were proved and named, so not many."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._times: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def count(self, account: str) -> None:
        """Count one press.

        Raises:
            RefusedError: it is one too many; it says after how many seconds to try again.
        """
        with self._lock:
            now = self._clock()
            times = self._times.setdefault(account, deque())
            while times and now - times[0] >= _MINUTE:
                times.popleft()
            if len(times) >= self._most:
                raise too_often(int(_MINUTE - (now - times[0])) + 1)
            times.append(now)
