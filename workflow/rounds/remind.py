"""One round: time moves what it moves, and each occasion that is due is posted once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from states.occasions import Occasion
from workflow.moves.time import tick
from workflow.outbox import collective, queue
from workflow.outbox.recipients import Recipient, recipients
from workflow.store.database import is_locked_out
from workflow.store.desk import Desk, lock, wait_at_most
from workflow.store.models import Matter, Page, Wake
from workflow.store.pages import any_page
from workflow.store.upgrade import register_row
from workflow.timing import next_look
from workflow.timing.ladders import unrecorded

BRIEFLY = 0.2  # seconds that one waits for a row where many are to be written
PATIENCE = 2  # seconds that a round waits for a family that somebody holds
BATCH = 20  # families in one transaction: a person does not wait for it, a crash costs little


@dataclass(frozen=True, slots=True)
class Looked:
    """What one piece of a round came to: families looked at, clocks fired, letters posted.

    *troubled* families could not be looked at, and are tomorrow; *held* are the roots of those
    that somebody else kept locked.
    """

    families: int = 0
    clocks: int = 0
    posted: int = 0
    skipped: int = 0
    troubled: int = 0
    held: frozenset[int] = frozenset()

    def __add__(self, other: Looked) -> Looked:
        return Looked(
            self.families + other.families,
            self.clocks + other.clocks,
            self.posted + other.posted,
            self.skipped + other.skipped,
            self.troubled + other.troubled,
            self.held | other.held,
        )


def look(desk: Desk, limit: int = BATCH, *, but: frozenset[int] = frozenset()) -> Looked:
    """Look at some families whose day has come, and at none that somebody else works on.

    Nothing looked at means that nothing is left; doing it again does no harm. A family that
    cannot be looked at stops no other: `health` tells of it, and tomorrow it is tried again.
    *but* are the roots of families that somebody holds: they are left to the next round.
    """
    found = Looked()
    wait_at_most(desk, PATIENCE)
    for root in _claimed(desk, limit, but):
        found += _tried(desk, root)
    return found


def look_once_more(desk: Desk, root: int) -> Looked:
    """Look at a family that was locked a moment ago, if it is free soon."""
    wait_at_most(desk, PATIENCE)
    return _tried(desk, root)


def _tried(desk: Desk, root: int) -> Looked:
    try:
        with desk.session.begin_nested():
            return look_at(desk, root)
    except DBAPIError as error:  # other trouble of the database is that of all
        if not is_locked_out(error):
            raise
        return Looked(families=1, held=frozenset({root}))
    except Exception as error:
        next_look.put_off(desk, root, f"{type(error).__name__}: {error}")
        return Looked(families=1, troubled=1)


def still_due(session: Session, today: date, *, but: frozenset[int] = frozenset()) -> list[int]:
    """The roots of the families whose day has come and that nobody has looked at."""
    wanted = select(col(Wake.root_id)).where(col(Wake.day) <= today).distinct()
    if but:
        wanted = wanted.where(col(Wake.root_id).not_in(but))
    return list(session.scalars(wanted.order_by(col(Wake.root_id))))


def _claimed(desk: Desk, limit: int, but: frozenset[int] = frozenset()) -> list[int]:
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


def look_at(desk: Desk, root: int) -> Looked:
    """Let time move the family of *root*, then post what its ladders have reached.

    On a day without mail nothing is posted: it waits for the next (domain.md 11.3, 1).
    """
    lock(desk, root)
    clocks = tick(desk, root)
    posted = skipped = 0
    held = not desk.law.calendar.mails(desk.today)
    for matter in _woken(desk, root):
        page = any_page(desk.session, matter)
        if held:
            next_look.plan(desk, matter, page, held=True)
            continue
        new = post(desk, matter, page)
        next_look.plan(desk, matter, page, looked=desk.today)
        posted, skipped = posted + new[0], skipped + new[1]
    return Looked(1, clocks, posted, skipped)


def _woken(desk: Desk, root: int) -> list[Matter]:
    wanted = (
        select(Matter)
        .join(Wake, col(Wake.matter_id) == Matter.id)
        .where(col(Wake.root_id) == root, col(Wake.day) <= desk.today)
        .order_by(col(Matter.id))
        .execution_options(populate_existing=True)
    )
    return list(desk.session.scalars(wanted))


def post(desk: Desk, matter: Matter, page: Page) -> tuple[int, int]:
    """Post the highest rung of each ladder, record those below it; return (posted, skipped)."""
    posted = skipped = 0
    for reached in unrecorded(desk, matter, page):
        *lower, highest = reached.occasions
        for occasion in lower:
            # It would say what is no longer so: it is recorded, not sent.
            skipped += _post(desk, matter, reached.turn, occasion, [])
        posted += _post(desk, matter, reached.turn, highest, _told(desk, matter, page, highest))
    return posted, skipped


def _told(desk: Desk, matter: Matter, page: Page, occasion: Occasion) -> list[Recipient]:
    """Whom *occasion* is told; of an overview in which nothing stands, nobody."""
    if occasion.rung.name == collective.RUNG and collective.is_empty(desk.session, desk.today):
        return []
    return recipients(desk, matter, page, occasion.rung.tell)


def _post(
    desk: Desk, matter: Matter, turn: int, occasion: Occasion, told: list[Recipient]
) -> int:
    key = queue.Key(matter.id, occasion.rung.name, turn, occasion.count)
    return queue.post(
        desk, key, step=matter.step, day=occasion.day, told=told, single=occasion.rung.escalates
    )


@dataclass(frozen=True, slots=True)
class Coming:
    """An occasion that would be posted: of what, on which day, to whom."""

    matter: Matter
    occasion: Occasion
    told: list[Recipient]
    skipped: bool


def would_post(desk: Desk) -> tuple[int, list[Coming]]:
    """What `look` would do now, in a transaction that is not kept.

    Return how many things time would move first, and what would then be posted and skipped.
    """
    clocks, found = 0, []
    while roots := _claimed(desk, BATCH):
        for root in roots:
            clocks += tick(desk, root)
            for matter in _woken(desk, root):
                page = any_page(desk.session, matter)
                held = not desk.law.calendar.mails(desk.today)
                for reached in [] if held else unrecorded(desk, matter, page):
                    for occasion in reached.occasions:
                        told = _told(desk, matter, page, occasion)
                        last = occasion is reached.occasions[-1]
                        skipped = not last or not told
                        found.append(Coming(matter, occasion, told, skipped))
                next_look.plan(desk, matter, page, looked=None if held else desk.today, held=held)
    return clocks, found


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
