"""How long an open matter may be silent: when the next question goes to whoever holds the ball.

Built from the ladders and clocks that the rounds use, as everything stands today.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlmodel import col

from states.silence import AskedBy
from workflow.store.desk import Desk, family
from workflow.store.models import Matter
from workflow.store.pages import found_page
from workflow.timing.asked_next import Silence, silence_of


def families(desk: Desk) -> Iterator[list[Silence]]:
    """The open matters of each family, one family after the other."""
    for root in _roots(desk):
        yield of_family(desk, root)


def _roots(desk: Desk) -> list[int]:
    wanted = select(col(Matter.id)).where(col(Matter.root_id).is_(None))
    return list(desk.session.scalars(wanted.order_by(col(Matter.id))))


def of_family(desk: Desk, root: int) -> list[Silence]:
    """The open matters of the family of *root*, those below before those above."""
    return [
        silence_of(desk, one)
        for one in family(desk, root)
        if one.state not in desk.law.charts[one.kind].over
        and found_page(desk.session, one) is not None  # else `check` says so
    ]


def longest(desk: Desk, *, but: set[str]) -> tuple[Matter, date | None] | None:
    """The open matter whose next question is furthest off, with its day; None: nothing is open.

    What lies below a matter asks for it. *but* are references that the reader may not see. A
    family that has lost rows is left out: `check` says so.
    """
    found: list[tuple[Matter, date | None]] = []
    for root in _roots(desk):
        try:
            family = of_family(desk, root)
        except NoResultFound:
            continue
        open_ = [one for one in family if one.carried is None and one.matter.reference not in but]
        told = [(one.matter, _day(one, family)) for one in open_]
        found = sorted([*found, *told], key=lambda one: one[1] or date.max)[-1:]
    return found[0] if found else None


def _day(one: Silence, found: list[Silence]) -> date | None:
    days = (o.day for o in [one, *_below(one, found)])
    return min((day for day in days if day is not None), default=None)


def _below(one: Silence, found: list[Silence]) -> list[Silence]:
    whole = one.matter.root_id is None  # below a point that is over something may be open again
    above = "root_id" if whole else "parent_id"
    return [other for other in found if getattr(other.matter, above) == one.matter.id]


def broken(found: list[Silence]) -> list[Silence]:
    """Those of a family that nobody is asked for in time, nor for what carries them."""
    return [one for one in found if not _heard(one, found)]


def _heard(one: Silence, found: list[Silence], *, from_root: bool = False) -> bool:
    if one.carried is AskedBy.AGENDA:
        return True
    if one.carried is AskedBy.ROOT:
        root = next((o for o in found if o.matter.id == one.matter.root_id), None)
        return not from_root and root is not None and _heard(root, found, from_root=True)
    below = _below(one, found)
    if one.carried is AskedBy.BELOW and one.matter.kind == "point" and not below:
        return not from_root  # nothing of it is owed any more
    return one.kept or any(_heard(o, found, from_root=from_root) for o in below)
