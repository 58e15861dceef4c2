"""Who somebody is by their login, and in whose right they may write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from states.roles import Role
from workflow.store.people.law import POSTS
from workflow.store.people.particulars import Known, known_on, listed


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody whom the register knows by login: name, roles, departments or groups."""

    name: str
    roles: frozenset[Role] = frozenset()
    units: frozenset[str] = frozenset()


def holder_of(session: Session, login: str, day: date) -> Holder | None:
    """Who logs in as *login* on *day*; None if the register knows nobody of that login."""
    known = known_on(session, day)
    for (kind, name), values in known.items():
        if kind == "person" and values.get("login", "").casefold() == login.casefold():
            roles = frozenset(map(Role, listed(values.get("roles", ""))))
            return Holder(name, roles, frozenset(_units(known, name, values)))
    return None


def _units(known: Known, name: str, values: dict[str, str]) -> set[str]:
    """The person's own department or group, and those in which they have a post."""
    posts = {
        other
        for (kind, other), held in known.items()
        if kind == "department" and name in [held.get(post) for post in POSTS]
    }
    return posts | set(listed(values.get("unit", "")))
