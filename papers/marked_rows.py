"""A text with its marks, cut into rows for a terminal or a page."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from papers.draft.draft import Finding
from papers.marks import Mark

T = TypeVar("T")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text that lies in the same marks all along, the outermost first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def segments(own: Iterable[Mark], start: int, end: int) -> Iterator[Segment]:
    """Cut the text from *start* to *end* wherever a mark begins or ends."""
    inside = [mark for mark in own if mark.start < end and mark.end > start]
    turns: dict[int, tuple[list[Mark], list[Mark]]] = {start: ([], []), end: ([], [])}
    for mark in inside:
        turns.setdefault(max(mark.start, start), ([], []))[0].append(mark)
        turns.setdefault(min(mark.end, end), ([], []))[1].append(mark)
    current: list[Mark] = []
    places = sorted(turns)
    for place, following in zip(places, places[1:], strict=False):
        opened, closed = turns[place]
        current = [mark for mark in current if mark not in closed] + opened
        yield Segment(place, following, tuple(sorted(current, key=lambda m: m.start - m.end)))


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row of the text: its segments, the marks that begin in it, the findings that belong to it."""

    segments: tuple[Segment, ...]
    begins: tuple[Mark, ...]
    findings: tuple[Finding, ...]


def whole(line: str) -> Iterator[Span]:
    """A line as one row."""
    yield 0, len(line)


def rows(
    text: str,
    own: list[Mark],
    found: list[tuple[int, Finding]],
    fitted: Callable[[str], Iterable[Span]] = whole,
) -> Iterator[MarkedRow]:
    """The rows of *text*; *fitted* cuts a line into those that fit, as spans of the line."""
    coming = deque(sorted(((m.start, m) for m in own), key=lambda one: (one[0], -one[1].end)))
    waiting = deque(sorted(found, key=lambda one: one[0]))
    inside: list[Mark] = []
    for start, end, upto in _spans(text, fitted):
        begins = tuple(_taken(coming, upto))
        inside = [*(mark for mark in inside if mark.end > start), *begins]
        cut = tuple(segments(inside, start, end)) if end > start else ()
        yield MarkedRow(cut, begins, tuple(_taken(waiting, upto)))


def _taken(queue: deque[tuple[int, T]], upto: int) -> Iterator[T]:
    """What stands before *upto*, taken off the queue."""
    while queue and queue[0][0] < upto:
        yield queue.popleft()[1]


def _spans(text: str, fitted: Callable[[str], Iterable[Span]]) -> Iterator[tuple[int, int, int]]:
    """Start and end of each row, and where the next one starts."""
    start = 0
    for line in text.replace("\f", "\n").split("\n"):
        spans = [(start + first, start + last) for first, last in fitted(line)] or [(start, start)]
        follows = [first for first, _ in spans[1:]] + [start + len(line) + 1]
        for (first, last), upto in zip(spans, follows, strict=True):
            yield first, last, upto
        start += len(line) + 1
