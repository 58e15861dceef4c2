"""Finds what time has moved and what is due, and posts each occasion once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlmodel import Session, col

from states.clocks import CLOCKS, Clock
from states.errors import NoSuchStep, NotPermitted
from states.ladder import Occasion, Rung, reached
from states.law import Law
from states.roles import Role
from workflow import outbox
from workflow.advance import advance, settle
from workflow.desk import SYSTEM, Desk, lock, page_of
from workflow.given import Given
from workflow.models import PAGES, Entry, Matter, Message


@dataclass(frozen=True, slots=True)
class Due:
    """Something a round has to look at: a clock that may have run out, or a ladder's matter."""

    matter_id: int
    root_id: int
    clock: Clock | None = None


def due_clocks(session: Session, today: date) -> list[Due]:
    """Every matter whose clock has run out by *today*."""
    return [
        Due(matter.id, matter.root_id or matter.id, clock)
        for clock in CLOCKS
        for matter in session.scalars(_past(clock, today))
    ]


def _past(clock: Clock, today: date) -> Any:
    page = PAGES[clock.kind]
    day = col(getattr(page, clock.field))
    over = day <= today if clock.inclusive else day < today
    return (
        select(Matter)
        .join(page, col(page.matter_id) == Matter.id)  # type: ignore[attr-defined]
        .where(col(Matter.kind) == clock.kind, col(Matter.state).in_(clock.states), over)
        .order_by(col(Matter.id))
    )


def fire(desk: Desk, due: Due) -> bool:
    """Let time move one matter, if it still stands so; say whether it moved."""
    lock(desk, due.root_id)
    matter = desk.session.get_one(Matter, due.matter_id, populate_existing=True)
    assert due.clock is not None
    if matter.state not in due.clock.states:
        return False
    try:
        advance(desk, matter, due.clock.event, Given(), roles=SYSTEM)
    except (NotPermitted, NoSuchStep):
        return False
    settle(desk)
    return True


def due_rungs(session: Session, law: Law) -> list[Due]:
    """Every matter that a rung of the ladder may have reached."""
    found: dict[int, Due] = {}
    for rung in law.rungs:
        page = PAGES[rung.kind]
        wanted = (
            select(Matter)
            .join(page, col(page.matter_id) == Matter.id)  # type: ignore[attr-defined]
            .where(col(Matter.kind) == rung.kind, col(Matter.state).in_(rung.states))
            .where(col(getattr(page, rung.field)).is_not(None))
        )
        for matter in session.scalars(wanted):
            found[matter.id] = Due(matter.id, matter.root_id or matter.id)
    return sorted(found.values(), key=lambda due: due.matter_id)


def post_due(desk: Desk, due: Due) -> int:
    """Post the highest rung one matter has reached, record the skipped; return letters posted."""
    lock(desk, due.root_id)
    matter = desk.session.get_one(Matter, due.matter_id, populate_existing=True)
    page = page_of(desk, matter)
    occasions = _occasions(desk, matter, page)
    posted = set(
        desk.session.execute(
            select(col(Message.rung), col(Message.count)).where(
                col(Message.matter_id) == matter.id, col(Message.turn) == page.turn
            )
        )
    )
    new = [o for o in occasions if (o.rung.name, o.count) not in posted]
    if not new:
        return 0
    # A rung below the highest reached would say what is no longer so: it is recorded, not sent.
    highest = occasions[-1]
    return sum(_post(desk, matter, page, o, skipped=o is not highest) for o in new)


def _occasions(desk: Desk, matter: Matter, page: Any) -> list[Occasion]:
    """What the ladder has reached since the date or owner was set; nothing of before that."""
    since = _set_on(desk, matter, page.turn)
    rungs: dict[str, list[Rung]] = {}
    for rung in desk.law.rungs:
        if rung.kind == matter.kind and matter.state in rung.states:
            rungs.setdefault(rung.field, []).append(rung)
    found = [
        occasion
        for name, group in rungs.items()
        if (anchor := getattr(page, name)) is not None
        for occasion in reached(tuple(group), anchor, today=desk.today)
        if occasion.day >= since
    ]
    return sorted(found, key=lambda o: (o.day, o.rung.after))


def _set_on(desk: Desk, matter: Matter, turn: int) -> date:
    wanted = select(col(Entry.at)).where(
        col(Entry.matter_id) == matter.id, col(Entry.step) == turn
    )
    moment = desk.session.scalars(wanted).one()
    return moment.astimezone(ZoneInfo(desk.law.timezone)).date()


def _post(desk: Desk, matter: Matter, page: Any, occasion: Occasion, *, skipped: bool) -> int:
    role = occasion.rung.tell
    address = desk.law.address(role, getattr(page, "department", None))
    new = outbox.post(
        desk.session,
        matter_id=matter.id,
        rung=occasion.rung.name,
        turn=page.turn,
        count=occasion.count,
        step=matter.step,
        role=str(role),
        # Nobody named: the council office finds out who it is.
        address=address or desk.law.addresses[Role.CLERK],
        day=occasion.day,
        posted=desk.at,
        skipped=skipped,
    )
    return int(new and not skipped)
