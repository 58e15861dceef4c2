"""The first part of a round: time passes, what is due is posted, and the looks are compared."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from workflow.errors import RegisterBusy
from workflow.rounds import comparing, remind
from workflow.store import holding

if TYPE_CHECKING:
    from datetime import date

    from cli.office import Office
    from workflow.rounds.remind import Looked

Stop = Callable[[], bool]
WAITED_FOR = 3  # families that are locked; further ones are left to the next round at once


def look(office: Office, day: date, stop: Stop = lambda: False) -> Looked:
    """Let time pass and post what is due on *day*, some families at a time.

    A family that somebody holds locked is waited for a little, then left to the next round.
    """
    _plan_by_the_law(office, stop)
    compare(office, day, stop)
    total = remind.Looked()
    while not stop():
        found = office.system(partial(remind.look, but=total.held), day=day)
        total += found
        if not found.families:
            break
    with office.store.read() as session:
        left = remind.still_due(session, day, but=total.held)
    for root in left:
        if stop() or len(total.held) >= WAITED_FOR:
            break
        total += office.system(partial(remind.look_once_more, root=root), day=day)
    with office.store.read() as session:
        locked = total.held | frozenset(remind.still_due(session, day, but=total.held))
    total += remind.Looked(held=locked if len(total.held) >= WAITED_FOR else frozenset())
    office.system(partial(holding.note, roots=total.held))
    return total


def _plan_by_the_law(office: Office, stop: Stop) -> None:
    """After the law has changed compute all days anew."""
    with office.store.read() as session:
        changed = remind.law_changed(session, office.law.digest)
    after: int | None = 0
    while changed and after is not None and not stop():
        after = office.system(partial(remind.plan_all, after=after))


def compare(office: Office, day: date, stop: Stop = lambda: False) -> None:
    """Compare a share of the days to wake with page and law; mend what is wrong, and count it."""
    until = office.system(partial(comparing.share, now=office.now()))
    while until and not stop():
        with office.store.read() as session:
            numbers = comparing.batch(session, office.law, until)
            desk = replace(office.reading(session), today=day)
            wrong = comparing.wrong_among(desk, numbers)
            over = len(numbers) < comparing.BATCH
            last = comparing.is_last(session, until) if over else False
        for number in wrong:
            with suppress(RegisterBusy):  # somebody works on it: the next pass looks again
                office.system(partial(comparing.mend, number=number), day=day)
        office.system(partial(comparing.done, after=until if over else numbers[-1], over=last))
        if over:
            return
