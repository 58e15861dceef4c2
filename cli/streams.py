"""Standard streams that end no act: what they cannot take is replaced or lost, and told."""

from __future__ import annotations

import io
import os
import select
import sys
from typing import IO, Any


class _Lasting(io.RawIOBase):
    """A stream that takes everything; the first failure of the one below is kept as *trouble*."""

    def __init__(self, below: io.RawIOBase) -> None:
        self.below = below
        self.trouble: OSError | None = None

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.below.fileno()

    def isatty(self) -> bool:
        return self.below.isatty()

    def write(self, content: Any) -> int:
        while self.trouble is None:
            try:
                written = self.below.write(content)
            except OSError as error:  # the reader of a pipe has gone, a disk is full
                self.trouble = error
            else:
                if written is not None:
                    return written
                select.select([], [self.below], [])  # a pipe that does not wait by itself
        return len(content)


def steady() -> None:
    """Let nothing that becomes of standard output and standard error stop what is being done.

    Call it before anything is written. A stream that was closed leads nowhere, so that no
    file of ours is opened in its place.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # it takes the lowest number that is free
    sys.stdin = sys.stdin or open(0, encoding="utf-8")  # noqa: SIM115 - as long as the process
    sys.stdout, sys.stderr = _steadied(sys.stdout, 1), _steadied(sys.stderr, 2)


def _steadied(stream: IO[str] | None, number: int) -> io.TextIOWrapper:
    if not isinstance(stream, io.TextIOWrapper):
        stream = open(number, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    encoding, waits = stream.encoding, not stream.isatty()
    stream.flush()
    below: Any = stream.detach()
    raw = _Lasting(below.detach() if isinstance(below, io.BufferedWriter) else below)
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, "replace", line_buffering=not waits)


def readable(word: str) -> str:
    """A word of the command line in which bytes that are no UTF-8 are read as Windows writes them.

    A file that has such a name keeps it: it is found by its bytes.
    """
    try:
        word.encode()
    except UnicodeEncodeError:  # it holds bytes that could not be decoded
        named = (word, word.partition("=")[2])  # alone, or behind its option
        there = any(part and os.path.lexists(part) for part in named)
        return word if there else os.fsencode(word).decode("cp1252", "replace")
    return word


def lost() -> OSError | None:
    """Why not all of standard output was written; None where it was."""
    sys.stdout.flush()
    below: Any = sys.stdout.buffer
    trouble: OSError | None = below.raw.trouble
    return trouble
