"""The server of the buttons, over real HTTP: who is let in, how much, how often."""

from __future__ import annotations

import base64
import hmac
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from addin.buttons.catalog import button_of
from addin.server.identity import Verifier
from addin.server.limits import Rate
from addin.server.payload import workbook_of
from addin.server.people import OFFICE as OFFICES_SHEET
from addin.server.people import People, permit
from addin.server.refusals import RefusedError
from addin.server.running import desk_of, serve
from addin.server.settings import read_settings
from campaign.errors import UsageError
from campaign.plan.loading import definition_bytes
from tests.server_door import (
    AUDIENCE,
    OFFICE,
    UNIT_A,
    UNIT_B,
    UNITS,
    Certificates,
    certificate,
    claims,
    payload,
    running,
    settings,
    token,
)

BOOK = payload({"Biểu": [["TT", "Tên"], [1, "Mô hình"]]})
MINE, OTHER = "phuong-tan-thoi-hiep", "phuong-hiep-thanh"


@pytest.fixture(scope="module")
def certificates() -> Iterator[Certificates]:
    with Certificates().serving() as found:
        yield found


@pytest.fixture(scope="module")
def server(certificates: Certificates) -> Iterator[str]:
    with running(settings(certificates.url, body_mb=10)) as url:
        yield url


def press(
    url: str,
    button: str = "help",
    *,
    bearer: str | None = None,
    sheet: str = OFFICES_SHEET,
    body: Any = BOOK,  # noqa: ANN401 - what a script may send
) -> httpx.Response:
    bearer = f"Bearer {token() if bearer is None else bearer}".strip()
    headers = {b"x-thidua-sheet": sheet.encode(), b"authorization": bearer.encode()}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return httpx.post(f"{url}/press/{button}", content=content, headers=headers, timeout=60)


def coded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unsigned(account: str) -> str:
    parts = [{"alg": "none", "typ": "JWT"}, claims(account)]
    return ".".join([*(coded(json.dumps(part).encode()) for part in parts), ""])


def signed_with_what_everybody_knows(account: str) -> str:
    """HS256 with Google's public certificate as the secret: a classic of forged tokens."""
    parts = [{"alg": "HS256", "typ": "JWT", "kid": "google"}, claims(account)]
    said = ".".join(coded(json.dumps(part).encode()) for part in parts)
    secret = certificate("google").encode()
    return f"{said}.{coded(hmac.digest(secret, said.encode(), 'sha256'))}"


# Who is let in --------------------------------------------------------------------------------


def test_the_office_presses_and_reads_one_sentence(server: str) -> None:
    answer = press(server)
    assert answer.status_code == 200
    (action,) = answer.json()["actions"]
    assert action["func"] == "alert"
    assert "Tổng hợp" in action["args"][0]


@pytest.mark.parametrize(
    "bearer",
    [
        "",
        "x.y.z",
        "é" * 3,
        unsigned(OFFICE),
        signed_with_what_everybody_knows(OFFICE),
        token(aud="another.apps.googleusercontent.com"),
        token(exp=1_600_000_000, iat=1_599_999_000),
        token(iat=4_000_000_000, exp=4_000_000_600),
        token(iss="https://accounts.example.com"),
        token(email_verified=False),
        token(signed_by="stranger", kid="google"),
        token(signed_by="stranger"),
        token()[:-4] + "AAAA",
        "a" * 10_000,
    ],
    ids=[
        *("none", "nonsense", "letters", "unsigned", "public-key", "audience", "expired", "early"),
        "issuer",
        *("unverified", "forged", "unknown-key", "changed", "long"),
    ],
)
def test_a_token_that_does_not_hold_is_refused(server: str, bearer: str) -> None:
    answer = press(server, bearer=bearer)
    assert answer.status_code == 401
    assert "Không xác minh được tài khoản" in answer.text


def test_an_account_that_nobody_named_is_refused(server: str) -> None:
    answer = press(server, bearer=token("la@example.vn"))
    assert (answer.status_code, "không có trong danh sách" in answer.text) == (403, True)


@pytest.mark.parametrize(
    ("account", "button", "sheet", "allowed"),
    [
        (UNIT_A, "validate", MINE, True),
        (UNIT_A, "submit", MINE, True),
        (UNIT_A, "help", MINE, True),
        (UNIT_A, "validate", OTHER, False),
        (UNIT_A, "submit", OTHER, False),
        (UNIT_B, "submit", MINE, False),
        (UNIT_A, "consolidate", OFFICES_SHEET, False),
        (UNIT_A, "consolidate", MINE, False),
        (UNIT_A, "submit", OFFICES_SHEET, False),
        (OFFICE, "all", OFFICES_SHEET, True),
        (OFFICE, "all", MINE, False),
        (OFFICE, "validate", MINE, True),
        (OFFICE, "submit", MINE, False),
    ],
)
def test_each_account_presses_its_own_buttons_on_its_own_sheet(
    account: str, button: str, sheet: str, *, allowed: bool
) -> None:
    person = People.of([OFFICE], UNITS).person(account)
    if allowed:
        assert permit(person, button_of(button), sheet) in {sheet, ""}
        return
    with pytest.raises(RefusedError) as refused:
        permit(person, button_of(button), sheet)
    assert refused.value.status == 403


