"""The grammar of instructions: what one clause of an amendment wants changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from papers.amendments import vocabulary as say
from papers.amendments.clauses import VeiledClause
from papers.amendments.quotes import VEIL
from papers.amendments.units import NamedPoints, numbers, part, units
from papers.parts.places import folded

_UNCLOSED = 0.7
_LONGEST = 2000  # characters of an instruction without its quotations


@dataclass(frozen=True, slots=True)
class AmendmentStep:
    """A change without its wording: *awaits* says that the new words follow the clause."""

    action: str
    point: str | None = None
    part: str | None = None
    old: str | None = None
    new: str | None = None
    place: str | None = None
    beside: str | None = None
    awaits: bool = False
    certainty: float = 0.95
    whole: bool = False  # it names the motion and no point of it


def steps(clause: VeiledClause, text: str, context: str | None) -> list[AmendmentStep]:
    """The changes in a clause, empty if it is no instruction; *text* gives its quotations their words.

    *context* is the point that a heading before it named, used where the clause names none.
    """
    if len(clause.text) - clause.text.count(VEIL) > _LONGEST:
        return []
    seen = _SeenSteps.of(clause, text, context)
    for rule in _RULES:
        found = rule(seen)
        if found:
            return doubted(found, clause)
    return []


def doubted(found: list[AmendmentStep], clause: VeiledClause) -> list[AmendmentStep]:
    """The steps, less certain if a quotation in *clause* has no end: where it ends was assumed."""
    if all(quote.closed for quote in clause.quotes):
        return found
    return [replace(step, certainty=min(step.certainty, _UNCLOSED)) for step in found]


@dataclass(frozen=True, slots=True)
class _SeenSteps:
    """What the rules look at: the clause, its quotations in words, the units it names."""

    words: str
    quoted: tuple[str, ...]
    named: list[NamedPoints]
    part: str | None
    part_role: str
    opens: bool
    context: str | None

    @classmethod
    def of(cls, clause: VeiledClause, text: str, context: str | None) -> _SeenSteps:
        quoted = tuple(text[q.first : q.last].strip() for q in clause.quotes)
        name, role = part(clause.text)
        return cls(clause.text, quoted, units(clause.text), name, role, clause.opens, context)

    def numbers(self, role: str) -> tuple[str, ...]:
        return tuple(number for unit in self.named if unit.role == role for number in unit.numbers)

    @property
    def points(self) -> tuple[str | None, ...]:
        """The points that are changed; the context, if the clause names none; None is the whole."""
        return self.numbers("itself") or (self.context,)

    @property
    def certainty(self) -> float:
        return 0.95 if self.named or not self.context else 0.8

    @property
    def beside(self) -> tuple[str | None, str | None]:
        for role in ("after", "before"):
            if self.numbers(role):
                return role, self.numbers(role)[-1 if role == "before" else 0]
        return None, None


def _kept(seen: _SeenSteps) -> list[AmendmentStep]:
    return [AmendmentStep("keep")] if say.UNCHANGED.search(seen.words) else []


def _renumbered(seen: _SeenSteps) -> list[AmendmentStep]:
    match = say.RENUMBER.search(seen.words.rstrip(" .;"))
    if match:
        pairs = zip(numbers(match["old"]), numbers(match["new"]), strict=False)
        return [AmendmentStep("renumber", old, new=new) for old, new in pairs]
    return [AmendmentStep("renumber")] if say.SHIFT.search(seen.words) else []


def _swapped(seen: _SeenSteps) -> list[AmendmentStep]:
    """Words become other words."""
    if len(seen.quoted) > 1 and (say.SWAP.search(seen.words) or say.INSTEAD.search(seen.words)):
        old, new = map(folded, seen.quoted[:2])
        return [AmendmentStep("amend", p, seen.part, old, new, certainty=seen.certainty) for p in seen.points]
    if not say.REPLACE.search(seen.words):
        return []
    if len(seen.quoted) == 1 and say.ONE_OPEN.search(seen.words):
        return [AmendmentStep("amend", p, seen.part, folded(seen.quoted[0]), awaits=True) for p in seen.points]
    bare = None if seen.quoted else say.UNQUOTED.search(seen.words)
    if bare:
        old, new = folded(bare["old"]), folded(bare["new"])
        return [AmendmentStep("amend", p, seen.part, old, new, certainty=0.8) for p in seen.points]
    return []


def _exchanged(seen: _SeenSteps) -> list[AmendmentStep]:
    return _replaced(seen) if say.EXCHANGE.search(seen.words) else []


def _struck(seen: _SeenSteps) -> list[AmendmentStep]:
    if not say.STRIKE.search(seen.words):
        return []
    words = [folded(q) for q in seen.quoted if q]
    if words and not (seen.numbers("itself") and say.IN_BRACKETS.search(seen.words.split("„")[0])):
        return [AmendmentStep("amend", p, seen.part, q, certainty=seen.certainty) for p in seen.points for q in words]
    old = words[0] if words else None
    if seen.numbers("itself") or (seen.context and not seen.opens) or seen.part:
        return [AmendmentStep("strike", p, seen.part, old, certainty=seen.certainty) for p in seen.points]
    return []


def _inserted(seen: _SeenSteps) -> list[AmendmentStep]:
    if not say.INSERT.search(seen.words):
        return []
    return _words_inserted(seen) or _points_inserted(seen) or _text_added(seen)


def _words_inserted(seen: _SeenSteps) -> list[AmendmentStep]:
    beside = say.BESIDE_WORDS.search(seen.words)
    if not beside or not (len(seen.quoted) > 1 or seen.opens):
        return []
    place = "before" if beside[1].casefold() == "vor" else "after"
    first = seen.words[: beside.start(2)].count("„")
    rest = [folded(q) for n, q in enumerate(seen.quoted) if n != first]
    new = rest[0] if rest else None
    return [
        AmendmentStep("amend", p, seen.part, None, new, place, folded(seen.quoted[first]), new is None, seen.certainty)
        for p in seen.points
    ]


def _points_inserted(seen: _SeenSteps) -> list[AmendmentStep]:
    place, beside = seen.beside
    new = seen.numbers("new")
    plain = seen.numbers("itself") if re.search(r"\b(?:an|hinzu|ein)ge?fügt\b", seen.words) else ()
    text = say.TEXT_NOUN.search(seen.words) or seen.part
    given = seen.quoted[0] if seen.quoted else None
    if not (new or say.NEW_POINT.search(seen.words)) and (text or (not plain and not place)):
        return []
    if not (given or seen.opens or new or plain):
        return []
    if place is None:
        place = "start" if say.FRONT.search(seen.words) else "end"
    named: tuple[str | None, ...] = new or plain or (None,)
    return [
        AmendmentStep("insert", p, new=given, place=place, beside=beside, awaits=given is None) for p in named
    ]


def _text_added(seen: _SeenSteps) -> list[AmendmentStep]:
    """Words are added to a point, or points to the whole."""
    given = seen.quoted[0] if seen.quoted else None
    if given is None and not seen.opens:
        return []
    place = "start" if say.FRONT.search(seen.words) else "end"
    beside = None
    if seen.part_role != "itself":
        place, beside = seen.part_role, seen.part
    elif seen.part and not re.search(r"folgende|weitere", seen.words):
        beside = None
    own = seen.numbers("itself") or seen.numbers("after")
    points = own or ((seen.context,) if seen.context or seen.part else ())
    if points:
        inside = None if beside or _adds(seen) else seen.part
        return [
            AmendmentStep("amend", p, inside, None, given, place, beside, given is None, seen.certainty)
            for p in points
        ]
    if say.WHOLE.search(seen.words):
        return [AmendmentStep("insert", None, new=given, place=place, awaits=given is None, whole=True)]
    return []


def _adds(seen: _SeenSteps) -> bool:
    return bool(re.search(rf"\b(?:folgende|weitere|eine)[rnms]?\s+(?:\w+\s+)?(?:{say.TEXT_NOUN.pattern})", seen.words))


def _replaced(seen: _SeenSteps) -> list[AmendmentStep]:
    if not say.REPLACE.search(seen.words):
        return []
    given = seen.quoted[-1] if seen.quoted else None
    if given is None and not seen.opens:
        return []
    named = seen.numbers("itself") or seen.numbers("new")
    if named or (seen.part and seen.context):
        sure = seen.certainty
        points = named or seen.points
        return [AmendmentStep("replace", p, seen.part, None, given, awaits=given is None, certainty=sure) for p in points]
    if say.WHOLE.search(seen.words) or re.search(r"\bfolgende\s+Änderung", seen.words):
        return [AmendmentStep("replace", None, new=given, awaits=given is None, whole=True)]
    if seen.context:
        return [AmendmentStep("replace", seen.context, None, None, given, awaits=given is None, certainty=0.8)]
    return []


def _headed(seen: _SeenSteps) -> list[AmendmentStep]:
    """ "Punkt 2:" alone: a heading of instructions, or of the point as it shall read."""
    bare = say.HEADED.fullmatch(seen.words)
    if not bare:
        return []
    sure = 0.7 if bare["new"] and seen.numbers("new") else 0.8
    points = seen.numbers("itself") or seen.numbers("new")
    return [AmendmentStep("replace", p, awaits=True, certainty=sure) for p in points]


_RULES: tuple[Callable[[_SeenSteps], list[AmendmentStep]], ...] = (
    _kept,
    _renumbered,
    _swapped,
    _exchanged,
    _struck,
    _inserted,
    _replaced,
    _headed,
)
