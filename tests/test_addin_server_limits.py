"""The server where things go wrong: Google silent, callers slow or gone, logs that tell nobody."""

from __future__ import annotations

import logging
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from google.auth.exceptions import TransportError
from google.auth.transport.requests import Request as Sent

from addin.server import patient_http
from addin.server.certificates import CachedCertificates
from addin.server.identity import Verifier
from addin.server.people import OFFICE as OFFICES_SHEET
from addin.server.refusals import RefusedError
from addin.server.running import desk_of
from tests.server_door import (
    AUDIENCE,
    OFFICE,
    UNIT_B,
    Certificates,
    payload,
    running,
    settings,
    token,
)

BOOK = payload({"Biểu": [["Nguyễn Văn A"]]})
MINE = "phuong-tan-thoi-hiep"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Certificates().serving() as source, running(settings(source.url)) as url:
        yield url


def press(url: str, button: str, account: str = OFFICE, sheet: str = OFFICES_SHEET) -> int:
    headers = {"authorization": f"Bearer {token(account)}", "x-thidua-sheet": sheet}
    return httpx.post(f"{url}/press/{button}", json=BOOK, headers=headers, timeout=60).status_code


class Google:
    """Certificates of the tests' own, from a Google that can be out of reach."""

    def __init__(self, source: Certificates) -> None:
        self.source, self.now, self.tries, self.reachable = source, 1000.0, 0, True
        self.verifier = Verifier([AUDIENCE], source.url, 0)
        self.verifier._transport = CachedCertificates(self.fetch, clock=lambda: self.now)

    def fetch(self, url: str, *request: Any, **options: Any) -> Any:  # noqa: ANN401
        self.tries += 1
        if not self.reachable:
            raise TransportError("out of reach")  # type: ignore[no-untyped-call]
        return Sent()(url, *request, **options)

    def lets_in(self, bearer: str) -> bool:
        try:
            return self.verifier.account(f"Bearer {bearer}") == OFFICE
        except RefusedError:
            return False


@pytest.fixture
def google() -> Iterator[Google]:
    with Certificates().serving() as source:
        yield Google(source)


# Google's certificates ------------------------------------------------------------------------


def test_certificates_are_fetched_once_and_again_for_a_new_key(google: Google) -> None:
    assert [google.lets_in(token()) for _ in range(3)] == [True] * 3
    assert google.tries == 1
    google.source.names.append("new")
    fresh = token(signed_by="new")
    assert not google.lets_in(fresh)
    google.now += 61
    assert google.lets_in(fresh)
    assert google.tries == 2
    google.now += 1001
    assert google.lets_in(fresh)
    assert google.tries == 3


def test_while_google_is_silent_known_certificates_count_an_hour_longer(google: Google) -> None:
    assert google.lets_in(token())
    google.reachable = False
    google.now += 1001
    assert google.lets_in(token())
    google.now += 3601
    assert not google.lets_in(token())


def test_a_silent_google_is_not_asked_for_every_press(google: Google) -> None:
    google.reachable = False
    assert [google.lets_in(token()) for _ in range(20)] == [False] * 20
    assert google.tries == 1
    google.reachable = True
    google.now += 6
    assert google.lets_in(token())


def test_the_server_is_made_ready_without_google() -> None:
    desk = desk_of(settings("http://127.0.0.1:9/certs"))
    with pytest.raises(RefusedError, match="chưa hỏi được Google"):
        desk.verifier.account(f"Bearer {token()}")


# One spreadsheet, two presses -------------------------------------------------------------------


def test_of_two_presses_of_one_spreadsheet_at_once_the_second_is_told_to_wait() -> None:
    def both(url: str, button: str) -> httpx.Response:
        headers = {"authorization": f"Bearer {token()}", "x-thidua-book": "1AbC"}
        return httpx.post(f"{url}/press/{button}", json=BOOK, headers=headers, timeout=60)

    with (
        Certificates().serving() as source,
        running(settings(source.url)) as url,
        ThreadPoolExecutor(2) as people,
    ):
        answers = [people.submit(both, url, button) for button in ("help", "undo")]
        refused = [one.result() for one in answers if one.result().status_code == 409]
    assert len(refused) == 1
    assert "Một nút khác đang chạy trên bảng tính này" in refused[0].text


# Slow callers, callers who leave ---------------------------------------------------------------


def begin(url: str, text: str) -> socket.socket:
    place = urlsplit(url)
    line = socket.create_connection((str(place.hostname), int(place.port or 0)), timeout=20)
    line.sendall(text.encode())
    return line


def head(length: int) -> str:
    return (
        f"POST /press/help HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token()}\r\n"
        f"Content-Length: {length}\r\n\r\n"
    )


def test_whoever_never_ends_the_head_of_a_request_is_hung_up_on(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patient_http, "HEAD_SECONDS", 0.5)
    with begin(server, "") as silent, begin(server, "POST / HTTP/1.1\r\nX: ") as slow:
        assert press(server, "help") == 200
        assert silent.recv(1) == b""
        assert slow.recv(1) == b""


def test_a_body_that_does_not_come_is_given_up_with_a_sentence() -> None:
    with (
        Certificates().serving() as source,
        running(settings(source.url, seconds=1)) as url,
        begin(url, head(100) + "{") as line,
    ):
        answer = line.makefile("rb").read().decode()
    assert " 408 " in answer.splitlines()[0]
    assert "quá chậm" in answer


def test_who_leaves_half_way_disturbs_nobody(server: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    begin(server, head(100) + "{").close()
    assert press(server, "help") == 200
    deadline = time.monotonic() + 20
    while "gone" not in caplog.text and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "gone" in caplog.text
    assert "Traceback" not in caplog.text


# The log --------------------------------------------------------------------------------------


def test_the_log_names_nobody_and_holds_nothing_of_the_sheet(
    server: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "thidua.server")
    assert press(server, "submit", UNIT_B, MINE) == 403
    assert press(server, "help") == 200
    assert press(server, "an@b.vn%0Aadmin%20200") == 404
    lines = [record.getMessage() for record in caplog.records if record.name == "thidua.server"]
    assert [line.split()[1:4] for line in lines] == [
        ["submit", "403", "other-unit"],
        ["help", "200", "done"],
        ["?", "404", "no-button"],
    ]
    told = "\n".join(lines)
    assert not any(word in told for word in ("@", MINE, "Nguyễn", "127.0.0", "admin"))


def test_an_error_that_nobody_foresaw_is_a_sentence_and_no_traceback(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("Nguyễn Văn A")

    monkeypatch.setattr("addin.server.app.permit", broken)
    with Certificates().serving() as source, running(settings(source.url)) as url:
        assert press(url, "help") == 500
    assert "ValueError at test_addin_server_limits.py" in caplog.text
    assert "Nguyễn" not in caplog.text
    assert "Traceback" not in caplog.text
