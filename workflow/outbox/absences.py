"""Who is away, and who stands in: recorded by the council office, asked on the day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from workflow.errors import BadSpan, NoSuchAbsence
from workflow.store import named
from workflow.store.desk import Desk
from workflow.store.models import Absence
from workflow.timing.told_days import told


def add(desk: Desk, person: str, first: date, last: date, deputy: str | None) -> Absence:
    """Record that *person* is away from *first* to *last*, both included.

    *deputy* stands in, instead of those the profile names.

    Raises:
        NoSuchPerson: the profile knows neither name nor address.
        BadSpan: the time ends before it begins.
        DayOutOfReach, DoubtfulDay: a day cannot be meant, or must be confirmed.
    """
    for day in (first, last):
        told(desk, day, since=desk.today, due=False)
    if last < first:
        raise BadSpan(first=first, last=last)
    name = named.person(desk.law, person)
    stands_in = named.person(desk.law, deputy) if deputy else None
    absence = Absence(
        person=name, first=first, last=last, deputy=stands_in, actor=desk.actor, noted=desk.at
    )
    desk.session.add(absence)
    desk.session.flush()
    desk.act.away = None
    return absence


def overlapping(session: Session, absence: Absence) -> list[Absence]:
    """Other absences of the same person that share a day with *absence*."""
    wanted = select(Absence).where(
        col(Absence.person) == absence.person,
        col(Absence.id) != absence.id,
        col(Absence.first) <= absence.last,
        col(Absence.last) >= absence.first,
    )
    return list(session.scalars(wanted.order_by(col(Absence.id))))


def remove(desk: Desk, number: int) -> None:
    """Strike an absence.

    Raises:
        NoSuchAbsence.
    """
    absence = desk.session.get(Absence, number)
    if absence is None:
        raise NoSuchAbsence(number=number)
    desk.session.delete(absence)
    desk.act.away = None


def listed(session: Session, since: date) -> list[Absence]:
    """The absences that have not ended before *since*, earliest first."""
    wanted = select(Absence).where(col(Absence.last) >= since)
    return list(session.scalars(wanted.order_by(col(Absence.first), col(Absence.id))))
