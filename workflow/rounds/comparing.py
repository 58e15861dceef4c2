"""Compares the days to wake with page and law, a share in each round and all within a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session, col

from states.clocks import CLOCKS
from states.law import Law
from workflow.store.desk import Desk, lock, wait_at_most
from workflow.store.models import Comparison, Matter
from workflow.store.pages import any_page, found_page
from workflow.timing import next_look

PASS = timedelta(hours=20)  # in which all are compared once
AT_LEAST = 500  # matters in one round: a small register is compared whole in each
BATCH = 500


def share(desk: Desk, now: datetime) -> int:
    """Up to which matter this round compares; a pass that is over begins anew in its time."""
    highest = desk.session.scalar(select(func.max(col(Matter.id)))) or 0
    row = desk.session.get(Comparison, 1) or Comparison(began=now)
    gone = abs(now - row.began)
    if row.ended is not None and (gone >= PASS or highest <= AT_LEAST):
        row.began, row.ended, row.after = now, None, 0
        gone = timedelta(0)
    desk.session.add(row)
    if row.ended is not None:
        return 0
    return max(row.after + AT_LEAST, int(highest * gone / PASS))


def batch(session: Session, law: Law, until: int) -> list[int]:
    """The next matters, up to *until*, whose kind and state wait for anything."""
    after = session.scalar(select(col(Comparison.after))) or 0
    wanted = (
        select(col(Matter.id))
        .where(col(Matter.id) > after, col(Matter.id) <= until, _waiting(law))
        .order_by(col(Matter.id))
        .limit(BATCH)
    )
    return list(session.scalars(wanted))


def _waiting(law: Law):  # type: ignore[no-untyped-def]  # an expression with its own type
    states: dict[str, set[str]] = {}
    for kind, state in law.ladders:
        states.setdefault(kind, set()).add(state)
    for clock in CLOCKS:
        states.setdefault(clock.kind, set()).update(clock.states)
    one = [and_(col(Matter.kind) == k, col(Matter.state).in_(s)) for k, s in states.items()]
    return or_(*one)


def wrong_among(desk: Desk, numbers: list[int]) -> list[int]:
    """Those of the matters at which no round would look when it must."""
    found = []
    for number in numbers:
        matter = desk.session.get_one(Matter, number)
        page = found_page(desk.session, matter)
        if page is not None and next_look.amiss(desk, matter, page) is not None:
            found.append(number)
    return found


def mend(desk: Desk, number: int) -> None:
    """Put the day of one matter right, as the one writer of its family, and count it."""
    matter = desk.session.get_one(Matter, number)
    wait_at_most(desk, 2)
    lock(desk, matter.root_id or matter.id)
    desk.session.refresh(matter)
    if next_look.mend(desk, matter, any_page(desk.session, matter)):
        row = desk.session.get_one(Comparison, 1)
        row.wrong = 1 + _of_late(row, desk.at)
        row.wrong_at = desk.at


def is_last(session: Session, until: int) -> bool:
    """Whether there is no matter behind *until*."""
    return until >= (session.scalar(select(func.max(col(Matter.id)))) or 0)


def done(desk: Desk, *, after: int, over: bool) -> None:
    """Remember how far the comparison has come, and whether it is over."""
    row = desk.session.get_one(Comparison, 1)
    row.after = after
    if over:
        row.ended = desk.at


def wrong(session: Session, now: datetime) -> int:
    """How many were found wrong, and mended, within a day: somebody should ask why."""
    row = session.get(Comparison, 1)
    return _of_late(row, now) if row else 0


def _of_late(row: Comparison, now: datetime) -> int:
    recent = row.wrong_at is not None and abs(now - row.wrong_at) < timedelta(days=1)
    return row.wrong if recent else 0
