"""One round: time moves what it moves, and each occasion that is due is posted once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError

from states.occasions import Occasion
from workflow.moves.time import tick
from workflow.outbox.recipients import Recipient
from workflow.rounds.posting import post, told_of
from workflow.rounds.waking import claimed, woken
from workflow.store.desk import Desk, lock, wait_at_most
from workflow.store.models import Matter
from workflow.store.pages import any_page
from workflow.store.refusals import is_locked_out
from workflow.timing import next_look
from workflow.timing.reached_rungs import unrecorded

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
    for root in claimed(desk, limit, but):
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


def look_at(desk: Desk, root: int) -> Looked:
    """Let time move the family of *root*, then post what its ladders have reached.

    On a day without mail nothing is posted: it waits for the next (domain.md 11.3, 1).
    """
    lock(desk, root)
    clocks = tick(desk, root)
    posted = skipped = 0
    held = not desk.law.calendar.mails(desk.today)
    for matter in woken(desk, root):
        page = any_page(desk.session, matter)
        if held:
            next_look.plan(desk, matter, page, held=True)
            continue
        new = post(desk, matter, page)
        next_look.plan(desk, matter, page, looked=desk.today)
        posted, skipped = posted + new[0], skipped + new[1]
    return Looked(1, clocks, posted, skipped)


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
    while roots := claimed(desk, BATCH):
        for root in roots:
            clocks += tick(desk, root)
            for matter in woken(desk, root):
                page = any_page(desk.session, matter)
                held = not desk.law.calendar.mails(desk.today)
                for reached in [] if held else unrecorded(desk, matter, page):
                    for occasion in reached.occasions:
                        told = told_of(desk, matter, page, occasion)
                        last = occasion is reached.occasions[-1]
                        skipped = not last or not told
                        found.append(Coming(matter, occasion, told, skipped))
                next_look.plan(desk, matter, page, looked=None if held else desk.today, held=held)
    return clocks, found
