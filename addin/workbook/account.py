"""The account of a run, counted once for all pages: rows in = accepted + held + rejected."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from campaign.plan.definition import Form
from campaign.records import Status
from campaign.result.whole import Result


@dataclass(slots=True)
class Account:
    """Rows by form and status, and what identifies the run.

    Attributes:
        rows: Rows by form and status.
        inputs: One SHA-256 over the names and hashes of all sources.
    """

    rows: Counter[tuple[Form, Status]] = field(default_factory=Counter)
    inputs: str = ""

    def of(self, form: Form) -> list[int]:
        """Accepted, held and rejected rows of a form."""
        return [self.rows[form, status] for status in Status]

    def total(self, status: Status) -> int:
        """Rows with a status, over all forms."""
        return sum(number for (_, each), number in self.rows.items() if each is status)

    @property
    def rows_in(self) -> int:
        """All rows."""
        return self.rows.total()


def account_of(result: Result) -> Account:
    """Count a run's rows and hash what it read."""
    account = Account()
    digest = hashlib.sha256()
    for source in result.sources:
        digest.update(f"{source.name}\0{source.sha256}\n".encode())
        for (form, _, status), number in source.tally().items():
            account.rows[form, status] += number
    for unread in result.unread:
        digest.update(f"{unread.source}\0{unread.code}\n".encode())
    account.inputs = digest.hexdigest()
    return account
