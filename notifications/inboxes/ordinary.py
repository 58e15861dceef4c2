"""Opens what a stranger put into a folder: ordinary files of bounded size, and no links."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from workflow.errors import NoOrdinaryFile
from workflow.inbox.arrivals import refuse_large

# No link is followed, and a pipe is not waited for; Windows knows neither flag.
_FLAGS = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    _FLAGS |= getattr(os, _flag, 0)


def is_folder(path: Path) -> bool:
    """Whether *path* is a folder itself, and no link to one."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def own_folder(path: Path) -> None:
    """Make a folder for what was taken in.

    Raises:
        NotADirectoryError: a link, or something else, has its name: nothing is put through it.
    """
    path.mkdir(exist_ok=True)
    if not is_folder(path):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))


def content(path: Path, name: str) -> bytes:
    """The bytes of an ordinary file, called *name* in what is told of it.

    Raises:
        NoOrdinaryFile: a link, a pipe, a device: what it leads to was not put here.
        TooLargeToKeep: the register does not keep so much; none of it was read.
        FileNotFoundError: somebody has taken it away, or put another one there.
    """
    with _opened(path, name) as file:
        size = os.fstat(file.fileno()).st_size
        refuse_large(name, size)
        read = file.read(size + 1)  # what grows is seen to have grown, and is not read for ever
        refuse_large(name, len(read))
        return read


def _opened(path: Path, name: str) -> BinaryIO:
    """The file; that it is ordinary, and the one that was looked at, is seen once it is open."""
    before = os.lstat(path)
    if not stat.S_ISREG(before.st_mode):
        raise NoOrdinaryFile(name=name)
    file = os.fdopen(os.open(path, _FLAGS), "rb")
    if os.path.samestat(before, os.fstat(file.fileno())):
        return file
    file.close()
    raise FileNotFoundError(path)
