"""Fixing a duty's cadence, and the way of its reports to the body."""

from __future__ import annotations

from dataclasses import replace

from states.terms import parse_interval
from workflow.errors import NoCadence, SameValue
from workflow.moves.advance import advance
from workflow.store import named
from workflow.store.desk import Desk, page_of
from workflow.store.find import find, of_kind
from workflow.store.models import Duty, Matter
from workflow.store.told import Told


def fix(desk: Desk, duty: Matter, given: Told) -> None:
    """Fix interval, first day, recipient or department of *duty*.

    An unclear duty becomes active by interpretation, and who interpreted it is kept;
    an active one changes its cadence for the turns to come, or its owner at once.

    Raises:
        NoCadence: an unclear duty got neither day nor meetings nor task.
        SameValue: nothing would change.
        WrongKind, NoSuchDepartment, NoSuchBody, NoSuchMatter, BadInterval.
    """
    given = _checked(desk, of_kind(duty, "duty"), named.settled(desk.law, given))
    if given.after_task:
        advance(desk, duty, "await_task", given)
    elif duty.state == "unclear":
        advance(desk, duty, "interpret", given)
    elif duty.state == "active":
        moved = given.interval or given.first or given.until or given.every_meeting
        advance(desk, duty, "change_cadence" if moved else "reassign", given)
    else:
        advance(desk, duty, "interpret", given)  # refused, with what is possible


def _checked(desk: Desk, duty: Matter, given: Told) -> Told:
    page = page_of(desk, duty, Duty)
    if given.interval:
        parse_interval(given.interval)
    if given.after_task:
        task = of_kind(find(desk.session, given.after_task), "task")
        given = replace(given, after_task=task.reference)
    timed = given.first or given.every_meeting or given.after_task
    if duty.state == "unclear" and timed is None:
        raise NoCadence(reference=duty.reference)
    asked = {
        "interval": given.interval,
        "anchor": given.first,
        "every_meeting": given.every_meeting,
        "after_task": given.after_task,
        "recipient": given.recipient,
        "department": given.department,
        "until": given.until,
    }
    told = {name: value for name, value in asked.items() if value is not None}
    if all(getattr(page, name) == value for name, value in told.items()):
        name, value = next(iter(told.items()), ("cadence", ""))
        raise SameValue(reference=duty.reference, field=name, value=value)
    if given.interval and given.first is None:
        given = replace(given, first=page.anchor)
    elif given.first and given.interval is None and duty.state == "active":
        given = replace(given, interval=page.interval)
    return given
