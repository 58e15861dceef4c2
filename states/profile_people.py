"""Reads who is who of a profile: bodies, departments, persons, submitters, addresses."""

from __future__ import annotations

from states.law import Body, Department, Law, Person
from states.reading import ProfileTable
from states.roles import Role
from states.rungs import Post

BODIES = ("council", "committee", "board", "locality")  # their kinds


def body(row: ProfileTable) -> Body:
    """A body that advises or decides."""
    body = Body(
        row.text("name"),
        row.text("short"),
        row.one_of("kind", BODIES),
        row.flag("decides"),
        row.whole("entitled", least=1) if row.has("entitled") else None,
        row.optional("chair") or None,
        row.address("address") if row.has("address") else None,
    )
    row.optional("source")
    return body


def departments(top: ProfileTable) -> dict[str, Department]:
    """The departments by name; one told twice is refused."""
    found = [
        Department(
            row.text("name"),
            row.address("address") if row.has("address") else None,
            *(row.optional(post) or None for post in ("contact", "head", "director")),
        )
        for row in top.tables("department")
    ]
    _once(top, "department", [one.name for one in found])
    return {one.name: one for one in found}


def persons(top: ProfileTable) -> dict[str, Person]:
    """The persons by name; one told twice is refused."""
    found = [
        Person(row.text("name"), row.address("address"), row.names("deputies"))
        for row in top.tables("person")
    ]
    _once(top, "person", [one.name for one in found])
    return {one.name: one for one in found}


def addressed(top: ProfileTable, key: str) -> dict[str, str]:
    """The addresses by name of the tables *key*; one told twice is refused."""
    found = [(row.text("name"), row.address("address")) for row in top.tables(key)]
    _once(top, key, [name for name, _ in found])
    return dict(found)


def role_addresses(table: ProfileTable) -> dict[str, str]:
    """The addresses of roles."""
    known = (*Role, Post.MAYOR_OFFICE)
    return {table.key_of(key, known): table.address(key) for key in table.keys()}  # noqa: SIM118


def _once(top: ProfileTable, key: str, names: list[str]) -> None:
    """Refuse what *names* has twice."""
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            top.refuse(key, "twice", name=name)


def consistent(top: ProfileTable, law: Law) -> None:
    """Refuse what each part of a profile may say, and all together may not."""
    if sum(body.kind == "council" for body in law.bodies) != 1:
        top.refuse("body", "one_council")
    if not law.voting:
        top.refuse("voting", "no_voting")
    _once(top, "voting", [rules.valid_from.isoformat() for rules in law.voting])
    _once(top, "body", [n.casefold() for b in law.bodies for n in {b.name, b.short}])
    for role in (Role.CLERK, Role.MAYOR):
        if law.addresses and role not in law.addresses:
            top.refuse("addresses", "no_address", role=role)
    for key, names in _named_people(law):
        for name in names:
            if name is not None and name not in law.persons:
                top.refuse(key, "no_person", name=name)


def _named_people(law: Law) -> list[tuple[str, list[str | None]]]:
    """Those who are named as holding something: key of the profile, names."""
    posts: list[str | None] = [
        name for d in law.departments.values() for name in (d.contact, d.head, d.director)
    ]
    return [
        ("department", posts),
        ("body", [body.chair for body in law.bodies]),
        ("person", [name for person in law.persons.values() for name in person.deputies]),
    ]
