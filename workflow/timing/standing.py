"""Since when a matter stands as it does: the days a ladder counts from that no page holds."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session, col

from states.station import OPEN
from workflow.store.desk import Desk
from workflow.store.models import Entry, Matter, Page, day_on


def standing_step(session: Session, matter: Matter, step: int | None = None) -> int:
    """The step of the entry by which *matter* came to stand where it stood after *step*.

    Without *step*: where it stands now. Each stay in a state is a turn of its own.
    """
    moved = or_(col(Entry.source).is_(None), col(Entry.source) != col(Entry.target))
    wanted = select(col(Entry.step)).where(col(Entry.matter_id) == matter.id, moved)
    if step is not None:
        wanted = wanted.where(col(Entry.step) <= step)
    return session.scalars(wanted.order_by(col(Entry.step).desc()).limit(1)).one()


def standing_days(
    desk: Desk, matter: Matter, page: Page, since: date, wanted: set[str]
) -> dict[str, date | None]:
    """Of the days *wanted* those that count from *since*; None where nothing is missing."""
    true = {
        "stands_since": True,
        "idle_since": "idle_since" in wanted and _idle(desk, matter),
        "unassigned_since": unassigned(page),
        "undated_since": day_on(page, "due") is None,
    }
    return {name: since if true[name] else None for name in wanted}


def unassigned(page: Page) -> bool:
    """Whether nobody is in charge, or nobody is named to whom it is owed, where that counts."""
    return any(getattr(page, name, "–") is None for name in ("department", "recipient"))


def _idle(desk: Desk, motion: Matter) -> bool:
    """Whether no body has the motion before it: no station of its route is open."""
    wanted = select(col(Matter.id)).where(
        col(Matter.parent_id) == motion.id,
        col(Matter.kind) == "station",
        col(Matter.state).in_(OPEN),
    )
    return desk.session.scalars(wanted.limit(1)).first() is None
