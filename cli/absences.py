"""Who is away, and who stands in: absence add|list|remove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli.opening import opened
from cli.options import Json, Number, Yes, day_told
from cli.shown.say import as_json, say, shown_day, table

if TYPE_CHECKING:
    from workflow.store.desk import Desk
    from workflow.store.models import Absence

app = typer.Typer(no_args_is_help=True)


@app.command()
def add(
    context: typer.Context,
    person: str,
    first: Annotated[str, typer.Option("--from")],
    last: Annotated[str, typer.Option("--to")],
    deputy: str = "",
    yes: Yes = False,
) -> None:
    """Record that somebody is away: reminders go to who stands in."""
    from workflow.outbox import absences

    office = opened(context)
    begin, end = day_told(first, "--from"), day_told(last, "--to")

    def act(desk: Desk) -> tuple[int, str, list[Absence]]:
        made = absences.add(desk, person, begin, end, deputy or None)
        return made.id, made.person, absences.overlapping(desk.session, made)

    number, name, others = office.work(act, sure=yes)
    words = office.words
    say(words.ui("absence_added", number=number, person=name, first=begin, last=end))
    for one in others:
        days = {"first": one.first, "last": one.last}
        say(words.ui("absence_overlaps", number=one.id, person=one.person, **days))


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Show who is or will be away."""
    from workflow.outbox.absences import listed

    office = opened(context)
    words = office.words
    with office.store.read() as session:
        rows = [one.model_dump(mode="json") for one in listed(session, office.today())]
    if json:
        as_json(rows)
        return
    table(
        [words.ui(name) for name in ("number", "person", "first", "last", "deputy")],
        [
            [
                *(str(row["id"]), row["person"]),
                *(shown_day(words, row[name]) for name in ("first", "last")),
                row["deputy"] or words.ui("none"),
            ]
            for row in rows
        ],
    )


@app.command()
def remove(context: typer.Context, number: Number) -> None:
    """Strike an absence."""
    from workflow.outbox import absences

    office = opened(context)
    office.work(lambda desk: absences.remove(desk, number))
    say(office.words.ui("absence_removed", number=number))
