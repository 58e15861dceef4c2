"""Copies a SQLite register whole, while others write."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from workflow.errors import BackupElsewhere, BackupExists, NoRegister, RegisterDamaged
from workflow.store import Store


def backup(store: Store, target: Path) -> None:
    """Copy the register to *target*, as it is at one moment; only its owner may read the copy.

    The copy is examined before it gets its name, so what has the name is whole.

    Raises:
        NoRegister: there is nothing to copy.
        BackupElsewhere: PostgreSQL has its own tools for that.
        BackupExists: *target* is there already; nothing is overwritten.
        RegisterDamaged: the copy, and so the register, is not sound.
        OSError: it cannot be written.
    """
    if store.path is None:
        raise BackupElsewhere(database=store.name)
    if store.version() is None:
        raise NoRegister(database=store.name)
    if target.exists():
        raise BackupExists(path=str(target))
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _copy(store.path, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _copy(path: Path, part: Path) -> None:
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(part)) as new:
        try:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
            found = [row[0] for row in new.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as error:
            found = [str(error)]
    if found != ["ok"]:
        raise RegisterDamaged(database=str(path), trouble="; ".join(map(str, found[:3])))
