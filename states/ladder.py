"""Which reminder rungs a matter has, and when: pure date arithmetic, askable about any day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import count, takewhile

from states.calendar import Calendar, Unit
from states.terms import after as months_after


class Post(StrEnum):
    """To whom a rung speaks; who that is, is found out on the day (domain.md 11.3, 6)."""

    OFFICE = "office"  # the mailbox of the department in charge
    CONTACT = "contact"  # the person there who does it
    DEPUTY = "deputy"  # who stands in for that person
    OFFICE_HEAD = "office_head"
    DEPARTMENT_HEAD = "department_head"
    MAYOR_OFFICE = "mayor_office"
    MAYOR = "mayor"
    CLERK = "clerk"  # the council office
    CHAIR = "chair"  # of the body that waits
    BODY = "body"  # that waits
    COUNCIL = "council"
    SUBMITTER = "submitter"


@dataclass(frozen=True, slots=True)
class Rung:
    """While *kind* rests in one of *states*, tell *tell*, *after* units from the page's day *field*.

    *unit* is a `Unit` or "month"; *after* may be negative. *by_months* gives other offsets for
    cadences of at least so many months, longest first; below *least_months* the rung is left
    out. *sooner* names a second day of the page: once that is over, the rung is reached even
    if *after* has not run out. *every* repeats the rung, in units; *at_meeting* waits for the
    body's next meeting, and with *every* for every n-th one after it. *weekday* (ISO) is
    the only day of the week on which it goes out. *escalates*: it goes out singly. *months*:
    only if the day lies in one of them and is the body's first meeting there. *of*: only if the
    body that waits is of one of these kinds. *in_turn*: it speaks only once a lower rung of its
    ladder has spoken, for who lacks something is asked first.
    """

    name: str
    kind: str
    states: tuple[str, ...]
    field: str
    after: int
    tell: tuple[Post, ...]
    unit: str = Unit.WORKING.value
    by_months: tuple[tuple[int, int], ...] = ()
    least_months: int = 0
    sooner: str | None = None
    every: int | None = None
    at_meeting: bool = False
    weekday: int | None = None
    escalates: bool = False
    months: tuple[int, ...] = ()
    of: tuple[str, ...] = ()
    in_turn: bool = False


# Days that never change: their ladder is one, whoever is in charge and whatever is due.
FIXED = ("resolved_on",)
# Days that stand on no page: since when a matter is in its state, and since when it is there
# with nothing open below, with nobody in charge, without a date. Each stay has its own ladder.
STANDING = ("stands_since", "idle_since", "unassigned_since", "undated_since")


@dataclass(frozen=True, slots=True)
class Course:
    """What the ladder may know of one matter: the days on its page, its cadence, its body.

    *months* is the cadence in months (a once-only report counts as twelve); *meetings* are
    the days on which the body that waits meets, in order.
    """

    days: Mapping[str, date | None]
    months: int = 12
    meetings: tuple[date, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Occasion:
    """A rung reached for the *count*-th time (from 1).

    *day* is its day of right; *send* the day it goes out: the next on which letters do;
    *anchor* the day from which the rung counts.
    """

    rung: Rung
    count: int
    day: date
    send: date
    anchor: date


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


def occasions(rung: Rung, course: Course, calendar: Calendar) -> Iterator[Occasion]:
    """All occasions of *rung*, in order; without end if it repeats."""
    anchor = course.days.get(rung.field)
    if anchor is None or course.months < rung.least_months:
        return
    if rung.months and not _first_meeting_of_month(rung, anchor, course):
        return
    days = (_sooner(rung, course, calendar, day, n) for n, day in _days(rung, anchor, course, calendar))
    for number, day in enumerate(days, start=1):
        yield Occasion(rung, number, day, _send(rung, day, calendar), anchor)


def _days(
    rung: Rung, anchor: date, course: Course, calendar: Calendar
) -> Iterator[tuple[int, date]]:
    offset = _offset(rung, course.months)
    if rung.at_meeting:
        first = _moved(anchor, offset, rung.unit, calendar)
        later = [day for day in course.meetings if day > first]
        yield from enumerate(later[:: rung.every] if rung.every else later[:1])
        return
    day = _moved(anchor, offset, rung.unit, calendar)
    yield 0, day
    if rung.every is None:
        return
    for number in count(1):
        # Each repetition is counted on from the last, but months from the anchor: no drift.
        if rung.unit == "month":
            day = _moved(anchor, offset + number * rung.every, rung.unit, calendar)
        else:
            day = _moved(day, rung.every, rung.unit, calendar)
        yield number, day


def _offset(rung: Rung, months: int) -> int:
    return next((offset for least, offset in rung.by_months if months >= least), rung.after)


def _moved(day: date, number: int, unit: str, calendar: Calendar) -> date:
    if unit == "month":
        return months_after(day, f"P{number}M") if number else day
    return calendar.move(day, number, Unit(unit))


def _sooner(rung: Rung, course: Course, calendar: Calendar, day: date, number: int) -> date:
    other = course.days.get(rung.sooner or "")
    if other is None or number:
        return day
    return min(day, calendar.move(other, 1, Unit.WORKING))


def _send(rung: Rung, day: date, calendar: Calendar) -> date:
    send = calendar.mail_day(day)
    while rung.weekday is not None and send.isoweekday() != rung.weekday:
        send = calendar.mail_day(calendar.move(send, 1, Unit.DAY))
    return send


def _first_meeting_of_month(rung: Rung, anchor: date, course: Course) -> bool:
    month = (anchor.year, anchor.month)
    first = min((d for d in course.meetings if (d.year, d.month) == month), default=anchor)
    return anchor.month in rung.months and anchor <= first
