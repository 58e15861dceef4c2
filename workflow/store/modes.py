"""Files that hold what is not everybody's: read by their owner, and by a group where one is set."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

_group: list[int] = []  # of this process, as its umask is


def share_with(group: str) -> None:
    """From now on files that are made belong to *group* too; "" is nobody.

    Raises:
        KeyError: this system knows no such group, or no groups at all.
    """
    _group.clear()
    if group:
        try:
            from grp import getgrnam
        except ImportError as error:
            raise KeyError(group) from error
        _group.append(getgrnam(group).gr_gid)


def make(path: Path) -> int:
    """Make a file of mode 0600, or 0660 where a group is set; return its open descriptor.

    Raises:
        FileExistsError: something has that name.
        OSError: it cannot be made.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, 0o600)
    if _group:
        os.fchown(descriptor, -1, _group[0])
        os.fchmod(descriptor, 0o660)  # whatever the umask takes away
    return descriptor


def write_whole(target: Path, content: bytes) -> None:
    """Write a file whole or not at all; one that it replaces hands its mode and owner on.

    A link is followed; a pipe or a device is written to and stays what it is.

    Raises:
        OSError: it cannot be written; what was there is there still.
    """
    target = target.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    part = target.with_name(f".{target.name[:80]}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(make(part), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put(part, target)
    finally:
        part.unlink(missing_ok=True)


def put(part: Path, target: Path) -> None:
    """Give *part* the name of *target*, and the mode and owner of what had it."""
    if target.exists():
        before = target.stat()
        part.chmod(stat.S_IMODE(before.st_mode))
        if hasattr(os, "chown"):
            with suppress(OSError):  # somebody else's: then it becomes ours, its mode stays
                os.chown(part, before.st_uid, before.st_gid)
    part.replace(target)
