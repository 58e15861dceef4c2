"""Working days, holidays and quiet days of one council, and what they do to a term."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

LAENDER = (
    *("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV"),
    *("NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"),
)
_DAY = timedelta(days=1)
_FRIDAY = 5  # ISO weekday


class Unit(StrEnum):
    """What a number of days counts (domain.md 6.2, units)."""

    DAY = "day"  # Tag: every day of the calendar
    WORKING = "working"  # Arbeitstag: Monday to Friday, no holiday, the office is not closed


class TermClass(StrEnum):
    """How the end of a term meets a day on which nobody works (domain.md 7.2)."""

    LEGAL_ACT = "legal_act"  # objection, filing: forward by BGB section 193
    SERVICE_DUE = "service_due"  # report or task: forward by BGB section 193
    MEETING_BOUND = "meeting_bound"  # the meeting's own day


@dataclass(frozen=True, slots=True)
class Feast:
    """A local day: each year on (month, day), once on a date, or so many days after Easter."""

    name: str
    every: tuple[int, int] | None = None
    on: date | None = None
    easter: int | None = None

    def falls_on(self, day: date) -> bool:
        """Whether *day* is this feast."""
        if self.every is not None:
            return (day.month, day.day) == self.every
        if self.easter is not None:
            return day == _easter(day.year) + self.easter * _DAY
        return day == self.on


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one council.

    *state* is the Land as in ISO 3166-2:DE without DE-; *added* and *removed* change its
    statutory holidays; on *closed* the office does not work; *quiet* is the first and last
    (month, day) of a time without mail.
    """

    state: str
    added: tuple[Feast, ...] = ()
    removed: tuple[Feast, ...] = ()
    closed: tuple[Feast, ...] = ()
    quiet: tuple[tuple[int, int], tuple[int, int]] | None = None

    def holiday(self, day: date) -> bool:
        """Whether *day* is a holiday recognised at the place (SaechsSFG section 1; S67)."""
        if _any(self.added, day):
            return True
        return day in _statutory(self.state, day.year) and not _any(self.removed, day)

    def counts(self, day: date, unit: Unit) -> bool:
        """Whether *day* is one of those that *unit* counts."""
        if unit is Unit.DAY:
            return True
        return self.performs(day) and not _any(self.closed, day)

    def performs(self, day: date) -> bool:
        """Neither Saturday, Sunday nor holiday: a term may end here (BGB section 193; S68)."""
        return day.isoweekday() <= _FRIDAY and not self.holiday(day)

    def ends(self, raw: date, kind: TermClass) -> date:
        """The day on which a term of *kind* ends whose unshifted end is *raw*."""
        return raw if kind is TermClass.MEETING_BOUND else _first(raw, _DAY, self.performs)

    def safe(self, raw: date) -> date:
        """The last working day up to *raw*: in time whether section 193 applies or not."""
        return _first(raw, -_DAY, lambda day: self.counts(day, Unit.WORKING))

    def move(self, day: date, number: int, unit: Unit) -> date:
        """The *number*-th counted day after *day*, before it if negative; 0 is *day* itself."""
        step = _DAY if number > 0 else -_DAY
        for _ in range(abs(number)):
            day = _first(day + step, step, lambda one: self.counts(one, unit))
        return day

    def before(self, meeting: date, number: int, unit: Unit) -> date:
        """The last day that leaves *number* full days before *meeting*.

        Working days are counted back (domain.md 7.3, example 24); full calendar days lie
        between, and a result on which nobody works moves earlier, never later.
        """
        if unit is Unit.WORKING:
            return self.move(meeting, -number, unit)
        return self.safe(self.move(meeting, -number, unit) - _DAY)

    def working_days(self, first: date, last: date) -> int:
        """How many working days lie after *first*, up to and with *last*."""
        days = (first + n * _DAY for n in range(1, (last - first).days + 1))
        return sum(self.counts(day, Unit.WORKING) for day in days)

    def mails(self, day: date) -> bool:
        """Whether letters go out on *day*: a working day that is not quiet (domain.md 11.3)."""
        return self.counts(day, Unit.WORKING) and not self._is_quiet(day)

    def mail_day(self, day: date) -> date:
        """*day* itself, or the next on which letters go out."""
        return _first(day, _DAY, self.mails)

    def _is_quiet(self, day: date) -> bool:
        if self.quiet is None:
            return False
        (first, last), place = self.quiet, (day.month, day.day)
        if first <= last:
            return first <= place <= last
        return place >= first or place <= last  # over the turn of the year


def latest_meeting(
    received: date, meetings: Iterable[date], calendar: Calendar, *, notice_days: int
) -> date | None:
    """The latest meeting at which a motion must be on the agenda, or None if it is not set yet.

    *notice_days* is the invitation notice in full calendar days. The next meeting is the
    first that can still be invited to after receipt; the latest is the one after it
    (SaechsGemO section 36(5); SaechsOVG 23.01.2020, 4 B 24/20, S3).
    """
    reachable = sorted(
        day for day in meetings if calendar.before(day, notice_days, Unit.DAY) >= received
    )
    return reachable[1] if len(reachable) > 1 else None


def _first(day: date, step: timedelta, wanted: Callable[[date], bool]) -> date:
    while not wanted(day):
        day += step
    return day


def _any(feasts: tuple[Feast, ...], day: date) -> bool:
    return any(feast.falls_on(day) for feast in feasts)


@cache
def _statutory(state: str, year: int) -> frozenset[date]:
    # Imported here: most commands ask no calendar, and the library costs a tenth of a second.
    from holidays import country_holidays

    return frozenset(country_holidays("DE", subdiv=state, years=year))


@cache
def _easter(year: int) -> date:
    from dateutil.easter import easter

    found: date = easter(year)
    return found
