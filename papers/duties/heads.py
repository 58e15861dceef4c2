"""Finds the verbs of duty in a sentence, whole or separated, and leaves out what is no duty."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from papers.duties.verbs import INDEX, NOMINATIVE, Head, Verb
from papers.duties.words import Sentence, lexicon

_REACH = 60  # words between the two parts of a separated verb
_BEHIND, _AHEAD = 30, 30  # words within which those stand that a verb needs beside it
_CLOSES = lexicon(", . : ) ( und sowie oder – sondern wird werden")
# What the nearest auxiliary makes of an infinitive or a participle.
_AUXILIARIES = {
    **dict.fromkeys(lexicon("wird werden"), "will"),
    **dict.fromkeys(lexicon("soll sollen sollte sollten muss müssen möge mögen wolle wollen bitte lässt lassen"), "shall"),
    **dict.fromkeys(lexicon("kann können könnte könnten darf dürfen dürfte"), "may"),
    **dict.fromkeys(lexicon("wurde wurden hatte hatten worden war waren"), "was"),
    **dict.fromkeys(lexicon("hat haben"), "has"),
    **dict.fromkeys(lexicon("ist sind sei seien"), "is"),
}
_AFTER = lexicon(", . : ) und sowie oder – sondern (")
_NOT = lexicon("nicht nie niemals keinesfalls")


def heads(sentence: Sentence) -> list[Head]:
    """The verbs of duty in *sentence* in the order of their last words, each place once."""
    finder = _Finder(sentence)
    found: list[Head] = []
    for at, word in enumerate(sentence):
        if word.low in INDEX and (not word.capital or at == 0):
            head = next(finder.read(at), None)
            if head is not None:
                found.append(head)
    return sorted(found, key=lambda head: head.last)


class _Finder:
    """A sentence whose words are looked up again and again, each kind of them found once."""

    def __init__(self, sentence: Sentence) -> None:
        self._low = [word.low for word in sentence]
        self._before = list(self._auxiliaries_before())
        self._places: dict[tuple[str, ...], list[int]] = {}

    def _auxiliaries_before(self) -> Iterator[str | None]:
        """For every word the nearest auxiliary before it."""
        nearest = None
        for low in self._low:
            yield nearest
            nearest = _AUXILIARIES.get(low, nearest)

    def read(self, at: int) -> Iterator[Head]:
        """What the word at *at* is; verbs that need words beside them, being more exact, first."""
        readings = sorted(INDEX[self._low[at]], key=lambda pair: not pair[0].beside)
        for verb, form in readings:
            head = self._head(at, verb, form)
            if head is not None and self._has_beside(head) and not self._denied(head):
                yield head

    def _head(self, at: int, verb: Verb, form: str) -> Head | None:
        word, before = self._low[at], self._word(at - 1)
        if verb.particle and not word.startswith(verb.particle):
            last = self._particle(at, verb.particle)
            return Head(verb, at, last, "finite") if last and before != "zu" else None
        if form == "zu" or before == "zu":
            return Head(verb, at if form == "zu" else at - 1, at + 1, "zu")
        return self._without_zu(at, verb, form)

    def _without_zu(self, at: int, verb: Verb, form: str) -> Head | None:
        """A finite verb, or what the auxiliary makes of an infinitive or a participle."""
        auxiliary = self._auxiliary(at)
        if form == "either":
            parted = self._closed(at) and auxiliary in ("will", "was", "has")
            form = "participle" if parted else "finite"
        if form == "participle" and auxiliary not in ("will", "shall"):
            return None
        if form == "bare" and auxiliary == "may":
            return None
        if form == "bare" and not (self._closed(at) and auxiliary in ("shall", "will")):
            form = "finite"
        lets = auxiliary == "shall" and self._lets(at)
        return Head(replace(verb, case=NOMINATIVE) if lets else verb, at, at + 1, form)

    def _word(self, at: int) -> str:
        return self._low[at] if 0 <= at < len(self._low) else ""

    def _auxiliary(self, at: int) -> str | None:
        """The auxiliary of a verb: the last of those right after it, else the nearest before."""
        after = None
        for low in self._low[at + 1 : at + 4]:
            if low not in _AUXILIARIES:
                break
            after = _AUXILIARIES[low]
        if after and after != "will":
            return after
        nearest = self._before[at]
        return nearest if nearest in ("may", "was") else after or nearest

    def _closed(self, at: int) -> bool:
        return at + 1 >= len(self._low) or self._low[at + 1] in _CLOSES

    def _lets(self, at: int) -> bool:
        """ "lässt sich berichten": the subject is the one who is told."""
        start = at - _REACH
        reflexive = self._next(("sich",), start, at + 1) is not None
        return reflexive and self._next(("lässt", "lassen"), start, at + 3) is not None

    def _particle(self, at: int, particle: str) -> int | None:
        """The word after the particle that ends the clause of the verb at *at*."""
        place = self._next((particle,), at + 1, at + _REACH)
        while place is not None:
            if place + 1 == len(self._low) or self._low[place + 1] in _AFTER:
                return place + 1
            place = self._next((particle,), place + 1, at + _REACH)
        return None

    def _has_beside(self, head: Head) -> bool:
        """Whether the words that the verb needs stand beside it, in their order."""
        far = head.last + _AHEAD if head.form in ("finite", "bare") else head.last
        start = head.first - _BEHIND
        for wanted in head.verb.beside:
            place = self._next(wanted, start, far)
            if place is None:
                return False
            start = place + 1
        return True

    def _next(self, wanted: tuple[str, ...], start: int, end: int) -> int | None:
        """The first place from *start* on, before *end*, of one of the words *wanted*."""
        if wanted not in self._places:
            self._places[wanted] = [
                place for place, low in enumerate(self._low) if any(_is(low, one) for one in wanted)
            ]
        places = self._places[wanted]
        at = bisect_left(places, start)
        return places[at] if at < len(places) and places[at] < end else None

    def _denied(self, head: Head) -> bool:
        """ "nicht zu berichten" and "sich zu informieren" are no duties."""
        before, after = self._word(head.first - 1), self._low[head.last : head.last + 2]
        itself = before in ("sich", "selbst") and not {"lassen", "lässt"}.intersection(after)
        return before in _NOT or itself


def _is(low: str, wanted: str) -> bool:
    if wanted.startswith("~"):
        return low.endswith(wanted[1:])
    return low.startswith(wanted[:-1]) if wanted.endswith("~") else low == wanted
