"""Subordinate clauses: where they stand in a sentence, and what opens them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papers.duties.words import Sentence, lexicon

_WHETHER = lexicon("ob wie wann wo warum weshalb inwiefern inwieweit wodurch womit wofür welche welcher welches welchen welchem")
_IF = lexicon("wenn falls sofern soweit sobald solange nachdem bevor ehe")
_THAT = lexicon("dass daß damit sodass so-dass weil da")
_RELATIVE = lexicon("der die das den dem deren dessen denen was worüber worin")
_PURPOSE = lexicon("um ohne anstatt statt")
FINITE = lexicon(
    "kann können könnte könnten wird werden würde würden ist sind sei seien hat haben hatte hatten soll sollen sollte "
    "sollten muss müssen darf dürfen wurde wurden war waren möge mögen"
)
PREFIX = (
    "ab|an|auf|aus|bei|bereit|dar|durch|ein|entgegen|fest|fort|frei|her\\w*|hin\\w*|mit|nach|offen|sicher|statt|teil|um|vor|weg"
    "|weiter|wieder|zu|zurück|zusammen|über|unter|wahr|fertig|bekannt|fern|gegenüber|hoch|los|rück|still|voran|vorweg|gut"
)
ZU = re.compile(rf"(?:{PREFIX})zu[a-zäöüß]+n")
_JOINTS = lexicon("und sowie oder")
# With these begins a time that is set apart by commas: ", jeweils im April,".
SET_APART = lexicon("erstmals erstmalig beginnend spätestens mindestens jeweils zuletzt letztmalig möglichst längstens")
_INSERTED = 10  # words of such a time


@dataclass(frozen=True, slots=True)
class Region:
    """A subordinate clause: its words, and what opens it (whether, if, that, relative, purpose)."""

    first: int
    last: int
    kind: str


def region_at(within: Sequence[Region], place: int) -> Region | None:
    """The subordinate clause that *place* lies in, if any."""
    at = bisect_right(within, place, key=lambda region: region.first)
    return within[at - 1] if at and place < within[at - 1].last else None


def regions(sentence: Sentence) -> Iterator[Region]:
    """The subordinate clauses of *sentence*, each from the word after its comma to its end."""
    last = 0
    for at, word in enumerate(sentence):
        opens = at == 0 or sentence[at - 1].low in (",", "–", "(") or sentence[at - 1].low in _JOINTS
        if at < last or not opens:
            continue
        kind = _kind(sentence, at, word.low)
        if kind is None or (at == 0 and kind not in ("if",)):
            continue
        last = _end(sentence, at)
        if kind != "relative" or _finite_end(sentence, at, last):
            yield Region(at, last, kind)
        else:
            last = at


def _kind(sentence: Sentence, at: int, low: str) -> str | None:
    comma = at > 0 and sentence[at - 1].low == "," and not _closes_insertion(sentence, at - 1)
    after = sentence[at + 1].low if at + 1 < len(sentence) else ""
    if comma and low.startswith("welche") and at > 1 and sentence[at - 2].capital:
        return "relative"
    for words, kind in ((_WHETHER, "whether"), (_IF, "if"), (_THAT, "that")):
        if low in words and not (low in ("wie", "da", "soweit") and after in ("möglich", "folgt", "zum", "etwa")):
            return kind if comma or low in ("ob", "wie", "falls", "sofern", "wenn", "sobald") else None
    if comma and low in _PURPOSE:
        return "purpose"
    preposed = after in _RELATIVE and low in ("in", "an", "mit", "für", "auf", "bei", "von", "aus", "zu", "durch", "über", "nach", "unter")
    return "relative" if comma and (low in _RELATIVE or preposed) else None


def _closes_insertion(sentence: Sentence, comma: int) -> bool:
    """Whether the comma ends a time that was set apart, so that the main clause goes on after it."""
    for place in range(comma - 1, max(-1, comma - _INSERTED), -1):
        if sentence[place].low == ",":
            return sentence[place + 1].low in SET_APART
    return False


def _end(sentence: Sentence, at: int) -> int:
    """Where the subordinate clause ends: at a comma, or at an "und" after its finite verb."""
    for place in range(at + 1, len(sentence)):
        low = sentence[place].low
        closes = low in _JOINTS and sentence[place - 1].low in FINITE
        if closes or low in (",", ":", "."):
            return place
    return len(sentence)


def _finite_end(sentence: Sentence, first: int, last: int) -> bool:
    """A relative clause ends with a finite verb, a list of infinitives with an infinitive."""
    end = sentence[last - 1]
    if end.low in FINITE:
        return True
    before = sentence[last - 2].low if last - first > 1 else ""
    verb = end.kind == "word" and not end.capital and end.low.endswith(("t", "en", "te", "ten"))
    return verb and before != "zu" and not ZU.fullmatch(end.low)
