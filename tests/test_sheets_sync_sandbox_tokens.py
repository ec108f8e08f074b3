from __future__ import annotations

import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from google.auth import crypt, jwt
from google.auth.exceptions import RefreshError
from google.oauth2.credentials import Credentials
from google.oauth2.service_account import Credentials as ServiceCredentials
from requests.adapters import HTTPAdapter

from sheets_sync.gsheets.accounts import PROVISION_SCOPES, read_account
from sheets_sync.gsheets.connect import connect
from sheets_sync.redirect import redirect, redirected_session
from sheets_sync.sandbox.accounts import new_private_key
from sheets_sync.sandbox.server import OFFICE, Sandbox
from sheets_sync.sandbox.world import OWNER, Settings
from tests.sandbox_server import WARD

SCOPES = ["https://www.googleapis.com/auth/spreadsheets"]
SHEETS = "https://sheets.googleapis.com/v4/spreadsheets"
DRIVE = "https://www.googleapis.com/drive/v3/files"


def asked(box: Sandbox, key: str = "", **claims: object) -> dict[str, Any]:
    """The token endpoint's answer to a JWT with other claims than a good one's."""
    info, now = box.key(), int(time.time())
    good: dict[str, object] = {
        "iss": OFFICE,
        "scope": SCOPES[0],
        "aud": "https://oauth2.googleapis.com/token",
        "iat": now,
        "exp": now + 3600,
    }
    signer = crypt.RSASigner.from_string(key or info["private_key"])
    assertion = jwt.encode(signer, good | claims).decode()
    grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    form = {"grant_type": grant, "assertion": assertion}
    found: dict[str, Any] = requests.post(f"{box.base}/token", data=form, timeout=5).json()
    return found


def test_a_good_signature_gets_a_token(sandbox: Sandbox) -> None:
    answer = asked(sandbox)
    assert answer["token_type"] == "Bearer"
    assert answer["expires_in"] == 3599


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"iat": 1, "exp": 3601}, "reasonable timeframe"),
        ({"exp": int(time.time()) + 9000}, "short-lived token"),
        ({"iss": "khong@co.iam.gserviceaccount.com"}, "account not found"),
        ({"aud": "https://example.com"}, "audience"),
        ({"scope": ""}, "Invalid OAuth scope"),
    ],
)
def test_a_wrong_claim_is_told_as_google_tells_it(
    sandbox: Sandbox, claims: dict[str, object], sentence: str
) -> None:
    assert sentence in asked(sandbox, **claims)["error_description"]


def test_another_key_is_refused(sandbox: Sandbox) -> None:
    assert asked(sandbox, new_private_key())["error_description"] == "Invalid JWT Signature."


def test_a_person_signs_in_with_a_refresh_token(sandbox: Sandbox) -> None:
    info = sandbox.key("can.bo@sandbox.test")
    person = Credentials.from_authorized_user_info(info)  # type: ignore[no-untyped-call]
    session = redirected_session(person, sandbox.base)
    made = session.post(SHEETS, json={"properties": {"title": "Của cán bộ"}})
    assert sandbox.world.files[made.json()["spreadsheetId"]].owner == "can.bo@sandbox.test"
    bad = Credentials.from_authorized_user_info(info | {"refresh_token": "x"})  # type: ignore[no-untyped-call]
    with pytest.raises(RefreshError, match="expired or revoked"):
        redirected_session(bad, sandbox.base).post(SHEETS, json={})


def test_a_token_opens_only_what_it_was_asked_for(sandbox: Sandbox) -> None:
    credentials = ServiceCredentials.from_service_account_info(sandbox.key(), scopes=SCOPES)  # type: ignore[no-untyped-call]
    session = redirected_session(credentials, sandbox.base)
    assert session.post(SHEETS, json={}).ok
    refused = session.get(DRIVE)
    assert refused.status_code == 403
    assert "insufficient authentication scopes" in refused.json()["error"]["message"]


def test_without_a_token_nothing_opens(sandbox: Sandbox) -> None:
    for header in ({}, {"Authorization": "Bearer gia"}, {"Authorization": "Basic x"}):
        answer = requests.get(f"{sandbox.base}/drive/v3/files", headers=header, timeout=5)
        assert answer.json()["error"]["status"] == "UNAUTHENTICATED"


def test_open_to_all_takes_any_token_for_the_owners() -> None:
    with Sandbox(settings=Settings(open=True)) as box:
        headers = {"Authorization": "Bearer bất kỳ".encode()}
        made = requests.post(f"{box.base}/v4/spreadsheets", headers=headers, json={}, timeout=5)
        assert box.world.files[made.json()["spreadsheetId"]].owner == OWNER


@pytest.mark.parametrize("email", [OFFICE, WARD])
def test_our_own_client_fetches_a_token_anew_from_the_sandbox_alone(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    """A person's credentials know Google's address alone; no request may go there."""
    hosts: list[str] = []
    sending = HTTPAdapter.send

    def noted(self, request, *given, **options):  # noqa: ANN001, ANN002, ANN003, ANN202 - any
        hosts.append(urlsplit(request.url).netloc)
        return sending(self, request, *given, **options)

    monkeypatch.setattr(HTTPAdapter, "send", noted)
    path = sandbox.write_key(tmp_path / "key.json", email)
    google = connect(
        read_account(path),
        PROVISION_SCOPES,
        mount=lambda session: redirect(session, sandbox.base) and None,
    )
    assert google.whoami() == email
    sandbox.faults.add("expired-token", at=[1])
    assert google.whoami() == email
    assert sandbox.log.counts["token"] == 2
    assert set(hosts) == {urlsplit(sandbox.base).netloc}
