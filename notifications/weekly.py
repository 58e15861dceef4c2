"""Writes the register's own letter to the council office: gathered first, then written at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from notifications.deliver import keep
from notifications.letters import Origin, write
from notifications.words import Words
from workflow.outbox import occasions
from workflow.outbox.register_case import case_of_register
from workflow.rounds.overdue import OverdueWork
from workflow.rounds.week import AnswerOnRecord, Week, week_of
from workflow.rounds.weekly_letter import RUNG
from workflow.store.database import Store

if TYPE_CHECKING:
    from sqlmodel import Session

    from workflow.store.desk import Desk

LINES = 10  # of one list in the letter; of more it says how many


def write_weekly(store: Store, origin: Origin, reading: Callable[[Session], Desk]) -> int:
    """Write the weekly letters that are posted and not written; return how many.

    *reading* gives the desk at which a large register is looked through, before anything is
    locked: of two who do so at once one writes.
    """
    with store.read() as session:
        waiting = occasions.unwritten_of_register(session, RUNG)
        weeks = {message.id: week_of(reading(session), message) for _, message in waiting}
    if not weeks:
        return 0
    return store.work(lambda session: _write(session, weeks, origin))


def _write(session: Session, weeks: dict[int, Week], origin: Origin) -> int:
    found = occasions.unwritten_of_register(session, RUNG)
    ours = [(addressee, message) for addressee, message in found if message.id in weeks]
    for addressee, message in ours:
        cases = [case_of_register(addressee, message)]
        more = more_of(weeks[message.id], Words(origin.language))
        keep(session, [addressee], cases, write(cases, origin, more), origin)
    return len(ours)


@dataclass(frozen=True, slots=True)
class WeeklyRows:
    """The lists of the letter, in words."""

    asked: list[str]
    answered: list[str]
    overdue: list[tuple[str, int, list[str]]]  # department, how much, lines
    silence: str
    troubles: list[str]


def more_of(week: Week, words: Words) -> dict[str, Any]:
    """What the template is told besides the case."""
    nobody = words.label("weekly", "nobody")
    troubles = [words.phrase("weekly", one.code, **one.fields) for one in week.troubles]
    overdue = [
        (department or nobody, len(works), _cut([_late(one, words) for one in works], words))
        for department, works in week.overdue.items()
    ]
    rows = WeeklyRows(
        asked=[f"{words.label('rung', rung)}: {count}" for rung, count in week.asked.items()],
        answered=_cut([_answer(one, words) for one in week.answered], words),
        overdue=overdue,
        silence=_silence(week, words),
        troubles=_cut(troubles, words),
    )
    return {"week": week, "rows": rows}


def _cut(lines: Iterable[str], words: Words) -> list[str]:
    shown = list(lines)
    left = len(shown) - LINES
    return [*shown[:LINES], words.phrase("weekly", "more", count=left)] if left > 1 else shown


def _late(one: OverdueWork, words: Words) -> str:
    told = f"{one.reference}: {one.subject}" if one.subject else one.reference
    return words.ui("collective_due", line=told, day=one.due)


def _answer(one: AnswerOnRecord, words: Words) -> str:
    event = words.section("happened").get(one.event) or words.label("weekly", one.event)
    return f"{one.reference}: {event} ({words.day(one.on)})"


def _silence(week: Week, words: Words) -> str:
    found = week.silence
    if found is None:
        return words.label("weekly", "silence_none")
    told: dict[str, object] = {"reference": found.reference, "state": found.state}
    if found.day is None:
        return words.phrase("weekly", "silence_endless", **told)
    told |= {"count": found.count, "day": found.day}
    return words.phrase("weekly", "silence_longest", **told)

