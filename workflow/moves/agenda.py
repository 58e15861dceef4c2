"""What a changed meeting takes along: stations, reports, duties, motions, ladders.

It hands out the moves one by one; who carries them out makes each before asking for the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlmodel import col

from states.duty import RUNNING
from states.motion import PENDING
from states.report import BOUND
from states.station import ON_AGENDA
from workflow.moves.agenda_reports import reports
from workflow.moves.move import Move
from workflow.moves.page_changes.motions import latest_for
from workflow.store.desk import Desk, page_of
from workflow.store.models import PAGES, Duty, Entry, Matter, Meeting, Motion, Report, Station
from workflow.store.pages import any_page
from workflow.store.told import Told
from workflow.timing import next_look
from workflow.timing.ladders import meets
from workflow.timing.meeting_days import forget

# Whose meetings a kind waits for.
WHOSE = {"report": "recipient", "station": "body", "meeting": "body"}


def touched(desk: Desk, body: str, day: date) -> set[int]:
    """The roots of the families that a change of the meeting of *body* on *day* may move."""
    council = body == desk.law.main_body.name
    wanted = (
        select(func.coalesce(col(Matter.root_id), col(Matter.id)))
        .outerjoin(Report, col(Report.matter_id) == Matter.id)
        .outerjoin(Duty, col(Duty.matter_id) == Matter.id)
        .outerjoin(Station, col(Station.matter_id) == Matter.id)
        .where(
            or_(
                (col(Report.recipient) == body) & col(Matter.state).in_(BOUND),
                (col(Duty.recipient) == body) & _follows_meetings(),
                (col(Station.body) == body) & (col(Station.day) == day),
                (col(Matter.kind) == "motion") & col(Matter.state).in_(PENDING if council else ()),
            )
        )
    )
    return set(desk.session.scalars(wanted))


def moves(desk: Desk, meeting: Matter, entry: Entry) -> Iterator[Move]:
    """What follows once *entry* has changed *meeting*: what is on its agenda or waits for it."""
    page = page_of(desk, meeting, Meeting)
    new = entry.event in ("convene", "reinstate")
    on_it = col(Station.meeting_id) == meeting.id
    waiting = (col(Station.body) == page.body) & (col(Station.day) == page.day)
    for station in _stations(desk, waiting if new else on_it):
        yield from _taken_along(meeting, station, entry)
    for report in _on_agenda(desk, meeting) if entry.event == "cancel" else ():
        yield Move(report, "postpone", Told(note=entry.note))
    forget(desk)
    yield from reports(desk, page.body, entry, None if new else meeting)
    _duties(desk, page.body)
    if page.body == desk.law.main_body.name:
        yield from _motions(desk)
    _ladders(desk, page.body)


def _taken_along(meeting: Matter, station: Matter, entry: Entry) -> Iterator[Move]:
    if entry.event == "cancel" and station.state in ON_AGENDA:
        yield Move(station, "miss", Told(note=entry.note))
    elif entry.event == "move" and station.state == "scheduled":
        yield Move(station, "move", Told(meeting_id=meeting.id))
    elif entry.event in ("convene", "reinstate") and station.state == "planned":
        yield Move(station, "schedule", Told(meeting_id=meeting.id), own=True)


def _follows_meetings() -> ColumnElement[bool]:
    """Of a duty: its reports are due at meetings, and another is to come."""
    return col(Duty.every_meeting).is_not(None) & col(Matter.state).in_(RUNNING)


def _stations(desk: Desk, condition: ColumnElement[bool]) -> list[Matter]:
    wanted = select(Matter).join(Station, col(Station.matter_id) == Matter.id)
    return list(desk.session.scalars(wanted.where(condition).order_by(col(Matter.id))))


def _on_agenda(desk: Desk, meeting: Matter) -> list[Matter]:
    wanted = select(Matter).join(Report, col(Report.matter_id) == Matter.id)
    there = wanted.where(col(Report.meeting_id) == meeting.id, col(Matter.state) == "on_agenda")
    return list(desk.session.scalars(there.order_by(col(Matter.id))))


def _duties(desk: Desk, body: str) -> None:
    """A duty that waits for a meeting may know it now: its family settles with this act."""
    wanted = (
        select(Matter)
        .join(Duty, col(Duty.matter_id) == Matter.id)
        .where(col(Duty.recipient) == body, _follows_meetings())
        .order_by(col(Matter.id))
    )
    for duty in list(desk.session.scalars(wanted)):
        desk.act.families.setdefault(duty.root_id or duty.id, desk.today)


def _motions(desk: Desk) -> Iterator[Move]:
    wanted = (
        select(Matter)
        .join(Motion, col(Motion.matter_id) == Matter.id)
        .where(col(Matter.state).in_(PENDING))
        .order_by(col(Matter.id))
    )
    for motion in list(desk.session.scalars(wanted)):
        page = page_of(desk, motion, Motion)
        if motion.state in PENDING and latest_for(desk, page.received) != page.latest_meeting:
            yield Move(motion, "set_latest_meeting", Told())


def _ladders(desk: Desk, body: str) -> None:
    """Rungs that wait for the body's next meeting are looked at anew, also if none was in sight."""
    waiting = select(Matter).where(or_(false(), *_waiting(desk, body)))
    for matter in list(desk.session.scalars(waiting)):
        next_look.plan(desk, matter, any_page(desk.session, matter))


def _waiting(desk: Desk, body: str) -> Iterator[ColumnElement[bool]]:
    """What stands where a rung waits for a meeting of *body*; nobody's own is the council's."""
    for rung in filter(meets, desk.law.rungs):
        page = PAGES[rung.kind]
        theirs = WHOSE.get(rung.kind)
        if theirs is None and body != desk.law.main_body.name:
            continue
        day = col(getattr(page, rung.field))
        of_body = col(getattr(page, theirs)) == body if theirs else day.is_not(None)
        there = select(col(page.matter_id)).where(of_body)
        yield col(Matter.state).in_(rung.states) & col(Matter.id).in_(there)
