"""Accounts of the sandbox: services with keys, and people; and the files that clients keep."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sheets_sync.sandbox.ids import permission_id
from sheets_sync.sandbox.json_types import Json

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

PROJECT = "thidua-sandbox"
CLIENT_ID = "thidua-sandbox.apps.googleusercontent.com"
_SERVICE_DOMAIN = ".iam.gserviceaccount.com"


@dataclass
class Account:
    """One account; a service account has a private key (PEM), a person a refresh token."""

    email: str
    key_id: str = ""
    private_key: str = ""
    refresh_token: str = ""

    @property
    def is_service(self) -> bool:
        """Whether it is a service account, which owns no storage."""
        return self.email.endswith(_SERVICE_DOMAIN)

    @property
    def project(self) -> str:
        """The project whose quota its requests count against."""
        if self.is_service:
            return self.email.partition("@")[2].removesuffix(_SERVICE_DOMAIN)
        return PROJECT

    @property
    def domain(self) -> str:
        """The domain that a share with a domain means."""
        return self.email.partition("@")[2].lower()

    def as_user(self, me: str) -> Json:
        """The account as Drive describes a user."""
        return {
            "kind": "drive#user",
            "displayName": self.email.partition("@")[0] if not self.is_service else self.email,
            "me": self.email == me,
            "permissionId": permission_id(self.email),
            "emailAddress": self.email,
        }


def service_email(name: str, project: str = PROJECT) -> str:
    """The address of a project's service account."""
    return f"{name}@{project}{_SERVICE_DOMAIN}"


def new_private_key() -> str:
    """A fresh RSA key as PEM."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def key_file(account: Account, base: str) -> Json:
    """What a client keeps of an account: Google's JSON, with the sandbox's token endpoint."""
    if not account.is_service:
        return {
            "type": "authorized_user",
            "account": account.email,
            "client_id": CLIENT_ID,
            "client_secret": "sandbox",
            "refresh_token": account.refresh_token,
            "token_uri": f"{base}/token",
        }
    return {
        "type": "service_account",
        "project_id": account.project,
        "private_key_id": account.key_id,
        "private_key": account.private_key,
        "client_email": account.email,
        "client_id": permission_id(account.email),
        "auth_uri": f"{base}/o/oauth2/auth",
        "token_uri": f"{base}/token",
        "universe_domain": "googleapis.com",
    }


@lru_cache
def _public_key(private_key: str) -> RSAPublicKey:
    """The other half of a PEM that the sandbox made; reading one takes a tenth of a second."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = serialization.load_pem_private_key(private_key.encode(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("the sandbox makes RSA keys alone")
    return key.public_key()


def signature_holds(account: Account, assertion: str) -> bool:
    """Whether a JWT was signed (RS256) with the account's key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    signed, _, signature = assertion.rpartition(".")
    try:
        _public_key(account.private_key).verify(
            base64.urlsafe_b64decode(signature + "=" * (-len(signature) % 4)),
            signed.encode(),
            padding.PKCS1v15(),
            hashes.SHA256(),
        )
    except (InvalidSignature, ValueError):
        return False
    return True
