"""What thidua asks of Google: a few calls, each named for what it is for."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from gspread.urls import (
    DRIVE_FILES_API_V3_URL,
    SPREADSHEET_BATCH_UPDATE_URL,
)
from gspread.utils import ExportFormat

from sheets_sync.gsheets.calls import FILE_COST, Call, repeatable
from sheets_sync.gsheets.errors import RetryLater, SkipUnit
from sheets_sync.gsheets.failures import broken_line, half_listed, maybe_made
from sheets_sync.gsheets.http import PacedHTTPClient, Wire
from sheets_sync.gsheets.listed import Listed
from sheets_sync.gsheets.meter import DRIVE, WRITES

Json = dict[str, Any]

SPREADSHEET_MIME = "application/vnd.google-apps.spreadsheet"
PAGE_SIZE = 1000
CAMPAIGN, UNIT = "thidua_campaign", "thidua_unit"
"""Names of the marks that provision puts on a file (Drive ``appProperties``)."""

_LOOKS = 3
"""Times that a file is looked for after the answer to its making was lost."""

_FILE_FIELDS = "id,name,version,modifiedTime,appProperties,lastModifyingUser(emailAddress,me)"


class Google:
    """One account's way to Sheets and Drive; may be used by several threads at once."""

    def __init__(self, wire: Wire) -> None:
        self.wire = wire
        self._own = threading.local()

    def listing(self, campaign: str) -> Iterator[Listed]:
        """Every spreadsheet of a campaign; one request a thousand files.

        Raises:
            RetryLater: also when Google says that it did not look everywhere: a file that such a
                listing lacks would be made a second time.
        """
        query = (
            f"appProperties has {{ key='{CAMPAIGN}' and value='{campaign}' }} "
            f"and mimeType='{SPREADSHEET_MIME}' and trashed=false"
        )
        params: dict[str, Any] = {
            "q": query,
            "pageSize": PAGE_SIZE,
            "fields": f"nextPageToken,incompleteSearch,files({_FILE_FIELDS})",
            "supportsAllDrives": True,
            "includeItemsFromAllDrives": True,
            "corpora": "allDrives",
        }
        while True:
            client = self._client("Danh sách bảng tính")
            page = client.request("get", DRIVE_FILES_API_V3_URL, params=params).json()
            if page.get("incompleteSearch"):
                raise half_listed()
            for file in page.get("files", ()):
                yield _listed(file)
            if not page.get("nextPageToken"):
                return
            params["pageToken"] = page["nextPageToken"]

    def export(self, file: str, who: str) -> bytes:
        """The spreadsheet as .xlsx, whole.

        Raises:
            GoogleError: also when what came is not a whole file.
        """
        client = self._client(who)
        data: bytes = client.export(file, ExportFormat.EXCEL)
        if not zipfile.is_zipfile(BytesIO(data)):
            raise broken_line(who, sent=False)
        return data

    def values(self, file: str, ranges: Sequence[str], who: str) -> list[list[list[object]]]:
        """Cells of whole sheets, as they are stored; dates are serial numbers."""
        params: Json = {
            "valueRenderOption": "UNFORMATTED_VALUE",
            "dateTimeRenderOption": "SERIAL_NUMBER",
        }
        answer = self._client(who).values_batch_get(file, list(ranges), params)
        return [found.get("values", []) for found in answer.get("valueRanges", ())]

    def structure(self, file: str, who: str, fields: str) -> Json:
        """A spreadsheet without its cells, as far as ``fields`` go."""
        return dict(self._client(who).fetch_sheet_metadata(file, {"fields": fields}))

    def cells(self, file: str, who: str, fields: str, ranges: Sequence[str]) -> Json:
        """A spreadsheet with the cells of some ranges (grid data), as far as ``fields`` go."""
        params: Json = {"fields": fields, "ranges": list(ranges)}
        return dict(self._client(who).fetch_sheet_metadata(file, params))

    def batch_update(self, file: str, requests: Sequence[Mapping[str, Any]], who: str) -> Json:
        """Many changes in one request: all of them happen, or none."""
        call = Call(WRITES, 1, repeatable=repeatable(requests))
        url = SPREADSHEET_BATCH_UPDATE_URL % file
        answer = self._client(who).send(call, "post", url, json={"requests": list(requests)})
        made: Json = answer.json()
        return made

    def create(self, name: str, campaign: str, unit: str, folder: str) -> str:
        """An empty spreadsheet with its marks.

        Raises:
            RetryLater: also when an answer was lost and no listing shows the file yet. It is not
                asked for again: the next run sees whether it was made.
        """
        body: Json = {
            "name": name,
            "mimeType": SPREADSHEET_MIME,
            "appProperties": {CAMPAIGN: campaign, UNIT: unit},
        }
        if folder:
            body["parents"] = [folder]
        call = Call(DRIVE, FILE_COST, repeatable=False)
        params = {"supportsAllDrives": True, "fields": "id"}
        try:
            answer = self._client(name).send(
                call, "post", DRIVE_FILES_API_V3_URL, json=body, params=params
            )
            return str(answer.json()["id"])
        except RetryLater as error:
            if not error.maybe_done:
                raise
            return self._just_made(campaign, unit, name)

    def _just_made(self, campaign: str, unit: str, name: str) -> str:
        for failed in range(1, _LOOKS + 1):
            self.wire.clock.sleep(self.wire.patience.wait(failed))
            made = [file.id for file in self.listing(campaign) if file.unit == unit]
            if made:
                return made[0]
        raise maybe_made(name)

    def there(self, file: str, who: str) -> bool:
        """Whether a file is still there and in no bin."""
        params: Json = {"supportsAllDrives": True, "fields": "trashed"}
        try:
            found = self._client(who).request(
                "get", f"{DRIVE_FILES_API_V3_URL}/{file}", params=params
            )
        except SkipUnit as error:
            if error.code != "not_found":
                raise
            return False
        return not found.json().get("trashed")

    def whoami(self) -> str:
        """Our own address, as Drive knows it."""
        url = DRIVE_FILES_API_V3_URL.removesuffix("/files") + "/about"
        answer = self._client("Google").request("get", url, params={"fields": "user"}).json()
        return str(answer["user"]["emailAddress"])

    def permissions(self, file: str, who: str) -> list[Json]:
        """Who may open the file, and as what."""
        params: Json = {
            "supportsAllDrives": True,
            "fields": "nextPageToken,permissions(id,type,role,emailAddress)",
        }
        url = f"{DRIVE_FILES_API_V3_URL}/{file}/permissions"
        found: list[Json] = []
        while True:
            answer = self._client(who).request("get", url, params=params).json()
            found += answer.get("permissions", ())
            if not answer.get("nextPageToken"):
                return found
            params["pageToken"] = answer["nextPageToken"]

    def share(self, file: str, email: str, who: str, *, notify: bool) -> None:
        """Let somebody edit; the same twice is the same once, unless mail is asked for."""
        url = f"{DRIVE_FILES_API_V3_URL}/{file}/permissions"
        params = {"supportsAllDrives": True, "sendNotificationEmail": notify}
        body = {"type": "user", "role": "writer", "emailAddress": email}
        call = Call(DRIVE, FILE_COST, repeatable=not notify)
        self._client(who).send(call, "post", url, json=body, params=params)

    def _client(self, who: str) -> PacedHTTPClient:
        """This thread's own client: a requests session serves one thread at a time."""
        client: PacedHTTPClient | None = getattr(self._own, "client", None)
        if client is None:
            client = self._own.client = PacedHTTPClient(self.wire)
        client.who = who
        return client


def _listed(file: Json) -> Listed:
    return Listed(
        file["id"],
        file.get("name", ""),
        file.get("appProperties", {}).get(UNIT, ""),
        str(file.get("version", "")),
        file.get("modifiedTime", ""),
        file.get("lastModifyingUser", {}).get("emailAddress", ""),
    )
