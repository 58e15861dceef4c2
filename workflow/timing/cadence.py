"""When a duty's reports are due: its cadence as read or told, and the next date it yields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from papers.draft.draft import DutyRead
from states.calendar import Calendar, TermClass
from states.reach import within
from states.terms import BadInterval, DateOutOfRange, after, next_turn, parse_interval, turns
from workflow.store.models import Duty


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a duty falls due.

    With *interval* (ISO 8601) at every turn of *anchor*, the first day, unshifted; without
    it once, on *anchor*; with *every_meeting* at every n-th meeting of the recipient.
    *at_meeting*: the anchor is a meeting's day and is never shifted. Nothing is due after
    *until*.
    """

    interval: str | None = None
    anchor: date | None = None
    until: date | None = None
    every_meeting: int | None = None
    at_meeting: bool = False

    @classmethod
    def of(cls, page: Duty) -> Cadence:
        """The cadence on a duty's page."""
        return cls(page.interval, page.anchor, page.until, page.every_meeting, page.at_meeting)

    def recurs(self, newest: date | None) -> bool:
        """Whether another report is due after the one of day *newest*."""
        if self.every_meeting is not None:
            return self.until is None or newest is None or newest < self.until
        if self.interval is None or self.anchor is None:
            return False
        if self.until is None or newest is None:
            return True
        return next_turn(self.anchor, self.interval, after_day=newest) <= self.until

    def first(
        self,
        today: date,
        calendar: Calendar,
        meetings: tuple[date, ...],
        *,
        earliest: date | None,
        served: date | None = None,
    ) -> tuple[date | None, list[date]]:
        """The day of the first report, never before *today*, and the days skipped before it.

        *meetings* are the recipient's, *earliest* the first of them that can still be invited
        to. *served* is the turn of the last report there was, under whatever cadence: no turn
        up to it is asked for again.
        """
        if self.every_meeting is not None:
            return self._first_meeting(meetings, earliest, served), []
        if self.anchor is None:
            return None, []
        if self.interval is None:
            late = self.anchor < today
            return self._shifted(max(self.anchor, today), calendar), [self.anchor] * late
        before = max(today - timedelta(days=1), served or date.min)
        past = turns(self.anchor, self.interval, since=self.anchor, until=before)
        skipped = [day for day in past if served is None or day > served]
        return self._shifted(self._turn_after(before), calendar), skipped

    def _first_meeting(
        self, meetings: tuple[date, ...], earliest: date | None, served: date | None
    ) -> date | None:
        if self.every_meeting is None or earliest is None:
            return None
        # Without a report before it the very next one; else every n-th after that report's.
        later = [day for day in meetings if served is None or day > served]
        nth = later if served is None else later[self.every_meeting - 1 :: self.every_meeting]
        within = (day for day in nth if self.until is None or day <= self.until)
        return next((day for day in within if day >= earliest), None)

    def _turn_after(self, day: date) -> date:
        assert self.anchor is not None and self.interval is not None  # asked of recurring ones
        return next_turn(self.anchor, self.interval, after_day=day)

    def following(
        self, newest: date, calendar: Calendar, meetings: tuple[date, ...]
    ) -> date | None:
        """The day of the report after the one of day *newest*; None if there is or is known none.

        Turns are counted from the unshifted anchor, so that nothing drifts (domain.md 7.2).
        """
        if not self.recurs(newest):
            return None
        if self.every_meeting is not None:
            later = [day for day in meetings if day > newest]
            within = [day for day in later if self.until is None or day <= self.until]
            return within[self.every_meeting - 1] if len(within) >= self.every_meeting else None
        return self._shifted(self._turn_after(newest), calendar)

    def _shifted(self, raw: date, calendar: Calendar) -> date:
        kind = TermClass.MEETING_BOUND if self.at_meeting else TermClass.SERVICE_DUE
        return calendar.ends(raw, kind)


def read(duty: DutyRead, on: date) -> Cadence:
    """The cadence of a duty as it was read, for a resolution of day *on*.

    The anchor is None where a person must say it: an interval that is not named
    ("regelmäßig"), a meeting without date, an event, a term without reference, a day out of reach.
    """
    interval, first = duty.recurrence, _first(duty, on)
    if interval == "each_session":
        return Cadence(every_meeting=1)
    if interval is None:
        meeting = duty.due_rule.endswith("_session")
        return Cadence(anchor=first, at_meeting=meeting and first is not None)
    try:
        parse_interval(interval)
    except BadInterval:  # irregular: a person decides
        return Cadence()
    anchor = first if duty.first_due else first or _after(on, interval)
    return Cadence(interval, anchor) if anchor else Cadence()


def _first(duty: DutyRead, on: date) -> date | None:
    if duty.first_due:
        read = date.fromisoformat(duty.first_due)
        return read if within(read) else None
    if duty.due_rule == "relative_to_resolution" and duty.relative:
        return _after(on, duty.relative)
    return None


def _after(on: date, term: str) -> date | None:
    try:
        day = after(on, term)
    except (BadInterval, DateOutOfRange):
        return None
    return day if within(day) else None


def months(interval: str | None) -> int:
    """A cadence in whole months, for the ladder; once-only and meeting-bound ones as twelve."""
    if interval is None:
        return 12
    number, unit = parse_interval(interval)
    return {"M": number, "Y": 12 * number, "W": number * 7 // 30, "D": number // 30}[unit]