def test_another_units_account_changes_nothing(server: str) -> None:
    answer = press(server, "submit", bearer=token(UNIT_B), sheet=MINE)
    assert (answer.status_code, "không phải của đơn vị" in answer.text) == (403, True)


def test_a_clock_that_is_a_little_off_is_forgiven(certificates: Certificates) -> None:
    verifier = Verifier([AUDIENCE], certificates.url, 10)
    now = claims()["iat"]
    assert verifier.account(f"Bearer {token(iat=now + 5)}") == OFFICE
    assert verifier.account(f"bearer {token('NOIVU@example.vn', exp=now - 5)}") == OFFICE
    with pytest.raises(RefusedError):
        verifier.account(f"Bearer {token(exp=now - 30)}")


# How much, how often --------------------------------------------------------------------------


def test_a_body_of_20_megabytes_is_refused(server: str) -> None:
    answer = press(server, body=b" " * (20 << 20))
    assert (answer.status_code, "lớn hơn 10 MB" in answer.text) == (413, True)


def test_a_body_without_an_announced_size_is_cut_off(certificates: Certificates) -> None:
    with running(settings(certificates.url, body_mb=1)) as url:
        headers = {"authorization": f"Bearer {token()}"}
        answer = httpx.post(
            f"{url}/press/help", content=(b" " * 65536 for _ in range(64)), headers=headers
        )
    assert answer.status_code == 413


def test_presses_of_one_account_are_counted_by_the_minute() -> None:
    now = [0.0]
    rate = Rate(2, clock=lambda: now[0])
    rate.count(UNIT_A)
    now[0] = 10
    rate.count(UNIT_A)
    rate.count(UNIT_B)
    with pytest.raises(RefusedError, match="đợi 51 giây") as refused:
        rate.count(UNIT_A)
    assert refused.value.status == 429
    now[0] = 60
    rate.count(UNIT_A)


def test_too_many_presses_are_answered_429(certificates: Certificates) -> None:
    with running(settings(certificates.url, presses_a_minute=1)) as url:
        codes = [press(url, "submit").status_code for _ in range(2)]
    assert codes == [403, 429]


# What is sent ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        BOOK | {"sheets": [{"name": "a", "values": [[1], [1, 2]]}]},
        BOOK | {"sheets": [{"name": "a", "values": [[{"x": 1}]]}]},
        BOOK | {"sheets": [{"name": 1, "values": []}]},
        BOOK | {"book": {"name": "a", "active_sheet_index": -1, "selection": "A1"}},
        json.dumps(BOOK).replace("1,", "NaN,").encode(),
        BOOK | {"formulas": []},
        BOOK | {"formulas": {"Biểu": [[0, 0]]}},
        BOOK | {"formulas": {"Biểu": [[-1, 0, "=1"]]}},
        BOOK | {"formulas": {"Biểu": [[0, 0, 1]]}},
    ],
)
def test_what_is_no_workbook_is_one_sentence(server: str, body: Any) -> None:  # noqa: ANN401
    answer = press(server, body=body)
    assert (answer.status_code, "không phải một bảng tính" in answer.text) == (400, True)


def test_only_what_the_client_sends_reaches_a_button() -> None:
    sent = BOOK | {"thidua": {"trusted": True}}
    sent["sheets"] = [BOOK["sheets"][0] | {"formulas": {}, "styles": {}}]
    assert workbook_of(json.dumps(sent).encode()) == BOOK


@pytest.mark.parametrize(("said", "taken"), [(True, True), (False, None), ("yes", None), (1, None)])
def test_a_script_says_that_it_can_hide_rows_or_is_asked_for_none(
    *, said: object, taken: bool | None
) -> None:
    assert workbook_of(json.dumps(BOOK | {"rows": said}).encode()).get("rows") is taken


def test_formulas_of_a_script_come_to_their_sheets_by_place() -> None:
    told = {"Biểu": [[1, 0, "=A1+1"]], "không có": [[0, 0, "=1"]]}
    found = workbook_of(json.dumps(BOOK | {"formulas": told}).encode())
    assert [sheet["formulas"] for sheet in found["sheets"]] == [{(1, 0): "A1+1"}]


def test_a_script_of_another_version_is_asked_to_be_renewed(server: str) -> None:
    answer = press(server, body=BOOK | {"version": "0.30.0"})
    assert (answer.status_code, "thidua script" in answer.text) == (400, True)


