"""What is told of people, from the list or the line to the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.asking import confirm as asked
from cli.shown.people_lines import (
    DAYS,
    OF_WHOM,
    shown_end,
    shown_name,
    shown_value,
)
from cli.shown.say import remark, say, table
from workflow.acts.people.changes import changes, gone, must_keep, write
from workflow.acts.people.sheets import PeopleSheet
from workflow.errors import BadRows, NoSuchPerson
from workflow.store.desk import Desk
from workflow.store.people.confirmed import confirm as note
from workflow.store.people.confirmed import must_be_told
from workflow.store.people.particulars import Telling, known_on

if TYPE_CHECKING:
    from datetime import date

    from cli.office import Office
    from workflow.acts.people.changes import PersonChange


def let_go(office: Office, name: str, on: date, *, yes: bool) -> None:
    """Record that somebody is no longer there from the day *on*; raises NoSuchPerson."""
    with office.store.read() as session:
        found = gone(session, [name], day=on)
        known = [one for _, one in known_on(session, on)]
    if not found:
        raise NoSuchPerson(person=name, known=sorted(set(known)))
    _write(office, found, yes=yes)


def take_in(office: Office, sheet: PeopleSheet, *, confirmed: bool, yes: bool) -> None:
    """Show what a list would change, ask, and enter it; raises BadRows of what cannot be read."""
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
        confirm_addresses(
            office, [row.said["address"] for row in sheet.rows if "address" in row.said]
        )


def _write(office: Office, found: list[PersonChange], *, yes: bool) -> None:
    words = office.words
    if not found:
        say(words.ui("people_nothing"))
        return
    heads = (*OF_WHOM, "people_old", "people_new", *DAYS)
    rows = [
        [
            words.label("particular_of", one.told.kind),
            shown_name(words, one.told.kind, one.told.name),
            words.label("particular", one.told.field),
            shown_value(words, one.told.field, one.old) if one.old else words.ui("none"),
            shown_value(words, one.told.field, one.told.value),
            *(shown_end(words, end) for end in (one.first, one.last)),
        ]
        for one in found
    ]
    table([words.ui(head) for head in heads], rows)
    asked(words, yes=yes)
    office.work(lambda desk: write(desk, found))
    say(words.ui("people_written", count=len(found)))


def confirm_addresses(office: Office, addresses: list[str], *, typed: bool = False) -> None:
    """Confirm addresses; a *typed* one must be somebody's."""

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
