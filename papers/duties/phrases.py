"""A table of phrases: how a phrase is written down, and where a sentence has it.

A phrase is words with blanks between them:

    ``bis``        the word itself           ``in/zu``      one of them
    ``quartal~``   whatever begins so        ``~sitzung``   whatever ends so
    ``[von]``      may be left out           ``..4``        up to four words of any kind, no comma
    ``NUMBER``     a word of a class, whose value is handed to the reading
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from papers.duties.words import Word

WordClass = Callable[[Word], Any]
_STEM = 3  # letters by which stems are looked up
_REMEMBERED = 8192  # words whose rows are remembered
Row = tuple[str, Any, str]  # phrase, what it reads as, an example


class Found(NamedTuple):
    """A phrase in a sentence: words *first* up to, not including, *last*; what the classes read."""

    first: int
    last: int
    reads: Any
    got: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Element:
    """One place of a phrase: what may stand there."""

    words: frozenset[str] = frozenset()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    optional: bool = False
    gap: int = 0

    @staticmethod
    def of(text: str) -> _Element:
        """Read one element of a phrase as the module describes it."""
        optional = text.startswith("[")
        text = text.strip("[]")
        if text.startswith(".."):
            return _Element(gap=int(text[2:]))
        one = ["/"] if text == "/" else text.split("/")
        return _Element(
            frozenset(w for w in one if "~" not in w and not w.isupper()),
            tuple(w[:-1] for w in one if w.endswith("~")),
            tuple(w[1:] for w in one if w.startswith("~")),
            tuple(w for w in one if w.isupper()),
            optional,
        )

    def firsts(self) -> Iterator[str]:
        """The keys under which a phrase is looked up that begins with this element."""
        yield from self.words
        yield from (stem[:_STEM] + "~" for stem in self.begins)
        yield from self.classes


class PhraseTable:
    """Phrases, looked up by their first word; of several that match, the longest counts."""

    def __init__(self, rows: Sequence[Row], classes: Mapping[str, WordClass]) -> None:
        self.rows = tuple(rows)
        self._classes = classes

    @cached_property
    def _phrases(self) -> list[tuple[_Element, ...]]:
        return [tuple(map(_Element.of, phrase.split())) for phrase, _, _ in self.rows]

    @cached_property
    def _begins(self) -> dict[str, list[int]]:
        """Rows by what they begin with: a word, the first letters of a stem, or a class."""
        begins: dict[str, list[int]] = {}
        for number, phrase in enumerate(self._phrases):
            for element in phrase:
                for key in element.firsts():
                    begins.setdefault(key, []).append(number)
                if not element.optional:
                    break
        return begins

    @cached_property
    def _rows_for(self) -> Callable[[str, str, str], tuple[int, ...]]:
        """The rows that may begin with a word, remembered for the words met last."""
        begins = self._begins

        @lru_cache(maxsize=_REMEMBERED)
        def rows(text: str, low: str, kind: str) -> tuple[int, ...]:
            word = Word(text, low, 0, 0, kind)
            found = [*begins.get(low, ()), *begins.get(low[:_STEM] + "~", ())]
            for name, read in self._classes.items():
                if name in begins and read(word) is not None:
                    found += begins[name]
            return tuple(sorted(found))

        return rows

    def find(self, sentence: Sequence[Word]) -> list[Found]:
        """Every phrase of the table in *sentence*, in order, none overlapping another."""
        found: list[Found] = []
        at = 0
        while at < len(sentence):
            best = self._longest(sentence, at)
            if best is not None:
                found.append(best)
            at = best.last if best else at + 1
        return found

    def _longest(self, sentence: Sequence[Word], at: int) -> Found | None:
        best: Found | None = None
        word = sentence[at]
        for number in self._rows_for(word.text, word.low, word.kind):
            got = self._match(self._phrases[number], 0, sentence, at)
            if got is not None and (best is None or got[0] > best.last):
                best = Found(at, got[0], self.rows[number][1], got[1])
        return best

    def _match(
        self, phrase: tuple[_Element, ...], element: int, sentence: Sequence[Word], at: int
    ) -> tuple[int, tuple[Any, ...]] | None:
        """Where the rest of *phrase* ends if it begins at word *at*, with the values read."""
        if element == len(phrase):
            return at, ()
        now = phrase[element]
        if now.gap:
            return self._over_gap(phrase, element, sentence, at)
        if at < len(sentence):
            value = self._value(now, sentence[at])
            rest = None if value is None else self._match(phrase, element + 1, sentence, at + 1)
            if rest is not None:
                return rest[0], rest[1] if value is True else (value, *rest[1])
        return self._match(phrase, element + 1, sentence, at) if now.optional else None

    def _over_gap(
        self, phrase: tuple[_Element, ...], element: int, sentence: Sequence[Word], at: int
    ) -> tuple[int, tuple[Any, ...]] | None:
        for skipped in range(phrase[element].gap + 1):
            rest = self._match(phrase, element + 1, sentence, at + skipped)
            if rest is not None:
                return rest
            if at + skipped >= len(sentence) or sentence[at + skipped].kind == "mark":
                return None
        return None

    def _value(self, element: _Element, word: Word) -> Any:
        """True for a word of the phrase, the value for one of a class, None for neither."""
        low = word.low
        if low in element.words:
            return True
        if (element.begins and low.startswith(element.begins)) or (element.ends and low.endswith(element.ends)):
            return True
        for name in element.classes:
            value = self._classes[name](word)
            if value is not None:
                return value
        return None
