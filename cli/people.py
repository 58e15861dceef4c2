"""Who is who: people import|set|list|confirm."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.errors import FileUnreadable
from cli.opening import opened
from cli.options import Json, Yes, day
from cli.shown.say import as_json, remark, table
from workflow.acts.people.sheets import PeopleSheet, PersonRow, read_sheet

app = typer.Typer(no_args_is_help=True)
Confirmed = Annotated[bool, typer.Option("--confirmed")]
OPTIONS = {  # how `set` calls the columns of a list
    **{"name": "NAME", "unit": "--unit", "post": "--post", "address": "--address"},
    **{"deputies": "--deputy", "login": "--login", "roles": "--roles"},
    **{"first": "--from", "last": "--until"},
}


@app.command("import")
def import_(
    context: typer.Context,
    file: str,
    confirmed: Confirmed = False,
    yes: Yes = False,
) -> None:
    """Take in a list of people; what changes is shown and asked before it is written."""
    from cli.people_told import take_in

    office = opened(context)
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise FileUnreadable(path=file, trouble=str(error)) from error
    sheet = read_sheet(file, content)
    if sheet.unknown:
        remark(office.words.ui("people_heads_unknown", heads=sheet.unknown))
    take_in(office, sheet, confirmed=confirmed, yes=yes)


@app.command("set")
def set_(
    context: typer.Context,
    name: Annotated[str, typer.Argument()] = "",
    unit: str = "",
    post: str = "",
    address: str = "",
    deputy: list[str] | None = None,
    login: str = "",
    roles: str = "",
    first: Annotated[str, typer.Option("--from")] = "",
    last: Annotated[str, typer.Option("--until")] = "",
    gone: Annotated[bool, typer.Option("--gone")] = False,
    confirmed: Confirmed = False,
    yes: Yes = False,
) -> None:
    """Enter or change one person, or one mailbox of a department, body or group."""
    from cli.people_told import let_go, take_in

    office = opened(context)
    if gone:
        let_go(office, name or unit, day(first) or office.today(), yes=yes)
        return
    told = {
        **{"name": name, "unit": unit, "post": post, "address": address},
        **{"deputies": "; ".join(deputy or []), "login": login, "roles": roles},
        **{"first": first, "last": last},
    }
    row = PersonRow(1, {column: text for column, text in told.items() if text})
    take_in(office, PeopleSheet([row], OPTIONS, []), confirmed=confirmed, yes=yes)


@app.command("list")
def list_(
    context: typer.Context,
    on: str = "",
    json: Json = False,
) -> None:
    """Show who is who on a day, and from when to when."""
    from cli.shown.people_lines import DAYS, OF_WHOM, is_sure, people_line
    from workflow.store.people.particulars import FIELDS, rows_on

    office = opened(context)
    with office.store.read() as session:
        found = rows_on(session, day(on) or office.today())
    there = {(row.kind, row.name) for row in found if row.field == "listed"}
    sure = {row.name for row in found if row.field == "confirmed"}
    rows = [
        row.model_dump(mode="json") | {"confirmed": is_sure(row, sure)}
        for row in found
        if "listed" not in FIELDS[row.kind] or (row.kind, row.name) in there
    ]
    if json:
        as_json(rows)
        return
    words = office.words
    heads = [words.ui(head) for head in (*OF_WHOM, "people_value", *DAYS)]
    heads.append(words.label("particular", "confirmed"))
    table(heads, [people_line(words, row) for row in rows])


@app.command()
def confirm(
    context: typer.Context,
    addresses: Annotated[list[str], typer.Argument(metavar="ADDRESS...")],
) -> None:
    """Say that you have checked: mail to these addresses arrives where it should."""
    from cli.people_told import confirm_addresses

    confirm_addresses(opened(context), addresses, typed=True)
