"""A running server of ours, and tokens that a key of the tests' own signed in Google's place."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from typing import Any

import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import crypt, jwt

from addin.server.app import make_app
from addin.server.patient_http import PatientProtocol
from addin.server.running import desk_of
from addin.server.settings import ServerSettings

AUDIENCE = "1234.apps.googleusercontent.com"
OFFICE, UNIT_A, UNIT_B = "noivu@example.vn", "tth@example.vn", "hth@example.vn"
UNITS = {"phuong-tan-thoi-hiep": (UNIT_A,), "phuong-hiep-thanh": (UNIT_B,)}


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    del name
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def certificate(name: str) -> str:
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key(name).public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key(name), hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode()


def claims(account: str = OFFICE, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    now = int(time.time())
    return {
        "iss": "https://accounts.google.com",
        "aud": AUDIENCE,
        "sub": "1",
        "email": account,
        "email_verified": True,
        "iat": now,
        "exp": now + 600,
    } | changes


def token(account: str = OFFICE, *, signed_by: str = "google", **changes: Any) -> str:  # noqa: ANN401
    pem = key(signed_by).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    signer = crypt.RSASigner.from_string(pem, key_id=changes.pop("kid", signed_by))
    return jwt.encode(signer, claims(account, **changes)).decode()


def payload(sheets: Mapping[str, list[list[Any]]]) -> dict[str, Any]:
    """A workbook as ``xlwings.js`` sends it."""
    return {
        "client": "Google Apps Script",
        "version": version("xlwings"),
        "book": {"name": "Sổ", "active_sheet_index": 0, "selection": "A1"},
        "names": [],
        "sheets": [
            {"name": name, "values": values, "pictures": [], "tables": []}
            for name, values in sheets.items()
        ],
    }


@dataclass
class Certificates:
    """Serves certificates as Google does, and counts how often it is asked."""

    names: list[str] = field(default_factory=lambda: ["google"])
    asked: int = 0
    url: str = ""

    @contextmanager
    def serving(self) -> Iterator[Certificates]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked += 1
                body = json.dumps({name: certificate(name) for name in outer.names}).encode()
                self.send_response(200)
                self.send_header("cache-control", "public, max-age=1000")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        self.url = f"http://127.0.0.1:{server.server_port}/certs"
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def settings(certificates: str, **changes: Any) -> ServerSettings:  # noqa: ANN401
    given = {
        "audiences": (AUDIENCE,),
        "office": (OFFICE,),
        "units": UNITS,
        "certificates": certificates,
        "workers": 1,
        "presses_a_minute": 1000,
    }
    return ServerSettings.model_validate(given | changes)


@contextmanager
def running(chosen: ServerSettings) -> Iterator[str]:
    """A server on a free port; gives its address."""
    config = uvicorn.Config(
        make_app(desk_of(chosen)),
        http=PatientProtocol,
        host="127.0.0.1",
        port=0,
        log_level="error",
        access_log=False,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the server did not start")
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
