"""The way to Google: quotas, patience, errors that say what to do, secrets that stay secret."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from requests.adapters import BaseAdapter

from sheets_sync.gsheets.accounts import SYNC_SCOPES, Account, find_accounts, read_account
from sheets_sync.gsheets.calls import call_of, repeatable
from sheets_sync.gsheets.errors import GoogleError, RetryLater, SkipUnit, Stop
from sheets_sync.gsheets.failures import failure
from sheets_sync.gsheets.google import Google
from sheets_sync.gsheets.http import Wire
from sheets_sync.gsheets.meter import DRIVE, READS, WRITES, Budget, Meter
from sheets_sync.gsheets.patience import Patience

SHEETS = "https://sheets.googleapis.com/v4/spreadsheets"
DRIVE_FILES = "https://www.googleapis.com/drive/v3/files"
SECRET = "planted-secret-4711"


class Hand:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.time = 1_590_000_000.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds


class Token:
    """Credentials that are valid once refreshed."""

    token = SECRET
    valid = False

    def __init__(self, refresh: Callable[[], None] = lambda: None) -> None:
        self._refresh = refresh

    def refresh(self, request: object) -> None:
        del request
        self._refresh()
        self.valid = True

    def before_request(
        self, request: object, method: str, url: str, headers: dict[str, str]
    ) -> None:
        del request, method, url
        headers["authorization"] = f"Bearer {self.token}"


Answer = tuple[int, object] | Exception


class Script(BaseAdapter):
    """Answers in order; the last one for ever."""

    def __init__(self, *answers: Answer) -> None:
        super().__init__()
        self.answers = list(answers)
        self.sent: list[requests.PreparedRequest] = []
        self.options: list[dict[str, Any]] = []

    def send(
        self,
        request: requests.PreparedRequest,
        **options: Any,  # noqa: ANN401
    ) -> requests.Response:
        self.sent.append(request)
        self.options.append(options)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        response = requests.Response()
        response.request = request
        response.status_code, body = answer
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        response._content = raw
        response.headers["Content-Type"] = "application/json; charset=UTF-8"
        return response

    def close(self) -> None:
        pass


def google(script: Script, token: Token | None = None, clock: Hand | None = None) -> Google:
    time = clock or Hand()
    meters = {budget.name: Meter(budget, time) for budget in (READS, WRITES, DRIVE)}
    patience = Patience(chance=Random(1))  # noqa: S311 - jitter

    def mount(session: requests.Session) -> None:
        session.mount("https://", script)

    return Google(Wire(token or Token(), meters, time, patience, mount=mount))


def refused(reason: str) -> dict[str, object]:
    return {"error": {"code": 403, "errors": [{"reason": reason}]}}


@given(st.lists(st.floats(0, 20), min_size=100, max_size=300))
def test_no_window_holds_more_than_its_limit(pauses: list[float]) -> None:
    clock = Hand()
    meter = Meter(Budget("x", 10), clock)
    taken = []
    for pause in pauses:
        clock.time += pause / 10
        meter.take()
        taken.append(clock.time)
    for index, moment in enumerate(taken[:-10]):
        assert taken[index + 10] - moment >= 60


def test_a_meter_uses_nearly_all_of_its_quota() -> None:
    clock = Hand()
    meter, start = Meter(WRITES, clock), clock.time
    for _ in range(601):
        meter.take()
    assert 600 / (clock.time - start) * 60 >= 0.9 * WRITES.limit


def test_processes_share_a_meter_through_its_file(tmp_path: Path) -> None:
    clock, file = Hand(), tmp_path / "quota" / "reads.json"
    meters = [Meter(Budget("x", 5), clock, file) for _ in range(2)]
    for turn in range(5):
        meters[turn % 2].take()
    assert clock.waits == []
    assert meters[0].free_in() > 59
    meters[1].take()
    assert sum(clock.waits) >= 60


def test_a_meter_cut_short_by_a_crash_begins_anew(tmp_path: Path) -> None:
    file = tmp_path / "reads.json"
    file.write_text('{"159')
    Meter(READS, Hand(), file).take()
    assert json.loads(file.read_text()) == {"1590000000": 1}


def test_a_clock_that_was_ahead_costs_a_minute_and_no_more() -> None:
    clock = Hand()
    meter = Meter(Budget("x", 5), clock)
    clock.time += 365 * 86400
    for _ in range(5):
        meter.take()
    clock.time -= 365 * 86400
    meter.take()
    assert 60 <= sum(clock.waits) <= 62


def test_threads_do_not_overdraw(tmp_path: Path) -> None:
    clock = Hand()
    meter = Meter(Budget("x", 40), clock, tmp_path / "x.json")
    workers = [threading.Thread(target=lambda: [meter.take() for _ in range(10)]) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert clock.waits == []
    assert meter.free_in() > 0


@given(st.integers(1, 60), st.floats(0, 4000), st.integers(0, 2**32))
def test_waits_are_capped_and_jittered(failed: int, asked: float, seed: int) -> None:
    patience = Patience(chance=Random(seed))  # noqa: S311 - jitter
    assert 0 < patience.wait(failed, asked) <= patience.cap


@pytest.mark.parametrize(
    ("method", "url", "budget", "twice"),
    [
        ("get", f"{DRIVE_FILES}/a/export", DRIVE, True),
        ("get", DRIVE_FILES, DRIVE, True),
        ("post", DRIVE_FILES, DRIVE, False),
        ("get", f"{SHEETS}/a/values:batchGet", READS, True),
        ("post", f"{SHEETS}/a/values:batchGetByDataFilter", READS, True),
        ("post", f"{SHEETS}/a/developerMetadata:search", READS, True),
        ("post", f"{SHEETS}/a:batchUpdate", WRITES, False),
        ("post", f"{SHEETS}/a/values/A1:append", WRITES, False),
        ("put", f"{SHEETS}/a/values/A1", WRITES, True),
        ("post", f"{SHEETS}/a/values:batchUpdate", WRITES, True),
    ],
)
def test_each_request_is_paid_from_its_budget(
    method: str,
    url: str,
    budget: Budget,
    twice: bool,  # noqa: FBT001
) -> None:
    call = call_of(method, url)
    assert (call.budget, call.repeatable) == (budget, twice)


def test_a_batch_is_repeatable_only_when_all_of_it_is() -> None:
    assert repeatable([{"updateCells": {}}, {"repeatCell": {}}])
    assert not repeatable([{"updateCells": {}}, {"addSheet": {}}])


@pytest.mark.parametrize(
    ("status", "reason", "kind", "code"),
    [
        (429, "RATE_LIMIT_EXCEEDED", RetryLater, "rate_limit"),
        (403, "userRateLimitExceeded", RetryLater, "rate_limit"),
        (503, "backendError", RetryLater, "server"),
        (403, "storageQuotaExceeded", Stop, "no_storage"),
        (403, "accessNotConfigured", Stop, "api_off"),
        (403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", Stop, "scope"),
        (403, "dailyLimitExceeded", Stop, "daily_limit"),
        (403, "exportSizeLimitExceeded", SkipUnit, "export_refused"),
        (403, "insufficientFilePermissions", SkipUnit, "permission"),
        (401, "authError", Stop, "login"),
        (404, "notFound", SkipUnit, "not_found"),
        (400, "INVALID_ARGUMENT", SkipUnit, "bad_request"),
    ],
)
def test_errors_are_grouped_by_what_to_do(
    status: int, reason: str, kind: type[GoogleError], code: str
) -> None:
    error = failure(status, refused(reason), "UBND phường Thới An")
    assert type(error) is kind
    assert error.code == code
    assert kind is Stop or str(error).startswith("UBND phường Thới An")
    assert str(error).endswith(".")


def test_what_google_says_of_a_refusal_is_told_on_one_line() -> None:
    body = {"error": {"status": "INVALID_ARGUMENT", "message": "Unsupported locale:\n  xx_XX"}}
    error = failure(400, body, "UBND phường Thới An")
    assert error.said == "INVALID_ARGUMENT: Unsupported locale: xx_XX"
    assert error.said in str(error)
    long = failure(400, {"error": {"message": "x" * 5000}}, "UBND phường Thới An")
    assert len(str(long)) < 600


@pytest.mark.parametrize("reason", ["invalidSharingRequest", "shareOutNotPermitted"])
def test_who_cannot_be_let_in_is_named_with_what_to_do(reason: str) -> None:
    status = 400 if reason.startswith("invalid") else 403
    script = Script((status, refused(reason)))
    with pytest.raises(SkipUnit) as caught:
        google(script).share("f", "a@x.vn", "UBND phường Thới An", notify=False)
    assert caught.value.code == "not_shared"
    assert f"UBND phường Thới An: không chia sẻ được cho a@x.vn ({reason})" in str(caught.value)


def test_a_busy_service_is_asked_again_and_its_wish_respected() -> None:
    clock = Hand()
    script = Script((429, {}), (503, {}), (200, {"files": []}))
    assert list(google(script, clock=clock).listing("c")) == []
    assert len(script.sent) == 3
    assert len(clock.waits) == 2


def test_patience_ends() -> None:
    script = Script((503, {}))
    with pytest.raises(RetryLater):
        list(google(script).listing("c"))
    assert len(script.sent) == Patience().attempts


def test_a_dropped_connection_is_tried_again_on_a_read() -> None:
    script = Script(requests.ConnectionError(), (200, {"files": []}))
    assert list(google(script).listing("c")) == []


def test_a_write_that_may_have_landed_is_not_sent_twice() -> None:
    script = Script(requests.ConnectionError(), (200, {}))
    with pytest.raises(RetryLater) as caught:
        google(script).batch_update("f", [{"addSheet": {}}], "Thới An")
    assert caught.value.maybe_done
    assert len(script.sent) == 1


@pytest.mark.parametrize("first", [(503, {}), requests.ConnectionError()])
def test_a_write_of_fixed_cells_is_sent_again(first: Answer) -> None:
    script = Script(first, (200, {}))
    google(script).batch_update("f", [{"updateCells": {}}], "Thới An")
    assert len(script.sent) == 2


def test_a_write_over_the_limit_never_happened_and_is_sent_again() -> None:
    script = Script((429, {}), (200, {}))
    google(script).batch_update("f", [{"addSheet": {}}], "Thới An")
    assert len(script.sent) == 2


def test_a_reset_while_the_token_is_fetched_is_tried_again() -> None:
    from google.auth.exceptions import TransportError

    resets = iter([TransportError("reset"), None])

    def refresh() -> None:
        error = next(resets)
        if error:
            raise error

    script = Script((200, {}))
    google(script, Token(refresh)).batch_update("f", [{"addSheet": {}}], "Thới An")
    assert len(script.sent) == 1


def test_a_refused_login_stops_and_names_the_clock_of_the_machine() -> None:
    from google.auth.exceptions import RefreshError

    def refresh() -> None:
        raise RefreshError(f"invalid_grant: Invalid JWT {SECRET}", {"error": "invalid_grant"})

    with pytest.raises(Stop, match="Đồng hồ của máy") as caught:
        list(google(Script((200, {})), Token(refresh)).listing("c"))
    assert SECRET not in str(caught.value)


def test_a_body_cut_short_is_no_answer() -> None:
    script = Script((200, b'{"files": ['), (200, {"files": []}))
    assert list(google(script).listing("c")) == []


def test_an_export_that_is_no_workbook_is_no_answer() -> None:
    with pytest.raises(RetryLater):
        google(Script((200, b"PK\x03\x04 cut"))).export("f", "Thới An")


def test_every_request_has_a_timeout() -> None:
    script = Script((200, {"files": []}))
    list(google(script).listing("c"))
    assert [options["timeout"] for options in script.options] == [(10.0, 180.0)]


def test_the_offices_proxy_and_certificates_hold_and_a_netrc_never_replaces_the_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine www.googleapis.com login nguoi-khac password x\n", "utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.quan12.test:3128")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "ca.pem"))
    script = Script((200, {"files": []}))
    list(google(script).listing("c"))
    assert script.sent[0].headers["Authorization"] == f"Bearer {SECRET}"
    assert script.options[0]["proxies"]["https"] == "http://proxy.quan12.test:3128"
    assert script.options[0]["verify"] == str(tmp_path / "ca.pem")


def test_a_client_serves_one_request_at_a_time_and_is_used_again() -> None:
    way = google(Script((200, {})))
    with way._client("Thới An") as one, way._client("Tân Hưng Thuận") as other:
        assert (one.who, other.who) == ("Thới An", "Tân Hưng Thuận")
    with way._client("Hiệp Thành") as again:
        assert again in {one, other}


def test_a_listing_goes_on_until_its_last_page() -> None:
    def file(number: int) -> dict[str, object]:
        return {"id": str(number), "version": 7, "appProperties": {"thidua_unit": f"u{number}"}}

    script = Script(
        (200, {"files": [file(1)], "nextPageToken": "t"}), (503, {}), (200, {"files": [file(2)]})
    )
    found = list(google(script).listing("c"))
    assert [(item.id, item.unit, item.version) for item in found] == [
        ("1", "u1", "7"),
        ("2", "u2", "7"),
    ]
    sizes = {"pageSize=1000" in str(request.url) for request in script.sent}
    assert sizes == {True}


def test_a_file_made_before_the_line_broke_is_found_and_not_made_twice() -> None:
    listing = {"files": [{"id": "made", "appProperties": {"thidua_unit": "u"}}]}
    script = Script(requests.ConnectionError(), (200, listing))
    assert google(script).create("Biểu", "c", "u", "") == "made"
    assert [request.method for request in script.sent] == ["POST", "GET"]


def test_credentials_are_found_and_never_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("THIDUA_GOOGLE_CREDENTIALS", raising=False)
    with pytest.raises(Stop, match="Chưa có thông tin đăng nhập"):
        find_accounts()
    usual = tmp_path / ".config" / "gspread" / "service_account.json"
    usual.parent.mkdir(parents=True)
    key = {"type": "service_account", "client_email": "a@b.c", "private_key": SECRET}
    usual.write_text(json.dumps(key))
    (account,) = find_accounts()
    assert (account.name, account.person) == ("a@b.c", False)
    with pytest.raises(Stop) as caught:
        account.credentials(SYNC_SCOPES)
    assert SECRET not in f"{caught.value!r} {caught.value.__cause__!r} {account!r}"
    broken = tmp_path / "broken.json"
    broken.write_text(SECRET)
    with pytest.raises(Stop) as caught:
        read_account(broken)
    assert SECRET not in str(caught.value)


def test_several_accounts_share_the_work(tmp_path: Path) -> None:
    paths = []
    for name in ("a", "b"):
        path = tmp_path / name
        path.write_text(json.dumps({"client_id": name, "refresh_token": "t"}))
        paths.append(str(path))
    accounts = find_accounts(":".join(paths))
    assert [account.name for account in accounts] == ["a", "b"]
    assert all(account.person for account in accounts)
    assert len({Account(name, person=True, info={}).mark for name in "ab"}) == 2


def test_people_who_use_one_client_have_a_quota_each() -> None:
    people = [Account("client", person=True, info={"refresh_token": t}) for t in ("x", "y")]
    assert len({one.mark for one in people}) == 2


def test_a_list_of_credentials_may_hold_gaps_and_repeats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"client_id": "a", "refresh_token": "t"}))
    assert len(find_accounts(f":{path}::{path}:")) == 1
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("THIDUA_GOOGLE_CREDENTIALS", ":")
    with pytest.raises(Stop, match="Chưa có thông tin đăng nhập"):
        find_accounts()


def test_a_file_that_may_have_been_made_is_never_asked_for_again() -> None:
    script, clock = Script(requests.ConnectionError(), (200, {"files": []})), Hand()
    with pytest.raises(RetryLater, match="không lập bản thứ hai") as caught:
        google(script, clock=clock).create("Biểu", "c", "u", "")
    assert caught.value.maybe_done
    assert [request.method for request in script.sent] == ["POST", "GET", "GET", "GET"]
    assert clock.waits == sorted(clock.waits)


def test_a_listing_that_did_not_look_everywhere_is_not_believed() -> None:
    script = Script((200, {"files": [], "incompleteSearch": True}))
    with pytest.raises(RetryLater, match="còn thiếu"):
        list(google(script).listing("c"))
    assert "corpora=allDrives" in str(script.sent[0].url)


def test_people_with_access_are_asked_for_to_the_last_page() -> None:
    pages = [{"permissions": [{"id": "1"}], "nextPageToken": "t"}, {"permissions": [{"id": "2"}]}]
    script = Script(*((200, page) for page in pages))
    found = google(script).permissions("f", "Thới An")
    assert [one["id"] for one in found] == ["1", "2"]
    assert "pageToken=t" in str(script.sent[1].url)
