"""Passwords and secrets: out of the environment, or of files that nobody else may read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from cli.errors import FileUnreadable, SecretExposed

LARGEST = 1_000_000  # bytes of a file of settings, or with a password


def secret(which: str, kind: str, file: str) -> str:
    """A secret of *which* (mail, inbox, papers_inbox): from the environment, else from *file*.

    *kind* is "password" or "client_secret".

    Raises:
        SecretExposed: others may read the file.
        FileUnreadable: it cannot be read.
    """
    told = os.environ.get(f"RATSWEG_{which.upper()}_{kind.upper()}")
    if told is not None or not file:
        return told or ""
    path = Path(file)
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        text = small_text(path)
    except (OSError, ValueError) as error:  # ValueError: not UTF-8, or a name no system takes
        raise FileUnreadable(path=file, trouble=str(error)) from error
    if os.name == "posix" and mode & 0o077:
        raise SecretExposed(path=file, mode=f"{mode:o}")
    return text.strip()


def small_text(path: Path) -> str:
    """The text of a small file; a device or a register has no end, or is none."""
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return content.decode("utf-8")
