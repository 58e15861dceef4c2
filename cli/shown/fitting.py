"""Text cut to the columns of a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from notifications.plain import cells
from papers.marked_rows import Span

WIDE = 68  # columns of a text in a sheet or a list
MARGIN = 18  # columns for the names of what begins in a row


def fitted(line: str, width: int) -> Iterator[Span]:
    """Cut *line* between words into spans of at most *width* columns; a long word is cut too."""
    if 2 * len(line) <= width:  # nothing is wider than two columns
        yield 0, len(line)
        return
    start = last = used = 0
    for place, character in enumerate(line):
        size = _columns(character)
        while used + size > width:
            cut = last if last > start else place
            yield start, start + len(line[start:cut].rstrip())
            used = sum(map(_columns, line[cut:place]))
            start = last = cut
        used += size
        if character in " \t":
            last = place + 1
    yield start, len(line)


@cache
def _columns(character: str) -> int:
    return 2 if character == "\t" else cells(character)


def cut(name: str) -> str:
    """A name in the margin, cut to its columns."""
    while cells(name) > MARGIN:
        name = name[:-2].rstrip() + "…"
    return name


def cut_to_row(text: str) -> str:
    """*text* in one line, as much of it as a row of a sheet or a list takes."""
    line = " ".join(text.split())
    return line if len(line) <= WIDE else line[: WIDE - 1] + "…"
