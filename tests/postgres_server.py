"""A PostgreSQL of the tests' own: started once, in a temporary folder, on a socket only."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import sqlalchemy

_SETTINGS = "-c listen_addresses='' -c fsync=on -c shared_buffers=32MB -c max_connections=30"


@contextmanager
def server() -> Iterator[str]:
    """Yields the URL of its ``postgres`` database; root lends it to an unprivileged user."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
    # A socket needs a short path.
    folder = Path(mkdtemp(prefix="thidua-pg-", dir="/tmp"))
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)

    def call(program: str, *arguments: str) -> None:
        subprocess.run(
            [str(programs / program), *arguments],
            check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    data = str(folder / "data")
    try:
        call("initdb", "-D", data, "-U", "thidua", "-A", "trust", "-E", "UTF8", "--locale=C")
        log = str(folder / "log")
        options = f"-k {folder} {_SETTINGS}"
        call("pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
        try:
            yield f"postgresql://thidua@/postgres?host={folder}"
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(url: str) -> str:
    """An empty database on the server; its URL."""
    name = f"t{uuid4().hex}"
    admin = sqlalchemy.make_url(url).set(drivername="postgresql+psycopg")
    engine = sqlalchemy.create_engine(admin, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return url.replace("/postgres?", f"/{name}?")
