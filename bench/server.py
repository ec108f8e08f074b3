"""The server of the buttons: presses at once beside one alone, and memory over many presses."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx

from addin.unitbook.book import unit_workbook
from bench.figure import Bench, Figure
from bench.timing import ROOT, python
from campaign.plan.definition import Form
from campaign.plan.loading import load_campaign, load_campaign_roster
from tests.server_door import AUDIENCE, Certificates, payload, token

ROWS, AT_ONCE, PRESSES = 200, 20, 1000
CAMPAIGN = "q12-cchc-2020"
WIRE = 0.150
"""Seconds on the wire, as modelled: five round trips of 30 ms (connection, TLS, a body of 60 KB),
about what lies between Google's nearest servers and an office in Việt Nam."""

_PAGE = 4096
_TENTH = PRESSES // 10


def figures(bench: Bench) -> Iterator[Figure]:
    """*Kiểm tra biểu* on sheets of 200 rows: one, twenty at once, a thousand.

    Twenty sheets of different content are twenty times the work of one: on two processors they
    take ten times as long whatever is done, so beside the promise stands how near they come.
    """
    bodies = {account: _body(number) for number, account in enumerate(_accounts())}
    first = next(iter(bodies))
    with Certificates().serving() as source, _served(bench.out, source.url) as (url, process):
        press = _Presser(url, bodies)
        press.together([*bodies][:2] * 2)
        alone = statistics.median(press.one(first) for _ in range(10))
        yield _at_once("the same sheet", press.together([first] * AT_ONCE), alone)
        others = press.together([*bodies])
        yield _shared_out(others, alone)
        far = [WIRE + seconds for seconds in others]
        yield _at_once(
            f"{AT_ONCE} units' sheets, {WIRE * 1000:.0f} ms on the wire", far, WIRE + alone
        )
        yield _processor_time(press, [*bodies], process)
        yield _memory(press, [*bodies], process)


def _at_once(whose: str, seconds: Sequence[float], alone: float) -> Figure:
    return Figure(
        f"{AT_ONCE} presses at once of {ROWS} rows, {whose}",
        f"p95 {_p95(seconds) * 1000:.0f} ms",
        f"one alone {alone * 1000:.0f} ms",
        f"{_p95(seconds) / alone:.1f} times",
        "under 5 times",
    )


def _shared_out(seconds: Sequence[float], alone: float) -> Figure:
    """Presses of different content beside their work shared out evenly over the processors."""
    cores = os.cpu_count() or 1
    ideal = alone * AT_ONCE / cores
    return Figure(
        f"the same, {AT_ONCE} units' sheets, {cores} processors",
        f"p95 {_p95(seconds) * 1000:.0f} ms",
        f"{AT_ONCE} alone / {cores}: {ideal * 1000:.0f} ms",
        f"{_p95(seconds) / ideal:.2f} times",
        "at most 1.5",
    )


def _p95(seconds: Sequence[float]) -> float:
    return sorted(seconds)[round(0.95 * len(seconds)) - 1]


def _processor_time(press: _Presser, accounts: Sequence[str], process: int) -> Figure:
    """What a press costs the server's processes, beside loading the plan that it is judged by."""
    before = _spent(process)
    for account in accounts:
        press.one(account)
    ours = (_spent(process) - before) / len(accounts)
    load_campaign(CAMPAIGN)
    begun = time.process_time()
    for _ in range(5):
        load_campaign(CAMPAIGN), load_campaign_roster(CAMPAIGN)
    peer = (time.process_time() - begun) / 5
    return Figure(
        f"processor time of a press of {ROWS} rows",
        f"{ours * 1000:.0f} ms",
        f"loading campaign and roster: {peer * 1000:.0f} ms",
        f"{ours / peer:.1f} times",
    )


