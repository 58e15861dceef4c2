"""The law of a day: the profile's rules with the departments, posts and people of the register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from weakref import WeakKeyDictionary

from sqlalchemy import Pool, func, select
from sqlmodel import Session, col

from states.law import Body, Department, Law, Person
from workflow.store.models import Particular
from workflow.store.people.particulars import Known, known_on, listed

DAYS_KEPT = 8
POSTS = ("contact", "head", "director")


@dataclass(frozen=True, slots=True)
class _Kept:
    law: Law  # as it was given
    version: tuple[object, ...]  # of what the register was told
    filled: Law


# By the connections to one register; asked in every act, so it is not read anew each time.
_kept: WeakKeyDictionary[Pool, dict[date, _Kept]] = WeakKeyDictionary()


def law_on(session: Session, law: Law, day: date) -> Law:
    """*law* with the people of *day*. To be asked before the transaction writes anything."""
    days = _kept.setdefault(session.get_bind().engine.pool, {})
    version = _version(session)
    kept = days.get(day)
    if kept is None or kept.law is not law or kept.version != version:
        if len(days) >= DAYS_KEPT:
            days.clear()
        days[day] = kept = _Kept(law, version, filled(law, known_on(session, day)))
    return kept.filled


def _version(session: Session) -> tuple[object, ...]:
    newest = (func.count(), func.max(col(Particular.id)), func.max(col(Particular.recorded)))
    return tuple(session.execute(select(*newest)).one())


def filled(law: Law, known: Known) -> Law:
    """*law* with the departments, persons and addresses of *known* and with no others."""
    persons = _persons(known)
    return replace(
        law,
        departments={
            name: _department(name, values, persons)
            for (kind, name), values in known.items()
            if kind == "department"
        },
        persons=persons,
        submitters=_addresses(known, "submitter"),
        addresses=_addresses(known, "role"),
        bodies=tuple(
            _body(body, known.get(("body", body.name), {}), persons) for body in law.bodies
        ),
    )


def _persons(known: Known) -> dict[str, Person]:
    """Those who can be written to; a deputy to whom nobody can write stands in for nobody."""
    reached = {
        name: values
        for (kind, name), values in known.items()
        if kind == "person" and values.get("address")
    }
    return {
        name: Person(
            name,
            values["address"],
            tuple(one for one in listed(values.get("deputies", "")) if one in reached),
        )
        for name, values in reached.items()
    }


def _department(name: str, values: dict[str, str], persons: dict[str, Person]) -> Department:
    posts = {post: values.get(post) for post in POSTS}
    held = {post: holder for post, holder in posts.items() if holder in persons}
    return Department(name, values.get("address"), **held)


def _body(body: Body, values: dict[str, str], persons: dict[str, Person]) -> Body:
    chair = values.get("chair")
    held = chair if chair in persons else None
    return replace(body, chair=held, address=values.get("address"))


def _addresses(known: Known, wanted: str) -> dict[str, str]:
    return {
        name: values["address"]
        for (kind, name), values in known.items()
        if kind == wanted and values.get("address")
    }
