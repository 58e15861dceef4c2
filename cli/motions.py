"""Commands about what is in the register: show, list, next, advance, vote."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import completion
from cli.asking import confirm
from cli.options import Json, On, Reason, Reference, Yes, day, tally
from cli.shown.say import as_json, say, settings_of, table, words_of

if TYPE_CHECKING:
    from cli.office import Office
    from workflow.store.desk import Desk
    from workflow.store.given import Given


def add_to(app: typer.Typer) -> None:
    """Put the commands of this file on the command line."""
    app.command()(show)
    app.command("list")(list_)
    app.command("next")(next_)
    app.command()(advance)
    app.command()(vote)


def show(context: typer.Context, reference: Reference, json: Json = False) -> None:
    """Show what became of a motion, or of anything in it."""
    from cli.office import Office
    from cli.shown.sheets import sheet
    from workflow.store.find import find
    from workflow.views import show

    office = Office.open(settings_of(context))
    with office.look() as session:
        found = show.show(session, office.law, find(session, reference))
    if json:
        as_json(found)
        return
    for line in sheet(found, words_of(office.settings, office.law.language), office.today()):
        say(line)


def list_(
    context: typer.Context,
    kind: Annotated[
        str, typer.Argument(help="The kind of matter.", autocompletion=completion.kinds)
    ] = "motion",
    state: Annotated[
        str, typer.Option(help="Only in this state.", autocompletion=completion.states)
    ] = "",
    body: Annotated[str, typer.Option(help="Only of this body.")] = "",
    department: Annotated[str, typer.Option(help="Only of this department.")] = "",
    submitter: Annotated[str, typer.Option(help="Only of this submitter.")] = "",
    late: Annotated[bool, typer.Option("--late", help="Only what is overdue.")] = False,
    due_within: Annotated[
        int | None, typer.Option(min=0, max=36_525, help="Only what is due in so many days.")
    ] = None,
    unconfirmed: Annotated[
        bool, typer.Option("--unconfirmed", help="Only papers that wait to be confirmed.")
    ] = False,
    all_: Annotated[bool, typer.Option("--all", help="Also what is at its end.")] = False,
    json: Json = False,
) -> None:
    """List what is open; of motions unless another kind is named."""
    from cli.naming import named_kind, named_state
    from cli.office import Office
    from cli.shown.sheets import listing, waiting
    from workflow.store import named
    from workflow.views.show import listed

    office = Office.open(settings_of(context))
    kind = named_kind(kind)
    state = named_state(kind, state)
    filters: dict[str, Any] = {
        **{"state": state, "body": body, "department": department, "submitter": submitter},
        **{"late": late, "over": all_, "unconfirmed": unconfirmed},
        "due_within": due_within,
    }
    with office.look() as session:
        rows = listed(session, office.law, kind, office.today(), **filters)
    if not rows:  # a paper may name a body that the council does not have, a register an old office
        _ = body and named.body(office.law, body)
        _ = department and named.department(office.law, department)
    if json:
        as_json(rows)
        return
    words = words_of(office.settings, office.law.language)
    if kind == "motion" and unconfirmed:
        table(*waiting(rows, words)) if rows else say(words.ui("no_papers"))
    else:
        table(*listing(kind, rows, words))


def next_(context: typer.Context, reference: Reference, json: Json = False) -> None:
    """Show what may happen now, by whom and what is missing, as complete command lines."""
    from cli.office import Office
    from cli.shown.sheets import command_line
    from notifications.words import Words
    from workflow.store.find import find
    from workflow.views.next_steps import possible

    office = Office.open(settings_of(context))
    words = words_of(office.settings, office.law.language)
    with office.look() as session:
        found = possible(office.reading(session), find(session, reference))
    if json:
        as_json(
            [
                {
                    **{"reference": p.reference, "event": p.event, "target": p.target},
                    **{"by": list(p.by), "missing": list(p.missing)},
                    "command": command_line(p, Words("en")),
                }
                for p in found
            ]
        )
        return
    for one in found:
        by = ", ".join(words.label("role", role) for role in one.by)
        event, target = words.label(f"{one.kind}_event", one.event), one.target
        say(f"{one.reference}: {event} → {words.label(f'{one.kind}_state', target)} ({by})")
        say(f"    {command_line(one, words)}")
        for term in one.missing:
            say(f"    – {words.term(term)}")


def advance(
    context: typer.Context,
    event: Annotated[
        str, typer.Argument(help="What happens.", autocompletion=completion.events)
    ],
    references: Annotated[
        list[str],
        typer.Argument(
            help="To what.", autocompletion=completion.references, metavar="REF..."
        ),
    ],
    reason: Reason = "",
    on: On = "",
    body: Annotated[str, typer.Option(help="A body, for a referral.")] = "",
    department: Annotated[str, typer.Option(help="A department.")] = "",
    submitter: Annotated[str, typer.Option(help="A group, member or board.")] = "",
    until: Annotated[str, typer.Option(help="Until when, or the new date.")] = "",
    text: Annotated[str, typer.Option(help="Text of a report.")] = "",
    wording: Annotated[str, typer.Option(help="New wording of a point.")] = "",
    meeting: Annotated[str, typer.Option(help="Reference of a meeting.")] = "",
    order: Annotated[str, typer.Option(help="File number of the supervision's order.")] = "",
    resolution: Annotated[str, typer.Option(help="The later resolution.")] = "",
    votes: Annotated[str, typer.Option(help="Tally such as 41/9/4, where the law asks.")] = "",
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Move one matter or several on: `advance EVENT REF...`; all of them or none."""
    from cli.office import Office
    from workflow.store.given import Given

    office = Office.open(settings_of(context))
    words = words_of(office.settings, office.law.language)
    given = Given(
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
    office: Office, event: str, references: list[str], given: Given, meeting: str, *, sure: bool
) -> list[dict[str, str]]:
    """Try, and ask for missing facts as long as somebody answers."""
    from cli.asked_facts import completed
    from states.errors import NotPermitted

    words = words_of(office.settings, office.law.language)
    given = _at_meeting(office, given, meeting) if meeting else given
    while True:
        move = partial(_move, event=event, references=references, given=given)
        try:
            return office.work(move, sure=sure)
        except NotPermitted as refused:
            given = completed(given, refused, words)


