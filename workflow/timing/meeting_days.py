"""Which meetings of a body lie ahead, and on which days a body meets."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from workflow.store.desk import Desk
from workflow.store.models import Matter, Meeting


def meetings_of(desk: Desk, body: str | None) -> tuple[Meeting, ...]:
    """Every meeting of *body* that is not cancelled, earliest first; read once in an act."""
    if body is None:
        return ()
    known = desk.act.meetings
    if body not in known:
        wanted = (
            select(Meeting)
            .join(Matter, col(Matter.id) == Meeting.matter_id)
            .where(col(Meeting.body) == body, col(Matter.state) != "cancelled")
            .order_by(col(Meeting.day))
        )
        known[body] = tuple(desk.session.scalars(wanted))
    return known[body]


def days_of(desk: Desk, body: str | None) -> tuple[date, ...]:
    """The days of those meetings."""
    return tuple(meeting.day for meeting in meetings_of(desk, body))


def forget(desk: Desk) -> None:
    """A meeting has been convened, moved or cancelled: read them anew."""
    desk.act.meetings.clear()


def meeting_on(session: Session, body: str, day: date) -> Matter | None:
    """The meeting of *body* on *day*, or None."""
    wanted = (
        select(Matter)
        .join(Meeting, col(Meeting.matter_id) == Matter.id)
        .where(col(Meeting.body) == body, col(Meeting.day) == day)
    )
    return session.scalars(wanted).first()
