"""Who we are to Drive, and who may open a file."""

from __future__ import annotations

from gspread.urls import DRIVE_FILES_API_V3_URL

from sheets_sync.gsheets.calls import FILE_COST, Call
from sheets_sync.gsheets.door import Door, Json
from sheets_sync.gsheets.errors import SkipUnit
from sheets_sync.gsheets.meter import DRIVE
from sheets_sync.gsheets.provision_failures import not_shared


class People(Door):
    """Accounts and what they may do."""

    def whoami(self) -> str:
        """Our own address, as Drive knows it."""
        url = DRIVE_FILES_API_V3_URL.removesuffix("/files") + "/about"
        with self._client("Google") as client:
            answer = client.request("get", url, params={"fields": "user"}).json()
        return str(answer["user"]["emailAddress"])

    def permissions(self, file: str, who: str) -> list[Json]:
        """Who may open the file, and as what."""
        params: Json = {
            "supportsAllDrives": True,
            "fields": "nextPageToken,permissions(id,type,role,emailAddress,domain)",
        }
        url = f"{DRIVE_FILES_API_V3_URL}/{file}/permissions"
        found: list[Json] = []
        while True:
            with self._client(who) as client:
                answer = client.request("get", url, params=params).json()
            found += answer.get("permissions", ())
            if not answer.get("nextPageToken"):
                return found
            params["pageToken"] = answer["nextPageToken"]

    def share(self, file: str, email: str, who: str, *, notify: bool) -> None:
        """Let somebody edit; the same twice is the same once, unless mail is asked for.

        Raises:
            SkipUnit: ``not_shared``, when Google does not let that address in.
        """
        url = f"{DRIVE_FILES_API_V3_URL}/{file}/permissions"
        params = {"supportsAllDrives": True, "sendNotificationEmail": notify}
        body = {"type": "user", "role": "writer", "emailAddress": email}
        call = Call(DRIVE, FILE_COST, repeatable=not notify)
        try:
            with self._client(who) as client:
                client.send(call, "post", url, json=body, params=params)
        except SkipUnit as error:
            if error.code not in {"bad_request", "permission"}:
                raise
            raise not_shared(who, email, error.said) from None
