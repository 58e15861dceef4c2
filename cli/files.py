"""Papers at the command line: out of files, folders and standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cli.errors import FileUnreadable, NoPapers
from papers.file import File

STANDARD_INPUT = "-"
# Drafts lie beside papers after `read --out` and `corrections --out`; the rest is unfinished.
LEFT_OUT = (".json", ".part", ".tmp", ".crdownload")


@dataclass(frozen=True, slots=True)
class Source:
    """A paper to be read: its path and its place below a folder of drafts."""

    path: Path
    place: Path

    @property
    def name(self) -> str:
        """The file name; of standard input "stdin"."""
        return self.place.name

    def file(self, largest: int | None = None) -> File:
        """The paper, under a name that can be stored; *largest* and raises as `content_of`."""
        return File.named(self.name, self.content(largest))

    def content(self, largest: int | None = None) -> bytes:
        """The bytes of the paper; *largest* and raises as `content_of`."""
        if str(self.path) == STANDARD_INPUT:
            return _bounded(sys.stdin.buffer, self.name, largest)
        return content_of(self.path, largest)


def content_of(path: Path, largest: int | None = None) -> bytes:
    """The bytes of a file; no more than *largest*, else than are read of a paper, enter memory.

    Raises:
        FileUnreadable: it is not there, is a folder, or may not be read.
        PaperTooLarge: it has more bytes.
    """
    try:
        with path.open("rb") as file:
            return _bounded(file, path.name, largest)
    except OSError as error:
        raise FileUnreadable(path=str(path), trouble=error.strerror or str(error)) from error


def _bounded(file: IO[bytes], name: str, largest: int | None) -> bytes:
    from papers.errors import PaperTooLarge
    from papers.formats.limits import LIMITS

    largest = largest or LIMITS.bytes
    content = file.read(largest + 1)
    if len(content) > largest:
        raise PaperTooLarge(name=name, limit=f"{largest // 1_000_000} MB")
    return content


def sources(name: str) -> list[Source]:
    """The papers that *name* stands for: a file, "-", or all below a folder, in order of name.

    In a folder hidden files, unfinished ones and drafts are left out; links to folders are
    not followed.

    Raises:
        NoPapers: the folder holds none.
        FileUnreadable: a folder in it may not be read.
    """
    path = Path(name)
    if name == STANDARD_INPUT:
        return [Source(path, Path("stdin"))]
    if not os.path.isdir(path):
        return [Source(path, Path(path.name))]
    found = [Source(file, file.relative_to(path)) for file in sorted(_below(path))]
    if not found:
        raise NoPapers(path=name)
    return found


def _below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder, onerror=_refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            file = Path(parent, name)
            if _finished(name) and file.is_file():
                yield file


def _finished(name: str) -> bool:
    return not name.startswith((".", "~$")) and not name.casefold().endswith(LEFT_OUT)


def _refused(error: OSError) -> None:
    raise FileUnreadable(path=str(error.filename), trouble=error.strerror or "") from error
