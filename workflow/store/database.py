"""Opens the register on SQLite or PostgreSQL and begins its transactions."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import Session, create_engine

from states.errors import without_secrets
from workflow.errors import (
    NetworkDrive,
    NoDatabase,
    NoRegister,
    RegisterDamaged,
    RegisterNewer,
    RegisterOlder,
    RegisterUnreachable,
)
from workflow.store import dialect, network_drive
from workflow.store.refusals import refusal

SCHEMA = "0009"  # the newest revision in workflow/store/migrations/versions
ATTEMPTS = 8
PATIENCE = 30  # seconds that one waits for somebody else who writes
_RETRY = ("40001", "40P01", "23505")  # serialization, deadlock, two who gave one number
T = TypeVar("T")


class Store:
    """The register's database. A URL such as sqlite:///register.db or postgresql://host/name."""

    def __init__(self, url: str) -> None:
        self.url = _address(url)
        self.name = without_secrets(self.url.render_as_string(hide_password=True))
        self.sqlite = self.url.get_backend_name() == "sqlite"
        with _readable(url):
            self.drive = self.path and network_drive.network_filesystem(
                self.path, mounts=network_drive.mounts()
            )
        if self.drive and self.path and self.path.exists() and not _is_trial(self.path):
            self.refuse_network_drive()
        # PgBouncer in transaction mode cannot keep prepared statements.
        arguments = {"timeout": PATIENCE} if self.sqlite else {"prepare_threshold": None}
        with _readable(url):
            self.engine: Engine = create_engine(self.url, connect_args=arguments)
        if self.sqlite:
            event.listen(self.engine, "connect", _prepare)
            event.listen(self.engine, "begin", _begin)
        self._writing = self.engine.execution_options(writing=True)

    @property
    def path(self) -> Path | None:
        """The file of a SQLite register, absolute; None on PostgreSQL."""
        return Path(self.url.database or "").resolve() if self.sqlite else None

    def refuse_network_drive(self) -> None:
        """Refuse to keep a register that counts where SQLite loses entries.

        Raises:
            NetworkDrive: *drive*, the kind of network filesystem it would lie on, is one.
        """
        if self.drive:
            raise NetworkDrive(path=str(self.path), filesystem=self.drive)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A view of the register at one moment; what is done in it is not kept."""
        with self._sentences(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def scratch(self) -> Iterator[Session]:
        """A transaction of which nothing is kept: to see what would be."""
        with self._sentences(), Session(self._writing, expire_on_commit=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction: kept at the end of the block, undone if it raises."""
        with (
            self._sentences(),
            Session(self._writing, expire_on_commit=False) as session,
            session.begin(),
        ):
            dialect.wait_at_most(session, PATIENCE)
            yield session

    def work(self, function: Callable[[Session], T]) -> T:
        """Do a piece of work in one transaction; begin anew after a deadlock.

        *function* may run several times, and must do nothing outside its session.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with Session(self._writing, expire_on_commit=False) as session, session.begin():
                    dialect.wait_at_most(session, PATIENCE)
                    return function(session)
            except DBAPIError as error:
                if attempt == ATTEMPTS or getattr(error.orig, "sqlstate", "") not in _RETRY:
                    raise refusal(error, self.name) from error
                time.sleep(0.01 * 2**attempt)
        raise AssertionError("unreachable")

    def version(self) -> str | None:
        """The revision of the register, or None if there is no register."""
        if self.path is not None and not self.path.exists():
            return None
        # Another schema of the same database may hold another council's register.
        own = "pg_tables WHERE schemaname = current_schema() AND tablename"
        catalog = "sqlite_master WHERE name" if self.sqlite else own
        known = text(f"SELECT 1 FROM {catalog} = 'alembic_version'")
        with self._reached(), self._sentences(), self.engine.connect() as connection:
            if connection.execute(known).first() is None:
                return None
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())

    def ready(self) -> Store:
        """This store, if its register is one for this program.

        Raises:
            NoRegister, RegisterOlder, RegisterNewer, RegisterUnreachable.
            RegisterDamaged: the row that says what it is, or every profile, is missing.
        """
        found = self.version()
        if found is None:
            raise NoRegister(database=self.name)
        if found < SCHEMA:
            raise RegisterOlder(found=found, wanted=SCHEMA)
        if found > SCHEMA:
            raise RegisterNewer(found=found, wanted=SCHEMA)
        self._refuse_emptied()
        return self

    def _refuse_emptied(self) -> None:
        """Without the row that says what the register is, and a profile, nothing can be told."""
        with self._sentences(), self.engine.connect() as connection:
            for table in ("register", "profile"):
                if connection.execute(text(f"SELECT 1 FROM {table}")).first() is None:
                    raise RegisterDamaged(database=self.name, trouble=f"no row in {table}")

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise refusal(error, self.name) from error

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """What a driver has to say of an address when it first tries it."""
        try:
            yield
        except (DBAPIError, TypeError, ValueError, OSError) as error:
            trouble = str(getattr(error, "orig", error)).split("\n")[0]
            raise RegisterUnreachable(database=self.name, trouble=trouble) from error


def _is_trial(path: Path) -> bool:
    """Whether a file on a network drive is a trial register; nothing is written to find out."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as found:
            return bool(found.execute("SELECT trial FROM register").fetchone()[0])
    except (sqlite3.Error, TypeError):
        return False


def _address(url: str) -> URL:
    """The address of a register in a file or on PostgreSQL.

    Raises:
        NoDatabase: it is of neither.
    """
    with _readable(url):
        read = make_url(re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", url))
    known = read.drivername in ("sqlite", "postgresql+psycopg")
    if not known or (read.drivername == "sqlite" and read.database in (None, "", ":memory:")):
        raise NoDatabase(database=url)
    return read


@contextmanager
def _readable(url: str) -> Iterator[None]:
    try:
        yield
    except (ArgumentError, ValueError, TypeError, OSError) as error:
        raise NoDatabase(database=url) from error


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, in _begin
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise  # what can only be read is read in the mode it has
    connection.execute("PRAGMA synchronous = FULL")  # an entry that was acknowledged stays
    connection.execute("PRAGMA foreign_keys = ON")  # SQLite forgets it per connection


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
