"""Makes a register, and brings an older one up to date after a backup."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection
from sqlmodel import Session

from workflow.errors import NoRegister, RegisterExists, RegisterNewer
from workflow.models import Register
from workflow.store import SCHEMA, Store


def create(store: Store, *, profile: str, trial: bool, at: datetime) -> None:
    """Make an empty register; *at* is the moment, in UTC.

    Raises:
        RegisterExists: there is one already.
    """
    if store.version() is not None:
        raise RegisterExists(database=store.name)
    if store.path is not None:
        store.path.parent.mkdir(parents=True, exist_ok=True)
    with store.write() as session:
        _migrate(session.connection())
        session.add(Register(profile=profile, trial=trial, created=at))


def upgrade(store: Store, *, at: datetime) -> Path | None:
    """Bring the register to this program's revision; return the backup made of a SQLite file.

    A PostgreSQL register is migrated in one transaction; its backup is the operator's
    (pg_dump). None means that there was nothing to do or no file to copy.

    Raises:
        NoRegister: there is none.
        RegisterNewer: it was made by a newer program.
    """
    found = store.version()
    if found is None:
        raise NoRegister(database=store.name)
    if found > SCHEMA:
        raise RegisterNewer(found=found, wanted=SCHEMA)
    if found == SCHEMA:
        return None
    backup = _backup(store.path, f"{found}-{at:%Y%m%dT%H%M%S}") if store.path else None
    # Re-creating a parent table with foreign keys on would delete its children.
    with store.engine.connect() as connection:
        if store.sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.rollback()
        with connection.begin():
            _migrate(connection)
    store.engine.dispose()
    return backup


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("workflow") / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _backup(path: Path, suffix: str) -> Path:
    target = path.with_name(f"{path.name}.{suffix}.backup")
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    return target


def register_row(session: Session) -> Register:
    """The one row that says what this register is."""
    return session.get_one(Register, 1)
