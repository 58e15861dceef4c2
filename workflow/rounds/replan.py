"""After the law has changed, the days on which families are looked at are planned anew."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from workflow.store.desk import Desk, wait_at_most
from workflow.store.models import Matter
from workflow.store.pages import any_page
from workflow.store.refusals import is_locked_out
from workflow.store.upgrade import register_row
from workflow.timing import next_look

BRIEFLY = 0.2  # seconds that one waits for a row where many are to be written


def law_changed(session: Session, digest: str) -> bool:
    """Whether the days to wake were computed by another law than that of *digest*."""
    return register_row(session).law != digest


def _planned(desk: Desk, matters: list[Matter]) -> bool:
    """Plan all of these, or none: somebody holds one, and the comparison will see to that."""
    try:
        with desk.session.begin_nested():
            for matter in matters:
                next_look.plan(desk, matter, any_page(desk.session, matter))
    except DBAPIError as error:
        if not is_locked_out(error):
            raise
        return False
    return True


def plan_all(desk: Desk, after: int, limit: int = 500) -> int | None:
    """Compute the days to wake anew, after the law has changed: for some matters at a time.

    Return the last id done, to go on from, or None when all are done.
    """
    wanted = (
        select(Matter)
        .where(col(Matter.id) > after, col(Matter.kind).in_(next_look.LOOKED_AT))
        .order_by(col(Matter.id))
        .limit(limit)
    )
    matters = list(desk.session.scalars(wanted))
    wait_at_most(desk, BRIEFLY)
    if not _planned(desk, matters):
        for matter in matters:
            _planned(desk, [matter])
    if matters:
        return matters[-1].id
    row = register_row(desk.session)
    row.law, row.planned = desk.law.digest, desk.today
    return None
