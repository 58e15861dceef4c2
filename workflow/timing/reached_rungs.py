"""What the ladders of a matter have reached and the register has not recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from states.ladder import highest, reached
from states.occasions import Occasion
from states.rungs import Rung
from workflow.store.desk import Desk
from workflow.store.models import (
    Matter,
    Message,
    Page,
)
from workflow.timing.ladders import Ladder, ladders_of


@dataclass(frozen=True, slots=True)
class Reached:
    """What a ladder has reached and is not yet recorded; the last occasion speaks for all."""

    turn: int
    occasions: list[Occasion]


def unrecorded(desk: Desk, matter: Matter, page: Page) -> list[Reached]:
    """For each ladder what it has reached by today, if anything of it is not yet recorded."""
    return [
        Reached(ladder.turn, _in_order(ladder.rungs, there, new, _spoken(desk, matter, ladder)))
        for ladder, there, new in _new(desk, matter, page)
    ]


def untold(desk: Desk, matter: Matter, page: Page, *, since: date) -> bool:
    """Whether a ladder has reached an occasion, from *since* until today, that is not recorded."""
    found = _new(desk, matter, page)
    return any(one.day >= since for _, _, new in found for one in new)


def _new(
    desk: Desk, matter: Matter, page: Page
) -> list[tuple[Ladder, list[Occasion], list[Occasion]]]:
    """(ladder, all it has reached, what of it is not recorded) where there is such."""
    ladders = ladders_of(desk, matter, page)
    if not ladders:
        return []
    wanted = select(col(Message.turn), col(Message.rung), col(Message.count)).where(
        col(Message.matter_id) == matter.id
    )
    known = {(turn, rung, count) for turn, rung, count in desk.session.execute(wanted)}
    found = []
    for ladder in ladders:
        there = [
            occasion
            for occasion in reached(
                ladder.rungs, ladder.course, desk.law.calendar, today=desk.today
            )
            if occasion.day >= ladder.since
        ]
        new = [o for o in there if (ladder.turn, o.rung.name, o.count) not in known]
        if new:
            found.append((ladder, there, new))
    return found


def _spoken(desk: Desk, matter: Matter, ladder: Ladder) -> set[str]:
    """The rungs of this turn that have told somebody; asked only where it matters."""
    if not any(rung.in_turn for rung in ladder.rungs):
        return set()
    wanted = select(col(Message.rung)).where(
        col(Message.matter_id) == matter.id,
        col(Message.turn) == ladder.turn,
        ~col(Message.skipped),
    )
    return set(desk.session.scalars(wanted))


def _in_order(
    rungs: tuple[Rung, ...], there: list[Occasion], new: list[Occasion], spoken: set[str]
) -> list[Occasion]:
    """*new* with the one that speaks at the end: the highest, unless a later has spoken already."""
    speaks = highest(rungs, [o for o in new if _may_speak(rungs, o.rung, spoken)] or new)
    old = max((o for o in there if o not in new), key=lambda o: o.send, default=speaks)
    speaks = old if old.send > speaks.send else speaks
    return [*(o for o in new if o is not speaks), speaks]


def _may_speak(rungs: tuple[Rung, ...], rung: Rung, spoken: set[str]) -> bool:
    lower = {one.name for one in rungs[: rungs.index(rung)]}
    return not rung.in_turn or not spoken.isdisjoint(lower)
