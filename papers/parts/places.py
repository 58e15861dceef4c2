"""Words and their places: lines of a text, and wording on one line that knows where it stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_LINE_END = re.compile(r"[\n\f]")
_GAP = re.compile(r"\t|\s{3,}")
_WORD = re.compile(r"\S+")
_HYPHENATED = re.compile(r"[a-zäöüß]-$")
# "Sport-\nund Kulturausschuss" keeps its hyphen: the word it shares comes later.
_SHARED = re.compile(r"(?:und|oder|bzw\.?|sowie|als|bis)\b")
_RUNNING_ON = re.compile(r"[a-zäöüß]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text; *start* and *end* are its place, without the line end."""

    start: int
    end: int
    text: str

    @property
    def cells(self) -> list[str]:
        """What stands side by side in the line: parted by a tab, or by three spaces."""
        return _GAP.split(self.text.strip())

    @property
    def words(self) -> str:
        """The line with its white space folded."""
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Wording:
    """Text on one line; ``at[n]`` is where its character *n* stood in the source."""

    text: str
    at: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of ``text[start:end]``, which is not empty."""
        return self.at[start], self.at[end - 1] + 1


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of ``text[start:end]``; a page end counts as a line end."""
    stop = len(text) if end is None else end
    for cut in _LINE_END.finditer(text, start, stop):
        yield Line(start, cut.start(), text[start : cut.start()])
        start = cut.end()
    if start < stop:
        yield Line(start, stop, text[start:stop])


def wording(text: str, start: int, end: int) -> Wording:
    """``text[start:end]`` on one line; words hyphenated at a line's end are joined."""
    pieces: list[str] = []
    at: list[int] = []
    words = list(_WORD.finditer(text, start, end))
    for word, following in pairwise([*words, None]):
        assert word is not None
        joined = following is not None and _parted(text, word, following)
        piece = word[0][:-1] if joined else word[0]
        pieces.append(piece)
        at.extend(range(word.start(), word.start() + len(piece)))
        if following is not None and not joined:
            pieces.append(" ")
            at.append(word.end())
    return Wording("".join(pieces), tuple(at))


def _parted(text: str, word: re.Match[str], following: re.Match[str]) -> bool:
    """Whether two words are one that was hyphenated at the end of its line."""
    return bool(
        _HYPHENATED.search(word[0])
        and "\n" in text[word.end() : following.start()]
        and _RUNNING_ON.match(following[0])
        and not _SHARED.match(following[0])
    )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of ``text[start:end]`` without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def folded(text: str) -> str:
    """*text* on one line."""
    return " ".join(text.split())
