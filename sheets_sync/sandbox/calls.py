"""A request as the handlers see it, and what they answer."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from sheets_sync.sandbox.access import drive_file, sheets_file
from sheets_sync.sandbox.errors import bad_argument
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.world import World

JSON_TYPE = "application/json; charset=UTF-8"


@dataclass
class Call:
    """One request after its token was accepted.

    Attributes:
        email: The account that asks.
        names: The parts of the path, decoded.
        query: The query's parameters, each with all its values.
        stale_seconds: How old a listing is answered; a fault sets it.
    """

    world: World
    method: str
    path: str
    names: dict[str, str] = field(default_factory=dict)
    query: dict[str, list[str]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    email: str = ""
    scopes: frozenset[str] = frozenset()
    base: str = ""
    stale_seconds: float = 0.0

    def one(self, name: str, default: str = "") -> str:
        """A parameter of the query."""
        return self.query.get(name, [default])[-1]

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes-or-no parameter of the query."""
        return self.one(name, str(default)).lower() == "true"

    def json(self) -> Json:
        """The body's JSON object; an empty body is an empty one.

        Raises:
            GoogleRefusal: It is none.
        """
        if not self.body.strip():
            return {}
        try:
            found = json.loads(self.body)
        except ValueError as error:
            raise bad_argument(f"Invalid JSON payload received. {error}") from error
        if not isinstance(found, dict):
            raise bad_argument("Invalid JSON payload received. Expected an object.")
        return found

    @property
    def project(self) -> str:
        """The Cloud project of whoever asks."""
        return self.world.account(self.email).project

    def spreadsheet(self, need: str) -> DriveFile:
        """The spreadsheet of the path, when the account has a role on it."""
        return sheets_file(self.world, self.names["id"], self.email, self.scopes, need)

    def file(self, need: str) -> DriveFile:
        """The file of the path, when the account has a role on it."""
        return drive_file(self.world, self.names["id"], self.email, self.scopes, need)


@dataclass
class Reply:
    """An answer: a JSON object, or other content with its type."""

    content: Json | bytes = field(default_factory=dict)
    status: int = 200
    content_type: str = JSON_TYPE
    headers: dict[str, str] = field(default_factory=dict)

    def payload(self) -> bytes:
        """The bytes that go over the wire."""
        if isinstance(self.content, bytes):
            return self.content
        return json.dumps(self.content, ensure_ascii=False, separators=(",", ":")).encode()


def parsed_query(text: str) -> dict[str, list[str]]:
    """The parameters of a query string."""
    return parse_qs(text, keep_blank_values=True)
