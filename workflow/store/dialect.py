"""What SQLite and PostgreSQL do each in a way of its own: only here somebody asks which it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Result, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

_INSERTS: dict[str, Any] = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


def name_of(database: Session | Connection) -> str:
    """Which of the two it is: "sqlite" or "postgresql"."""
    connected = database if isinstance(database, Connection) else database.get_bind()
    return connected.dialect.name


def is_sqlite(database: Session | Connection) -> bool:
    """Whether the register is a file of SQLite: one writes at a time, and nobody logs in."""
    return name_of(database) == "sqlite"


def logged_in_as(session: Session) -> str:
    """The login of PostgreSQL by which somebody came; "" of a file, where nobody logs in."""
    return "" if is_sqlite(session) else str(session.scalar(text("SELECT session_user")))


class Upsert:
    """An INSERT that gives way to a row already there; built once, for both databases.

    A row of the same *keys* gets the new values of the fields that *replaces* names and what
    *becomes* says of others; where neither says anything the row there stays as it is. Of a
    row that was written *returning* is told.
    """

    def __init__(
        self,
        table: str,
        keys: Sequence[str] = (),
        *,
        replaces: Sequence[str] = (),
        becomes: Mapping[str, Any] | None = None,
        returning: str = "",
    ) -> None:
        rows = SQLModel.metadata.tables[table]
        self._statements: dict[str, Any] = {}
        for name, insert in _INSERTS.items():
            statement = insert(rows)
            new = {field: statement.excluded[field] for field in replaces} | dict(becomes or {})
            if new:
                statement = statement.on_conflict_do_update(index_elements=[*keys], set_=new)
            else:
                statement = statement.on_conflict_do_nothing()
            self._statements[name] = (
                statement.returning(rows.c[returning]) if returning else statement
            )

    def write(self, session: Session, row: Mapping[str, Any]) -> Result[Any]:
        """Write *row*, or what becomes of the one that is there."""
        return session.execute(self._statements[name_of(session)], dict(row))


def lock(session: Session, table: str, key: int) -> None:
    """Become the one writer of a row until the transaction ends; on SQLite one is that already."""
    if not is_sqlite(session):
        statement = text(f"SELECT id FROM {table} WHERE id = :id FOR NO KEY UPDATE")
        session.execute(statement, {"id": key})


def wait_in_turn(database: Session | Connection, key: int) -> None:
    """Let only one at a time go on with *key*, a number of 63 bits, until the transaction ends."""
    if not is_sqlite(database):
        database.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


def wait_at_most(session: Session, seconds: float) -> None:
    """For what is left of this transaction wait no longer than this for somebody else's lock."""
    if not is_sqlite(session):
        session.execute(text(f"SET LOCAL lock_timeout = '{int(seconds * 1000)}ms'"))
