"""What the ladder has in store: the rungs to come of a matter, or of a department."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import or_, select
from sqlmodel import col

from states.ladder import coming, highest
from states.occasions import Occasion
from workflow.outbox.recipients import recipients
from workflow.rounds.ahead import Ahead
from workflow.rounds.remind import Coming
from workflow.store.desk import Desk
from workflow.store.models import Duty, Matter, Report, Task, Wake
from workflow.store.pages import any_page
from workflow.timing.ladders import Ladder, ladders_of


def forecast(
    desk: Desk, until: date, *, matter: Matter | None = None, department: str | None = None
) -> list[Coming]:
    """The occasions from tomorrow to *until*, as matters and meetings are today.

    Each with those whom the round of its day will find: who is away then and who is in which
    post then, as far as it is entered. What the round would only record is marked as skipped.
    Of *matter* and all below it, of what *department* is in charge of, or of everything.
    """
    ahead = Ahead(desk, until)
    found = []
    for one in _matters(desk, matter, department):
        page = any_page(desk.session, one)
        for ladder in ladders_of(desk, one, page):
            for occasion, speaks in _coming(desk, ladder, until):
                then = ahead.on(occasion.send)
                told = recipients(then, one, page, occasion.rung.tell)
                found.append(Coming(one, occasion, told, skipped=not speaks))
    return sorted(found, key=lambda c: (c.occasion.send, c.matter.id))


def _coming(desk: Desk, ladder: Ladder, until: date) -> Iterator[tuple[Occasion, bool]]:
    """The occasions to come; of those that go out on one day only the highest speaks."""
    tomorrow = desk.today + timedelta(days=1)
    there = coming(ladder.rungs, ladder.course, desk.law.calendar, since=tomorrow, until=until)
    later = (occasion for occasion in there if occasion.day >= ladder.since)
    for _, group in groupby(later, key=lambda occasion: occasion.send):
        same_day = list(group)
        speaks = highest(ladder.rungs, same_day)
        yield from ((occasion, occasion is speaks) for occasion in same_day)


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
