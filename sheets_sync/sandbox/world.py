"""Everything the sandbox knows: files, accounts, tokens, settings, and the clock."""

from __future__ import annotations

import pickle
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sheets_sync.sandbox.accounts import Account, new_private_key
from sheets_sync.sandbox.book import Book
from sheets_sync.sandbox.clock import Clock
from sheets_sync.sandbox.export.kept import KeptExports
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.ids import Ids
from sheets_sync.sandbox.json_types import Json

OWNER = "chu.so.huu@sandbox.test"
"""The person who owns whatever is made with any token when the sandbox is open to all."""

TOKEN_SECONDS = 3600


@dataclass
class Settings:
    """What can be set at start and through the admin endpoint.

    Attributes:
        open: Any bearer token is the owner.
        quotas: Whether requests are metered at Google's limits.
        service_storage: Whether a service account may own files outside a Shared Drive.
    """

    open: bool = False
    quotas: bool = True
    service_storage: bool = True


@dataclass
class Token:
    """An access token; it expires by the machine's clock, as clients reckon."""

    email: str
    scopes: frozenset[str]
    expires: float


@dataclass
class World:
    """The state.

    Attributes:
        touched: The files to be kept since the last time.
        listed: What a listing said of each file: at which version, to whom.
        exports: The exports made lately.
    """

    settings: Settings = field(default_factory=Settings)
    clock: Clock = field(default_factory=Clock)
    ids: Ids = field(default_factory=lambda: Ids(secrets.token_hex(8)))
    files: dict[str, DriveFile] = field(default_factory=dict)
    drives: dict[str, Json] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    changes: int = 0
    accounts: dict[str, Account] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    mails: list[Json] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    rest_touched: bool = False
    listed: dict[str, tuple[int, str, Json]] = field(default_factory=dict)
    exports: KeptExports = field(default_factory=KeptExports)

    def account(self, email: str) -> Account:
        """The account with an address; whoever is named exists, as a person without a key."""
        key = email.lower()
        if key not in self.accounts:
            self.accounts[key] = Account(key, refresh_token=self.ids.token())
            self.rest_touched = True
        return self.accounts[key]

    def key_holder(self, email: str) -> Account:
        """The account, with a private key when it is a service account."""
        account = self.account(email)
        if account.is_service and not account.private_key:
            account.private_key, account.key_id = new_private_key(), self.ids.token()[:40]
            self.rest_touched = True
        return account

    def new_token(self, email: str, scopes: frozenset[str]) -> str:
        """A fresh access token of an account."""
        text = f"ya29.{self.ids.token()}"
        self.tokens[text] = Token(email.lower(), scopes, time.time() + TOKEN_SECONDS)
        return text

    def note_change(self, file: DriveFile) -> None:
        """Give the file a new place in the list of changes."""
        self.changes += 1
        file.change = self.changes
        self.touched.add(file.file_id)

    def touch_metadata(self, file: DriveFile) -> None:
        """Note a change that is not of the content, such as of permissions."""
        file.version += 1
        self.note_change(file)

    def remove(self, file: DriveFile) -> None:
        """Delete a file for good; the list of changes remembers it."""
        del self.files[file.file_id]
        self.changes += 1
        self.removed[file.file_id] = self.changes
        self.touched.add(file.file_id)
        self.rest_touched = True

    @contextmanager
    def edit(self, file: DriveFile, account: str) -> Iterator[Book]:
        """Change a spreadsheet as a whole or not at all."""
        before, name = pickle.dumps(file.content), file.name
        try:
            yield file.content
            file.content.check_size()
        except Exception:
            file.book, file.name = pickle.loads(before), name  # noqa: S301 - our own, just made
            raise
        file.content_changed(self.clock.tick(), account)
        self.note_change(file)
