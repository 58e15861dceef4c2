"""Who does rounds, when the last one was, and whether the house is well."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlmodel import Session, SQLModel, col

from workflow.errors import ClockDisagrees
from workflow.outbox.queue import APART
from workflow.rounds import comparing
from workflow.store import holding
from workflow.store.database import SCHEMA, Store
from workflow.store.desk import Desk
from workflow.store.models import Mail, Matter, Reply, Wake, Worker
from workflow.store.people.confirmed import held

# What a person must see to; "unconfirmed": somebody must say whether letters arrive there.
ILL = (
    *("given_up", "troubled", "unconfirmed", "held", "looks_mended"),
    *("inbox_trouble", "mail_trouble"),
)
COUNTED = ("clocks", "posted", "sent", "failed")
KEPT = timedelta(days=30)  # for so long a worker that has gone is remembered


def agree_on_time(store: Store, now: datetime, within: timedelta, *, told: bool) -> None:
    """Compare this machine's clock with the database server's, where that is another one.

    Raises:
        ClockDisagrees: they are further apart than *within*.
    """
    if store.sqlite or told:
        return
    with store.read() as session:
        there = session.scalars(select(func.clock_timestamp())).one()
    if abs(there - now) > within:
        raise ClockDisagrees(now=now.isoformat(), database=there.isoformat())


def begin(desk: Desk, *, name: str) -> None:
    """A worker begins a round."""
    long_ago = col(Worker.started) < desk.at - KEPT
    ahead = desk.at + APART  # that much ahead of us may be the clock of one at work
    by_a_fast_clock = or_(col(Worker.started) > ahead, col(Worker.ended) > ahead)
    stale = delete(Worker).where(or_(long_ago, by_a_fast_clock), col(Worker.name) != name)
    desk.session.execute(stale)
    worker = desk.session.get(Worker, name) or Worker(name=name, started=desk.at)
    worker.started = desk.at
    desk.session.add(worker)


def end(
    desk: Desk, *, name: str, counts: dict[str, int], troubles: tuple[str, str] = ("", "")
) -> None:
    """It has ended its round; *troubles* are the inbox's, and that of the way letters leave."""
    worker = desk.session.get(Worker, name) or Worker(name=name, started=desk.at)
    desk.session.add(worker)
    worker.ended = desk.at
    worker.inbox_trouble, worker.mail_trouble = troubles
    for field, number in counts.items():
        setattr(worker, field, number)


def health(store: Store, now: datetime, today: date) -> dict[str, Any]:
    """How the register and its rounds are: plain JSON.

    *age* is the number of seconds since a round last ended, *oldest* since the oldest letter
    that waits was written; None if there is none.
    """
    with store.read() as session:
        last = session.scalars(
            select(Worker).where(col(Worker.ended).is_not(None)).order_by(col(Worker.ended).desc())
        ).first()
        ended = last.ended if last else None
        oldest = session.scalar(
            select(func.min(col(Mail.written))).where(_unsent(), col(Mail.given_up_at).is_(None))
        )
        return {
            "database": store.name,
            "schema": store.version(),
            "schema_wanted": SCHEMA,
            "last_round": ended.isoformat() if ended else None,
            "age": _age(now, ended) if ended else None,
            "inbox_trouble": last.inbox_trouble if last else "",
            "mail_trouble": last.mail_trouble if last else "",
            "held": holding.held(session),
            "looks_mended": comparing.wrong(session, now),
            "troubled": _count(session, Wake, col(Wake.trouble) != ""),
            "oldest": int((now - oldest).total_seconds()) if oldest else None,
            "due_now": _count(session, Wake, col(Wake.day) <= today),
            "unconfirmed": sum(held(session).values()),
            "waiting": _count(session, Mail, _unsent(), col(Mail.given_up_at).is_(None)),
            "given_up": _count(
                session, Mail, _unsent(), col(Mail.given_up_at).is_not(None), ~col(Mail.dropped)
            ),
            "replies_waiting": _count(session, Reply, col(Reply.outcome) == "waiting"),
            "papers_waiting": _count(
                session, Matter, col(Matter.kind) == "motion", col(Matter.state) == "received"
            ),
        }


def is_well(found: dict[str, Any], *, max_age: int, max_wait: int | None) -> bool:
    """Whether nobody need look: rounds come, letters leave, answers come in (seconds).

    A round that ended after now was ended by a clock that was wrong, then or now. *max_wait*
    is None while no letters leave: then they may wait.
    """
    rounds = found["age"] is not None and 0 <= found["age"] <= max_age
    letters = None in (found["oldest"], max_wait) or found["oldest"] <= max_wait
    return rounds and letters and not any(found[name] for name in ILL)


def _age(now: datetime, ended: datetime) -> int:
    """Seconds; what a clock somewhat ahead of ours has ended is of this moment."""
    gone = now - ended
    return 0 if -APART <= gone < timedelta(0) else int(gone.total_seconds())


def _unsent() -> ColumnElement[bool]:
    return col(Mail.sent_at).is_(None)


def _count(session: Session, table: type[SQLModel], *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*conditions)) or 0
