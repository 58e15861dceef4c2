"""What an act presupposes: it cannot have happened before that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from states.errors import Term
from states.station import TREATABLE
from workflow.errors import BeforeItsCause
from workflow.moves import entries
from workflow.store.desk import Desk
from workflow.store.models import Entry, Matter, Meeting, Motion, Page, Report, Station

# What the office enters in its own time: others may have acted before it did.
OFFICE_WORK = ("register", "set_route", "conclude_advice", "resume_advice", "skip", "restore")
# A point, a station of the route or a meeting is opened so; a motion by the stamp, but what counts
# is the day of its receipt; the other kinds by what begets them.
ENTERED_LATER = ("motion", "point", "station", "meeting")
# What a body does in its meeting.
IN_MEETING = {
    *("recommend", "recommend_amended", "recommend_against", "give_no_advice", "note", "call"),
    *("refer", "refer_away", "pass_on"),
}
DECIDED = ("adopt", "reject")


@dataclass(frozen=True, slots=True)
class Cause:
    """A day, and what happened on it: an event, or a meeting."""

    day: date
    what: Term


def refuse_earlier(desk: Desk, matter: Matter, page: Page, event: str, on: date) -> None:
    """Refuse an *event* that is said to have happened before what it presupposes.

    Raises:
        BeforeItsCause.
        ClockBehind: it is not said, and the clock goes back.
    """
    found = max(causes(desk.session, matter, page, event), key=lambda c: c.day, default=None)
    if found is not None and on < found.day:
        entries.moment(desk, entries.newest(desk, matter))  # a clock that goes back says so itself
        raise BeforeItsCause(
            reference=matter.reference, on=on, earliest=found.day, cause=found.what
        )


def causes(session: Session, matter: Matter, page: Page, event: str) -> Iterator[Cause]:
    """All that *event* on *matter*, as it stands, presupposes."""
    motion = session.get(Motion, matter.root_id or matter.id)
    if motion is not None:
        yield Cause(motion.received, Term("motion_event", "receive"))
    yield from _before(session, matter)
    if matter.kind == "point" and event in DECIDED:
        yield from _before(session, session.get_one(Matter, matter.parent_id))
    elif matter.kind == "motion" and event == "call":
        yield from _advice(session, matter)
    else:
        yield from _meeting(session, matter, page, event)


def _before(session: Session, matter: Matter) -> Iterator[Cause]:
    """The step by which the matter came to stand where it stands, if a person took it."""
    opened = col(Entry.step) == 1
    moved = (col(Entry.source) != col(Entry.target)) & (col(Entry.actor) != "system")
    wanted = select(Entry).where(col(Entry.matter_id) == matter.id, or_(opened, moved))
    if matter.kind in ENTERED_LATER:
        wanted = wanted.where(~opened)
    counted = wanted.where(col(Entry.event).not_in(OFFICE_WORK))
    entry = session.scalars(counted.order_by(col(Entry.step).desc()).limit(1)).first()
    if entry is not None:
        yield Cause(entry.on, Term(f"{matter.kind}_event", entry.event))


def _advice(session: Session, motion: Matter) -> Iterator[Cause]:
    """The advice there was, and the meeting in which the motion is to be decided."""
    wanted = (
        select(Station, col(Matter.state))
        .join(Matter, col(Matter.id) == Station.matter_id)
        .where(col(Matter.parent_id) == motion.id, col(Station.day).is_not(None))
    )
    for station, state in session.execute(wanted):
        if station.role == "decision" and state in TREATABLE:
            yield Cause(station.day, Term("kind", "meeting"))
        elif station.advice is not None:
            yield Cause(station.day, Term("station_event", station.advice))


def _meeting(session: Session, matter: Matter, page: Page, event: str) -> Iterator[Cause]:
    """The meeting in which it happened."""
    day = None
    if isinstance(page, Station):
        day = page.day if event in IN_MEETING or event == "hold" else None
    elif isinstance(page, Meeting):
        day = page.day if event == "hold" else None
    elif isinstance(page, Report) and matter.state == "on_agenda" and event in ("note", "deliver"):
        day = session.get_one(Meeting, page.meeting_id).day if page.meeting_id else None
    if day is not None:
        yield Cause(day, Term("kind", "meeting"))
