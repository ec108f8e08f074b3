"""What happened: changes.list with its start token, revisions, and comments."""

from __future__ import annotations

from sheets_sync.sandbox.access import rank
from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.clock import rfc3339
from sheets_sync.sandbox.drive.file_json import file_json, masked
from sheets_sync.sandbox.errors import GoogleRefusal, bad_argument
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.json_types import Json

_CHANGE_FIELDS = (
    "kind,nextPageToken,newStartPageToken,"
    "changes(kind,type,changeType,time,removed,fileId,file(kind,id,name,mimeType))"
)
_REVISION_FIELDS = "kind,id,mimeType,modifiedTime"


def start_token(call: Call) -> Reply:
    """``changes.getStartPageToken``."""
    return Reply({"kind": "drive#startPageToken", "startPageToken": str(call.world.changes + 1)})


def list_changes(call: Call) -> Reply:
    """``changes.list``: the latest change of every file that changed since the token."""
    token = call.one("pageToken")
    if not token.isdigit():
        raise GoogleRefusal(400, f"Invalid Value: {token}", reason="invalid")
    size = int(call.one("pageSize") or 100)
    world, start = call.world, int(token)
    numbered: list[tuple[int, Json]] = [
        (file.change, _changed(call, file))
        for file in world.files.values()
        if file.change >= start and rank(world, file, call.email, listed=True)
    ]
    numbered += [
        (number, _removed(call, file_id))
        for file_id, number in world.removed.items()
        if number >= start and call.flag("includeRemoved", default=True)
    ]
    numbered.sort(key=lambda pair: pair[0])
    answer: Json = {
        "kind": "drive#changeList",
        "changes": [change for _, change in numbered[:size]],
    }
    if len(numbered) > size:
        answer["nextPageToken"] = str(numbered[size][0])
    else:
        answer["newStartPageToken"] = str(world.changes + 1)
    return Reply(masked(answer, call.one("fields"), _CHANGE_FIELDS))


def _changed(call: Call, file: DriveFile) -> Json:
    return {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "time": rfc3339(file.modified),
        "removed": False,
        "fileId": file.file_id,
        "file": file_json(call.world, file, call.email),
    }


def _removed(call: Call, file_id: str) -> Json:
    return {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "time": rfc3339(call.world.clock.now()),
        "removed": True,
        "fileId": file_id,
    }


def list_revisions(call: Call) -> Reply:
    """``revisions.list``: needs the writer's role; edits close together are one revision."""
    file = call.file("writer")
    revisions = [_revision(call, file, one) for one in file.revisions]
    answer: Json = {"kind": "drive#revisionList", "revisions": revisions}
    default = f"kind,nextPageToken,revisions({_REVISION_FIELDS})"
    return Reply(masked(answer, call.one("fields"), default))


def get_revision(call: Call) -> Reply:
    """``revisions.get``."""
    file = call.file("writer")
    for one in file.revisions:
        if one["id"] == call.names["revision"]:
            whole = _revision(call, file, one)
            return Reply(masked(whole, call.one("fields"), _REVISION_FIELDS))
    raise GoogleRefusal(404, f"Revision not found: {call.names['revision']}.", reason="notFound")


def _revision(call: Call, file: DriveFile, one: Json) -> Json:
    return {
        "kind": "drive#revision",
        "id": one["id"],
        "mimeType": file.mime_type,
        "modifiedTime": rfc3339(one["moment"]),
        "published": False,
        "lastModifyingUser": call.world.account(one["account"]).as_user(call.email),
    }


def list_comments(call: Call) -> Reply:
    """``comments.list``; Drive insists on ``fields`` here."""
    _need_fields(call)
    file = call.file("reader")
    answer = {"kind": "drive#commentList", "comments": file.comments}
    return Reply(masked(answer, call.one("fields"), "*"))


def create_comment(call: Call) -> Reply:
    """``comments.create``."""
    _need_fields(call)
    file, body = call.file("commenter"), call.json()
    moment = rfc3339(call.world.clock.tick())
    comment = {
        "kind": "drive#comment",
        "id": call.world.ids.token()[:12],
        "content": str(body.get("content") or ""),
        "createdTime": moment,
        "modifiedTime": moment,
        "author": call.world.account(call.email).as_user(call.email),
        "deleted": False,
        "resolved": False,
        "replies": [],
    } | ({"anchor": body["anchor"]} if body.get("anchor") else {})
    file.comments.append(comment)
    call.world.touch_metadata(file)
    return Reply(masked(comment, call.one("fields"), "*"))


def _need_fields(call: Call) -> None:
    if not call.one("fields"):
        raise bad_argument("The 'fields' parameter is required for this method.")
