"""Who is known when a register begins: from its profile, and from older settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from states.law import Law
from workflow.store.models import Particular
from workflow.store.people.examples import is_example
from workflow.store.people.particulars import ALWAYS, LISTED, Telling, ToldOf, joined, tell

FIRST = ("clerk", "secretariat")  # what the person who makes a register records for


def from_profile(session: Session, law: Law, *, trial: bool, at: datetime) -> bool:
    """Take in whom the profile names, unless the register knows somebody already; say whether.

    The example addresses of a profile are for trials: elsewhere they are left out, with the
    persons and posts that have no other.
    """
    if session.scalars(select(col(Particular.id)).limit(1)).first() is not None:
        return False
    told = [
        one
        for one in _told(law)
        if trial or one.field != "address" or not is_example(one.value)
    ]
    reached = {(one.kind, one.name) for one in told if one.field == "address"}
    kept = [one for one in told if _stands(one, reached)]
    tell(session, kept, Telling(ALWAYS, "system", at))
    return True


def _stands(one: ToldOf, reached: set[tuple[str, str]]) -> bool:
    """Whether a person it speaks of can be reached; departments stand by their names."""
    if one.kind == "person":
        return ("person", one.name) in reached
    named = one.field in ("contact", "head", "director", "chair")
    return not named or ("person", one.value) in reached


def _told(law: Law) -> Iterator[ToldOf]:
    for name, department in law.departments.items():
        yield ToldOf("department", name, "listed", LISTED)
        for field in ("address", "contact", "head", "director"):
            yield from _given("department", name, field, getattr(department, field))
    for name, person in law.persons.items():
        yield ToldOf("person", name, "listed", LISTED)
        yield ToldOf("person", name, "address", person.address)
        yield from _given("person", name, "deputies", joined(person.deputies))
    for body in law.bodies:
        yield from _given("body", body.name, "chair", body.chair)
        yield from _given("body", body.name, "address", body.address)
    for name, address in law.submitters.items():
        yield ToldOf("submitter", name, "address", address)
    for name, address in law.addresses.items():
        yield ToldOf("role", name, "address", address)


def _given(kind: str, name: str, field: str, value: str | None) -> Iterator[ToldOf]:
    if value:
        yield ToldOf(kind, name, field, value)


def enter(session: Session, login: str, roles: Sequence[str], telling: Telling) -> None:
    """Enter somebody by the name under which they log in, with what they record for."""
    told = {"listed": LISTED, "login": login, "roles": joined(roles)}
    tell(session, [ToldOf("person", login, name, value) for name, value in told.items()], telling)


def from_settings(
    session: Session, persons: Mapping[str, Sequence[str]], telling: Telling
) -> None:
    """Take in whom `[persons]` of older settings named; *telling* has who upgrades.

    Where nobody could keep the register then, who upgrades it can.
    """
    for login, roles in persons.items():
        enter(session, login, roles, telling)
    if telling.actor and not any("clerk" in roles for roles in persons.values()):
        enter(session, telling.actor, FIRST, telling)
