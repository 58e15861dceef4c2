"""What the register was told of somebody, written once and read as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from workflow.store.models import Particular

# kind -> its fields; "listed" says that there is such a department or person at all.
FIELDS = {
    "department": ("listed", "address", "contact", "head", "director"),
    "person": ("listed", "address", "deputies", "login", "roles", "unit"),
    "body": ("chair", "address"),
    "role": ("address",),
    "submitter": ("address",),
    "address": ("confirmed",),
}
LISTED = "yes"
ALWAYS = date.min  # since before anybody asked
Known = dict[tuple[str, str], dict[str, str]]  # {(kind, name): {field: value}} of one day


@dataclass(frozen=True, slots=True)
class ToldOf:
    """One thing to be told of somebody; an empty value says that nothing holds."""

    kind: str
    name: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Telling:
    """From when to when something holds, both included, and who tells it when (UTC)."""

    first: date
    actor: str
    at: datetime
    last: date | None = None


def tell(session: Session, told: Iterable[ToldOf], telling: Telling) -> None:
    """Write what is told; nothing that stands is changed by it."""
    session.add_all(
        Particular(
            kind=one.kind,
            name=one.name,
            field=one.field,
            value=one.value,
            valid_from=telling.first,
            valid_until=telling.last,
            recorded=telling.at,
            actor=telling.actor,
        )
        for one in told
    )
    session.flush()


def rows_on(session: Session, day: date) -> list[Particular]:
    """The particulars that hold on *day*, oldest first."""
    wanted = select(Particular).where(col(Particular.valid_from) <= day)
    newest: dict[tuple[str, str, str], Particular] = {}
    for row in session.scalars(wanted.order_by(col(Particular.valid_from), col(Particular.id))):
        newest[row.kind, row.name, row.field] = row
    return [
        row
        for row in newest.values()
        if row.value and (row.valid_until is None or row.valid_until >= day)
    ]


def known_on(session: Session, day: date) -> Known:
    """All that holds on *day*; of a department or person that is not listed, nothing."""
    known: Known = {}
    for row in rows_on(session, day):
        known.setdefault((row.kind, row.name), {})[row.field] = row.value
    return {
        (kind, name): values
        for (kind, name), values in known.items()
        if "listed" in values or "listed" not in FIELDS[kind]
    }


def listed(text: str) -> list[str]:
    """The parts of a value that is a list."""
    return text.split("\n") if text else []


def joined(parts: Iterable[str]) -> str:
    """A list as one value; names may hold commas and semicolons."""
    return "\n".join(parts)
