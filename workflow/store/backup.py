"""Copies a SQLite register whole, while others write."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from workflow.errors import BackupElsewhere, BackupExists, NoRegister, RegisterDamaged
from workflow.store import modes
from workflow.store.database import Store


def backup(store: Store, target: Path, *, over: bool = False) -> None:
    """Copy the register to *target*, as it is at one moment; only its owner may read the copy.

    The copy is examined before it gets its name, so what has the name is whole. With *over*
    it replaces what had the name, but never the register itself.

    Raises:
        NoRegister: there is nothing to copy.
        BackupElsewhere: PostgreSQL has its own tools for that.
        BackupExists: *target* is there already, or is the register.
        RegisterDamaged: the copy, and so the register, is not sound.
        OSError: it cannot be written.
    """
    if store.path is None:
        raise BackupElsewhere(database=store.name)
    if store.version() is None:
        raise NoRegister(database=store.name)
    if target.exists() and target.samefile(store.path):
        raise BackupExists(path=str(target))
    if not over:
        _reserve(target)
    part = target.with_name(f".{target.name[:80]}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        os.close(modes.make(part))
        _copy(store.path, part)
        modes.put(part, target)
    except BaseException:
        if not over:
            target.unlink(missing_ok=True)
        raise
    finally:
        part.unlink(missing_ok=True)


def _reserve(target: Path) -> None:
    """Take the name, so that of two who copy at once each has one of its own."""
    try:
        os.close(modes.make(target))
    except FileExistsError as error:
        raise BackupExists(path=str(target)) from error


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
