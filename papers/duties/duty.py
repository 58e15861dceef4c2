"""Finds the duties in a resolution: to report or hand over, to whom, when, how often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from papers.draft.draft import DutyRead
from papers.duties.binding import When, when
from papers.duties.carried import (
    CarriedClause,
    bodies_of,
    carried,
    kind_of,
    passive,
    shares_outsider,
    time_of,
)
from papers.duties.clauses import Clause, clauses
from papers.duties.conditions import conditional
from papers.duties.memory import Memory
from papers.duties.naming import NamedBody, bodies
from papers.duties.objects import Thing, things
from papers.duties.outsiders import outsider
from papers.duties.parts import DutyPart, parts
from papers.duties.products import REPORT, WORK, product
from papers.duties.recipients import ToldBody, names, told
from papers.duties.times import FIRST, Time, times
from papers.duties.verbs import GET, HAND, TELL, WEAK, Head
from papers.duties.words import Sentence, lexicon, sentences

ASK_BELOW = 0.6  # a duty less certain than this is a question to the secretariat
# How sure a reading is that leans on more than its own clause.
_BODY_CARRIED, _TIME_CARRIED, _NOBODY, _NO_SUCH_DAY, _THING_GUESSED = 0.9, 0.75, 0.8, 0.7, 0.7


@dataclass(frozen=True, slots=True)
class PlaceOfDuty:
    """Where a duty stands: number and index of its point; both None for a lead-in."""

    item: str | None
    index: int | None


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence with everything named in it, and what its clauses before have handed on."""

    sentence: Sentence
    named: list[NamedBody]
    handed: list[Thing]
    spoken: list[Time]
    memory: Memory
    earlier: list[CarriedClause]


def duties(text: str, place: PlaceOfDuty) -> list[DutyRead]:
    """The duties in the words of one point or lead-in, with the places of their evidence in *text*.

    Rules, recurrences and terms are those of `DutyRead`; a duty whose certainty is below
    `ASK_BELOW` should be asked about. Of a day that the calendar has not, the rule is kept alone.
    """
    memory = Memory()
    found: list[DutyRead] = []
    for sentence in sentences(text):
        named, handed = list(bodies(sentence)), things(sentence)
        cut = clauses(sentence)
        if any(clause.head for clause in cut):
            read = _Read(sentence, named, handed, times(sentence), memory, [])
            found += _of_sentence(text, read, cut, place)
        memory.note(named, handed)
    return list(dict.fromkeys(found))  # two things that are told alike are one duty


def _of_sentence(text: str, read: _Read, cut: list[Clause], place: PlaceOfDuty) -> Iterator[DutyRead]:
    depends = conditional(read.sentence)
    for clause in cut:
        whole = _whole(read, clause)
        if clause.head is not None:
            for part in parts(read.sentence, whole):
                duty = _duty(read, clause, clause.head, part)
                if duty is not None:
                    placed = _placed(duty, text, read.sentence, part)
                    yield replace(
                        placed, item=place.item, item_index=place.index, conditional=depends
                    )
        read.earlier.append(carried(read.sentence, clause, whole))


def _whole(read: _Read, clause: Clause) -> DutyPart:
    """The clause with what is named in it; "sobald …" tells the time of the main clause."""
    inside = set(clause.places)
    within = (
        time for time in read.spoken
        if time.last - 1 in inside or read.sentence[time.first].low in ("sobald", "nachdem")
    )  # fmt: skip
    return DutyPart(
        clause.places,
        tuple(body for body in read.named if body.head in inside),
        tuple(within),
        tuple(thing for thing in read.handed if thing.place in inside),
    )


def _duty(read: _Read, clause: Clause, head: Head, part: DutyPart) -> DutyRead | None:
    """The duty that one part of a clause comes to; None if it is none."""
    is_passive = passive(read.sentence, clause)
    own = told(read.sentence, part.bodies, head, passive=is_passive)
    given = own or bodies_of(read.sentence, head, read.earlier)
    if not given and (
        outsider(read.sentence, part.places, head, part.bodies, passive=is_passive)
        or shares_outsider(read.sentence, clause, head, read.earlier)
    ):
        return None
    pronoun = read.memory.pronoun(read.sentence, part.places, read.named)
    to = "; ".join(names(given, read.memory.short)) or pronoun
    said = when(read.sentence, part.times)
    kind = _kind(head, part, read)
    if kind is None or not _weighs(head, part, given if head.verb.does == GET else own, to, read) or _repeats(head, part, own, said, read):
        return None
    due = _due(said, part, read)
    sure = (
        *(one.certainty for one in own),
        1.0 if own else _BODY_CARRIED if to else _NOBODY,
        1.0 if due == said else _TIME_CARRIED,
        _NO_SUCH_DAY if due.impossible else 1.0,
        1.0 if part.things or head.verb.does == TELL else _THING_GUESSED,
    )
    return _read_as(kind, to, due, min(sure))


