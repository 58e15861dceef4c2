"""Commands about the council's profile: profile new, show, check, apply."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.asking import confirm
from cli.clock import day_here
from cli.founding import FoundingOptions, founded
from cli.naming import named_profile
from cli.opening import opened
from cli.options import Force, Json, Yes
from cli.shown.profile_lines import print_changes, print_wrong
from cli.shown.say import as_json, say, settings_of, words_of
from cli.writing import Writer
from states.errors import BadProfile
from states.founding import written
from states.profile import packaged

if TYPE_CHECKING:
    from cli.office import Office
    from states.law import Law
    from workflow.acts.profile_changes import Moved
    from workflow.store.desk import Desk

app = typer.Typer(no_args_is_help=True)
Given = Annotated[str, typer.Argument(metavar="PROFILE")]


@app.command()
def new(
    context: typer.Context,
    file: Path,
    council: str = "",
    land: str = "",
    body: str = "",
    committee: list[str] = [],  # noqa: B006 - typer wants a list
    motion: str = "",
    receipt: str = "",
    votes: str = "",
    since: str = "",
    force: Force = False,
) -> None:
    """Ask what a council is like and write its profile; what no option says is asked."""
    settings = settings_of(context)
    words = words_of(settings)
    writer = Writer.of(settings, words, force=force)
    writer.may(file)
    told = FoundingOptions(council, land, motion, receipt, votes, since, body, committee)
    text = written(founded(told, words), day_here(), words.section("founding"))
    replace(writer, force=True).write(file, text.encode())  # it was asked before all else
    say(words.ui("profile_written", file=file))


@app.command()
def show(
    context: typer.Context,
    profile: Annotated[str, typer.Argument()] = "",
) -> None:
    """Print a profile, to be edited and applied."""
    from workflow.store.profiles import newest

    if profile:
        typer.echo(packaged(profile), nl=False)
        return
    office = opened(context)
    with office.store.read() as session:
        typer.echo(newest(session).text, nl=False)


@app.command()
def check(context: typer.Context, profile: Given, json: Json = False) -> None:
    """Say everything that is wrong in a profile, and what nobody has verified; exit 1 if wrong."""
    words = words_of(settings_of(context))
    try:
        law = named_profile(profile)
    except BadProfile as error:
        print_wrong([error, *error.others], words, json=json)
        raise typer.Exit(1) from None
    unread = [(name, number) for name, number in law.numbers.items() if not number.verified]
    if json:
        rows = [{"place": n, "value": one.value, "source": one.source} for n, one in unread]
        as_json({"profile": law.name, "wrong": [], "unverified": rows})
        return
    say(words.ui("profile_good", name=law.name, council=law.council))
    for name, number in unread:
        say(words.ui("profile_unverified", place=name, value=number.value, source=number.source))


@app.command()
def apply(
    context: typer.Context,
    profile: Given,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Show what a changed profile changes for which matters, and live by it after a yes."""
    from workflow.acts import profile_changes

    office = opened(context)
    words = office.words
    law = named_profile(profile)
    changed = profile_changes.values(office.law.text, law.text)
    moved = _moved(office, law)
    if json:
        as_json({"values": [*map(asdict, changed)], "matters": [*map(asdict, moved)]})
    else:
        print_changes(changed, moved, words)
    if dry_run or not changed:
        return
    confirm(words, yes=yes)
    office.work(lambda desk: profile_changes.take_in(desk, law))
    if not json:
        say(words.ui("profile_applied", name=law.name))


def _moved(office: Office, law: Law) -> list[Moved]:
    from workflow.acts import profile_changes

    found: list[Moved] = []

    def look(desk: Desk) -> None:
        found.extend(profile_changes.matters(desk, law))

    office.trying(look, day=office.today())
    return found