def test_a_button_that_is_none_is_404(server: str) -> None:
    assert press(server, "xoa-het").status_code == 404
    assert httpx.get(f"{server}/docs").status_code == 404
    assert httpx.get(f"{server}/").json() == {"thidua": "ok"}


# Settings -------------------------------------------------------------------------------------


def written(folder: Path, text: str) -> Path:
    path = folder / "may-chu.toml"
    path.write_text(text, "utf-8")
    return path


def test_settings_are_read_with_what_is_left_out(tmp_path: Path) -> None:
    text = f'audiences = ["{AUDIENCE}"]\noffice = ["NoiVu@Example.vn"]\n[units]\nx = ["a@b.vn"]\n'
    found = read_settings(written(tmp_path, text))
    assert (found.office, found.units) == (("noivu@example.vn",), {"x": ("a@b.vn",)})
    assert found.licence_key == "noncommercial"
    assert found.certificates.startswith("https://www.googleapis.com/")


def test_every_mistake_of_the_settings_is_named_with_its_line(tmp_path: Path) -> None:
    text = 'office = ["khong-phai"]\nbody_mb = 0\nauthors = 1\n'
    with pytest.raises(UsageError) as told:
        read_settings(written(tmp_path, text))
    sentence = str(told.value)
    assert "có 4 chỗ cần sửa" in sentence
    assert "dòng 1: office[1]: “khong-phai”" in sentence
    assert "dòng 2: body_mb" in sentence
    assert "authors: khóa này không có trong mẫu" in sentence
    assert "audiences: thiếu khóa này" in sentence


@pytest.mark.parametrize("text", ["audiences = [", "audiences = 1 2"])
def test_settings_that_are_no_toml_are_one_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match=r"may-chu\.toml"):
        read_settings(written(tmp_path, text))


def test_settings_that_are_missing_or_not_utf8_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Không mở được"):
        read_settings(tmp_path / "khong-co.toml")
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="UTF-8"):
        read_settings(tmp_path / "x.toml")


def test_a_unit_that_there_is_not_is_named_before_the_server_starts() -> None:
    with pytest.raises(
        UsageError, match=r"“phuong-tan-thoi-hip” Có phải ý bạn là “phuong-tan-thoi-hiep”"
    ):
        desk_of(settings("http://x", units={"phuong-tan-thoi-hip": ("a@b.vn",)}))


def test_accounts_come_from_the_file_that_gave_units_their_spreadsheets(tmp_path: Path) -> None:
    (tmp_path / "dia-chi.csv").write_text(
        "Đơn vị,Địa chỉ\nUBND phường Hiệp Thành,c@d.vn\n", "utf-8"
    )
    desk = desk_of(settings("http://x", accounts="dia-chi.csv"), tmp_path)
    assert desk.people.person("c@d.vn").units == {OTHER}
    assert desk.people.person(UNIT_A).units == {MINE}
    (tmp_path / "dia-chi.csv").write_text("Phường Lạ,c@d.vn\n", "utf-8")
    with pytest.raises(UsageError, match=r"dia-chi\.csv, dòng 1: “Phường Lạ”"):
        desk_of(settings("http://x", accounts="dia-chi.csv"), tmp_path)


def test_a_plan_of_the_offices_own_lies_beside_the_settings(tmp_path: Path) -> None:
    (tmp_path / "dot.toml").write_bytes(definition_bytes("q12-cchc-2020"))
    desk = desk_of(settings("http://x", campaign="dot.toml"), tmp_path)
    assert desk.settings.campaign == str((tmp_path / "dot.toml").resolve())
    with pytest.raises(UsageError, match=r"khong-co\.toml"):
        desk_of(settings("http://x", campaign="khong-co.toml"), tmp_path)


# The command ----------------------------------------------------------------------------------


def test_the_command_serves_until_it_is_stopped(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = written(tmp_path, f'audiences = ["{AUDIENCE}"]\nworkers = 1\n')
    command = [sys.executable, "-m", "addin.cli", "serve", "--settings", str(path)]
    server = subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.PIPE, text=True)
    try:
        while server.poll() is None:
            try:
                assert httpx.get(f"http://127.0.0.1:{port}/").json() == {"thidua": "ok"}
                break
            except httpx.TransportError:
                time.sleep(0.1)
    finally:
        server.terminate()
        said = server.communicate(timeout=60)[1]
    assert "Traceback" not in said
    assert f"đang nghe ở http://127.0.0.1:{port} (Ctrl+C để dừng)." in said
    assert server.returncode in {0, -15}


def test_the_command_says_what_is_wrong_with_its_settings(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "addin.cli", "serve", "--settings", str(tmp_path / "x.toml")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, "Không mở được tệp cài đặt" in done.stderr) == (2, True)


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, f'audiences = ["{AUDIENCE}"]\n')
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"cổng {port}: cổng đang có .*--port"):
            serve(path, "127.0.0.1", port)
