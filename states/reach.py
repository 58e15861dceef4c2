"""Which days the register takes, and about which of them a person is asked first."""

from __future__ import annotations

from datetime import date

from states.errors import Exit, RatswegError, Term
from states.terms import DateOutOfRange, after

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)
FAR = "P20Y"  # so far from today a day is more likely a slip than meant


class DayOutOfReach(RatswegError):
    """A day with which nothing is reckoned here: given, first, last."""


class DoubtfulDay(RatswegError):
    """A day that is taken only if a person says that it is meant: day, why."""

    exit = Exit.REFUSED


class DoubtfulInterval(RatswegError):
    """Reports are to be years and years apart."""

    exit = Exit.REFUSED


DOUBTS = (DoubtfulDay, DoubtfulInterval)  # taken once a person says so


def within(day: date) -> bool:
    """Whether the register takes *day* at all."""
    return FIRST <= day <= LAST


def in_reach(day: date, *, first: date = FIRST, last: date = LAST) -> date:
    """*day* as it came.

    Raises:
        DayOutOfReach: it lies before *first* or after *last*.
    """
    if not first <= day <= last:
        raise DayOutOfReach(given=day, first=first, last=last)
    return day


def horizon(today: date) -> date:
    """The last day that is not far from *today*."""
    return min(after(today, FAR), LAST)


def doubt(day: date, today: date, *, due: bool) -> Term | None:
    """Why a person is asked about *day*, seen from *today*; None if there is no need.

    *due*: something is to happen by then, so that it should lie ahead.
    """
    if day > horizon(today):
        return Term("doubt", "far")
    if due and day < today:
        return Term("doubt", "past")
    return Term("doubt", "long_ago") if after(day, FAR) < today else None


def far_apart(interval: str, today: date) -> bool:
    """Whether one *interval* from *today* leads far from it.

    Raises:
        BadInterval: it is none.
    """
    try:
        return after(today, interval) > horizon(today)
    except DateOutOfRange:
        return True
