"""The command that records a vote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.asking import confirm
from cli.opening import opened
from cli.options import Json, On, Reference, Yes, day, tally
from cli.shown.say import as_json, say
from workflow.store.told import Told

if TYPE_CHECKING:
    from workflow.store.desk import Desk


def vote(
    context: typer.Context,
    reference: Reference,
    votes: str,
    point: list[str] | None = None,
    excluded: Annotated[int, typer.Option(min=0, max=9999)] = 0,
    present: Annotated[int | None, typer.Option(min=0, max=9999)] = None,
    on: On = "",
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Record a vote; the law decides what it comes to."""
    from cli.shown.ballot_lines import ballot_lines
    from workflow.acts.vote import ballot
    from workflow.acts.vote import vote as record
    from workflow.moves.take import take

    office = opened(context)
    words = office.words
    cast = tally(votes, present=present, excluded=excluded)
    told, points = Told(on=day(on)), list(point or [])

    def one(desk: Desk) -> tuple[str, int]:
        (named,) = take(desk, reference)
        motion, chosen = ballot(desk, named, points)
        return record(desk, motion, cast, told, points=chosen), motion.id

    office.rehearse(one)  # what is refused is said before anything is told of an outcome
    for line in ballot_lines(office, words, reference, cast, told, points):
        if not json:
            say(line)
    confirm(words, yes=yes)
    result, number = office.work(one, sure=yes)
    from workflow.store.models import Matter
    from workflow.views import show

    with office.look() as session:
        found = show.motion_card(session, session.get_one(Matter, number))
    if json:
        as_json({"outcome": result, **found})
        return
    say(f"{found['reference']}: {words.label('motion_state', found['state'])}")
