"""A person at work in the workbook makes Excel refuse calls: wait a little, then say so."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from campaign.errors import UsageError

Answer = TypeVar("Answer")

_BUSY = {-2147418111, -2147417846, -2146777998, 0x80010001, 0x8001010A, 0x800AC472}
"""Excel's own codes: the call was rejected, try later, a cell is being edited."""

WAIT, TRIES = 0.25, 80
"""Seconds between two tries, and how many: twenty seconds in all."""


class BusyError(UsageError):
    """Somebody is typing in the workbook, and went on typing."""

    def __init__(self) -> None:
        super().__init__(
            "Excel đang bận vì có ô đang gõ dở hoặc có hộp thoại đang mở, nên chưa làm gì cả. "
            "Hãy bấm Enter (hoặc Esc) để kết thúc ô đang gõ, đóng hộp thoại rồi bấm lại nút."
        )


def is_busy(error: BaseException) -> bool:
    """Whether an error says that a person keeps the program busy."""
    codes = [getattr(error, "hresult", None), *getattr(error, "args", ())[:1]]
    return any(isinstance(code, int) and code in _BUSY for code in codes)


class Patience:
    """Makes calls to a program, again while it is busy.

    Attributes:
        calls: How many calls were made.
    """

    def __init__(self, sleep: Callable[[float], object] = time.sleep, tries: int = TRIES) -> None:
        self._sleep, self._tries = sleep, tries
        self.calls = 0

    def __call__(self, call: Callable[[], Answer]) -> Answer:
        """Make one call.

        Raises:
            BusyError: the program stayed busy.
        """
        self.calls += 1
        for _ in range(self._tries):
            try:
                return call()
            except Exception as error:
                if not is_busy(error):
                    raise
            self._sleep(WAIT)
        raise BusyError
