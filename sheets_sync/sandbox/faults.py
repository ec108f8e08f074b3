"""Faults on order: a rule names the requests it strikes and what befalls them."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field

from sheets_sync.sandbox.errors import internal, too_slow, unavailable
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.quotas import too_many_requests

KINDS = {
    "latency": "waits so many seconds first",
    "drop-before": "breaks the connection; nothing was done",
    "drop-after": "does it, then breaks the connection",
    "429": "refuses for too many requests; nothing was done",
    "500": "fails inside; nothing was done",
    "503": "is unavailable; nothing was done",
    "503-after": "does it, then says that it is unavailable",
    "truncated": "does it, then sends half the body and breaks the connection",
    "expired-token": "no longer knows the access token",
    "stale-listing": "lists files as they were so many seconds ago",
}
"""What can befall a request."""


LONGEST_SECONDS = 180.0
"""After so long Google gives a request up."""


class BadRuleError(ValueError):
    """A rule that cannot be: an unknown kind or a broken pattern."""


@dataclass
class Fault:
    """A rule. Patterns are regular expressions, searched for; an empty one fits all.

    Attributes:
        kind: One of ``KINDS``.
        at: Which of the fitting requests, counted from 1 since the rule was made; empty: each.
        times: How often it strikes at most; 0: without end.
        name: Fits the method's id in Google's discovery document (``sheets.spreadsheets.get``),
            or ``token``.
        path: Fits the path with its query.
        account: Fits the calling account's address.
        seconds: For ``latency`` and ``stale-listing``.
        simulated: ``latency`` moves the sandbox's clock on instead of waiting.
    """

    kind: str
    at: list[int] = field(default_factory=list)
    times: int = 0
    name: str = ""
    path: str = ""
    account: str = ""
    seconds: float = 0.0
    simulated: bool = False
    seen: int = 0
    struck: int = 0

    def __post_init__(self) -> None:
        """Refuse what could never strike."""
        if self.kind not in KINDS:
            raise BadRuleError(f"Unknown kind of fault: {self.kind}. Known: {', '.join(KINDS)}.")
        for pattern in (self.name, self.path, self.account):
            try:
                re.compile(pattern)
            except re.error as error:
                raise BadRuleError(f"Not a regular expression: {pattern}") from error

    def strikes(self, name: str, path: str, account: str) -> bool:
        """Whether it strikes this request; counts it."""
        if not (
            re.search(self.name, name)
            and re.search(self.path, path)
            and re.search(self.account, account)
        ):
            return False
        self.seen += 1
        if (self.at and self.seen not in self.at) or (self.times and self.struck >= self.times):
            return False
        self.struck += 1
        return True

    def to_json(self) -> Json:
        """The rule, with how many requests it saw and struck."""
        return asdict(self)


@dataclass
class Faults:
    """The rules in force."""

    rules: list[Fault] = field(default_factory=list)

    def add(self, kind: str, **options: object) -> Fault:
        """Put a rule in force; the options are those of ``Fault``.

        Raises:
            BadRuleError: The rule cannot be.
        """
        known = set(Fault.__dataclass_fields__) - {"kind", "seen", "struck"}
        if unknown := set(options) - known:
            raise BadRuleError(f"Unknown options: {', '.join(sorted(unknown))}.")
        rule = Fault(kind, **options)  # type: ignore[arg-type]
        self.rules.append(rule)
        return rule

    def clear(self) -> None:
        """Let everything go well again."""
        self.rules.clear()

    def striking(self, name: str, path: str, account: str) -> list[Fault]:
        """The rules that strike a request."""
        return [rule for rule in self.rules if rule.strikes(name, path, account)]


def fail(struck: dict[str, Fault], access: str, project: str) -> None:
    """Refuse a request that a fault keeps from being carried out.

    Raises:
        GoogleRefusal: As the service would say it.
    """
    if "429" in struck:
        raise too_many_requests(access, project)
    if "500" in struck:
        raise internal()
    if "503" in struck:
        raise unavailable()
    if "latency" in struck and struck["latency"].seconds > LONGEST_SECONDS:
        raise too_slow()
