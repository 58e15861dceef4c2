"""What a list of people would change, shown before it is written, and written as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from states.law import Law
from states.roles import Role
from workflow.acts.people.entering import Entering, entered
from workflow.acts.people.sheets import PeopleSheet
from workflow.errors import BadRows, NotTheClerk
from workflow.store.desk import Desk
from workflow.store.people.particulars import Telling, ToldOf, known_on, rows_on, tell


@dataclass(frozen=True, slots=True)
class PersonChange:
    """One thing that would hold otherwise: what held on its first day, and what will."""

    told: ToldOf
    old: str
    first: date
    last: date | None


def changes(session: Session, law: Law, sheet: PeopleSheet, *, today: date) -> list[PersonChange]:
    """What *sheet* would change; what it does not say stays as it is.

    Raises:
        BadRows: rows are wrong; all of them are named, and nothing is to be written.
    """
    known = [name for kind, name in known_on(session, today) if kind == "person"]
    listed = [row.said["name"] for row in sheet.rows if "name" in row.said]
    names = {name.casefold(): name for name in (*listed, *known)}
    rows = [entered(row, law, names, today=today) for row in sheet.rows]
    _told_twice(rows)
    faults = sorted((fault for row in rows for fault in row.faults), key=lambda f: f.row)
    if faults:
        raise BadRows(faults, sheet.heads)
    return list(dict.fromkeys(one for row in rows for one in _of(session, row)))


def _told_twice(rows: list[Entering]) -> None:
    """Note where two rows tell two things of one on the same day."""
    said: dict[tuple[str, str, str, date], tuple[str, int]] = {}
    for row in rows:
        for one in row.told:
            key = (one.kind, one.name, one.field, row.first)
            value, number = said.setdefault(key, (one.value, row.row.number))
            if value != one.value and one.field != "unit":
                row.wrong("name", "told_twice", row=number, old=value, new=one.value)


def _of(session: Session, row: Entering) -> list[PersonChange]:
    holds = {(r.kind, r.name, r.field): r for r in rows_on(session, row.first)}
    found = []
    for one in row.told:
        now = holds.get((one.kind, one.name, one.field))
        same = now is not None and now.value == one.value
        if not same or (now and row.last is not None and now.valid_until != row.last):
            found.append(PersonChange(one, now.value if now else "", row.first, row.last))
    return found


def gone(session: Session, names: Sequence[str], *, day: date) -> list[PersonChange]:
    """What it changes that persons or departments are no longer there from *day* on."""
    return [
        PersonChange(ToldOf(kind, name, "listed", ""), name, day, None)
        for kind, name in known_on(session, day)
        if name in names and kind in ("person", "department")
    ]


def write(desk: Desk, found: list[PersonChange]) -> None:
    """Tell the register what changes.

    Raises:
        NotTheClerk: who acts does not keep the register.
    """
    must_keep(desk)
    for change in found:
        telling = Telling(change.first, desk.actor, desk.at, change.last)
        tell(desk.session, [change.told], telling)


def must_keep(desk: Desk) -> None:
    """Refuse whoever does not keep the register.

    Raises:
        NotTheClerk.
    """
    if Role.CLERK not in desk.roles:
        raise NotTheClerk(actor=desk.actor)
