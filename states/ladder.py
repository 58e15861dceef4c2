"""Which reminder rungs a matter has, and when: pure date arithmetic, askable about any day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import takewhile

from states.calendar import Calendar
from states.occasions import Course, Occasion, occasions
from states.rungs import Post, Rung


def reached(
    rungs: tuple[Rung, ...], course: Course, calendar: Calendar, *, today: date
) -> list[Occasion]:
    """Every occasion to go out by *today*, in the order in which they go out."""
    found = [
        (occasion.send, place, occasion)
        for place, rung in enumerate(rungs)
        for occasion in takewhile(lambda o: o.send <= today, occasions(rung, course, calendar))
    ]
    return [occasion for _, _, occasion in sorted(found, key=lambda one: one[:2])]


def highest(rungs: tuple[Rung, ...], found: Iterable[Occasion]) -> Occasion:
    """The one of *found* that speaks for all of them: of the highest rung, the last."""
    place = {rung.name: number for number, rung in enumerate(rungs)}
    return max(found, key=lambda occasion: (place[occasion.rung.name], occasion.count))


def next_send(
    rungs: tuple[Rung, ...], course: Course, calendar: Calendar, *, later_than: date
) -> date | None:
    """The first day after *later_than* on which an occasion goes out; None if none is to come."""
    coming = (
        next((o.send for o in occasions(rung, course, calendar) if o.send > later_than), None)
        for rung in rungs
    )
    return min((day for day in coming if day is not None), default=None)


def next_question(
    rungs: tuple[Rung, ...],
    course: Course,
    calendar: Calendar,
    *,
    later_than: date,
    since: date,
    posts: frozenset[Post],
) -> date | None:
    """The first day after *later_than* on which a rung speaks to one of *posts*; None if none.

    An occasion of before *since* is never posted; of those of one day only the highest speaks.
    """
    days = []
    for place, rung in enumerate(rungs):
        if posts.isdisjoint(rung.tell):
            continue
        others = [one for one in rungs[place + 1 :] if posts.isdisjoint(one.tell)]
        for one in occasions(rung, course, calendar):
            heard = one.day >= since and one.send > later_than
            if heard and not any(_goes_out(o, one.send, course, calendar) for o in others):
                days.append(one.send)
                break
    return min(days, default=None)


def _goes_out(rung: Rung, day: date, course: Course, calendar: Calendar) -> bool:
    there = takewhile(lambda one: one.send <= day, occasions(rung, course, calendar))
    return any(one.send == day for one in there)


def coming(
    rungs: tuple[Rung, ...], course: Course, calendar: Calendar, *, since: date, until: date
) -> list[Occasion]:
    """The occasions that go out from *since* to *until*, both included, in that order."""
    return [o for o in reached(rungs, course, calendar, today=until) if o.send >= since]
