"""Who presses: an OpenID identity token, proved by Google's signature."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from google.auth.exceptions import GoogleAuthError, TransportError
from google.auth.transport import Response
from google.oauth2 import id_token

from addin.server.certificates import CachedCertificates
from addin.server.refusals import RefusedError, unproved

ISSUERS = ("https://accounts.google.com", "accounts.google.com")
_LONGEST = 8192
_UNKNOWN_KEY = "not found"
_FALSE = (ValueError, TypeError, GoogleAuthError)
"""What google-auth raises for a token that does not hold, or is none."""


class Verifier:
    """Proves tokens; see :meth:`account`."""

    def __init__(
        self,
        audiences: Sequence[str],
        certificates: str,
        skew_seconds: int,
        fetch: Callable[..., Response] | None = None,
    ) -> None:
        self._audiences = list(audiences)
        self._url = certificates
        self._skew = skew_seconds
        self._transport = CachedCertificates(fetch)

    def account(self, authorization: str) -> str:
        """The account that a request's ``Authorization`` header proves.

        Returns:
            The e-mail address in small letters.

        Raises:
            RefusedError: there is no token, or its signature, audience, issuer, time or address
                does not hold; 503 when Google's certificates cannot be fetched.
        """
        kind, _, token = authorization.partition(" ")
        if kind.lower() != "bearer" or not token or len(token) > _LONGEST:
            raise unproved("no-token")
        claims = self._claims(token.strip())
        if claims.get("iss") not in ISSUERS:
            raise unproved("issuer")
        if claims.get("email_verified") is not True or not isinstance(claims.get("email"), str):
            raise unproved("no-address")
        return str(claims["email"]).lower()

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            return self._verified(token)
        except _FALSE as error:
            # Google changes its keys: one that is not known yet is looked for once more.
            if _UNKNOWN_KEY not in str(error) or not self._transport.forget(self._url):
                raise unproved("token") from error
        try:
            return self._verified(token)
        except _FALSE as error:
            raise unproved("token") from error

    def _verified(self, token: str) -> dict[str, Any]:
        try:
            claims = id_token.verify_token(
                token,
                self._transport,
                audience=self._audiences,
                certs_url=self._url,
                clock_skew_in_seconds=self._skew,
            )
        except TransportError as error:
            raise RefusedError(
                503, "certificates", "Máy chủ chưa hỏi được Google về tài khoản; xin bấm lại sau."
            ) from error
        return dict(claims)
