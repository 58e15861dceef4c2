"""The department, body or person that is named; of an unknown one the near names are told."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace
from typing import NoReturn

from states.addresses import folded
from states.errors import RatswegError
from states.law import Law
from workflow.errors import NoSuchBody, NoSuchDepartment, NoSuchPerson, NoSuchSubmitter
from workflow.store.told import Told

_CUTOFF = 0.6


def near(text: str, known: Iterable[str]) -> list[str]:
    """Up to three of *known* that look like *text*, whatever the capitals."""
    folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(text.strip().casefold(), folded, n=3, cutoff=_CUTOFF)
    return [folded[name] for name in found]


def department(law: Law, text: str) -> str:
    """The name of a department, as the register writes it.

    Raises:
        NoSuchDepartment: there is none of that name.
    """
    return _one(text, law.departments) or _unknown(NoSuchDepartment, text, law.departments)


def body(law: Law, text: str) -> str:
    """The full name of the body that *text* names in full or short.

    Raises:
        NoSuchBody: there is none of that name.
    """
    found = law.body(text)
    names = [name for one in law.bodies for name in (one.name, one.short)]
    return found.name if found else _unknown(NoSuchBody, text, names)


def person(law: Law, text: str) -> str:
    """The name of the person that *text* names or addresses; a mailbox stays its address.

    Raises:
        NoSuchPerson: it is neither.
    """
    addressed = {one.address: one.name for one in law.persons.values()}
    mailboxes = [one.address for one in law.departments.values() if one.address]
    known = {one: one for one in (*mailboxes, *law.addresses.values(), *law.persons)} | addressed
    found = _one(text, known) or _one(folded(text), known)
    return known[found] if found else _unknown(NoSuchPerson, text, known)


def submitter(submitters: Iterable[str], text: str) -> str:
    """The one of a motion's *submitters* that *text* names.

    Raises:
        NoSuchSubmitter: the motion has none of that name.
    """
    names = list(submitters)
    return _one(text, names) or _unknown(NoSuchSubmitter, text, names)


def settled(law: Law, given: Told) -> Told:
    """*given* with the names of department, body and recipient as the register writes them.

    Raises:
        NoSuchDepartment, NoSuchBody: one of them is unknown.
    """
    return replace(
        given,
        department=department(law, given.department) if given.department else None,
        body=body(law, given.body) if given.body else None,
        recipient=body(law, given.recipient) if given.recipient else None,
    )


def _one(text: str, known: Iterable[str]) -> str | None:
    wanted = text.strip().casefold()
    return next((name for name in known if name.casefold() == wanted), None)


def _unknown(error: type[RatswegError], text: str, known: Iterable[str]) -> NoReturn:
    """Each error names what it misses by the first field of its name: body, department, person."""
    field = error.code.removeprefix("no_such_")
    raise error(**{field: text}, near=near(text, known), known=sorted(set(known)))
