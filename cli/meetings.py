"""Commands about meetings: add, list, move, cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.opening import opened
from cli.options import Json, On, Reason, Reference, Yes, day, day_told
from cli.shown.say import as_json, say, shown_day, table
from workflow.store.told import Told

if TYPE_CHECKING:
    from workflow.store.desk import Desk
    from workflow.store.models import Matter

app = typer.Typer(no_args_is_help=True)
Day = Annotated[str, typer.Argument(metavar="DAY")]


@app.command()
def add(
    context: typer.Context,
    body: str,
    on: Day,
    yes: Yes = False,
) -> None:
    """Convene a meeting; what waits for that body and day comes onto its agenda."""
    from workflow.acts.meetings import convene

    office = opened(context)
    when = day_told(on, "DAY")
    reference = office.work(lambda desk: convene(desk, body, when).reference, sure=yes)
    words = office.words
    say(words.ui("meeting_added", reference=reference, day=words.day(when)))


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Show the meetings, earliest first."""
    from workflow.views.lists import meetings

    office = opened(context)
    words = office.words
    with office.look() as session:
        rows = meetings(session, office.law, office.today())
    if json:
        as_json(rows)
        return
    table(
        [words.ui("reference"), words.ui("day"), words.ui("body"), words.ui("state")],
        [
            [
                *(row["reference"], shown_day(words, row["day"]), row["body"]),
                words.label("meeting_state", row["state"]),
            ]
            for row in rows
        ],
    )


@app.command()
def move(context: typer.Context, reference: Reference, to: Day, yes: Yes = False) -> None:
    """Move a meeting; its stations move with it."""
    from workflow.acts.meetings import move as move_meeting

    office = opened(context)
    when = day_told(to, "DAY")
    told = Told(until=when)
    office.work(lambda desk: move_meeting(desk, _meeting(desk, reference), told), sure=yes)
    words = office.words
    say(words.ui("meeting_moved", reference=reference, day=words.day(when)))


@app.command()
def cancel(context: typer.Context, reference: Reference, reason: Reason = "", on: On = "") -> None:
    """Cancel a meeting; its stations wait for another."""
    from workflow.acts.meetings import cancel as cancel_meeting

    office = opened(context)
    told = Told(note=reason, on=day(on))
    office.work(lambda desk: cancel_meeting(desk, _meeting(desk, reference), told))
    words = office.words
    say(words.ui("meeting_cancelled", reference=reference))


def _meeting(desk: Desk, reference: str) -> Matter:
    """The meeting of that reference; WrongKind if it is none."""
    from workflow.moves.take import take
    from workflow.views.aim import aim

    return aim(desk, take(desk, reference)[0], None, kind="meeting")
