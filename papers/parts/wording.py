"""Finds a wording in the text it was read from, whatever its spaces, hyphens and line ends."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import cached_property

_RUN = re.compile(r"[^\W_]+")  # letters and digits
_SIGNS = re.compile(r"[\W_]*")


class Wordings:
    """The letters and digits of a text, and where each of them stands.

    They are found at the first search, in linear time: who never searches pays nothing.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _bare(self) -> str:
        return bare(self._text)

    @cached_property
    def _places(self) -> array[int]:
        places = array("I")
        for run in _RUN.finditer(self._text):
            places.extend(range(run.start(), run.end()))
        return places

    def find(self, wording: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """Where *wording* stands between *start* and *end* of the text; None if it does not.

        Letters and digits alone decide, in either case; what opens and closes the wording (a
        bracket, a full stop) belongs to it where the text has it too.
        """
        wanted = bare(wording)
        if not wanted:
            return None
        low, high = self._index(start), self._index(len(self._text) if end is None else end)
        found = self._bare.find(wanted, low, high)
        if found < 0:
            return None
        first, last = self._places[found], self._places[found + len(wanted) - 1] + 1
        return first - self._opening(wording, first), last + self._closing(wording, last)

    def _index(self, place: int) -> int:
        """How many letters and digits stand before *place*."""
        return bisect_left(self._places, place)

    def _opening(self, wording: str, first: int) -> int:
        """How much of the signs before the first letter of *wording* the text has there too."""
        head = _SIGNS.match(wording)
        return len(head[0]) if head and self._text.endswith(head[0], 0, first) else 0

    def _closing(self, wording: str, last: int) -> int:
        """How much of the signs behind the last letter of *wording* the text has there too."""
        tail = _SIGNS.match(wording[::-1])
        signs = tail[0][::-1] if tail else ""
        return len(signs) if self._text.startswith(signs, last) else 0


def bare(text: str) -> str:
    """The letters and digits of *text*, in lower case; one character for one."""
    letters = "".join(_RUN.findall(text))
    small = letters.lower()
    return small if len(small) == len(letters) else "".join(map(_small, letters))


def _small(character: str) -> str:
    lower = character.lower()
    return lower if len(lower) == 1 else character
