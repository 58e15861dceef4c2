"""Takes matters in hand: found by what people call them, their families locked and as of now."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlmodel import col

from workflow.errors import NoSuchMatter
from workflow.moves import agenda
from workflow.moves.time import brought_up, tick
from workflow.store.desk import Desk, lock
from workflow.store.find import exact, find
from workflow.store.models import Matter, Meeting


def take(desk: Desk, *texts: str) -> list[Matter]:
    """Find matters and become the one writer of their families; they are as of now.

    What time has moved in the meantime moves first.
    """
    found = [_named(desk, text) for text in texts]
    brought_up(desk, [root for matter in found for root in _families(desk, matter)])
    for matter in found:
        desk.session.refresh(matter)  # somebody may have moved it while we waited
    return found


def _families(desk: Desk, matter: Matter) -> Iterator[int]:
    """The roots of what an act on *matter* moves: its own family, and what hangs on a meeting."""
    yield matter.root_id or matter.id
    if matter.kind == "meeting":  # the columns alone: its page is read once it is ours
        wanted = select(col(Meeting.body), col(Meeting.day))
        ((body, day),) = desk.session.execute(wanted.where(col(Meeting.matter_id) == matter.id))
        yield from agenda.touched(desk, body, day)


def _named(desk: Desk, text: str) -> Matter:
    """The matter, also a report that is only planned once time has moved its duty."""
    try:
        return find(desk.session, text)
    except NoSuchMatter:
        duty, _, _ = text.rpartition("/")
        above = exact(desk.session, duty)
        if not above:
            raise
        root = above[0].root_id or above[0].id
        lock(desk, root)
        tick(desk, root)
        return find(desk.session, text)
