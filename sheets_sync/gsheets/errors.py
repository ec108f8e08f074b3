"""What Google refused, grouped by what the caller should do: retry, skip the unit, stop."""

from __future__ import annotations

from campaign.errors import ThiduaError

GUIDE = "docs/huong-dan.md, mục 15"
"""Where the office's people read how a log-in is made."""


class GoogleError(ThiduaError):
    """Base of everything that Google or the way to it refuses.

    Attributes:
        code: A stable code such as ``rate_limit`` or ``not_found``.
        said: Google's own words, where they help a person on; empty otherwise.
    """

    def __init__(self, code: str, sentence: str, *, said: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.said = said


class RetryLater(GoogleError):  # noqa: N818 - named for what to do
    """It may work at another time: busy, over a quota, the line is down.

    Attributes:
        maybe_done: Whether a write may have landed although no good answer came.
        wait: Seconds the service asked to wait; 0 when it did not say.
    """

    def __init__(
        self, code: str, sentence: str, *, maybe_done: bool = False, wait: float = 0.0
    ) -> None:
        super().__init__(code, sentence)
        self.maybe_done = maybe_done
        self.wait = wait


class SkipUnit(GoogleError):  # noqa: N818 - named for what to do
    """This spreadsheet cannot be used; the others go on."""


class Stop(GoogleError):  # noqa: N818 - named for what to do
    """Nothing will work until a person acts: credentials, a switched-off API, no storage."""
