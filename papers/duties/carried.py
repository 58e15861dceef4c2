"""What a clause hands on to those after it in its sentence: bodies, time, thing.

"dem Stadtrat bis zum 30.06. ein Konzept zu erarbeiten und vorzulegen" is one duty of two verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from papers.duties.binding import When, when
from papers.duties.clauses import ORDERS, Clause
from papers.duties.naming import NamedBody
from papers.duties.parts import DutyPart
from papers.duties.products import REPORT, WORK
from papers.duties.recipients import ToldBody, told
from papers.duties.verbs import ACCUSATIVE, Head
from papers.duties.words import Sentence, lexicon

_BACK = 6  # clauses that are looked back over
# Verbs of making a thing, by their ends; the time of making it is the time of handing it over.
_MAKING = tuple(lexicon(
    "arbeiten stellen schreiben aktualisieren evaluieren werten prüfen mitteln heben fassen wickeln bereiten fertigen suchen "
    "analysieren messen dokumentieren konzipieren setzen schließen ziffern rechnen kalkulieren bilanzieren holen legen führen "
    "arbeitet stellt geschrieben aktualisiert evaluiert gewertet geprüft überprüft ermittelt erhoben erfasst entwickelt "
    "vorbereitet untersucht analysiert dokumentiert bewertet berechnet prüft erhebt wertet bereitet fasst führt holt legt"
))  # fmt: skip
# Verbs of finding out: what comes of them is a report, whatever was looked at.
_FINDING_OUT = tuple(lexicon(
    "prüfen werten evaluieren suchen mitteln heben messen analysieren zählen beobachten geprüft evaluiert untersucht ermittelt "
    "analysiert ausgewertet bewertet"
))  # fmt: skip
_ORDERING = lexicon("beauftragt gebeten ersucht aufgefordert verpflichtet angewiesen ermächtigt")
_PASSIVE = lexicon("wird werden ist sind sei")


@dataclass(frozen=True, slots=True)
class CarriedClause:
    """A clause that is over: its bodies and time, its thing, and whether it was a duty itself."""

    bodies: tuple[NamedBody, ...]
    when: When
    kind: str | None
    duty: bool
    passes_time: bool
    passive: bool
    orders: bool = False


def carried(sentence: Sentence, clause: Clause, whole: DutyPart) -> CarriedClause:
    """What *clause* hands on. The cadence of a duty is its own; a day holds for the next as well."""
    verb = sentence[clause.verb].low
    kind = next((thing.kind for thing in whole.things if thing.object), None)
    said = when(sentence, whole.times)
    if clause.head is not None:
        return CarriedClause(
            whole.bodies, said, kind, True, said.recurrence is None, passive(sentence, clause)
        )
    if verb.endswith(_FINDING_OUT) and kind != WORK:
        kind = REPORT
    orders = any(sentence[place].low in _ORDERING | ORDERS for place in clause.places)
    bodies = () if orders else whole.bodies  # they give the order, or get it
    return CarriedClause(bodies, said, kind, False, verb.endswith(_MAKING), passive(sentence, clause), orders)


def passive(sentence: Sentence, clause: Clause) -> bool:
    """Whether the one who is told is the subject: "der Stadtrat ist zu unterrichten"."""
    low = {sentence[place].low for place in clause.places}
    low |= {word.low for word in sentence[clause.verb : clause.verb + 2]}
    return bool(low & _PASSIVE)


def bodies_of(sentence: Sentence, head: Head, earlier: Sequence[CarriedClause]) -> list[ToldBody]:
    """The bodies of the nearest clause before, if their case suits the verb of this one as well."""
    for before in earlier[-1 : -_BACK : -1]:
        nominative = before.passive and head.verb.case == ACCUSATIVE
        found = told(sentence, before.bodies, head, passive=nominative, strict=True)
        if found or before.duty:
            return found
    return []


def shares_outsider(sentence: Sentence, clause: Clause, head: Head, earlier: Sequence[CarriedClause]) -> bool:
    """ "Die Schule ist einzubeziehen und zu informieren": told is the subject of the clause before."""
    joined = {sentence[place].low for place in (clause.places[0] - 1, clause.places[0])} & {"und", "sowie"}
    own = passive(sentence, clause) or head.verb.case != ACCUSATIVE or head.form != "zu"
    return bool(joined and earlier) and not own and earlier[-1].passive and not earlier[-1].orders


def time_of(earlier: Sequence[CarriedClause]) -> When:
    """The time of the nearest clause before that named one, if it holds for this one as well."""
    for before in earlier[-1 : -_BACK : -1]:
        if not before.when.open:
            return before.when if before.passes_time else When()
    return When()


def kind_of(earlier: Sequence[CarriedClause]) -> str | None:
    """The thing that the nearest clause before made or handed over."""
    return next((before.kind for before in earlier[-1 : -_BACK : -1] if before.kind), None)
