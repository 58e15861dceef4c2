"""Cuts a text into words with their places, and words into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from papers.duties.slips import small_word, without_slips


def lexicon(text: str) -> frozenset[str]:
    """A set of words written as one text with blanks between them."""
    return frozenset(text.split())


LONGEST = 200  # words of a sentence; a longer one is cut, so that the work stays linear

_SHORT = (  # abbreviations: their dot ends no sentence
    r"(?:z|i|d|u|o|v|s)\.\s?(?:B|d\.\s?R|h|a|g|J|Js|V|A)\.|(?:ggf|bzw|inkl|einschl|vgl|Nr|Abs|Art|ca|evtl"
    r"|usw|etc|Dr|Prof|St|Str|lfd|gem|max|mind|sog|lt|Ziff|Mio|Mrd|Tsd|Jan|Feb|Mrz|Aug|Sept|Okt|Nov|Dez)\."
)
_LETTER = r"[^\W\d_]"
_WORD = re.compile(
    rf"(?P<short>\b(?:{_SHORT}))"
    r"|(?P<day>[0-9]{1,2}\.\s?[0-9]{1,2}\.(?:\s?[0-9]{4}(?![0-9])|[0-9]{2}(?![0-9.,]))?(?![0-9]))"
    r"|(?P<ordinal>[0-9]{1,2}\.(?=\s?[^\W\d_])|[IVX]{1,4}\.(?=\s*(?:Quartal|Halb|Viertel)))"
    r"|(?P<number>[0-9]+(?:[.,/][0-9]+)*)"
    rf"|(?P<broken>{_LETTER}+-\s(?!und\b|oder\b|bzw\b|sowie\b|als\b|bis\b|wie\b|noch\b)[a-zäöüß]+)"
    rf"|(?P<word>{_LETTER}+(?:[-–/*:’'_]{_LETTER}+|-[0-9]+)*-?)"
    r"|(?P<mark>[^\w\s])"
)
_BREAKS = frozenset(";!?•·▪")
_OPENERS = lexicon(
    "der die das den dem des ein eine einen es dies diese dieser dieses dabei dazu hierzu hierbei danach "
    "anschließend darüber hierüber über im in bis zur zum für nach mit ferner weiterhin außerdem zudem sie er"
)


class Word(NamedTuple):
    """A word, number, day or mark; *low* is for comparing, *start* and *end* its place in the text."""

    text: str
    low: str
    start: int
    end: int
    kind: str  # word, number, ordinal, day, short, mark

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter, as German nouns do."""
        return self.kind == "word" and self.text[:1].isupper()


Sentence = list[Word]


def words(text: str) -> Iterator[Word]:
    """The words of *text* in order; a word broken at a line end is joined, the slips of a scan put right."""
    for match in _WORD.finditer(without_slips(text)):
        kind, written = str(match.lastgroup), match[0]
        if kind == "broken":
            kind, written = "word", re.sub(r"-\s", "", written)
        yield Word(written, small_word(written.lower()), match.start(), match.end(), kind)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of *text*; days, ordinals and abbreviations do not end one.

    A semicolon and a bullet end one as well, for points are often written as lists.
    """
    sentence: Sentence = []
    every = list(words(text))
    for word, after in zip(every, [*every[1:], None], strict=False):
        if word.low in _BREAKS or _bullet(word, text):
            yield from _cut(sentence)
            sentence = []
            continue
        sentence.append(word)
        if _ends(word, after):
            yield from _cut(sentence)
            sentence = []
    yield from _cut(sentence)


def _bullet(word: Word, text: str) -> bool:
    if word.text != "-":
        return False
    return text[word.end : word.end + 1] in (" ", "") and text[word.start - 1 : word.start] in (" ", "")


def _ends(word: Word, after: Word | None) -> bool:
    if after is None:
        return False
    begins = after.text[:1].isupper() or after.kind == "number" or after.text in "„“\"("
    if word.low == ".":
        return begins
    yearless = word.kind in ("day", "ordinal", "short") and word.text.endswith(".")
    return yearless and after.capital and after.low in _OPENERS


def _cut(sentence: Sentence) -> Iterator[Sentence]:
    for start in range(0, len(sentence), LONGEST):
        yield sentence[start : start + LONGEST]
