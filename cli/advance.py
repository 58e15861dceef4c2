"""The command that moves matters on by one event: advance."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from cli import completion
from cli.asked_facts import completed
from cli.opening import opened
from cli.options import Json, On, Reason, Yes, day, tally
from cli.shown.say import as_json, say
from notifications import names
from states.errors import NotPermitted
from workflow.store.told import Told

if TYPE_CHECKING:
    from cli.office import Office
    from workflow.store.desk import Desk


def advance(
    context: typer.Context,
    event: Annotated[str, typer.Argument(autocompletion=completion.events)],
    references: Annotated[
        list[str],
        typer.Argument(autocompletion=completion.references, metavar="REF..."),
    ],
    reason: Reason = "",
    on: On = "",
    body: str = "",
    department: str = "",
    submitter: str = "",
    until: str = "",
    text: str = "",
    wording: str = "",
    meeting: str = "",
    order: str = "",
    resolution: str = "",
    votes: str = "",
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Move one matter or several on: `advance EVENT REF...`; all of them or none."""
    office = opened(context)
    words = office.words
    given = Told(
        on=day(on),
        note=reason,
        body=body or None,
        department=department or None,
        submitter=submitter or None,
        until=day(until),
        text=text,
        wording=wording,
        order=order or None,
        by_resolution=resolution or None,
        tally=tally(votes, present=None, excluded=0) if votes else None,
    )
    moved = _advance(office, event, references, given, meeting, sure=yes)
    if json:
        as_json(moved)
        return
    for row in moved:
        if row["reference"] != row["named"]:
            say(words.ui("acted_on", named=row["named"], reference=row["reference"]))
        say(f"{row['reference']}: {words.label(row['kind'] + '_state', row['state'])}")


def _advance(
    office: Office, event: str, references: list[str], given: Told, meeting: str, *, sure: bool
) -> list[dict[str, str]]:
    """Try, and ask for missing facts as long as somebody answers."""
    words = office.words
    given = _at_meeting(office, given, meeting) if meeting else given
    while True:
        move = partial(_move, event=event, references=references, given=given)
        try:
            return office.work(move, sure=sure)
        except NotPermitted as refused:
            given = completed(given, refused, words)


def _at_meeting(office: Office, given: Told, reference: str) -> Told:
    from workflow.store.find import find, of_kind

    with office.look() as session:
        return replace(given, meeting_id=of_kind(find(session, reference), "meeting").id)


def _move(desk: Desk, event: str, references: list[str], given: Told) -> list[dict[str, str]]:
    from workflow.moves.advance import advance as move
    from workflow.moves.take import take
    from workflow.views.aim import meant, refuse_vote

    moved = []
    for named in take(desk, *references):
        matter, found = meant(desk, named, event, names.events(event))
        refuse_vote(desk, matter, found)
        move(desk, matter, found, given)
        row = {"named": named.reference, "reference": matter.reference}
        moved.append({**row, "kind": matter.kind, "state": matter.state})
    return moved
