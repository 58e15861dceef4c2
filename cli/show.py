"""Commands that show what is in the register: show, list, next."""

from __future__ import annotations

from typing import Annotated

import typer

from cli import completion
from cli.naming import named_kind, named_state
from cli.opening import opened
from cli.options import Json, Reference
from cli.shown.command_lines import command_line
from cli.shown.listings import listing, waiting
from cli.shown.say import as_json, say, table
from notifications.words import Words
from workflow.store import named


def show(context: typer.Context, reference: Reference, json: Json = False) -> None:
    """Show what became of a motion, or of anything in it."""
    from cli.shown.sheets import sheet
    from workflow.store.find import find
    from workflow.views import show

    office = opened(context)
    with office.look() as session:
        found = show.show(session, find(session, reference))
    if json:
        as_json(found)
        return
    for line in sheet(found, office.words, office.today()):
        say(line)


def list_(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(autocompletion=completion.kinds)] = "motion",
    state: Annotated[str, typer.Option(autocompletion=completion.states)] = "",
    body: str = "",
    department: str = "",
    submitter: str = "",
    late: Annotated[bool, typer.Option("--late")] = False,
    due_within: Annotated[int | None, typer.Option(min=0, max=36_525)] = None,
    unconfirmed: Annotated[bool, typer.Option("--unconfirmed")] = False,
    all_: Annotated[bool, typer.Option("--all")] = False,
    json: Json = False,
) -> None:
    """List what is open; of motions unless another kind is named."""
    from workflow.views.lists import Filters, listed

    office = opened(context)
    kind = named_kind(kind)
    state = named_state(kind, state)
    filters = Filters(
        state,
        body,
        department,
        submitter,
        late=late,
        over=all_,
        unconfirmed=unconfirmed,
        due_within=due_within,
    )
    with office.look() as session:
        rows = listed(session, office.law, kind, office.today(), filters)
    if not rows:  # a paper may name a body that the council does not have, a register an old office
        _ = body and named.body(office.law, body)
        _ = department and named.department(office.law, department)
    if json:
        as_json(rows)
        return
    words = office.words
    if kind == "motion" and unconfirmed:
        table(*waiting(rows, words)) if rows else say(words.ui("no_papers"))
    else:
        table(*listing(kind, rows, words))


def next_(context: typer.Context, reference: Reference, json: Json = False) -> None:
    """Show what may happen now, by whom and what is missing, as complete command lines."""
    from workflow.store.find import find
    from workflow.views.next_steps import possible

    office = opened(context)
    words = office.words
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
