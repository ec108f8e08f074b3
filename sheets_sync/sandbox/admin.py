"""The admin endpoint ``/_sandbox/…``: accounts, tokens, drives, clock, faults, settings, log."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict

from sheets_sync.sandbox.access import ANY_SCOPE
from sheets_sync.sandbox.accounts import key_file
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.clock import from_rfc3339, rfc3339
from sheets_sync.sandbox.drive.drives_api import add_drive
from sheets_sync.sandbox.errors import GoogleRefusal
from sheets_sync.sandbox.faults import BadRuleError
from sheets_sync.sandbox.files import SPREADSHEET, DriveFile
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.making import user_permission
from sheets_sync.sandbox.new_books import new_book, new_sheet
from sheets_sync.sandbox.service import Service
from sheets_sync.sandbox.web import desk, entering
from sheets_sync.sandbox.world import World

PREFIX = "/_sandbox/"
Action = Callable[[Service, Call, Json], Json]


def administer(service: Service, call: Call) -> Reply:
    """Answer a request to the admin endpoint; what it changed is kept."""
    if call.headers.get("origin", call.base) not in {call.base, _by_name(call.base)}:
        error = f"Trang khác không dùng được bảng tập dượt; hãy mở {call.base}."
        return Reply({"error": error}, 403)
    action = _ACTIONS.get((call.method, call.path.removeprefix(PREFIX)))
    if action is None:
        known = sorted(f"{method} {PREFIX}{name}" for method, name in _ACTIONS)
        return Reply({"error": "unknown", "known": known}, 404)
    try:
        answer = action(service, call, call.json())
    except (BadRuleError, KeyError, TypeError, ValueError) as error:
        return Reply({"error": f"{type(error).__name__}: {error}"}, 400)
    except desk.Refused as refusal:
        return Reply({"error": str(refusal)}, 409)
    except GoogleRefusal as refusal:
        return Reply({"error": refusal.message}, refusal.code)
    service.world.rest_touched = service.world.rest_touched or call.method != "GET"
    service.keep()
    return Reply(json.dumps(answer, ensure_ascii=False, indent=1).encode())


def _by_name(base: str) -> str:
    """The address as people may type it: loopback has a name too."""
    return base.replace("127.0.0.1", "localhost")


def add_foreign_file(world: World, file_id: str, owner: str) -> None:
    """Put a spreadsheet with an id of one's choice into somebody's Drive."""
    book = new_book()
    new_sheet(book, {}, world.ids)
    moment = world.clock.tick()
    file = DriveFile(file_id, file_id, SPREADSHEET, owner, owner, moment, moment, book=book)
    file.permissions.append(user_permission(owner, "owner"))
    file.content_changed(moment, owner)
    world.files[file_id] = file
    world.note_change(file)


def _file(service: Service, call: Call, body: Json) -> Json:
    del call
    owner = service.world.account(str(body["owner"])).email
    add_foreign_file(service.world, str(body["id"]), owner)
    return {"id": body["id"], "owner": owner}


def _account(service: Service, call: Call, body: Json) -> Json:
    account = service.world.key_holder(str(body["email"]))
    return key_file(account, call.base)


def _token(service: Service, call: Call, body: Json) -> Json:
    del call
    email = service.world.account(str(body["email"])).email
    scopes = frozenset(body.get("scopes") or ANY_SCOPE)
    return {"access_token": service.world.new_token(email, scopes)}


def _drive(service: Service, call: Call, body: Json) -> Json:
    del call
    return add_drive(service.world, str(body["name"]), dict(body.get("members") or {}))


def _clock(service: Service, call: Call, body: Json) -> Json:
    del call
    from datetime import UTC, datetime

    clock = service.world.clock
    if "advance" in body:
        clock.advance(float(body["advance"]))
    if "set" in body:
        clock.set_to(datetime.fromtimestamp(from_rfc3339(str(body["set"])), UTC))
    return {"now": rfc3339(clock.now())}


def _add_fault(service: Service, call: Call, body: Json) -> Json:
    del call
    return service.faults.add(str(body.pop("kind")), **body).to_json()


def _list_faults(service: Service, call: Call, body: Json) -> Json:
    del call, body
    return {"faults": [rule.to_json() for rule in service.faults.rules]}


def _clear_faults(service: Service, call: Call, body: Json) -> Json:
    service.faults.clear()
    return _list_faults(service, call, body)


def _settings(service: Service, call: Call, body: Json) -> Json:
    del call
    settings = service.world.settings
    for name, value in body.items():
        if name not in asdict(settings) or not isinstance(value, bool):
            raise ValueError(f"not a setting: {name}")
        setattr(settings, name, value)
    return asdict(settings)


def _requests(service: Service, call: Call, body: Json) -> Json:
    del call, body
    log = service.log
    return {"number": log.number, "counts": dict(log.counts), "requests": list(log.entries)}


def _clear_requests(service: Service, call: Call, body: Json) -> Json:
    service.log.clear()
    return _requests(service, call, body)


def _mails(service: Service, call: Call, body: Json) -> Json:
    del call, body
    return {"mails": service.world.mails}


_ACTIONS: dict[tuple[str, str], Action] = {
    ("POST", "accounts"): _account,
    ("POST", "tokens"): _token,
    ("POST", "drives"): _drive,
    ("POST", "files"): _file,
    ("GET", "clock"): _clock,
    ("POST", "clock"): _clock,
    ("GET", "faults"): _list_faults,
    ("POST", "faults"): _add_fault,
    ("DELETE", "faults"): _clear_faults,
    ("GET", "settings"): _settings,
    ("POST", "settings"): _settings,
    ("GET", "requests"): _requests,
    ("DELETE", "requests"): _clear_requests,
    ("GET", "mails"): _mails,
    ("GET", "desk/files"): desk.files,
    ("GET", "desk/book"): desk.book,
    ("GET", "desk/version"): desk.version,
    ("POST", "desk/enter"): entering.enter,
    ("POST", "desk/undo"): entering.undo,
}
