"""The first part of a round: time passes, what is due is posted, and the looks are compared."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial

from workflow.errors import RegisterBusy
from workflow.rounds import comparing, remind, replan, waking
from workflow.rounds.house import House
from workflow.store import holding

Stop = Callable[[], bool]
WAITED_FOR = 3  # families that are locked; further ones are left to the next round at once


def look(house: House, day: date, stop: Stop = lambda: False) -> remind.Looked:
    """Let time pass and post what is due on *day*, some families at a time.

    A family that somebody holds locked is waited for a little, then left to the next round.
    """
    _plan_by_the_law(house, stop)
    compare(house, day, stop)
    total = remind.Looked()
    while not stop():
        found = house.system(partial(remind.look, but=total.held), day=day)
        total += found
        if not found.families:
            break
    with house.store.read() as session:
        left = waking.still_due(session, day, but=total.held)
    for root in left:
        if stop() or len(total.held) >= WAITED_FOR:
            break
        total += house.system(partial(remind.look_once_more, root=root), day=day)
    with house.store.read() as session:
        locked = total.held | frozenset(waking.still_due(session, day, but=total.held))
    total += remind.Looked(held=locked if len(total.held) >= WAITED_FOR else frozenset())
    house.system(partial(holding.note, roots=total.held))
    return total


def _plan_by_the_law(house: House, stop: Stop) -> None:
    """After the law has changed compute all days anew."""
    with house.store.read() as session:
        changed = replan.law_changed(session, house.law.digest)
    after: int | None = 0
    while changed and after is not None and not stop():
        after = house.system(partial(replan.plan_all, after=after))


def compare(house: House, day: date, stop: Stop = lambda: False) -> None:
    """Compare a share of the days to wake with page and law; mend what is wrong, and count it."""
    until = house.system(partial(comparing.share, now=house.now()))
    while until and not stop():
        with house.store.read() as session:
            numbers = comparing.batch(session, house.law, until)
            desk = replace(house.reading(session), today=day)
            wrong = comparing.wrong_among(desk, numbers)
            over = len(numbers) < comparing.BATCH
            last = comparing.is_last(session, until) if over else False
        for number in wrong:
            with suppress(RegisterBusy):  # somebody works on it: the next pass looks again
                house.system(partial(comparing.mend, number=number), day=day)
        house.system(partial(comparing.done, after=until if over else numbers[-1], over=last))
        if over:
            return
