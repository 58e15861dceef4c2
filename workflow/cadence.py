"""When a duty's reports are due: its cadence as read or told, and the next date it yields."""

from __future__ import annotations

from datetime import date
from typing import Any

from states.calendar import BadInterval, after, next_turn, parse_interval, turns

PENDING = ("planned", "in_preparation", "in_approval")


def read(duty: dict[str, Any], on: date) -> tuple[str | None, date | None]:
    """(interval, first due day) of a duty as it was read, for a resolution of day *on*.

    The day is None where a person must say it: an interval that is not named
    ("regelmäßig"), a meeting without date, an event, a term without reference.
    """
    interval, first = duty.get("recurrence"), _first(duty, on)
    if interval is None:
        return None, first
    try:
        parse_interval(interval)
    except BadInterval:  # irregular, each_session: a person decides
        return None, None
    return interval, first or after(on, interval)


def _first(duty: dict[str, Any], on: date) -> date | None:
    if duty.get("first_due"):
        return date.fromisoformat(duty["first_due"])
    if duty.get("due_rule") == "relative_to_resolution" and duty.get("relative"):
        try:
            return after(on, duty["relative"])
        except BadInterval:
            return None
    return None


def recurs(interval: str | None, until: date | None, newest: date | None) -> bool:
    """Whether another report is due after the one of day *newest*."""
    if interval is None:
        return False
    return until is None or newest is None or after(newest, interval) <= until


def next_due(
    interval: str | None, anchor: date, *, newest: date | None, today: date
) -> tuple[date, list[date]]:
    """The day of the next report, and the days of the cadence that were skipped before it.

    The first is never before *today*; later ones follow the anchor, not each other.
    """
    if newest is not None and interval is not None:
        return next_turn(anchor, interval, after_day=newest), []
    if interval is None:
        return (anchor, []) if anchor >= today else (today, [anchor])
    skipped = [day for day in turns(anchor, interval, since=anchor, until=today) if day < today]
    return next_turn(anchor, interval, after_day=skipped[-1]) if skipped else anchor, skipped


def last_call(
    interval: str | None, anchor: date, due: date, until: date | None
) -> date | None:
    """The day after which the report of day *due* counts as missed: when the next one is due."""
    if interval is None or not recurs(interval, until, due):
        return None
    return following(interval, anchor, due)


def following(interval: str, anchor: date, due: date) -> date:
    """The turn of the cadence after the one of day *due*."""
    return next_turn(anchor, interval, after_day=due)
