"""Marks of files, which the Cloud project alone that wrote them sees, and files without any."""

from __future__ import annotations

from collections import defaultdict

from gspread.urls import DRIVE_FILES_API_V3_URL

from sheets_sync.gsheets.door import Json
from sheets_sync.gsheets.errors import SkipUnit
from sheets_sync.gsheets.files import CAMPAIGN, UNIT, Files


class FileMarks(Files):
    """Marks of single files."""

    def unit_of(self, file: str, who: str) -> str | None:
        """The unit that a file is marked with; empty without a mark that this project sees.

        ``None`` when the file is gone, in the bin, or out of reach.
        """
        params: Json = {"supportsAllDrives": True, "fields": "trashed,appProperties"}
        try:
            found = self._file(file, who, params)
        except SkipUnit as error:
            if error.code != "not_found":
                raise
            return None
        if found.get("trashed"):
            return None
        return str(found.get("appProperties", {}).get(UNIT, ""))

    def mark(self, file: str, campaign: str, unit: str, who: str) -> None:
        """Mark a file as a unit's, for the project of this account."""
        body = {"appProperties": {CAMPAIGN: campaign, UNIT: unit}}
        params: Json = {"supportsAllDrives": True, "fields": "id"}
        with self._client(who) as client:
            url = f"{DRIVE_FILES_API_V3_URL}/{file}"
            client.request("patch", url, params=params, json=body)

    def unmarked(self) -> dict[str, list[str]]:
        """Ids of all spreadsheets without a mark that this project sees, by their names."""
        found: dict[str, list[str]] = defaultdict(list)
        for file in self._found("", "id,name,appProperties", "Danh sách bảng tính"):
            if CAMPAIGN not in file.get("appProperties", {}):
                found[file.get("name", "")].append(file["id"])
        return found
