"""When a rung is reached, and when its letter goes out: pure date arithmetic about any day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count

from states.calendar import Calendar, Unit
from states.rungs import Rung
from states.terms import after as months_after


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
