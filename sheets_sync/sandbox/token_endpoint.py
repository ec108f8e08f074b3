"""The token endpoint: service accounts sign a JWT, people show their refresh token."""

from __future__ import annotations

import base64
import binascii
import json
import time

from sheets_sync.sandbox.access import ANY_SCOPE
from sheets_sync.sandbox.accounts import signature_holds
from sheets_sync.sandbox.calls import Call, Reply, parsed_query
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.world import TOKEN_SECONDS

_JWT_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_GOOGLE_AUDIENCE = "https://oauth2.googleapis.com/token"
_SKEW = 300
_BAD_TIME = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)


def token(call: Call) -> Reply:
    """``POST /token``."""
    form = {name: values[-1] for name, values in parsed_query(call.body.decode()).items()}
    grant = form.get("grant_type")
    if grant == _JWT_GRANT:
        return _for_service(call, form.get("assertion", ""))
    if grant == "refresh_token":
        return _for_person(call, form)
    return _refused("unsupported_grant_type", f"Invalid grant_type: {grant}")


def _refused(error: str, description: str) -> Reply:
    return Reply({"error": error, "error_description": description}, 400)


def _granted(call: Call, email: str, scopes: frozenset[str]) -> Reply:
    text = call.world.new_token(email, scopes)
    return Reply(
        {
            "access_token": text,
            "expires_in": TOKEN_SECONDS - 1,
            "token_type": "Bearer",
            "scope": " ".join(sorted(scopes)),
        }
    )


def _for_service(call: Call, assertion: str) -> Reply:
    claims = _claims(assertion)
    if claims is None:
        return _refused("invalid_request", "Bad Request")
    email = str(claims.get("iss", "")).lower()
    account = call.world.accounts.get(email)
    if account is None or not account.private_key:
        return _refused("invalid_grant", "Invalid grant: account not found")
    if not signature_holds(account, assertion):
        return _refused("invalid_grant", "Invalid JWT Signature.")
    issued, expires = float(claims.get("iat", 0)), float(claims.get("exp", 0))
    now = time.time()
    if not (issued - _SKEW <= now <= expires + _SKEW) or expires - issued > 3600:
        return _refused("invalid_grant", _BAD_TIME)
    if claims.get("aud") not in {_GOOGLE_AUDIENCE, f"{call.base}/token"}:
        return _refused("invalid_grant", "Invalid JWT: Failed audience check.")
    scopes = frozenset(str(claims.get("scope") or "").split())
    if not scopes:
        return _refused("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
    return _granted(call, email, scopes)


def _claims(assertion: str) -> Json | None:
    try:
        header, body, _ = assertion.split(".")
        if json.loads(_decoded(header)).get("alg") != "RS256":
            return None
        claims = json.loads(_decoded(body))
    except (ValueError, binascii.Error):
        return None
    return claims if isinstance(claims, dict) else None


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _for_person(call: Call, form: dict[str, str]) -> Reply:
    shown = form.get("refresh_token", "")
    for account in call.world.accounts.values():
        if shown and account.refresh_token == shown:
            scopes = frozenset(form.get("scope", "").split()) or ANY_SCOPE
            return _granted(call, account.email, scopes)
    return _refused("invalid_grant", "Token has been expired or revoked.")
