"""Holds the sandbox to what Google really answered: ``python bench/gspread_cassettes.py CLONE``.

CLONE is a checkout of gspread's repository; its cassettes are recorded calls with Google's answers.
Each call is sent to the sandbox again and the answers compared, with ids and times told apart by
their names only. Nothing of the clone is copied or changed.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from sheets_sync.sandbox.admin import add_foreign_file
from sheets_sync.sandbox.server import Sandbox
from sheets_sync.sandbox.world import OWNER, Settings

PRIVATE = "1jIKzPs8LsiZZdLdeMEP-5ZIHw6RkjiOmj1LrJN706Yc"
IDS = {"spreadsheetId", "id", "sheetId", "protectedRangeId", "namedRangeId", "bandedRangeId"}
FILE = re.compile(r"/(?:v4/spreadsheets|files)/([^/:?]+)")
UNLIKE = {
    "createdTime",
    "modifiedTime",
    "spreadsheetUrl",
    "version",
    "users",
    "defaultFormat",
    "pixelSize",
}
"""Times, addresses, and sizes that depend on fonts: that they are there is enough."""


class Replay:
    """Sends recorded calls and compares the answers."""

    def __init__(self, base: str, token: str) -> None:
        self.base, self.session = base, requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"
        self.same = self.total = self.left_out = 0
        self.differences: Counter[str] = Counter()

    def cassette(self, path: Path) -> None:
        """Replay one cassette, with the ids that it learns on the way."""
        known: dict[str, str] = {PRIVATE: PRIVATE, "test": "test"}
        for one in json.loads(path.read_text(encoding="utf-8"))["interactions"]:
            if _of_other_files(one["request"]["uri"], known):
                self.left_out += 1
                continue
            self.total += 1
            found = list(self._compare(one, known))
            self.same += not found
            self.differences.update(f"{path.stem}: {line}" for line in found)

    def _compare(self, one: dict[str, Any], known: dict[str, str]) -> Iterator[str]:
        request, recorded = one["request"], one["response"]
        reply = self._send(request, known)
        what = f"{request['method']} {urlsplit(request['uri']).path[-40:]}"
        if reply.status_code != recorded["status"]["code"]:
            yield f"{what}: {reply.status_code} for {recorded['status']['code']}"
            return
        text = recorded["body"].get("string", "")
        if text.lstrip().startswith("{"):
            for line in differences(json.loads(text), reply.json(), known):
                yield f"{what}: {line}"
        elif text != reply.text and "html" not in text:
            yield f"{what}: other content"

    def _send(self, request: dict[str, Any], known: dict[str, str]) -> requests.Response:
        parts = urlsplit(request["uri"])
        target = f"{parts.path}?{parts.query}"
        body = request["body"] or ""
        body = body if isinstance(body, str) else json.dumps(body)
        for old, new in sorted(known.items(), key=lambda pair: -len(pair[0])):
            if len(old) > 5:
                target, body = target.replace(old, new), body.replace(old, new)
        kind = "".join(request["headers"].get("Content-Type", ["application/json"]))
        return self.session.request(
            request["method"],
            self.base + target,
            data=body.encode(),
            headers={"Content-Type": kind},
            timeout=30,
        )


def _of_other_files(uri: str, known: dict[str, str]) -> bool:
    """Whether a call lists or opens files that were there before the recording."""
    found = FILE.search(uri)
    return "/drive/v3/files?q=" in uri or bool(found and found[1] not in known)


def differences(want: object, got: object, known: dict[str, str], at: str = "") -> Iterator[str]:
    """Where two answers differ; ids that stand for each other are learnt."""
    if isinstance(want, dict) and isinstance(got, dict):
        yield from (f"{at}.{name} is missing" for name in want.keys() - got.keys())
        yield from (f"{at}.{name} is too much" for name in got.keys() - want.keys())
        for name in want.keys() & got.keys():
            if name in IDS:
                known.setdefault(str(want[name]), str(got[name]))
            elif name not in UNLIKE:
                yield from differences(want[name], got[name], known, f"{at}.{name}")
    elif isinstance(want, list) and isinstance(got, list):
        if len(want) != len(got):
            yield f"{at} has {len(got)} entries for {len(want)}"
        for one, other in zip(want, got, strict=False):
            yield from differences(one, other, known, f"{at}[]")
    elif want != got:
        yield f"{at} is {str(got)[:60]!r} for {str(want)[:60]!r}"


def main() -> None:
    """Replay all cassettes and say how many calls were answered alike."""
    clone = Path(sys.argv[1])
    with Sandbox(settings=Settings(open=True, quotas=False)) as box:
        add_foreign_file(box.world, PRIVATE, f"khong.phai.{OWNER}")
        replay = Replay(box.base, "any")
        for path in sorted((clone / "tests" / "cassettes").glob("*.json")):
            replay.cassette(path)
    for line, times in replay.differences.most_common():
        print(f"{times:4} {line}")
    print(f"{replay.left_out} calls that list or open files from before the recording are left out")
    print(f"{replay.same} of {replay.total} recorded calls answered alike")


if __name__ == "__main__":
    main()
