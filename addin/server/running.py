"""``thidua serve``: settings in, a server that runs until it is stopped."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from addin.server.settings import ServerSettings, read_settings

if TYPE_CHECKING:
    from addin.server.app import Desk


_AT_ONCE = 200
"""Connections; more get 503 at once."""


def serve(path: Path, host: str, port: int) -> None:
    """Serve until stopped.

    Raises:
        UsageError: the settings have mistakes.
    """
    import uvicorn

    from addin.server.app import make_app

    app = make_app(desk_of(read_settings(path)))
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    # uvicorn's own access log holds addresses of people's machines.
    uvicorn.run(
        app,
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        limit_concurrency=_AT_ONCE,
    )


def desk_of(settings: ServerSettings) -> Desk:
    """The way of a press under these settings; its processes are started."""
    from addin.server.app import Desk
    from addin.server.identity import Verifier
    from addin.server.limits import Rate
    from addin.server.people import People
    from addin.server.pool import Pool

    return Desk(
        Verifier(settings.audiences, settings.certificates, settings.skew_seconds),
        People.of(settings.office, settings.units),
        Rate(settings.presses_a_minute),
        Pool(settings.workers, settings.seconds, settings.licence_key),
        settings.body_mb,
    )