def _due(said: When, part: DutyPart, read: _Read) -> When:
    """The time of the clause or of those before it; a first day alone takes its cycle from them."""
    if said.open:
        return time_of(read.earlier)
    first = not said.recurrence and any(time.role == FIRST for time in part.times)
    return replace(said, recurrence=time_of(read.earlier).recurrence) if first else said


def _read_as(kind: str, to: str | None, due: When, certainty: float) -> DutyRead:
    return DutyRead(
        item=None,
        item_index=None,
        kind=kind,
        recipient=to,
        due_rule=due.due_rule,
        evidence="",
        first_due=due.first_due,
        recurrence=due.recurrence,
        relative=due.relative,
        meeting_month=due.meeting_month,
        starts=due.starts,
        anchor=due.anchor,
        certainty=certainty,
    )


def _repeats(head: Head, part: DutyPart, own: Sequence[ToldBody], said: When, read: _Read) -> bool:
    """Whether the clause says nothing of its own: "zu informieren und zu berichten"."""
    if not read.earlier or not read.earlier[-1].duty or own or not said.open:
        return False
    objects = any(thing.object for thing in part.things)
    return (not objects or head.verb.weight == WEAK) and len(part.places) < 8


def _weighs(head: Head, part: DutyPart, own: Sequence[ToldBody], to: str | None, read: _Read) -> bool:
    """A weak verb is a duty only with a body, or with a report as its form; a receiver with a thing."""
    verb = head.verb
    if verb.does == GET:
        pronoun = any(read.sentence[place].low in _IT for place in part.places)
        return bool(own) and (pronoun or bool(part.things))
    if verb.weight != WEAK:
        bare = verb.does == HAND and not to and when(read.sentence, part.times).open
        return not bare or any(thing.paper for thing in part.things) or bool(kind_of(read.earlier))
    if verb.does == TELL:
        return bool(own) or any(not thing.object for thing in part.things)
    low = [read.sentence[place].low for place in part.places]
    handed = any(map(product, low)) or bool(_IT.intersection(low)) or bool(kind_of(read.earlier))
    return bool(to) and handed


def _kind(head: Head, part: DutyPart, read: _Read) -> str | None:
    """report or deliver; None for handing over what is neither, to nobody."""
    noted = any(read.sentence[place].low == "kenntnis" for place in part.places)
    if head.verb.does == TELL or noted:
        return REPORT
    objects = [thing.kind for thing in _objects(head, part)]
    forms = [thing.kind for thing in part.things]
    beside = (thing.kind for thing in read.handed if thing.object)  # "Sobald der Bericht vorliegt, …"
    known = next(iter(objects or forms), None) or kind_of(read.earlier) or next(beside, None)
    shown = REPORT if head.verb.infinitive in ("vor|stellen", "präsentieren") else WORK
    return known or read.memory.kind or (shown if part.bodies else None)


def _objects(head: Head, part: DutyPart) -> list[Thing]:
    """The things that are objects; of a finite verb first those that stand after it."""
    objects = [thing for thing in part.things if thing.object]
    if head.form == "finite":
        objects.sort(key=lambda thing: thing.place < head.first)
    return objects


def _placed(duty: DutyRead, text: str, sentence: Sentence, part: DutyPart) -> DutyRead:
    """The duty with the words it was read from and their place in *text*."""
    places = list(part.places)
    while len(places) > 1 and sentence[places[0]].low in _EDGES:
        places.pop(0)
    while len(places) > 1 and sentence[places[-1]].kind == "mark":
        places.pop()
    start, end = sentence[places[0]].start, sentence[places[-1]].end
    return replace(duty, start=start, end=end, evidence=text[start:end])


_IT = lexicon("ihn sie es diesen diese dieser dieses")
_EDGES = lexicon(", : ) ( – „ “ . und sowie werden wird ist sind")
