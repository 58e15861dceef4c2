"""What the ladder has in store: the rungs to come of a matter, or of a department."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlmodel import col

from states.ladder import coming
from workflow.desk import Desk, page_of
from workflow.ladders import ladders_of
from workflow.models import Duty, Matter, Report, Task, Wake
from workflow.recipients import recipients
from workflow.remind import Coming


def forecast(
    desk: Desk, until: date, *, matter: Matter | None = None, department: str | None = None
) -> list[Coming]:
    """The occasions from tomorrow to *until*, as register, law and absences are today.

    Of *matter* and all below it, of what *department* is in charge of, or of everything.
    """
    found = []
    for one in _matters(desk, matter, department):
        page = page_of(desk, one)
        for ladder in ladders_of(desk, one, page):
            since = max(desk.today + timedelta(days=1), ladder.since)
            for occasion in coming(
                ladder.rungs, ladder.course, desk.law.calendar, since=since, until=until
            ):
                told = recipients(desk, one, page, occasion.rung.tell)
                found.append(Coming(one, page, occasion, told, skipped=False))
    return sorted(found, key=lambda c: (c.occasion.send, c.matter.id))


def _matters(desk: Desk, matter: Matter | None, department: str | None) -> list[Matter]:
    wanted = select(Matter).join(Wake, col(Wake.matter_id) == Matter.id)
    if matter is not None:
        wanted = wanted.where(col(Matter.id).in_(_below(desk, matter)))
    if department is not None:
        wanted = (
            wanted.outerjoin(Task, col(Task.matter_id) == Matter.id)
            .outerjoin(Report, col(Report.matter_id) == Matter.id)
            .outerjoin(Duty, col(Duty.matter_id) == Matter.id)
            .where(or_(*(col(page.department) == department for page in (Task, Report, Duty))))
        )
    return list(desk.session.scalars(wanted.order_by(col(Matter.id))))


def _below(desk: Desk, matter: Matter) -> list[int]:
    found, level = [matter.id], [matter.id]
    while level:
        level = list(
            desk.session.scalars(select(col(Matter.id)).where(col(Matter.parent_id).in_(level)))
        )
        found += level
    return found
