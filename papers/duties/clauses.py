"""Cuts a sentence into clauses: one verb each, with the words that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from papers.duties.heads import heads
from papers.duties.regions import FINITE, PREFIX, SET_APART, ZU, Region, region_at, regions
from papers.duties.verbs import NOTICES, Head
from papers.duties.words import Sentence, lexicon

_PARTICIPLE = re.compile(
    rf"(?:(?:{PREFIX})?ge|be|er|ver|ent|zer|{PREFIX})[a-zäöüß]+(?:t|en)|[a-zäöüß]+iert"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of one verb; *head* is None if the verb is none of duty.

    *places* are the positions of its words; *verb* is the position of the verb's last word.
    """

    places: tuple[int, ...]
    verb: int
    head: Head | None


@dataclass(frozen=True, slots=True)
class _Group:
    first: int
    last: int
    head: Head | None


def clauses(sentence: Sentence) -> list[Clause]:
    """The clauses of *sentence* in order; those of questions and conditions are none of duty."""
    every = heads(sentence)
    if not every:
        return list(_notices(sentence))
    within = list(regions(sentence))
    inner = [head for head in every if region_at(within, head.first)]
    outer = [head for head in every if head not in inner]
    main = list(_main(sentence, outer, within))
    return sorted([*main, *_inner(sentence, inner, within)], key=lambda clause: clause.verb)


def _notices(sentence: Sentence) -> Iterator[Clause]:
    """A sentence or a bracket without a verb: "Bericht im Bauausschuss bis 31.10.2026"."""
    opened = [0, *(at + 1 for at, word in enumerate(sentence) if word.low == "(")]
    for first in opened:
        if first >= len(sentence) or sentence[first].low not in NOTICES:
            continue
        closed = (p for p in range(first, len(sentence)) if sentence[p].low in ("(", ")", "."))
        places = tuple(range(first, next(closed, len(sentence))))
        verbs = any(sentence[p].low in FINITE or _ends_clause(sentence, p + 1) for p in places)
        if not verbs:
            yield Clause(places, first, Head(NOTICES[sentence[first].low], first, first + 1, "noun"))


def _binds(sentence: Sentence, region: Region, head: Head) -> bool:
    """Whether the clause can hold a duty: not after "begrüßt, dass", nor of a thing that tells."""
    if region.kind == "that":
        before = {word.low for word in sentence[max(0, region.first - 4) : region.first]}
        return not before & _STATED
    return region.kind == "relative" and head.form != "finite"


_STATED = lexicon(
    "begrüßt bedauert fest kritisiert kenntnis hin anerkennt dankt betont bekräftigt bestätigt erinnert daran bekannt davon")


def _inner(sentence: Sentence, inner: list[Head], within: list[Region]) -> Iterator[Clause]:
    """Duties in relative clauses and after "dass"."""
    for head in inner:
        region = region_at(within, head.first)
        if region is not None and _binds(sentence, region, head):
            yield Clause(tuple(range(region.first, region.last)), head.last - 1, head)


def _main(sentence: Sentence, outer: list[Head], within: list[Region]) -> Iterator[Clause]:
    groups = list(_groups(sentence, outer, within))
    left = 0
    for group, following in zip(groups, [*groups[1:], None], strict=False):
        if _second(sentence, left, group):
            finite = next((p for p in range(left, group.first) if _looks_finite(sentence, p)), left)
            own = (p for p in range(left, group.first - 1) if not region_at(within, p))
            yield Clause(tuple(own), finite, None)
            left = group.first - 1
        right = _right(sentence, group, following)
        places = [place for place in range(left, right) if not region_at(within, place)]
        if places:
            yield Clause(tuple(places), group.last - 1, group.head)
        left = right


