"""Letters on their way and letters that came: outbox list|retry|drop, fetch."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from cli.asking import confirm
from cli.opening import opened
from cli.options import Json, Number, Yes
from cli.shown.say import as_json, say, table

app = typer.Typer(no_args_is_help=True)


def fetch(context: typer.Context, json: Json = False) -> None:
    """Take in the answers, bounces and papers that have come to the inboxes."""
    from cli.fetching import fetch as fetched

    office = opened(context)
    found = asdict(fetched(office))
    if json:
        as_json(found)
        return
    words = office.words
    say(words.ui("fetched", **found))


@app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """Show the letters that are not sent: waiting, or given up and why."""
    from workflow.outbox.queue import waiting
    from workflow.store.people.confirmed import held

    office = opened(context)
    words = office.words
    with office.look() as session:
        mails = [mail.model_dump(mode="json", exclude={"content"}) for mail in waiting(session)]
        unconfirmed = held(session)
    if json:
        mails += [{"unconfirmed": address, "count": n} for address, n in unconfirmed.items()]
        as_json(mails)
        return
    for address, count in unconfirmed.items():
        key = "held_mails" if address else "held_unknown"
        say(words.ui(key, address=address, count=count))
    if not mails:
        say() if unconfirmed else say(words.ui("outbox_empty"))
        return
    names = ("number", "address", "subject", "state", "attempts", "trouble")
    table(
        [words.ui(name) for name in names],
        [
            [
                *(str(mail["id"]), mail["address"], mail["subject"][:60]),
                words.ui("given_up" if mail["given_up_at"] else "waiting"),
                *(str(mail["attempts"]), mail["trouble"]),
            ]
            for mail in mails
        ],
    )


@app.command()
def retry(
    context: typer.Context,
    numbers: Annotated[
        list[int] | None,
        typer.Argument(min=1, max=2**31 - 1, metavar="[NO]..."),
    ] = None,
) -> None:
    """Have letters go out again with the next round, given-up ones too."""
    from workflow.outbox import undelivered

    office = opened(context)
    count = office.work(lambda desk: undelivered.retry(desk.session, desk.at, numbers or []))
    say(office.words.ui("outbox_retried", count=count))


@app.command()
def drop(
    context: typer.Context,
    number: Number,
    yes: Yes = False,
) -> None:
    """Never send a letter; it stays on record."""
    from workflow.outbox import undelivered

    office = opened(context)
    words = office.words
    confirm(words, yes=yes)
    reason = words.ui("dropped_by", actor=office.login.name)
    office.work(lambda desk: undelivered.drop(desk.session, desk.at, number, reason))
    say(words.ui("outbox_dropped", number=number))
