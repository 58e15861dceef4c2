"""Who is who: people import|set|list|confirm."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.asking import confirm as asked
from cli.errors import FileUnreadable
from cli.opening import opened
from cli.options import Json, Yes, day
from cli.shown.say import as_json, remark, say, shown_day, table
from states.roles import Role
from workflow.acts.people.sheets import PeopleSheet, PersonRow, read_sheet
from workflow.errors import BadRows, NoSuchPerson

if TYPE_CHECKING:
    from datetime import date

    from cli.office import Office
    from notifications.words import Words
    from workflow.acts.people.changes import PersonChange
    from workflow.acts.people.sheets import PeopleSheet
    from workflow.store.models import Particular

app = typer.Typer(no_args_is_help=True)
Confirmed = Annotated[bool, typer.Option("--confirmed")]
OF_WHOM, DAYS = ("people_kind", "people_name", "people_field"), ("people_first", "people_last")
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
    office = opened(context)
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise FileUnreadable(path=file, trouble=str(error)) from error
    sheet = read_sheet(file, content)
    if sheet.unknown:
        remark(office.words.ui("people_heads_unknown", heads=sheet.unknown))
    _take(office, sheet, confirmed=confirmed, yes=yes)


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
    office = opened(context)
    if gone:
        _let_go(office, name or unit, day(first) or office.today(), yes=yes)
        return
    told = {
        **{"name": name, "unit": unit, "post": post, "address": address},
        **{"deputies": "; ".join(deputy or []), "login": login, "roles": roles},
        **{"first": first, "last": last},
    }
    row = PersonRow(1, {column: text for column, text in told.items() if text})
    _take(office, PeopleSheet([row], OPTIONS, []), confirmed=confirmed, yes=yes)


def _let_go(office: Office, name: str, on: date, *, yes: bool) -> None:
    from workflow.acts.people.changes import gone
    from workflow.store.people.particulars import known_on

    with office.store.read() as session:
        found = gone(session, [name], day=on)
        known = [one for _, one in known_on(session, on)]
    if not found:
        raise NoSuchPerson(person=name, known=sorted(set(known)))
    _write(office, found, yes=yes)


def _take(office: Office, sheet: PeopleSheet, *, confirmed: bool, yes: bool) -> None:
    from workflow.acts.people.changes import changes

    words = office.words
    try:
        with office.store.read() as session:
            law = office.reading(session).law
            found = changes(session, law, sheet, today=office.today())
    except BadRows as wrong:
        for fault in wrong.faults:
            column = wrong.heads.get(fault.column) or words.label("row_column", fault.column)
            told = {"row": fault.row, "column": column, "why": fault.why}
            remark(words.ui("people_row_wrong", **told))
        raise
    _write(office, found, yes=yes)
    if confirmed:
        _confirm(office, [row.said["address"] for row in sheet.rows if "address" in row.said])


def _write(office: Office, found: list[PersonChange], *, yes: bool) -> None:
    from workflow.acts.people.changes import write

    words = office.words
    if not found:
        say(words.ui("people_nothing"))
        return
    heads = (*OF_WHOM, "people_old", "people_new", *DAYS)
    rows = [
        [
            words.label("particular_of", one.told.kind),
            _name(words, one.told.kind, one.told.name),
            words.label("particular", one.told.field),
            _shown(words, one.told.field, one.old) if one.old else words.ui("none"),
            _shown(words, one.told.field, one.told.value),
            *(_day(words, end) for end in (one.first, one.last)),
        ]
        for one in found
    ]
    table([words.ui(head) for head in heads], rows)
    asked(words, yes=yes)
    office.work(lambda desk: write(desk, found))
    say(words.ui("people_written", count=len(found)))


@app.command("list")
def list_(
    context: typer.Context,
    on: str = "",
    json: Json = False,
) -> None:
    """Show who is who on a day, and from when to when."""
    from workflow.store.people.particulars import FIELDS, rows_on

    office = opened(context)
    with office.store.read() as session:
        found = rows_on(session, day(on) or office.today())
    there = {(row.kind, row.name) for row in found if row.field == "listed"}
    sure = {row.name for row in found if row.field == "confirmed"}
    rows = [
        row.model_dump(mode="json") | {"confirmed": _is_sure(row, sure)}
        for row in found
        if "listed" not in FIELDS[row.kind] or (row.kind, row.name) in there
    ]
    if json:
        as_json(rows)
        return
    words = office.words
    heads = [words.ui(head) for head in (*OF_WHOM, "people_value", *DAYS)]
    heads.append(words.label("particular", "confirmed"))
    table(heads, [_line(words, row) for row in rows])


def _is_sure(row: Particular, sure: set[str]) -> bool | None:
    """Whether an address is among the confirmed ones; None of what is no address."""
    return row.value.lower() in sure if row.field == "address" else None


def _line(words: Words, row: dict[str, Any]) -> list[str]:
    return [
        words.label("particular_of", row["kind"]),
        _name(words, row["kind"], row["name"]),
        *(words.label("particular", row["field"]), _shown(words, row["field"], row["value"])),
        *(_day(words, row[end]) for end in ("valid_from", "valid_until")),
        {True: words.ui("people_yes"), False: words.ui("people_no"), None: ""}[row["confirmed"]],
    ]


@app.command()
def confirm(
    context: typer.Context,
    addresses: Annotated[list[str], typer.Argument(metavar="ADDRESS...")],
) -> None:
    """Say that you have checked: mail to these addresses arrives where it should."""
    _confirm(opened(context), addresses, typed=True)


def _confirm(office: Office, addresses: list[str], *, typed: bool = False) -> None:
    """Confirm addresses; a *typed* one must be somebody's."""
    from workflow.acts.people.changes import must_keep
    from workflow.store.desk import Desk
    from workflow.store.people.confirmed import confirm as note
    from workflow.store.people.confirmed import must_be_told
    from workflow.store.people.particulars import Telling

    def act(desk: Desk) -> list[str]:
        must_keep(desk)
        telling = Telling(desk.today, desk.actor, desk.at)
        new = note(desk.session, addresses, "told", telling)
        if typed:  # last: what is no address at all, or an example, is said to be that
            must_be_told(desk.session, addresses, desk.today)
        return new

    new = office.work(act)
    words = office.words
    key = "people_confirmed" if new else "people_known_confirmed"
    say(words.ui(key, addresses=new))


def _shown(words: Words, field: str, value: str) -> str:
    if field == "listed":
        return words.ui("people_yes" if value else "people_gone")
    if field == "confirmed" and value:
        return words.ui("people_yes")
    parts = value.split("\n")
    if field == "roles" and value:
        parts = [words.label("role", role) for role in parts]
    return "; ".join(parts) or words.ui("none")


def _name(words: Words, kind: str, name: str) -> str:
    if kind != "role":
        return name
    return words.label("role" if name in {role.value for role in Role} else "post", name)


def _day(words: Words, value: Any) -> str:
    from workflow.store.people.particulars import ALWAYS

    text = str(value or "")
    return words.ui("none") if text in ("", str(ALWAYS)) else shown_day(words, text)
