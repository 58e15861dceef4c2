"""One clause, several duties: two dates for two things, or a report and a concept in one breath."""

from __future__ import annotations

from dataclasses import dataclass

from papers.duties.naming import NamedBody
from papers.duties.objects import Thing
from papers.duties.times import DEADLINE, LATEST, Time
from papers.duties.words import Sentence, lexicon

_JOINTS = lexicon("und sowie bzw. beziehungsweise")
_THEN = lexicon("danach dann anschließend sodann")
_DATED = lexicon("fixed_date end_of_period council_session")


@dataclass(frozen=True, slots=True)
class DutyPart:
    """The words of a clause that make one duty, with its bodies, times and things."""

    places: tuple[int, ...]
    bodies: tuple[NamedBody, ...]
    times: tuple[Time, ...]
    things: tuple[Thing, ...]


def parts(sentence: Sentence, whole: DutyPart) -> list[DutyPart]:
    """The duties in one clause: as many as it has dates with things or bodies of their own."""
    joint = _between_dates(sentence, whole)
    joint = joint if joint is not None else _before_second(sentence, whole)
    if joint is not None:
        return _cut(whole, joint)
    return _by_kind(sentence, whole)


def _between_dates(sentence: Sentence, whole: DutyPart) -> int | None:
    """The "und" after which a second date stands at once or after a second body."""
    dated = [t for t in whole.times if _is_date(t) and t.role in (DEADLINE, LATEST)]
    if len(dated) < 2 or any(time.said.recurrence for time in whole.times):
        return None
    for earlier, later in zip(dated, dated[1:], strict=False):
        for place in range(earlier.last, later.first):
            low = sentence[place].low
            if low in _JOINTS and _leads(whole, place + 1, later.first):
                return place
            until = None if place + 1 == later.first else later.first
            if low in _JOINTS | {","} and _both_sides(whole, place, until):
                return place
    return None


def _is_date(time: Time) -> bool:
    """Whether a time names a day, a month, or a meeting."""
    said = time.said
    named = said.day or said.month or said.impossible or said.yearless
    return said.rule in _DATED and (bool(named) or said.rule == "council_session")


def _before_second(sentence: Sentence, whole: DutyPart) -> int | None:
    """The "und" between two things, if the second has a time of its own at once after it."""
    for time in whole.times:
        led = sentence[time.first - 1].low in _THEN | {","}
        joint = time.first - 2 if led else time.first - 1
        if joint in whole.places and sentence[joint].low in _JOINTS and _both_sides(whole, joint):
            return joint
    return None


def _both_sides(whole: DutyPart, joint: int, before: int | None = None) -> bool:
    """Whether there is a thing or a body on either side of the joint, the second *before* a place."""
    until = whole.places[-1] + 1 if before is None else before
    things = {thing.place > joint for thing in whole.things if thing.object and thing.place < until}
    bodies = {body.head > joint for body in whole.bodies if before is not None and body.head < until}
    return {True, False} in (things, bodies)


def _leads(whole: DutyPart, after: int, first: int) -> bool:
    body = next((body for body in whole.bodies if body.first == after), None)
    return after == first or (body is not None and body.last == first)


def _cut(whole: DutyPart, joint: int) -> list[DutyPart]:
    """Both sides of the joint; what only one side names holds for the other as well."""
    before = tuple(place for place in whole.places if place < joint)
    after = tuple(place for place in whole.places if place > joint)
    sides = []
    for places in (before, after):
        bodies = tuple(body for body in whole.bodies if body.head in places)
        things = tuple(thing for thing in whole.things if thing.place in places)
        times = tuple(time for time in whole.times if (time.first < joint) == (places is before))
        span = after if places is after else whole.places
        sides.append(DutyPart(span, bodies or whole.bodies, times, things or whole.things))
    return sides


def _by_kind(sentence: Sentence, whole: DutyPart) -> list[DutyPart]:
    """A report and a concept joined by "und" are two duties with everything else in common."""
    papers = [thing for thing in whole.things if thing.object and thing.paper]
    for earlier, later in zip(papers, papers[1:], strict=False):
        between = {sentence[place].low for place in range(earlier.place, later.place)}
        if earlier.kind != later.kind and between & _JOINTS:
            return [DutyPart(whole.places, whole.bodies, whole.times, (thing,)) for thing in (earlier, later)]
    return [whole]
