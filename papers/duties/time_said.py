"""What a phrase of time says: a due rule, a day, a term, a recurrence."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TimeSaid:
    """The meaning of one phrase of time, in the terms of the labelling guide.

    *day* is ISO 8601; where the calendar has no such day it is None and *impossible* is true.
    *month* is the YYYY-MM that was named, *relative* and *recurrence* are ISO 8601 durations,
    the latter also ``each_session`` or ``irregular``. *event* says that it waits for one.
    """

    rule: str
    day: str | None = None
    month: str | None = None
    relative: str | None = None
    recurrence: str | None = None
    event: bool = False
    impossible: bool = False
    yearless: tuple[int, int] | None = None  # month and day, where no year was named


def iso(day: str, month: str, year: str) -> str | None:
    """An ISO day, or None if the calendar has none such."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def fixed(day: str | int, month: str | int, year: str | int) -> TimeSaid:
    """The day itself."""
    found = iso(str(day), str(month), str(year))
    named = found[:7] if found else None
    return TimeSaid("fixed_date", found, named, impossible=found is None)


def end_of(month: int, year: int) -> TimeSaid:
    """The last day of a month; impossible where there is no such month."""
    if not 1 <= month <= 12:
        return TimeSaid("end_of_period", impossible=True)
    last = monthrange(year, month)[1]
    return TimeSaid("end_of_period", iso(str(last), str(month), str(year)), f"{year}-{month:02}")


def plain(reading: TimeSaid) -> TimeSaid:
    """*reading* without the month that a month's name only would have given."""
    return TimeSaid(reading.rule, reading.day, impossible=reading.impossible)


VAGUE = TimeSaid("end_of_period")  # a period without a year, or without a known end
