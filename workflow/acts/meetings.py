"""Meetings: convening, moving and cancelling them, with all that is bound to them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from workflow.errors import MeetingExists
from workflow.moves import agenda
from workflow.moves.advance import advance, carry_out
from workflow.moves.entries import open_matter
from workflow.moves.time import brought_up
from workflow.store import named
from workflow.store.desk import Desk
from workflow.store.models import Matter, Meeting
from workflow.store.told import Told
from workflow.timing import told_days
from workflow.timing.meeting_days import meeting_on


def convene(desk: Desk, body: str, day: date) -> Matter:
    """Add a meeting; planned stations of that body and day come onto its agenda.

    One that was cancelled for that day is reinstated.

    Raises:
        NoSuchBody, MeetingExists, DayOutOfReach, DoubtfulDay.
    """
    name = named.body(desk.law, body)
    told_days.told(desk, day, since=desk.today, due=False)
    known = meeting_on(desk.session, name, day)
    if known is not None and known.state != "cancelled":
        raise MeetingExists(body=name, day=day, reference=known.reference)
    brought_up(desk, agenda.touched(desk, name, day))
    if known is not None:
        advance(desk, known, "reinstate")
        return known
    meeting = _opened(desk, name, day)
    entry = desk.act.written[-1]
    carry_out(desk, agenda.moves(desk, meeting, entry), because=entry)
    return meeting


def _opened(desk: Desk, name: str, day: date) -> Matter:
    short = next(body.short for body in desk.law.bodies if body.name == name)
    reference = _free(desk.session, f"{short}-{day.isoformat()}")
    return open_matter(desk, "meeting", reference, Meeting(body=name, day=day))


def _free(session: Session, reference: str) -> str:
    """*reference*, or with a number behind it: a meeting that was moved away keeps its own."""
    taken = select(col(Matter.reference)).where(col(Matter.reference).startswith(reference))
    known = set(session.scalars(taken))
    later = (f"{reference}-{number}" for number in range(2, len(known) + 2))
    return next(name for name in (reference, *later) if name not in known)


def move(desk: Desk, meeting: Matter, given: Told) -> None:
    """Move *meeting* to day *given.until*, its stations and the reports bound to it with it.

    Raises:
        MeetingExists: the body meets on that day already.
    """
    advance(desk, meeting, "move", given)


def cancel(desk: Desk, meeting: Matter, given: Told) -> None:
    """Cancel *meeting*; its stations wait for another, its reports go to the next known one.

    What was on its agenda is put off, by no fault of the department (domain.md 12, 13).
    """
    advance(desk, meeting, "cancel", given)
