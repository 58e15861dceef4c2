"""Who is told or handed something in a clause: bodies, by their case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from papers.duties.naming import NamedBody
from papers.duties.numerals import month
from papers.duties.outsiders import ACTORS, ARTICLES, TOLD_IN
from papers.duties.verbs import ACCUSATIVE, DATIVE, NOMINATIVE, PLACE, Head
from papers.duties.words import Sentence, Word, lexicon

_MEETING_AT = lexicon("zu zur zum auf bis")
_CONSULTED = lexicon("befassung beratung vorberatung behandlung diskussion beschlussfassung abstimmung")
_TIME_NOUNS = ("jahres", "quartal", "quartals", "halbjahr", "jahr", "ende", "woche", "wochen", "monaten", "monate", "tagen", "frist", "beschlussfassung")
_JOINTS = lexicon("und sowie , auch als bzw. oder / dann danach anschließend")
# fmt: off
_CASES = {  # what an article without a preposition may be, by gender
    "dem":   {"m": DATIVE,     "f": None,       "n": DATIVE,     "p": None},
    "den":   {"m": ACCUSATIVE, "f": None,       "n": None,       "p": DATIVE},
    "der":   {"m": NOMINATIVE, "f": DATIVE,     "n": None,       "p": None},
    "die":   {"m": None,       "f": ACCUSATIVE, "n": None,       "p": ACCUSATIVE},
    "das":   {"m": None,       "f": None,       "n": ACCUSATIVE, "p": None},
    "allen": {"m": None,       "f": None,       "n": None,       "p": DATIVE},
    "alle":  {"m": None,       "f": None,       "n": None,       "p": ACCUSATIVE},
    "beiden": {"m": None,      "f": None,       "n": None,       "p": DATIVE},
    "jedem": {"m": DATIVE,     "f": None,       "n": DATIVE,     "p": None},
    "diesem": {"m": DATIVE,    "f": None,       "n": DATIVE,     "p": None},
    "dieser": {"m": NOMINATIVE, "f": DATIVE,    "n": None,       "p": None},
    "einem": {"m": DATIVE,     "f": None,       "n": DATIVE,     "p": None},
}
# fmt: on
_IN_A_BODY = 0.95  # "im Stadtrat": told there, if nobody is told by his case


@dataclass(frozen=True, slots=True)
class ToldBody:
    """A body that is told or handed something, and how sure its case makes that."""

    body: NamedBody
    certainty: float


def told(sentence: Sentence, named: Sequence[NamedBody], head: Head, *, passive: bool, strict: bool = False) -> list[ToldBody]:
    """Those of the bodies *named* in a clause to whom the verb's deed is done.

    One that is told by its case counts before one in which something is told, that before one that
    only lends its meeting, and that before one whose case is open. Those joined to it count as it.
    """
    found: list[ToldBody] = []
    for at, body in enumerate(named):
        joined = bool(found) and at > 0 and found[-1].body is named[at - 1] and _joined(sentence, named[at - 1], body)
        certainty = 1.0 if joined else _certainty(sentence, body, head, passive=passive)
        if certainty and not (strict and certainty < _IN_A_BODY):
            found.append(ToldBody(body, found[-1].certainty if joined else certainty))
    best = max((one.certainty for one in found), default=0.0)
    return [one for one in found if one.certainty == best]


def _joined(sentence: Sentence, earlier: NamedBody, body: NamedBody) -> bool:
    between = {sentence[place].low for place in range(earlier.last, body.first)}
    same = body.preposition in ("", earlier.preposition) or body.preposition in TOLD_IN
    return same and between <= _JOINTS and body.article not in ("des",)


def group(sentence: Sentence, named: Sequence[NamedBody]) -> Sequence[NamedBody]:
    """The last of the bodies *named*, with those that are joined to it."""
    first = len(named) - 1
    while first > 0 and _joined(sentence, named[first - 1], named[first]):
        first -= 1
    return named[max(0, first) :]


def _certainty(sentence: Sentence, body: NamedBody, head: Head, *, passive: bool) -> float:
    """1 for a case that the verb governs, less for one that it only may govern, 0 for none."""
    before = sentence[body.first - 1] if body.first else None
    if body.preposition:
        return _by_preposition(sentence, body, head, before)
    if body.article in ("des", "der", "dieses", "dieser") and before is not None and _is_meeting(sentence, body.first):
        return 0.8
    return _by_case(body, head, before, passive=passive)


def _by_preposition(sentence: Sentence, body: NamedBody, head: Head, before: Word | None) -> float:
    attribute = before is not None and before.low in ARTICLES
    if body.meeting and body.preposition in TOLD_IN | _MEETING_AT:
        return 0.9
    if body.preposition in TOLD_IN:
        consulted = before is not None and before.low in _CONSULTED
        after = any(word.low in ("nach", "vor") for word in sentence[max(0, body.first - 4) : body.first])
        return 0.0 if attribute or (consulted and after) else _IN_A_BODY
    if body.preposition == "für":
        return 0.9 if before is not None and before.capital and head.verb.case == DATIVE else 0.0
    return 0.9 if body.preposition in ("bei", "beim") and head.verb.does == "hand" else 0.0


def _is_meeting(sentence: Sentence, first: int) -> bool:
    """Whether the genitive that begins at *first* belongs to a meeting: "Sitzung am 13.03. des …"."""
    for place in range(first - 1, max(-1, first - 6), -1):
        word = sentence[place]
        if word.capital and month(word) is None:
            return word.low.endswith(("sitzung", "sitzungen", "turnus", "tagesordnung", "teil"))
        if word.kind == "mark" or word.low in ("der", "des", "und"):
            return False
    return False


def _by_case(body: NamedBody, head: Head, before: Word | None, *, passive: bool) -> float:
    case = _CASES.get(body.article, {}).get(body.gender)
    wanted = head.verb.case
    noun = before is not None and before.capital and not before.low.endswith(ACTORS + _TIME_NOUNS)
    if case == DATIVE and body.article in ("der", "dieser") and noun:
        return 0.5  # may be a genitive
    if wanted == PLACE:
        return 0.0
    if case == DATIVE:
        return 1.0 if wanted != NOMINATIVE else 0.0
    if wanted == ACCUSATIVE:
        return _accusative(body, case, head, passive=passive)
    if wanted == NOMINATIVE:
        return 1.0 if case in (NOMINATIVE, ACCUSATIVE) or not body.article else 0.0
    return 0.6 if body.article == "den" and case == ACCUSATIVE else 0.0


def _accusative(body: NamedBody, case: str | None, head: Head, *, passive: bool) -> float:
    subject = head.form in ("finite", "bare") and not passive and body.first < head.first and body.article != "den"
    if subject and head.form == "finite":
        return 0.0
    if case == ACCUSATIVE:
        return 0.5 if subject else 1.0
    return 1.0 if passive and (case == NOMINATIVE or not body.article) else 0.0


def names(found: Sequence[ToldBody], short: dict[str, str]) -> Iterator[str]:
    """The names as written, each once; a short form stands for the name it is short for."""
    seen: set[str] = set()
    for one in found:
        name = short.get(one.body.name, one.body.name)
        if name.casefold() not in seen:
            seen.add(name.casefold())
            yield name