def _memory(press: _Presser, accounts: Sequence[str], process: int) -> Figure:
    """Memory of the server with its processes: over the first hundred presses, and the last."""
    used = []
    for number in range(PRESSES):
        press.one(accounts[number % len(accounts)])
        used.append(_resident(process))
    early, late = max(used[:_TENTH]), max(used[-_TENTH:])
    return Figure(
        f"memory over {PRESSES} presses: the last {_TENTH}",
        f"{late / 1e6:.0f} MB",
        f"the first {_TENTH}: {early / 1e6:.0f} MB",
        f"{late / early:.2f} times",
        "flat",
    )


class _Presser:
    """Presses as units' scripts do, over HTTP."""

    def __init__(self, url: str, bodies: dict[str, bytes]) -> None:
        self._url = f"{url}/press/validate"
        self._bodies = bodies
        # One client for all: a new one reads the system's certificates, which takes longer.
        self._client = httpx.Client(timeout=120, limits=httpx.Limits(max_connections=AT_ONCE))
        self._headers = {
            account: {
                "authorization": f"Bearer {token(account)}",
                "x-thidua-sheet": account.partition("@")[0],
            }
            for account in bodies
        }

    def one(self, account: str) -> float:
        """Seconds of one press; it must succeed."""
        begun = time.perf_counter()
        answer = self._client.post(
            self._url, content=self._bodies[account], headers=self._headers[account]
        )
        answer.raise_for_status()
        return time.perf_counter() - begun

    def together(self, accounts: Sequence[str]) -> list[float]:
        """Seconds of presses that begin at the same moment."""
        with ThreadPoolExecutor(len(accounts)) as clients:
            return list(clients.map(self.one, accounts))


def _accounts() -> list[str]:
    """One account for each of twenty units; its name is the unit's id."""
    campaign = load_campaign(CAMPAIGN)
    units = load_campaign_roster(CAMPAIGN).on(campaign.campaign.ends)
    return [f"{unit.id}@example.vn" for unit in units[:AT_ONCE]]


def _body(number: int) -> bytes:
    """The unit's workbook with 200 registrations, as the script sends it."""
    from openpyxl import load_workbook

    campaign = load_campaign(CAMPAIGN)
    unit = load_campaign_roster(CAMPAIGN).on(campaign.campaign.ends)[number]
    rows = [
        {"order": line, "unit": unit.name, "title": f"Mô hình một cửa thân thiện {number}-{line}"}
        for line in range(1, ROWS + 1)
    ]
    made = unit_workbook(campaign, unit, rows={Form.REGISTRATION: rows})
    book = load_workbook(BytesIO(made))
    sheets = {sheet.title: [[*row] for row in sheet.iter_rows(values_only=True)] for sheet in book}
    return json.dumps(payload(sheets), default=_sent).encode()


def _sent(value: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
    return f"{value.isoformat()}.000Z"


@contextmanager
def _served(out: Path, certificates: str) -> Iterator[tuple[str, int]]:
    """``thidua serve`` in a process of its own; gives its address and process id."""
    chosen = out / "server.toml"
    units = "\n".join(f'"{a.partition("@")[0]}" = ["{a}"]' for a in _accounts())
    limits = "presses_a_minute = 100000\nseconds = 120"
    head = f'audiences = ["{AUDIENCE}"]\ncertificates = "{certificates}"\n{limits}'
    chosen.write_text(f"{head}\n[units]\n{units}\n", "utf-8")
    port = 18473
    command = python("-m", "addin.cli", "serve", "--settings", str(chosen), "--port", str(port))
    server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url)
        yield url, server.pid
    finally:
        server.terminate()
        server.wait()


def _wait(url: str) -> None:
    for _ in range(300):
        try:
            httpx.get(url).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def _resident(process: int) -> int:
    """Bytes of memory of a process and of those that it started."""
    own = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
    return own + sum(map(_resident, _children(process)))


def _spent(process: int) -> float:
    """Seconds of processor time of a process and of those that it started."""
    counted = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    own = (int(counted[11]) + int(counted[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(map(_spent, _children(process)))


def _children(process: int) -> list[int]:
    threads = Path(f"/proc/{process}/task").iterdir()
    return [int(child) for one in threads for child in (one / "children").read_text().split()]
