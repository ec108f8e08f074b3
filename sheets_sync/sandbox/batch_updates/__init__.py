"""``spreadsheets.batchUpdate``: one module a topic, all requests or none.

``apply_requests`` is the only entry; each handler takes the edit and its request and returns its
reply, an empty object when there is nothing to say.
"""

from __future__ import annotations

from sheets_sync.sandbox.batch_updates import (
    banding,
    borders,
    cells,
    conditional,
    dimensions,
    filters,
    finding,
    groups,
    merging,
    metadata,
    naming,
    ordering,
    pasting,
    protecting,
    range_moves,
    sheets,
    tidying,
    validating,
)
from sheets_sync.sandbox.batch_updates.edit import Edit, Handler
from sheets_sync.sandbox.errors import GoogleRefusal, bad_argument, bad_field
from sheets_sync.sandbox.files import DriveFile
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.world import World

HANDLERS: dict[str, Handler] = {
    name: handler
    for topic in (
        banding,
        borders,
        cells,
        conditional,
        dimensions,
        filters,
        finding,
        groups,
        merging,
        metadata,
        naming,
        ordering,
        pasting,
        protecting,
        range_moves,
        sheets,
        tidying,
        validating,
    )
    for name, handler in topic.HANDLERS.items()
}
"""The requests that the sandbox plays, by Google's names."""


def apply_requests(world: World, file: DriveFile, email: str, requests: list[Json]) -> list[Json]:
    """Carry out the requests in order and give their replies.

    Raises:
        GoogleRefusal: One cannot be carried out; its number and name are in the message.
    """
    handlers = [_handler(request, number) for number, request in enumerate(requests)]
    edit = Edit(world, file, email)
    replies: list[Json] = []
    for number, (request, handler) in enumerate(zip(requests, handlers, strict=True)):
        ((name, body),) = request.items()
        try:
            replies.append(handler(edit, body or {}))
        except GoogleRefusal as refusal:
            if refusal.code == 400:
                refusal.message = f"Invalid requests[{number}].{name}: {refusal.message}"
            raise
    return replies


def _handler(request: Json, number: int) -> Handler:
    """Who carries a request out; Google looks at all of them before it begins with the first."""
    if len(request) != 1:
        raise bad_argument(f"Invalid requests[{number}]: exactly one request must be set.")
    (name,) = request
    if name in HANDLERS:
        return HANDLERS[name]
    sentence = (
        f"Invalid JSON payload received. Unknown name \"{name}\" at 'requests[{number}]': "
        "Cannot find field. (The sandbox does not play this batchUpdate request; Google may.)"
    )
    raise bad_field(f"requests[{number}]", sentence)
