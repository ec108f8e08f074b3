"""Holds calls and replies to Google's discovery documents of Sheets v4 and Drive v3."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

from sheets_sync.sandbox.calls import Call, Reply
from sheets_sync.sandbox.routes import Route

NOT_GOOGLES = {
    "drive.permissions.create": {"withLink"},
    "drive.files.get": {"includeItemsFromAllDrives"},
}
"""What gspread 6.2.1 sends although Drive v3 does not know it; Drive passes over it."""

FILES = {"sheets": "sheets.v4.json", "drive": "drive.v3.json"}
_FORMATS = {"int32": "integer", "uint32": "integer", "int64": "string", "uint64": "string"}


@cache
def document(service: str) -> dict[str, Any]:
    folder = files("googleapiclient") / "discovery_cache" / "documents"
    found: dict[str, Any] = json.loads((folder / FILES[service]).read_text(encoding="utf-8"))
    return found


def method(name: str) -> dict[str, Any]:
    """The method with an id such as ``sheets.spreadsheets.values.get``."""
    service, *way, last = name.split(".")
    node = document(service)
    for step in way:
        node = node["resources"][step]
    found: dict[str, Any] = node["methods"][last]
    return found


def _schema(node: dict[str, Any]) -> dict[str, Any]:
    """A discovery schema as JSON Schema: no unknown names, and a type of its own where one is."""
    if "$ref" in node:
        return {"$ref": f"#/$defs/{node['$ref']}"}
    out: dict[str, Any] = {}
    kind = node.get("type")
    if kind == "any":
        return {}
    if node.get("format") in {"int64", "uint64"} and kind == "string":
        return {"type": ["string", "integer"]}
    if kind:
        out["type"] = kind
    if "enum" in node:
        out["enum"] = node["enum"]
    if "items" in node:
        out["items"] = _schema(node["items"])
    if kind == "object":
        out["properties"] = {k: _schema(v) for k, v in node.get("properties", {}).items()}
        rest = node.get("additionalProperties")
        out["additionalProperties"] = _schema(rest) if rest else False
    return out


@cache
def _validator(service: str, schema: str) -> Draft202012Validator:
    defs = {name: _schema(node) for name, node in document(service)["schemas"].items()}
    return Draft202012Validator({"$defs": defs, "$ref": f"#/$defs/{schema}"})


def mistakes(service: str, schema: str, value: object) -> list[str]:
    """What in a value is not as the schema says."""
    found = _validator(service, schema).iter_errors(value)
    return [f"{schema}{error.json_path[1:]}: {error.message[:200]}" for error in found]


def _without_nulls(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """JSON null means absent in Google's requests."""
    if isinstance(value, dict):
        return {k: _without_nulls(v) for k, v in value.items() if v is not None}
    return [_without_nulls(one) for one in value] if isinstance(value, list) else value


class Validator:
    """An observer of the sandbox that collects every mistake."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.seen: set[str] = set()

    def __call__(self, route: Route, call: Call, reply: Reply) -> None:
        self.seen.add(route.name)
        if route.service not in FILES or route.name.startswith("drive.v2"):
            return
        described = method(route.name)
        known = set(described.get("parameters", {})) | set(document(route.service)["parameters"])
        unknown = set(call.query) - known - NOT_GOOGLES.get(route.name, set())
        found = [f"unknown parameter {name}" for name in sorted(unknown)]
        request, response = described.get("request"), described.get("response")
        if request and call.body:
            sent = _without_nulls(json.loads(call.body))
            for name in NOT_GOOGLES.get(route.name, ()):
                sent.pop(name, None)
            found += mistakes(route.service, request["$ref"], sent)
        if response and isinstance(reply.content, dict) and reply.status == 200:
            found += mistakes(route.service, response["$ref"], reply.content)
        self.faults += [f"{route.name}: {one}" for one in found]
