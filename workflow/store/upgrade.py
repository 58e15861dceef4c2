"""Makes a register, and brings an older one up to date after a backup."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from importlib.resources import files
from itertools import count
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from sqlmodel import Session

from states.law import Law
from workflow.errors import BackupExists, NoRegister, RegisterExists, RegisterNewer
from workflow.store import dialect, profiles
from workflow.store.backup import backup
from workflow.store.database import SCHEMA, Store
from workflow.store.models import Register
from workflow.store.modes import make
from workflow.store.people import seed
from workflow.store.people.particulars import ALWAYS, Telling

PEOPLE = "0007"  # the revision from which the register knows people
_TURN = 8_101_978  # the key of the advisory lock under which a register is migrated


def create(store: Store, law: Law, *, trial: bool, at: datetime, actor: str = "system") -> None:
    """Make an empty register that lives by *law*; *at* is the moment, in UTC.

    *actor* is the login of who makes it and is to keep it; "system" leaves it without anybody.

    Raises:
        RegisterExists: there is one already.
        NetworkDrive: it is no trial and would lie on a network drive.
    """
    if store.version() is not None:
        raise RegisterExists(database=store.name)
    if not trial:
        store.refuse_network_drive()
    if store.path is not None:
        store.path.parent.mkdir(parents=True, exist_ok=True)
        if not store.path.exists():
            os.close(make(store.path))  # SQLite alone would let everybody read it
    with store.write() as session:
        migrate(session.connection())
        session.add(Register(uid=str(uuid4()), profile=law.name, trial=trial, created=at))
        profiles.take_in(session, law, at=at, actor=actor)
        seed.from_profile(session, law, trial=trial, at=at)
        if actor != "system":
            telling = Telling(_since(law, at, trial=trial), actor, at)
            seed.enter(session, actor, seed.FIRST, telling)


def _since(law: Law, at: datetime, *, trial: bool) -> date:
    """From when who keeps the register does; in a trial always: its clock may be told back."""
    return ALWAYS if trial else at.astimezone(ZoneInfo(law.timezone)).date()


def upgrade(
    store: Store,
    *,
    at: datetime,
    actor: str = "",
    persons: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Path | None:
    """Bring the register to this program's revision; return the backup made of a SQLite file.

    Into a register that knew nobody go the people of its profile and *persons*, who recorded
    for which roles by older settings; *actor* is the login of who upgrades it.

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
    copy = _copied(store, f"{found}-{at:%Y%m%dT%H%M%S}") if store.path else None
    # Re-creating a parent table with foreign keys on would delete its children.
    with store.engine.connect() as connection:
        if store.sqlite:
            _let_go_of_keys(connection)
        connection = connection.execution_options(writing=True)  # of two at once one waits
        with connection.begin():
            dialect.wait_in_turn(connection, _TURN)
            migrate(connection)
            if found < PEOPLE:
                _take_in(connection, Telling(ALWAYS, actor, at), persons)
    store.engine.dispose()
    return copy


def _let_go_of_keys(connection: Connection) -> None:
    """On the driver's own connection: inside a transaction it would do nothing."""
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys = OFF")
    assert raw.execute("PRAGMA foreign_keys").fetchone() == (0,)


def _take_in(
    connection: Connection, telling: Telling, persons: Mapping[str, Sequence[str]]
) -> None:
    with Session(connection) as session:
        law, trial = profiles.law_in_force(session), register_row(session).trial
        if seed.from_profile(session, law, trial=trial, at=telling.at):
            telling = replace(telling, first=_since(law, telling.at, trial=trial))
            seed.from_settings(session, persons, telling)
        session.commit()


def migrate(connection: Connection) -> None:
    """Run the migrations that are still to come."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("workflow.store") / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _copied(store: Store, suffix: str) -> Path:
    """A backup beside the register, under a name that nobody has."""
    assert store.path is not None
    for number in count(1):
        more = f"-{number}" if number > 1 else ""
        copy = store.path.with_name(f"{store.path.name}.{suffix}{more}.backup")
        try:
            backup(store, copy)
        except BackupExists:
            continue
        return copy
    raise AssertionError("unreachable")


def register_row(session: Session) -> Register:
    """The one row that says what this register is."""
    return session.get_one(Register, 1)
