"""Meetings: convening, moving and cancelling them, with all that is bound to them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from states.law import Law
from workflow import bound
from workflow.advance import advance
from workflow.bound import locked
from workflow.desk import SYSTEM, Desk, page_of
from workflow.entries import open_matter
from workflow.errors import MeetingExists, NoSuchBody
from workflow.given import Given
from workflow.models import Matter, Meeting, Station


def body_name(law: Law, text: str) -> str:
    """The full name of a body.

    Raises:
        NoSuchBody: the profile has none of that name.
    """
    body = law.body(text)
    if body is None:
        raise NoSuchBody(body=text, known=[b.short for b in law.bodies])
    return body.name


def convene(desk: Desk, body: str, day: date) -> Matter:
    """Add a meeting; planned stations of that body and day come onto its agenda.

    One that was cancelled for that day is reinstated.

    Raises:
        NoSuchBody, MeetingExists.
    """
    name = body_name(desk.law, body)
    known = meeting_on(desk.session, name, day)
    if known is not None and known.state != "cancelled":
        raise MeetingExists(body=name, day=day, reference=known.reference)
    if known is not None:
        advance(desk, known, "reinstate")
    meeting = known or _opened(desk, name, day)
    waiting = bound.stations(desk, col(Station.body) == name, col(Station.day) == day)
    for station in locked(desk, waiting):
        if station.state == "planned":
            advance(desk, station, "schedule", Given(meeting_id=meeting.id))
    bound.follow(desk, name, desk.act.written[0])
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


def meeting_on(session: Session, body: str, day: date) -> Matter | None:
    """The meeting of *body* on *day*, or None."""
    wanted = (
        select(Matter)
        .join(Meeting, col(Meeting.matter_id) == Matter.id)
        .where(col(Meeting.body) == body, col(Meeting.day) == day)
    )
    return session.scalars(wanted).first()


def move(desk: Desk, meeting: Matter, given: Given) -> None:
    """Move *meeting* to day *given.until*, its stations and the reports bound to it with it."""
    page = page_of(desk, meeting)
    if given.until is not None:
        other = meeting_on(desk.session, page.body, given.until)
        if other is not None:
            raise MeetingExists(body=page.body, day=given.until, reference=other.reference)
    entry = advance(desk, meeting, "move", given)
    for station in locked(desk, bound.stations(desk, col(Station.meeting_id) == meeting.id)):
        if station.state == "scheduled":
            told = Given(meeting_id=meeting.id)
            advance(desk, station, "move", told, roles=SYSTEM, because=entry)
    bound.follow(desk, page.body, entry, moved=meeting)


def cancel(desk: Desk, meeting: Matter, given: Given) -> None:
    """Cancel *meeting*; its stations wait for another, its reports go to the next known one.

    What was on its agenda is put off, by no fault of the department (domain.md 12, 13).
    """
    entry = advance(desk, meeting, "cancel", given)
    for station in locked(desk, bound.stations(desk, col(Station.meeting_id) == meeting.id)):
        if station.state in ("scheduled", "in_treatment"):
            told = Given(note=given.note)
            advance(desk, station, "miss", told, roles=SYSTEM, because=entry)
    for report in locked(desk, bound.on_agenda(desk, meeting)):
        if report.state == "on_agenda":
            told = Given(note=given.note)
            advance(desk, report, "postpone", told, roles=SYSTEM, because=entry)
    bound.follow(desk, page_of(desk, meeting).body, entry, moved=meeting)
