"""Lets time move a family: what ran out, ran out on its day, however late it is noticed.

Every act of a person ticks its family first, so the order of things does not depend on
when the scheduler last ran.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from states.clocks import Clock
from states.errors import NoSuchStep, NotPermitted
from workflow.moves.advance import advance
from workflow.moves.settle import settle
from workflow.store.desk import SYSTEM, Act, Desk, lock
from workflow.store.models import Matter, Wake
from workflow.store.pages import any_page
from workflow.store.told import Told
from workflow.timing.next_look import clocks_of, runs_out

LIMIT = 2000  # clocks of one family at once; more would be a clock that winds itself up


def brought_up(desk: Desk, roots: Iterable[int]) -> None:
    """Become the one writer of these families, and let time move them before anybody acts."""
    mine = sorted(set(roots))
    lock(desk, *mine)
    wanted = select(col(Wake.root_id)).where(col(Wake.day) <= desk.today).distinct()
    due = set(desk.session.scalars(wanted)) if mine else set()
    for root in mine:
        if root in due:
            tick(desk, root)


def tick(desk: Desk, root: int) -> int:
    """Fire every clock in the family of *root* that has run out by today; return how many.

    The family is locked. Each fires as of its own day, earliest first, and what follows
    from it settles with it; so a year noticed at once is the year noticed day by day.
    """
    fired, refused = 0, set[tuple[int, str]]()
    while (due := _earliest(desk, root, refused)) is not None and fired < LIMIT:
        day, matter, clock = due
        then = replace(desk, today=day, actor="system", roles=SYSTEM, act=Act())
        try:
            advance(then, matter, clock.event, Told(on=day), roles=SYSTEM)
        except (NotPermitted, NoSuchStep):
            refused.add((matter.id, clock.event))
            continue
        settle(then)
        fired += 1
        refused.clear()
    return fired


def _earliest(
    desk: Desk, root: int, refused: set[tuple[int, str]]
) -> tuple[date, Matter, Clock] | None:
    found = []
    for matter in _woken(desk, root):
        page = any_page(desk.session, matter)
        for clock in clocks_of(matter):
            day = runs_out(clock, page)
            if day is not None and day <= desk.today and (matter.id, clock.event) not in refused:
                found.append((day, matter, clock))
    return min(found, key=lambda one: (one[0], one[1].id), default=None)


def _woken(desk: Desk, root: int) -> list[Matter]:
    wanted = (
        select(Matter)
        .join(Wake, col(Wake.matter_id) == Matter.id)
        .where(col(Wake.root_id) == root, col(Wake.day) <= desk.today)
        .execution_options(populate_existing=True)
    )
    return list(desk.session.scalars(wanted))