def _second(sentence: Sentence, left: int, group: _Group) -> bool:
    """Whether another finite verb stands before: "Das Gremium tagt vierteljährlich und berichtet"."""
    finite = group.head is not None and group.head.form == "finite" and group.first - 1 > left
    if not finite or sentence[group.first - 1].low not in ("und", "sowie"):
        return False
    return any(_looks_finite(sentence, place) for place in range(left, group.first))


def _looks_finite(sentence: Sentence, place: int) -> bool:
    word, before = sentence[place], sentence[place - 1] if place else None
    after_noun = before is not None and (before.capital or before.kind == "number")
    return after_noun and word.kind == "word" and not word.capital and word.low.endswith("t") and word.low not in ("mit", "seit", "statt", "nicht")


def _groups(sentence: Sentence, outer: list[Head], within: list[Region]) -> Iterator[_Group]:
    """Every verb that ends a clause, in order; what lies inside a separated verb is none."""
    by_last = {head.last: head for head in outer}
    spans = [(head.first, head.last) for head in outer if head.form == "finite"]
    for last in range(1, len(sentence) + 1):
        head = by_last.get(last)
        if head is not None:
            yield _Group(head.first, last, head)
        elif (_ends_clause(sentence, last) or _ends_order(sentence, last)) and not region_at(within, last - 1):
            inside = any(first < last < end for first, end in spans)
            if not inside:
                yield _Group(last - 1, last, None)


def _ends_clause(sentence: Sentence, last: int) -> bool:
    word = sentence[last - 1]
    if word.low == ":":
        return True
    if word.kind != "word" or word.capital:
        return False
    if ZU.fullmatch(word.low):
        return True
    following = sentence[last] if last < len(sentence) else None
    if last > 1 and sentence[last - 2].low == "zu" and word.low.endswith("n"):
        return word.low not in _NO_INFINITIVE and not (following and following.capital)
    after = following.low if following else "."
    return after in (",", "und", "sowie", "werden", "wird", ".") and bool(_PARTICIPLE.fullmatch(word.low))


def _ends_order(sentence: Sentence, last: int) -> bool:
    """Whether the comma after word *last* ends "bittet die Verwaltung," or "regt an,"."""
    if last >= len(sentence) or sentence[last].low not in (",", ":"):
        return False
    return any(word.low in ORDERS for word in sentence[max(0, last - 8) : last])


ORDERS = lexicon("bittet bitten beauftragt fordert fordern ersucht empfiehlt regt beschließt verpflichtet ermächtigt wünscht appelliert")


_NO_INFINITIVE = lexicon("den denen einen keinen ihren seinen allen diesen jeden jenen vielen beiden wenigen weiteren einzelnen")


def _right(sentence: Sentence, group: _Group, following: _Group | None) -> int:
    """Where the words of *group* end: at the verb if it comes last, else before the next clause."""
    end = len(sentence) if following is None else _joint(sentence, group.last, following)
    if group.head is not None and group.head.form in ("finite", "bare") and group.head.last < end:
        return end
    if group.head is None:
        return group.last
    return end if following is None else _afterfield(sentence, group.last)


def _joint(sentence: Sentence, after: int, following: _Group) -> int:
    """The last "und" or comma before the next verb that begins its clause."""
    stops = [p for p in range(after, following.first) if sentence[p].low in (",", "und", "sowie", ":")]
    clean = [p for p in stops if p + 1 < len(sentence) and not sentence[p + 1].capital]
    return (clean or stops or [following.first])[-1]


def _afterfield(sentence: Sentence, last: int) -> int:
    """A time set apart by commas after the verb belongs to it: ", erstmals zum 30.06.2026,"."""
    if last >= len(sentence) or sentence[last].low != ",":
        return last
    begins = sentence[last + 1].low if last + 1 < len(sentence) else ""
    if begins not in SET_APART:
        return last
    for place in range(last + 2, min(len(sentence), last + 14)):
        low = sentence[place].low
        if low in (",", "und", "sowie", "."):
            return place
        if low == "zu" or ZU.fullmatch(low):
            return last
    return last
