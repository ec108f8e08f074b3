"""Who we are to Google: a service account or a person, from the usual places.

Looked for in this order: the path given, ``THIDUA_GOOGLE_CREDENTIALS``, gspread's own files
(``service_account.json``, ``authorized_user.json`` in its configuration folder). Several paths,
parted by the system's path separator, are several accounts that share the work.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sheets_sync.gsheets.errors import GUIDE, Stop

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

VARIABLE = "THIDUA_GOOGLE_CREDENTIALS"
SHEETS = "https://www.googleapis.com/auth/spreadsheets"
SYNC_SCOPES = (SHEETS, "https://www.googleapis.com/auth/drive.readonly")
"""Enough to list, export and write statuses; nothing may be created, shared or deleted."""
PROVISION_SCOPES = (SHEETS, "https://www.googleapis.com/auth/drive")
"""What making and sharing spreadsheets in a Shared Drive needs."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account; its secrets never show.

    Attributes:
        name: E-mail of a service account; a person's client id.
        person: Whether it is a person's, who can own files.
        info: The credentials file.
    """

    name: str
    person: bool
    info: dict[str, Any] = field(repr=False)

    @property
    def mark(self) -> str:
        """A name for files about the account, without its name; several people use one client."""
        whose = f"{self.name} {self.info.get('refresh_token', '')}".rstrip()
        return hashlib.sha256(whose.encode()).hexdigest()[:16]

    def credentials(self, scopes: tuple[str, ...]) -> Credentials:
        """Credentials for google-auth.

        Raises:
            Stop: the file lacks something.
        """
        from google.oauth2 import credentials, service_account

        try:
            if self.person:
                made = credentials.Credentials.from_authorized_user_info(self.info)  # type: ignore[no-untyped-call]
            else:
                made = service_account.Credentials.from_service_account_info(  # type: ignore[no-untyped-call]
                    self.info, scopes=list(scopes)
                )
        except (ValueError, KeyError):
            # The cause may quote the key, so it is not chained.
            raise _unusable(self.name) from None
        return made  # type: ignore[no-any-return]


def find_accounts(given: str = "") -> list[Account]:
    """The accounts to work as.

    Raises:
        Stop: no credentials, or a file that is none.
    """
    named = [path for path in (given or os.environ.get(VARIABLE, "")).split(os.pathsep) if path]
    if named:
        return [read_account(Path(path).expanduser()) for path in dict.fromkeys(named)]
    for path in usual_places():
        if path.exists():
            return [read_account(path)]
    raise Stop(
        "no_credentials",
        "Chưa có thông tin đăng nhập Google. Hãy đặt khóa tài khoản dịch vụ vào "
        f"{usual_places()[0]}, hoặc ghi đường dẫn vào biến {VARIABLE} (cách làm: {GUIDE}). "
        "Muốn tập với Google giả lập trên máy này: thidua sandbox.",
    )


def read_account(path: Path) -> Account:
    """The account of a credentials file.

    Raises:
        Stop: it cannot be read or is no credentials file; nothing of its content is quoted.
    """
    try:
        info = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        info = None
    if isinstance(info, dict) and info.get("type") == "service_account":
        return Account(str(info.get("client_email", "")), person=False, info=info)
    if isinstance(info, dict) and "refresh_token" in info:
        return Account(str(info.get("client_id", "")), person=True, info=info)
    raise _unusable(path.name)


def usual_places() -> tuple[Path, Path]:
    """Gspread's own files; its module costs start-up time, so its rule is repeated here."""
    base = os.environ.get("APPDATA") if os.name == "nt" else None
    folder = Path(base) if base else Path.home() / ".config"
    return folder / "gspread" / "service_account.json", folder / "gspread" / "authorized_user.json"


def _unusable(name: str) -> Stop:
    return Stop(
        "bad_credentials",
        f"“{name}” không phải tệp khóa tài khoản dịch vụ hay tệp đăng nhập của Google, hoặc đã "
        f"hỏng. Hãy tải lại khóa từ Google Cloud ({GUIDE}).",
    )
