"""Files as Drive keeps them: which there are; made, looked up and put in the bin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gspread.urls import DRIVE_FILES_API_V3_URL

from sheets_sync.gsheets.calls import FILE_COST, Call
from sheets_sync.gsheets.door import Door, Json
from sheets_sync.gsheets.errors import RetryLater, SkipUnit
from sheets_sync.gsheets.failures import half_listed
from sheets_sync.gsheets.listed import Listed, Twin
from sheets_sync.gsheets.meter import DRIVE
from sheets_sync.gsheets.provision_failures import about_folder, maybe_made, no_folder

SPREADSHEET_MIME = "application/vnd.google-apps.spreadsheet"
FOLDER_MIME = "application/vnd.google-apps.folder"
PAGE_SIZE = 1000
CAMPAIGN, UNIT = "thidua_campaign", "thidua_unit"
"""Names of the marks that provision puts on a file (Drive ``appProperties``)."""

_LOOKS = 3
"""Times that a file is looked for after the answer to its making was lost."""

_FILE_FIELDS = "id,name,version,modifiedTime,appProperties,lastModifyingUser(emailAddress,me)"
_TWIN_FIELDS = "id,createdTime,trashed,capabilities(canTrash)"


class Files(Door):
    """The files of a campaign."""

    def listing(self, campaign: str) -> Iterator[Listed]:
        """Every spreadsheet of a campaign; one request a thousand files.

        Raises:
            RetryLater: also when Google says that it did not look everywhere: a file that such a
                listing lacks would be made a second time.
        """
        for file in self._found(_marked(CAMPAIGN, campaign), _FILE_FIELDS, "Danh sách bảng tính"):
            yield _listed(file)

    def twins(self, campaign: str, unit: str, who: str) -> list[Twin]:
        """Every spreadsheet of one unit; more than one when two machines made some at once."""
        query = f"{_marked(CAMPAIGN, campaign)}{_marked(UNIT, unit)}"
        return [_twin(file) for file in self._found(query, _TWIN_FIELDS, who)]

    def _found(self, query: str, fields: str, who: str) -> Iterator[Json]:
        params: dict[str, Any] = {
            "q": f"{query}mimeType='{SPREADSHEET_MIME}' and trashed=false",
            "pageSize": PAGE_SIZE,
            "fields": f"nextPageToken,incompleteSearch,files({fields})",
            "supportsAllDrives": True,
            "includeItemsFromAllDrives": True,
            "corpora": "allDrives",
        }
        while True:
            with self._client(who) as client:
                page = client.request("get", DRIVE_FILES_API_V3_URL, params=params).json()
            if page.get("incompleteSearch"):
                raise half_listed()
            yield from page.get("files", ())
            if not page.get("nextPageToken"):
                return
            params["pageToken"] = page["nextPageToken"]

    def create(self, name: str, campaign: str, unit: str, folder: str) -> str:
        """An empty spreadsheet with its marks.

        Raises:
            RetryLater: also when an answer was lost and no listing shows the file yet. It is not
                asked for again: the next run sees whether it was made.
            Stop: also when the folder is out of reach.
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
            with self._client(name) as client:
                answer = client.send(call, "post", DRIVE_FILES_API_V3_URL, json=body, params=params)
            return str(answer.json()["id"])
        except RetryLater as error:
            if not error.maybe_done:
                raise
            return self._just_made(campaign, unit, name)
        except SkipUnit as error:
            raise about_folder(error, folder) from None

    def _just_made(self, campaign: str, unit: str, name: str) -> str:
        for failed in range(1, _LOOKS + 1):
            self.wire.clock.sleep(self.wire.patience.wait(failed))
            made = self.twins(campaign, unit, name)
            if made:
                return made[0].id
        raise maybe_made(name)

    def check_folder(self, folder: str) -> None:
        """See that new files can be put there, before any is made.

        Raises:
            Stop: it is no folder, or out of reach.
        """
        params: Json = {
            "supportsAllDrives": True,
            "fields": "mimeType,trashed,capabilities(canAddChildren)",
        }
        try:
            found = self._file(folder, "Google", params)
        except SkipUnit as error:
            raise about_folder(error, folder) from None
        if (
            found.get("mimeType") != FOLDER_MIME
            or found.get("trashed")
            or not found.get("capabilities", {}).get("canAddChildren")
        ):
            raise no_folder(folder, "")

    def there(self, file: str, who: str) -> bool:
        """Whether a file is still there and in no bin."""
        return self.twin(file, who) is not None

    def twin(self, file: str, who: str) -> Twin | None:
        """A file as one of several of a unit; ``None`` when it is gone or in the bin."""
        try:
            found = self._file(file, who, {"supportsAllDrives": True, "fields": _TWIN_FIELDS})
        except SkipUnit as error:
            if error.code != "not_found":
                raise
            return None
        return None if found.get("trashed") else _twin(found)

    def bin(self, file: str, who: str) -> None:
        """Put a file in the bin, where it stays for Google's thirty days."""
        url = f"{DRIVE_FILES_API_V3_URL}/{file}"
        params: Json = {"supportsAllDrives": True, "fields": "id"}
        with self._client(who) as client:
            client.request("patch", url, params=params, json={"trashed": True})

    def _file(self, file: str, who: str, params: Json) -> Json:
        with self._client(who) as client:
            answer = client.request("get", f"{DRIVE_FILES_API_V3_URL}/{file}", params=params)
        found: Json = answer.json()
        return found


def _marked(key: str, value: str) -> str:
    return f"appProperties has {{ key='{key}' and value='{value}' }} and "


def _listed(file: Json) -> Listed:
    return Listed(
        file["id"],
        file.get("name", ""),
        file.get("appProperties", {}).get(UNIT, ""),
        str(file.get("version", "")),
        file.get("modifiedTime", ""),
        file.get("lastModifyingUser", {}).get("emailAddress", ""),
    )


def _twin(file: Json) -> Twin:
    may_bin = bool(file.get("capabilities", {}).get("canTrash"))
    return Twin(file["id"], file.get("createdTime", ""), may_bin=may_bin)
