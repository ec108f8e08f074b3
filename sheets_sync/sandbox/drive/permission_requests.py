"""What a request to share says: whom to let in, and as what."""

from __future__ import annotations

from sheets_sync.sandbox.access import RANKS
from sheets_sync.sandbox.calls import Call
from sheets_sync.sandbox.errors import GoogleRefusal
from sheets_sync.sandbox.ids import permission_id
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.making import user_permission

_KINDS = {"user", "group", "domain", "anyone"}


def asked_permission(call: Call, body: Json) -> Json:
    """The permission that a ``permissions.create`` asks for.

    Raises:
        GoogleRefusal: It lacks something, or the address cannot be let in.
    """
    kind, role = str(body.get("type") or ""), str(body.get("role") or "")
    if kind not in _KINDS:
        raise GoogleRefusal(400, "The permission type field is required.", reason="required")
    if role not in RANKS:
        raise GoogleRefusal(400, "The permission role field is required.", reason="required")
    if role == "owner" and not call.flag("transferOwnership"):
        raise GoogleRefusal(
            403,
            "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
            reason="forbidden",
        )
    if kind in {"user", "group"}:
        email = str(body.get("emailAddress") or "").lower()
        if email.count("@") != 1 or not all(email.split("@")):
            message = (
                "The specified emailAddress is invalid or not applicable for the given permission "
                "type."
            )
            raise GoogleRefusal(400, message, reason="invalidSharingRequest")
        _check_known(call, email)
        return user_permission(email, role) | {"type": kind}
    base = {"kind": "drive#permission", "type": kind, "role": role}
    if kind == "domain":
        domain = str(body.get("domain") or "").lower()
        if not domain:
            raise GoogleRefusal(400, "The domain field is required.", reason="required")
        return base | {"id": permission_id(domain) + "k", "domain": domain, "displayName": domain}
    return base | {"id": "anyoneWithLink", "allowFileDiscovery": False}


def _check_known(call: Call, email: str) -> None:
    """Whoever has no Google account is invited by mail or not at all.

    Here these are the addresses that nobody can have (``.invalid``, RFC 2606).
    """
    if email.endswith(".invalid") and not call.flag("sendNotificationEmail", default=True):
        raise GoogleRefusal(
            400,
            f'Bad Request. User message: "You are trying to invite {email}. Since there is no '
            "Google account associated with this email address, you must check the 'Notify people' "
            'box to invite this recipient."',
            reason="invalidSharingRequest",
        )