def _at_meeting(office: Office, given: Given, reference: str) -> Given:
    from dataclasses import replace

    from workflow.store.find import find, of_kind

    with office.look() as session:
        return replace(given, meeting_id=of_kind(find(session, reference), "meeting").id)


def _move(
    desk: Desk, event: str, references: list[str], given: Given
) -> list[dict[str, str]]:
    from cli.aim import meant, refuse_vote
    from workflow.moves.advance import advance as move
    from workflow.moves.take import take

    moved = []
    for named in take(desk, *references):
        matter, found = meant(desk, named, event)
        refuse_vote(desk, matter, found)
        move(desk, matter, found, given)
        row = {"named": named.reference, "reference": matter.reference}
        moved.append({**row, "kind": matter.kind, "state": matter.state})
    return moved


def vote(
    context: typer.Context,
    reference: Reference,
    votes: Annotated[
        str, typer.Argument(help="Yes/no/abstentions, such as 41/9/4, or einstimmig.")
    ],
    point: Annotated[
        list[str] | None, typer.Option(help="Only this point; may be repeated.")
    ] = None,
    excluded: Annotated[int, typer.Option(min=0, max=9999, help="Members excluded as biased.")] = 0,
    present: Annotated[
        int | None, typer.Option(min=0, max=9999, help="Members present, if not all voted.")
    ] = None,
    on: On = "",
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Record a vote; the law decides what it comes to."""
    from cli.office import Office
    from cli.shown.sheets import ballot_lines
    from workflow.acts.vote import ballot
    from workflow.acts.vote import vote as record
    from workflow.moves.take import take
    from workflow.store.given import Given

    office = Office.open(settings_of(context))
    words = words_of(office.settings, office.law.language)
    cast = tally(votes, present=present, excluded=excluded)
    told, points = Given(on=day(on)), list(point or [])

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
        found = show.card(session, session.get_one(Matter, number))
    if json:
        as_json({"outcome": result, **found})
        return
    say(f"{found['reference']}: {words.label('motion_state', found['state'])}")
