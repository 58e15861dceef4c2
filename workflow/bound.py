"""What hangs on a body's meetings: reports and their office day, duties, motions, ladders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, false, or_, select
from sqlmodel import col

from states.duty import RUNNING
from states.motion import PENDING
from states.report import AWAITED
from workflow import wake
from workflow.advance import advance
from workflow.desk import SYSTEM, Desk, lock, page_of
from workflow.effects.motions import latest_for
from workflow.given import Given
from workflow.ladders import meets
from workflow.meeting_days import forget, meetings_of
from workflow.models import PAGES, Duty, Entry, Matter, Meeting, Motion, Report, Station, Wake
from workflow.rhythm import turns_of
from workflow.targets import Target, at, target_of
from workflow.tick import tick

# Whose meetings a kind waits for.
WHOSE = {"report": "recipient", "station": "body", "meeting": "body"}


def follow(desk: Desk, body: str, entry: Entry, *, moved: Matter | None = None) -> None:
    """After *entry* has changed a meeting of *body*: move what hangs on it, and nothing else.

    *moved* is the meeting that was moved or cancelled; None if it is a new one.
    """
    forget(desk)
    _reports(desk, body, entry, moved)
    _duties(desk, body)
    if body == desk.law.main_body.name:
        _motions(desk, entry)
    _ladders(desk, body)


def stations(desk: Desk, *conditions: ColumnElement[bool]) -> list[Matter]:
    """The stations that meet the conditions, oldest first."""
    wanted = select(Matter).join(Station, col(Station.matter_id) == Matter.id)
    return list(desk.session.scalars(wanted.where(*conditions).order_by(col(Matter.id))))


def on_agenda(desk: Desk, meeting: Matter) -> list[Matter]:
    """The reports in the papers of *meeting*, oldest first."""
    wanted = select(Matter).join(Report, col(Report.matter_id) == Matter.id)
    there = wanted.where(col(Report.meeting_id) == meeting.id, col(Matter.state) == "on_agenda")
    return list(desk.session.scalars(there.order_by(col(Matter.id))))


def locked(desk: Desk, matters: list[Matter]) -> list[Matter]:
    """The matters, each family locked in the order of ids, as they are then: time moved first."""
    roots = sorted({matter.root_id or matter.id for matter in matters})
    lock(desk, *roots)
    for root in roots:
        tick(desk, root)
    for matter in matters:
        desk.session.refresh(matter)
    return matters


def _reports(desk: Desk, body: str, entry: Entry, moved: Matter | None) -> None:
    wanted = (
        select(Matter)
        .join(Report, col(Report.matter_id) == Matter.id)
        .where(col(Report.recipient) == body, col(Matter.state).in_(AWAITED))
        .order_by(col(Matter.id))
    )
    if moved is not None:
        wanted = wanted.where(col(Report.meeting_id) == moved.id)
    else:  # a new meeting gives no grace to what is late for another
        wanted = wanted.where(col(Report.office_due) >= desk.today)
    for report in locked(desk, list(desk.session.scalars(wanted))):
        page = desk.session.get_one(Report, report.id, populate_existing=True)
        target = _target(desk, report, page, moved)
        theirs = moved is not None or target.meeting_id == entry.matter_id
        if report.state in AWAITED and theirs and _differs(page, target):
            told = Given(page=target.page())
            advance(desk, report, "move", told, roles=SYSTEM, because=entry)
            if page.bound:
                _turn(desk, report, entry)


def _turn(desk: Desk, report: Matter, entry: Entry) -> None:
    """The next turn is counted from where the newest report's meeting is now."""
    duty = desk.session.get_one(Matter, report.parent_id)
    newest = turns_of(desk, duty.id)[-1]
    if newest.report.matter_id == report.id and duty.state in RUNNING:
        advance(desk, duty, "move", Given(until=newest.day), roles=SYSTEM, because=entry)


def _target(desk: Desk, report: Matter, page: Report, moved: Matter | None) -> Target:
    if moved is not None and _late_for(desk, page, moved):
        return at(desk.law, desk.session.get_one(Meeting, moved.id), page.due)
    duty = desk.session.get_one(Duty, report.parent_id)
    due = _new_day(desk, duty, page, moved) if page.bound and moved is not None else page.due
    return target_of(desk, duty, due, since=_due_before(desk, report, page))


def _late_for(desk: Desk, page: Report, moved: Matter) -> bool:
    """Whether the report was late already, and its meeting still lies before its due day."""
    late = not page.bound and (page.office_due or page.due) < desk.today
    held = late and moved.state != "cancelled"
    return held and desk.session.get_one(Meeting, moved.id).day <= page.due


def _new_day(desk: Desk, duty: Duty, page: Report, moved: Matter) -> date:
    """Where the bound meeting went; of a cancelled one the next of that body, if one is known."""
    if moved.state != "cancelled":
        return desk.session.get_one(Meeting, moved.id).day
    later = [m.day for m in meetings_of(desk, duty.recipient) if m.day >= page.due]
    return later[0] if later else page.due


def _due_before(desk: Desk, report: Matter, page: Report) -> date | None:
    wanted = (
        select(col(Report.due))
        .join(Matter, col(Matter.id) == Report.matter_id)
        .where(col(Matter.parent_id) == report.parent_id, col(Report.number) == page.number - 1)
    )
    return desk.session.scalars(wanted).first()


def _differs(page: Report, target: Target) -> bool:
    return any(getattr(page, name) != value for name, value in target.page().items())


def _duties(desk: Desk, body: str) -> None:
    """A duty that waits for a meeting may know it now: its family settles with this act."""
    wanted = (
        select(Matter)
        .join(Duty, col(Duty.matter_id) == Matter.id)
        .where(col(Duty.recipient) == body, col(Duty.every_meeting).is_not(None))
        .where(col(Matter.state).in_(RUNNING))
        .order_by(col(Matter.id))
    )
    for duty in locked(desk, list(desk.session.scalars(wanted))):
        desk.act.families.setdefault(duty.root_id or duty.id, desk.today)


def _motions(desk: Desk, entry: Entry) -> None:
    wanted = (
        select(Matter)
        .join(Motion, col(Motion.matter_id) == Matter.id)
        .where(col(Matter.state).in_(PENDING))
        .order_by(col(Matter.id))
    )
    for motion in locked(desk, list(desk.session.scalars(wanted))):
        page = page_of(desk, motion)
        if motion.state in PENDING and latest_for(desk, page.received) != page.latest_meeting:
            advance(desk, motion, "set_latest_meeting", Given(), roles=SYSTEM, because=entry)


def _ladders(desk: Desk, body: str) -> None:
    """Rungs that wait for the body's next meeting are looked at anew."""
    wanted = select(Matter).join(Wake, col(Wake.matter_id) == Matter.id)
    waiting = or_(false(), *_waiting(desk, body))
    for matter in list(desk.session.scalars(wanted.where(waiting))):
        wake.plan(desk, matter, page_of(desk, matter))


def _waiting(desk: Desk, body: str) -> Iterator[ColumnElement[bool]]:
    """What stands where a rung waits for a meeting of *body*; nobody's own is the council's."""
    for rung in filter(meets, desk.law.rungs):
        page: Any = PAGES[rung.kind]
        theirs = WHOSE.get(rung.kind)
        if theirs is None and body != desk.law.main_body.name:
            continue
        day = col(getattr(page, rung.field))
        of_body = col(getattr(page, theirs)) == body if theirs else day.is_not(None)
        there = select(page.matter_id).where(of_body)
        yield col(Matter.state).in_(rung.states) & col(Matter.id).in_(there)
