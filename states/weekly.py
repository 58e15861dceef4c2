"""On which day of a week the register writes to the council office, and on which it does next."""

from __future__ import annotations

from datetime import date, timedelta

from states.calendar import Calendar

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
FURTHEST = 8  # weeks without any mail that are looked through: quiet days are of one season


def day_of_week(calendar: Calendar, day: date, weekday: int) -> date | None:
    """The day of the letter in the ISO week of *day*; None if nothing goes out in that week.

    It is *weekday* (ISO, Monday is 1), or the next day with mail of the same week, else the last.
    """
    monday = day - (day.isoweekday() - 1) * _DAY
    mails = [one for one in (monday + n * _DAY for n in range(7)) if calendar.mails(one)]
    later = [one for one in mails if one.isoweekday() >= weekday]
    return next(iter([*later, *reversed(mails)]), None)


def next_day(calendar: Calendar, day: date, weekday: int) -> date | None:
    """The day of the first letter of a week after that of *day*."""
    weeks = (day + n * _WEEK for n in range(1, FURTHEST + 1))
    days = (day_of_week(calendar, one, weekday) for one in weeks)
    return next((one for one in days if one is not None), None)


def key_of(day: date) -> tuple[int, int]:
    """(year, week) by ISO 8601: what makes a week one, also over the turn of the year."""
    year, week, _ = day.isocalendar()
    return year, week
