"""Meetings: convening, moving and cancelling them, with all that is bound to them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from states.law import Law
from workflow.advance import advance
from workflow.desk import SYSTEM, Desk, lock, page_of
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

    Raises:
        NoSuchBody, MeetingExists.
    """
    name = body_name(desk.law, body)
    known = meeting_on(desk.session, name, day)
    if known is not None:
        raise MeetingExists(body=name, day=day, reference=known.reference)
    short = next(b.short for b in desk.law.bodies if b.name == name)
    reference = f"{short}-{day.isoformat()}"
    meeting = open_matter(desk, "meeting", reference, Meeting(body=name, day=day))
    waiting = _stations(desk, col(Station.body) == name, col(Station.day) == day)
    for station in _locked(desk, waiting):
        if station.state == "planned":
            advance(desk, station, "schedule", Given(meeting_id=meeting.id))
    return meeting


def meeting_on(session: Session, body: str, day: date) -> Matter | None:
    """The meeting of *body* on *day*, or None."""
    wanted = (
        select(Matter)
        .join(Meeting, col(Meeting.matter_id) == Matter.id)
        .where(col(Meeting.body) == body, col(Meeting.day) == day)
    )
    return session.scalars(wanted).first()


def move(desk: Desk, meeting: Matter, given: Given) -> None:
    """Move *meeting* to day *given.until*, and its stations with it."""
    page = page_of(desk, meeting)
    if given.until is not None:
        other = meeting_on(desk.session, page.body, given.until)
        if other is not None:
            raise MeetingExists(body=page.body, day=given.until, reference=other.reference)
    entry = advance(desk, meeting, "move", given)
    for station in _locked(desk, _stations(desk, col(Station.meeting_id) == meeting.id)):
        if station.state == "scheduled":
            told = Given(meeting_id=meeting.id)
            advance(desk, station, "move", told, roles=SYSTEM, because=entry)


def cancel(desk: Desk, meeting: Matter, given: Given) -> None:
    """Cancel *meeting*; its stations wait for another."""
    entry = advance(desk, meeting, "cancel", given)
    for station in _locked(desk, _stations(desk, col(Station.meeting_id) == meeting.id)):
        if station.state in ("scheduled", "in_treatment"):
            told = Given(note=given.note)
            advance(desk, station, "miss", told, roles=SYSTEM, because=entry)


def _stations(desk: Desk, *conditions: ColumnElement[bool]) -> list[Matter]:
    wanted = select(Matter).join(Station, col(Station.matter_id) == Matter.id)
    return list(desk.session.scalars(wanted.where(*conditions).order_by(col(Matter.id))))


def _locked(desk: Desk, stations: list[Matter]) -> list[Matter]:
    """The stations, each family locked in the order of ids, as they are then."""
    lock(desk, *{station.root_id or station.id for station in stations})
    for station in stations:
        desk.session.refresh(station)
    return stations
