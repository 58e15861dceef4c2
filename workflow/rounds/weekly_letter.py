"""The register's own letter to the council office: once a week, also when nothing happened.

Its absence is to mean something: who misses it knows that nothing is asked for any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select, update
from sqlmodel import Session, col

from states.weekly import day_of_week, key_of
from workflow.outbox import occasions
from workflow.outbox.recipients import Recipient, council_office
from workflow.store.desk import Desk
from workflow.store.models import Addressee, Message
from workflow.store.upgrade import register_row

RUNG = "weekly_letter"
_OWN = (col(Message.matter_id).is_(None), col(Message.rung) == RUNG)


@dataclass(frozen=True, slots=True)
class WeeklyDue:
    """The letter of a week that has not been posted: its day of right, and who hears it."""

    day: date
    told: Recipient


def weekday(desk: Desk) -> int:
    """The day of the week on which it goes out, ISO."""
    return desk.law.days("weekly_letter_weekday")


def due(desk: Desk) -> WeeklyDue | None:
    """The letter of this week, if its day has come, mail goes out today and it is not posted.

    None is due on the day on which the register was founded, or before.
    """
    day = day_of_week(desk.law.calendar, desk.today, weekday(desk))
    if day is None or desk.today < day or not desk.law.calendar.mails(desk.today):
        return None
    if day <= founded_on(desk) or _posted(desk.session, day):
        return None
    return WeeklyDue(day, council_office(desk))


def post(desk: Desk) -> bool:
    """Post the letter of this week if it is due; say whether this was the first to do so."""
    letter = due(desk)
    if letter is None:
        return False
    key = occasions.Key(None, RUNG, *key_of(letter.day))
    new = occasions.record(desk, key, step=0, day=letter.day, told=[letter.told], single=True)
    if new:
        _leave_out(desk.session, letter.day)
    return new


def _leave_out(session: Session, day: date) -> None:
    """Of earlier ones that nobody could write, the new one tells: they are recorded, not sent."""
    older = select(col(Message.id)).where(*_OWN, col(Message.day) < day)
    unwritten = delete(Addressee).where(
        col(Addressee.message_id).in_(older), col(Addressee.mail_id).is_(None)
    )
    gone = session.scalars(unwritten.returning(col(Addressee.message_id))).all()
    session.execute(update(Message).where(col(Message.id).in_(gone)).values(skipped=True))


def previous(session: Session, message: Message) -> date | None:
    """The day of the letter before: from there on nothing was told yet."""
    wanted = select(func.max(col(Message.day))).where(
        *_OWN, ~col(Message.skipped), col(Message.day) < message.day
    )
    return session.scalar(wanted)


def founded_on(desk: Desk) -> date:
    """The day on which there first was a register, in the council's zone."""
    created = register_row(desk.session).created
    return created.astimezone(ZoneInfo(desk.law.timezone)).date()


def _posted(session: Session, day: date) -> bool:
    year, week = key_of(day)
    known = select(col(Message.id)).where(
        *_OWN, col(Message.turn) == year, col(Message.count) == week
    )
    return session.scalars(known).first() is not None
