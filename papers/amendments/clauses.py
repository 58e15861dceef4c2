"""Cuts the text of an amendment into pieces: paragraphs, list entries, sentences, clauses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from papers.amendments.quotes import VEILED, Quote
from papers.amendments.units import NUMBER, PART_NOUN, POINT_NOUN
from papers.parts.places import folded

_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_LABEL = rf"(?:\(?\d{{1,2}}(?:\.\d{{1,2}})*[a-z]?[.)]{{1,2}}|\d{{1,2}}\.\d{{1,2}}|\(?[a-h]\)|[IVX]{{1,4}}[.)]|[-–•*·])[ \t]+(?!(?:{_MONTHS})\b)"
LABEL = re.compile(rf"\s*{_LABEL}")
_BLOCK = re.compile(
    rf"\n[ \t]*\n\s*|\n(?=[ \t]*{_LABEL})|(?<=:)[ \t]*\n"
    rf"|\n(?=[ \t]*(?:[Zz]u\s+)?(?:{POINT_NOUN})\s*{NUMBER}[^\n:„]{{0,20}}:)"
)
_STOP = re.compile(
    r"(?:(?<!\bNr)(?<!\bNrn)(?<!\bAbs)(?<!\bZiff)(?<!\bDrs)(?<!\bDrucks)(?<!\bPkt)(?<!\bArt)(?<!\bBuchst)(?<!\blit)"
    rf"(?<!\s[A-Za-z])(?<!\d)[.;]|(?<=\d)[.;](?!\s+(?:{PART_NOUN}|{POINT_NOUN}|{_MONTHS}))"
    rf"|(?<=[:\n]\s){VEILED}[.;,]?|(?<=[:\n]){VEILED}[.;,]?)(?=\s+[A-ZÄÖÜ„(])|:(?=\s)"
)
_JOINT = re.compile(
    r"\s*(?:,|;)?\s*(?:und|sowie|wobei|dafür|,|;)\s+"
    r"(?=(?:(?:es|in|im|nach|d(?:ie|er|as|em)|zudem|außerdem|bisherigen?|folgenden|nachfolgenden|weiteren)\s+){0,4}"
    rf"(?:{POINT_NOUN}|{PART_NOUN}|(?:wird|werden)\s+(?:ein|folgende)))"
)
_VERB = re.compile(r"\b(?:wird|werden|erhält|erhalten|lautet|lauten|entfällt|entfallen|ist|sind)\b")


@dataclass(frozen=True, slots=True)
class VeiledClause:
    """A clause of the veiled text: its words, where they stand, the quotations within; *outset*: its list label."""

    text: str
    outset: int
    start: int
    end: int
    quotes: tuple[Quote, ...]

    @property
    def opens(self) -> bool:
        """Whether it ends in a colon, so that a wording follows."""
        return self.text.rstrip().endswith(":")


def clauses(text: str, found: list[Quote], start: int, end: int) -> Iterator[VeiledClause]:
    """The clauses of the veiled *text* from *start* to *end*, in order, without list labels."""
    at = 0
    for outset, first, last in _pieces(text, start, end):
        while at < len(found) and found[at].start < first:
            at += 1
        inside, n = [], at
        while n < len(found) and found[n].end <= last:
            inside.append(found[n])
            n += 1
        yield VeiledClause(text[first:last], outset, first, last, tuple(inside))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    for first, last in _cut(_BLOCK, text, start, end):
        label = LABEL.match(text, first, last)
        outset = first
        for begin, stop in _cut(_STOP, text, label.end() if label else first, last):
            for one, end_of_one in _joined(text, begin, stop):
                yield min(outset, one), one, end_of_one
                outset = last


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence that has several, each with a verb of its own."""
    verbs = [verb.start() for verb in _VERB.finditer(text, start, end)]
    begin = start
    for joint in _JOINT.finditer(text, start, end):
        before = bisect_left(verbs, joint.start()) - bisect_left(verbs, begin)
        if before and verbs[-1] >= joint.end():
            yield begin, joint.start()
            begin = joint.end()
    yield begin, end


def _cut(at: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces between the matches of *at*, without the white space around them; a stop stays."""
    begin = start
    for match in at.finditer(text, start, end):
        yield from _trimmed(text, begin, match.end() if match[0].strip() else match.start())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def words(text: str) -> str:
    """*text* on one line, at most 400 characters of it."""
    return folded(text[:1200])[:400]
