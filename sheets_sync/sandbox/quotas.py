"""Google's quotas: requests a minute for Sheets, units a minute for Drive."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sheets_sync.sandbox.accounts import Account
from sheets_sync.sandbox.errors import GoogleRefusal

SHEETS_PER_USER, SHEETS_PER_PROJECT = 60, 300
DRIVE_UNITS_PER_USER = 325_000
DRIVE_COSTS = {"drive.files.list": 100, "drive.files.export": 200}
DRIVE_COST = 50
"""Units of the Drive calls whose price the sandbox's makers did not know."""

_WINDOW = 60.0


@dataclass
class Quotas:
    """What was used in the current minute of the sandbox's clock."""

    minute: float = -1.0
    used: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def charge(self, name: str, access: str, account: Account, now: float) -> None:
        """Count a request.

        Raises:
            GoogleRefusal: It is one too many; a refused request is not counted.
        """
        minute = now // _WINDOW
        if minute != self.minute:
            self.minute = minute
            self.used.clear()
        if name.startswith("sheets."):
            self._charge_sheets(access, account)
        elif name.startswith("drive."):
            self._charge_drive(name, account)

    def _charge_sheets(self, access: str, account: Account) -> None:
        user = ("sheets", access, account.email)
        project = ("sheets", access, "project", account.project)
        if self.used[user] >= SHEETS_PER_USER:
            raise _too_many(access, "PerUser", SHEETS_PER_USER, account.project)
        if self.used[project] >= SHEETS_PER_PROJECT:
            raise _too_many(access, "PerProject", SHEETS_PER_PROJECT, account.project)
        self.used[user] += 1
        self.used[project] += 1

    def _charge_drive(self, name: str, account: Account) -> None:
        cost = DRIVE_COSTS.get(name, DRIVE_COST)
        user = ("drive", account.email)
        if self.used[user] + cost > DRIVE_UNITS_PER_USER:
            raise GoogleRefusal(
                403,
                "User Rate Limit Exceeded. Rate of requests for user exceed configured project "
                "quota, you may consider re-evaluating expected per-user traffic to the API and "
                "adjust project quota limits accordingly.",
                reason="userRateLimitExceeded",
                domain="usageLimits",
            )
        self.used[user] += cost


def _too_many(access: str, whose: str, limit: int, project: str) -> GoogleRefusal:
    metric = f"{access.capitalize()} requests"
    name = f"{metric} per minute" + (" per user" if whose == "PerUser" else "")
    consumer = f"projects/{project}"
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "quota_metric": f"sheets.googleapis.com/{access}_requests",
            "quota_limit": f"{access.capitalize()}RequestsPerMinute{whose}",
            "quota_limit_value": str(limit),
            "quota_location": "global",
            "consumer": consumer,
            "service": "sheets.googleapis.com",
        },
    }
    link = "https://cloud.google.com/docs/quotas/help/request_increase"
    helping = {
        "@type": "type.googleapis.com/google.rpc.Help",
        "links": [{"description": "Request a higher quota limit.", "url": link}],
    }
    return GoogleRefusal(
        429,
        f"Quota exceeded for quota metric '{metric}' and limit '{name}' of service "
        f"'sheets.googleapis.com' for consumer '{consumer}'.",
        reason="rateLimitExceeded",
        details=[info, helping],
    )


def too_many_requests(access: str, project: str) -> GoogleRefusal:
    """The refusal of a request over the quota, for a fault on order."""
    return _too_many(access, "PerUser", SHEETS_PER_USER, project)
