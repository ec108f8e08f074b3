"""The sandbox on a port: in a thread of this process, or until somebody stops it."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from campaign.errors import UsageError, why_not
from sheets_sync.kept_text import keep_text
from sheets_sync.sandbox.access import ANY_SCOPE
from sheets_sync.sandbox.accounts import key_file, service_email
from sheets_sync.sandbox.app import App
from sheets_sync.sandbox.clock import Clock
from sheets_sync.sandbox.drive.drives_api import add_drive
from sheets_sync.sandbox.faults import Faults
from sheets_sync.sandbox.ids import Ids
from sheets_sync.sandbox.json_types import Json
from sheets_sync.sandbox.request_log import RequestLog
from sheets_sync.sandbox.service import Observer, Service
from sheets_sync.sandbox.state_file import StateFile
from sheets_sync.sandbox.world import Settings, World

if TYPE_CHECKING:
    from uvicorn import Server

OFFICE = service_email("van-phong")
"""The service account that the sandbox hands out when none is named."""

_KEEP_ALIVE = 240
"""Seconds that an idle connection stays open: about as long as Google's do."""


class Sandbox:
    """A running sandbox; a context manager that serves from a thread.

    Args:
        port: The port on 127.0.0.1; 0 takes a free one.
        state: The file that keeps the state; without one it is gone at the end.
        settings: What is metered and allowed.
        start: The clock's first moment; now when absent or when the state file knows better.
        seed: Makes ids repeatable.
        observer: Sees every call with its reply.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        state: Path | None = None,
        settings: Settings | None = None,
        start: datetime | None = None,
        seed: str = "",
        observer: Observer | None = None,
    ) -> None:
        world = World(settings or Settings(), Clock(start))
        if seed:
            world.ids = Ids(seed)
        kept = StateFile(state) if state else None
        if kept is not None:
            kept.load(world)
        self.service = Service(world, state=kept, observer=observer)
        self.app = App(self.service)
        self._socket = _bound(port)
        self.port: int = self._socket.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.app.base = self.base
        self._server = _quiet_server(self.app)
        self._thread: threading.Thread | None = None

    def serve(self) -> None:
        """Serve until interrupted."""
        try:
            asyncio.run(self._server.serve(sockets=[self._socket]))
        finally:
            self._close()

    def __enter__(self) -> Self:
        """Serve from a thread."""
        self._thread = threading.Thread(target=self.serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop serving."""
        del kind, error, trace
        self.stop()

    def stop(self) -> None:
        """Stop serving from a thread, once what is being answered is answered."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join()

    def _close(self) -> None:
        self._socket.close()
        if self.service.state is not None:
            self.service.state.close()

    @property
    def world(self) -> World:
        """The state; hold ``lock`` when more than one value must agree."""
        return self.service.world

    @property
    def lock(self) -> threading.RLock:
        """Keeps requests out while the state is looked at or changed from another thread."""
        return self.app.lock

    @property
    def faults(self) -> Faults:
        """The faults in force."""
        return self.service.faults

    @property
    def log(self) -> RequestLog:
        """What was asked so far."""
        return self.service.log

    @contextmanager
    def alone(self) -> Iterator[World]:
        """Look at the state or change it while no request is served; what changed is kept."""
        with self.lock:
            yield self.world
            self.service.keep()

    def advance(self, seconds: float) -> None:
        """Let simulated time pass."""
        with self.alone() as world:
            world.clock.advance(seconds)
            world.rest_touched = True

    def key(self, email: str = OFFICE) -> Json:
        """The key file's content of an account, which is made when there is none."""
        with self.alone() as world:
            return key_file(world.key_holder(email), self.base)

    def write_key(self, path: Path, email: str = OFFICE) -> Path:
        """Write an account's key file, as ``gspread.service_account(path)`` takes it."""
        keep_text(path, json.dumps(self.key(email), indent=1))
        return path

    def token(self, email: str) -> str:
        """An access token of an account, without going through the token endpoint."""
        with self.alone() as world:
            return world.new_token(world.account(email).email, ANY_SCOPE)

    def shared_drive(self, name: str, members: dict[str, str]) -> str:
        """Make a Shared Drive with members by role; its id."""
        with self.alone() as world:
            return str(add_drive(world, name, members)["id"])


def _bound(port: int) -> socket.socket:
    """A socket that listens on loopback already, so that nobody who knows the port is refused."""
    # With the protocol named, asyncio sends small packets at once.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(("127.0.0.1", port))
        bound.listen(128)
    except (OSError, OverflowError) as error:
        bound.close()
        why = why_not(error) if isinstance(error, OSError) else "số cổng phải từ 0 đến 65535"
        raise UsageError(
            f"Không mở được cổng {port} ({why}). Hãy chọn cổng khác, ví dụ --port 0 để lấy cổng "
            "trống bất kỳ."
        ) from error
    return bound


def _quiet_server(app: App) -> Server:
    """Uvicorn for one application: loopback, no access log, no signals taken in a thread."""
    from uvicorn import Config, Server

    return Server(
        Config(
            app,
            log_level="error",
            lifespan="off",
            http="h11",
            ws="none",
            timeout_keep_alive=_KEEP_ALIVE,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
    )
