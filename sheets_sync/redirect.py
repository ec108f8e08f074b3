"""Sends requests meant for Google to another address, such as the sandbox on this machine.

gspread imports Google's addresses by name, so they cannot be set; but its session can be given
another road to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from google.auth.credentials import Credentials
    from google.auth.transport.requests import AuthorizedSession

GOOGLE_HOSTS = ("sheets.googleapis.com", "www.googleapis.com", "oauth2.googleapis.com")
"""The hosts that gspread and google-auth speak to."""


class Redirect(HTTPAdapter):
    """A road that ends at ``base`` (scheme, host and port), with path and query as they were."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._scheme, self._netloc = urlsplit(base)[:2]

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002 - the signature is the library's
        timeout: float | tuple[float, float] | tuple[float, None] | None = None,
        verify: bool | str = True,  # noqa: FBT001, FBT002
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """Send to the other address; proxies of the environment are for Google, not for it."""
        del proxies
        path, query, fragment = urlsplit(str(request.url))[2:]
        request.url = urlunsplit((self._scheme, self._netloc, path, query, fragment))
        return super().send(request, stream, timeout, verify, cert)


def redirect(session: Session, base: str) -> Session:
    """Let every request of the session to one of Google's hosts go to ``base`` instead."""
    for host in GOOGLE_HOSTS:
        session.mount(f"https://{host}/", Redirect(base))
    return session


def redirected_session(credentials: Credentials, base: str) -> AuthorizedSession:
    """A session that carries the credentials' tokens, and fetches them from ``base`` too."""
    from google.auth.transport.requests import AuthorizedSession, Request

    asking = Request(redirect(Session(), base))
    session: AuthorizedSession = AuthorizedSession(credentials, auth_request=asking)  # type: ignore[no-untyped-call]
    redirect(session, base)
    return session
