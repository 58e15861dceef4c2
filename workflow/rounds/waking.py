"""Which families' day has come, and what of each is to be looked at."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from workflow.store.desk import Desk
from workflow.store.models import Matter, Wake


def still_due(session: Session, today: date, *, but: frozenset[int] = frozenset()) -> list[int]:
    """The roots of the families whose day has come and that nobody has looked at."""
    wanted = select(col(Wake.root_id)).where(col(Wake.day) <= today).distinct()
    if but:
        wanted = wanted.where(col(Wake.root_id).not_in(but))
    return list(session.scalars(wanted.order_by(col(Wake.root_id))))


def claimed(desk: Desk, limit: int, but: frozenset[int] = frozenset()) -> list[int]:
    """Families whose day has come, locked; those locked by others are left to them."""
    wanted = (
        select(col(Matter.id))
        .join(Wake, col(Wake.root_id) == Matter.id)
        .where(col(Wake.day) <= desk.today)
        .order_by(col(Wake.day), col(Matter.id))
        .limit(limit)
        .with_for_update(skip_locked=True, key_share=True, of=Matter)
    )
    if but:
        wanted = wanted.where(col(Matter.id).not_in(but))
    return list(dict.fromkeys(desk.session.scalars(wanted)))


def woken(desk: Desk, root: int) -> list[Matter]:
    """The matters of a family whose day has come."""
    wanted = (
        select(Matter)
        .join(Wake, col(Wake.matter_id) == Matter.id)
        .where(col(Wake.root_id) == root, col(Wake.day) <= desk.today)
        .order_by(col(Matter.id))
        .execution_options(populate_existing=True)
    )
    return list(desk.session.scalars(wanted))
