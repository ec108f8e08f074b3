"""A person's login through the browser: that person then owns the files."""

from __future__ import annotations

import os
from pathlib import Path

from sheets_sync.gsheets.accounts import PROVISION_SCOPES, usual_places
from sheets_sync.gsheets.errors import Stop


def log_in(client: Path) -> Path:
    """Open the browser, and keep what Google gives where gspread looks for it.

    Raises:
        Stop: the client file is none, or the person did not agree.
    """
    import gspread

    place = usual_places()[1]
    if not client.exists():
        raise Stop("no_client", f"Không có tệp “{client}”. Hãy tải lại từ Google Cloud.")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    mask = os.umask(0o077)  # The file is a password from its first byte on.
    try:
        gspread.oauth(
            scopes=list(PROVISION_SCOPES),
            credentials_filename=str(client),
            authorized_user_filename=str(place),
        )
    except Exception as error:  # noqa: BLE001 - a browser, a server and a person take part
        # What the browser's answer held is nobody's business: only its kind is said.
        kind = type(error).__name__
        raise Stop("login", f"Chưa đăng nhập được ({kind}). Hãy chạy lại lệnh này.") from None
    finally:
        os.umask(mask)
    place.chmod(0o600)
    return place
