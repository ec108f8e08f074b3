"""A file of Drive: who owns it, who may do what, when it changed; a spreadsheet's content too."""

from __future__ import annotations

from dataclasses import dataclass, field

from sheets_sync.sandbox.accounts import PROJECT
from sheets_sync.sandbox.book import Book
from sheets_sync.sandbox.errors import no_spreadsheet
from sheets_sync.sandbox.json_types import Json

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"
_MERGED_WITHIN = 600.0
_TRAIL = 50


@dataclass
class DriveFile:
    """One file. Moments are seconds since 1970 by the sandbox's clock.

    Attributes:
        owner: The owning account; empty for a file in a Shared Drive.
        drive_id: The Shared Drive; empty for a file in somebody's own Drive.
        made_by: Who created it: the only account that sees it with the ``drive.file`` scope.
        version: Moves on with every change, also those that nobody sees.
        change: The number of its latest entry in the list of changes.
        app_properties: Properties of applications, by the project that wrote them: no other sees
            them.
        trail: The latest moments of change: ``[moment, version, account]``.
    """

    file_id: str
    name: str
    mime_type: str
    owner: str
    made_by: str
    created: float
    modified: float
    drive_id: str = ""
    parents: list[str] = field(default_factory=list)
    permissions: list[Json] = field(default_factory=list)
    last_user: str = ""
    version: int = 1
    change: int = 0
    trashed: bool = False
    description: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    app_properties: dict[str, dict[str, str]] = field(default_factory=dict)
    revisions: list[Json] = field(default_factory=list)
    trail: list[list[object]] = field(default_factory=list)
    comments: list[Json] = field(default_factory=list)
    book: Book | None = None

    @property
    def content(self) -> Book:
        """The spreadsheet's content.

        Raises:
            GoogleRefusal: The file is no spreadsheet.
        """
        if self.book is None:
            raise no_spreadsheet()
        return self.book

    def content_changed(self, moment: float, account: str) -> None:
        """Note an edit of the content: time, version, account, revision."""
        self.modified, self.last_user = moment, account
        self.version += 1
        self.trail = [*self.trail, [moment, self.version, account]][-_TRAIL:]
        last = self.revisions[-1] if self.revisions else None
        if last and last["account"] == account and moment - last["moment"] < _MERGED_WITHIN:
            last["moment"] = moment
            return
        number = int(last["id"]) + 1 if last else 1
        self.revisions.append({"id": str(number), "moment": moment, "account": account})

    def to_json(self) -> Json:
        """The file as the state file keeps it."""
        return self.__dict__ | {"book": self.book.to_json() if self.book else None}

    @classmethod
    def from_json(cls, kept: Json) -> DriveFile:
        """The file that ``to_json`` kept; older ones did not tell projects apart."""
        private = kept["app_properties"]
        if any(isinstance(value, str) for value in private.values()):
            private = {PROJECT: private}
        book = Book.from_json(kept["book"]) if kept["book"] else None
        return cls(**(kept | {"book": book, "app_properties": private}))
