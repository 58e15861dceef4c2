"""The clock, read here and nowhere else, and the moments and days that are told instead of it."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime
from datetime import time as clock_time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cli.errors import BadMoment
from states.reach import in_reach

if TYPE_CHECKING:
    from states.law import Law

_GERMAN = re.compile(r"^(\d\d)\.(\d\d)\.(\d{4})")
EIGHT = clock_time(8)  # a told day means its morning


def clock() -> datetime:
    """What the machine's clock shows, in UTC."""
    return datetime.now(UTC)


def running() -> float:
    """Seconds since the machine started, sleep included; no setting of the clock changes it."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


def day_in(law: Law, at: datetime) -> date:
    """The day of *at* in the council's time zone."""
    return at.astimezone(ZoneInfo(law.timezone)).date()


def day_here() -> date:
    """Today in German councils: where no register says in which zone."""
    return datetime.now(ZoneInfo("Europe/Berlin")).date()


def moment(text: str, law: Law) -> datetime:
    """Read "2021-03-31" (08:00 there) or "2021-03-31T17:05" in the council's zone, as UTC.

    Raises:
        BadMoment: it is neither.
        DayOutOfReach: nothing is reckoned with it here.
    """
    zone = ZoneInfo(law.timezone)
    try:
        written = _GERMAN.sub(r"\3-\2-\1", text)
        read = datetime.fromisoformat(written)
        in_reach(read.date())
        if len(written) == 10:
            read = datetime.combine(read.date(), EIGHT)
        return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadMoment(given=text) from error
