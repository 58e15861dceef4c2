"""Terms and recurrences by BGB sections 187 to 192: always from the anchor, never shifted.

The worked examples of the domain are the tests (domain.md 7.1). What a weekend or a holiday
changes is in `calendar.py`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from states.errors import RatswegError

_INTERVAL = re.compile(r"P(\d{1,4})([DWMY])")


class BadInterval(RatswegError):
    """Not an ISO 8601 duration of days, weeks, months or years: given."""


class DateOutOfRange(RatswegError):
    """A term that leaves the calendar: start, interval."""


def parse_interval(text: str) -> tuple[int, str]:
    """Read "P6M" as (6, "M"); units D, W, M, Y.

    Raises:
        BadInterval: it is not of that form, or zero.
    """
    match = _INTERVAL.fullmatch(text.strip().upper())
    if match is None or int(match[1]) == 0:
        raise BadInterval(given=text)
    return int(match[1]), match[2]


def after(start: date, interval: str, times: int = 1) -> date:
    """The end of a term: the day *times* intervals after *start*, computed from *start* itself.

    A day the month lacks becomes its last (BGB section 188(3)); 30 June and a month is 30 July.

    Raises:
        BadInterval: *interval* is not a duration.
        DateOutOfRange: the day lies beyond the calendar.
    """
    number, unit = parse_interval(interval)
    try:
        if unit in "DW":
            return start + timedelta(days=number * times * (7 if unit == "W" else 1))
        return _months_after(start, number * times * (12 if unit == "Y" else 1))
    except (OverflowError, ValueError) as error:
        raise DateOutOfRange(start=start, interval=interval) from error


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _turn(anchor: date, interval: str, times: int) -> date:
    # An anchor on the last day of a month stays there (domain.md 7.2, examples 23 and 31).
    day = after(anchor, interval, times)
    sticks = parse_interval(interval)[1] in "MY" and _is_month_end(anchor)
    return day.replace(day=monthrange(day.year, day.month)[1]) if sticks else day


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def turns(anchor: date, interval: str, *, since: date, until: date) -> list[date]:
    """The recurrences of *anchor* (itself included) from *since* to *until*, both included.

    An anchor on the last day of a month stays on last days (domain.md 7.2).
    """
    found, times = [], 0
    while (day := _turn(anchor, interval, times)) <= until:
        if day >= since:
            found.append(day)
        times += 1
    return found


def next_turn(anchor: date, interval: str, *, after_day: date) -> date:
    """The first recurrence of *anchor* (itself included) later than *after_day*."""
    times = 0
    while (day := _turn(anchor, interval, times)) <= after_day:
        times += 1
    return day
