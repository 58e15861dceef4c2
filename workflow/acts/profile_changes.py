"""What another profile would change: its values, and what then becomes of which matter."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from states.errors import Term
from states.law import Law
from states.roles import Role
from workflow.errors import BodyStillNamed, RightMissing
from workflow.store import profiles
from workflow.store.desk import Desk
from workflow.store.models import Duty, Matter, Meeting, Report, Station, Wake
from workflow.store.pages import any_page
from workflow.timing import next_look

_NAMING = ((Station, "body"), (Meeting, "body"), (Duty, "recipient"), (Report, "recipient"))


@dataclass(frozen=True, slots=True)
class Changed:
    """A value of the profile: its place, what stands there, what will; None for nothing."""

    place: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Moved:
    """A matter on which a round next looks on another day; None: it would not be looked at."""

    reference: str
    before: date | None
    after: date | None


def values(before: str, after: str) -> list[Changed]:
    """What differs between two profiles' texts, by place."""
    old, new = (dict(_flat("", tomllib.loads(text))) for text in (before, after))
    places = sorted({*old, *new}, key=lambda place: (place not in old, place))
    return [
        Changed(place, old.get(place), new.get(place))
        for place in places
        if old.get(place) != new.get(place)
    ]


def _flat(place: str, value: object) -> Iterator[tuple[str, object]]:
    """(place, value) of every leaf; the rows of a list go by their name or first day."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _flat(f"{place}.{key}".strip("."), below)
    elif isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
        for number, row in enumerate(value, start=1):
            name = row.get("name") or row.get("valid_from") or row.get("first") or number
            yield from _flat(f"{place}[{name}]", row)
    else:
        yield place, value


def matters(desk: Desk, law: Law) -> Iterator[Moved]:
    """The matters that a round would next look at on another day under *law*.

    It writes into the transaction of *desk*, of which nothing may be kept.
    """
    under = replace(desk, law=law)
    known = desk.session.execute(select(col(Wake.matter_id), col(Wake.day)))
    days: dict[int, date] = {matter_id: day for matter_id, day in known}
    looked_at = col(Matter.kind).in_(next_look.LOOKED_AT)
    open_ones = select(Matter).where(looked_at).order_by(col(Matter.id))
    for matter in desk.session.scalars(open_ones).all():
        next_look.plan(under, matter, any_page(under.session, matter))
        row = next_look.row_of(under, matter)
        before, after = _day(days.get(matter.id)), _day(row.day if row else None)
        if before != after:
            yield Moved(matter.reference, before, after)


def _day(day: date | None) -> date | None:
    return None if day == date.max else day  # that is how "not again" is written


def take_in(desk: Desk, law: Law) -> None:
    """Live by *law* from now on; the entries made so far keep the law they were made under.

    Raises:
        RightMissing: only the council office changes the profile.
        BodyStillNamed: a body of an open matter would be gone.
    """
    if Role.CLERK not in desk.roles:
        raise RightMissing(role=Term("role", Role.CLERK))
    for body in desk.law.bodies:
        if law.body(body.name) is None and (named := _naming(desk, body.name)):
            raise BodyStillNamed(body=body.name, references=named[:5], count=len(named))
    profiles.take_in(desk.session, law, at=desk.at, actor=desk.actor)


def _naming(desk: Desk, body: str) -> list[str]:
    """The references of the open matters that name *body*."""
    found: list[str] = []
    for page, name in _NAMING:
        wanted = (
            select(Matter)
            .join(page, col(page.matter_id) == Matter.id)
            .where(getattr(page, name) == body)
            .order_by(col(Matter.id))
        )
        open_ones = (
            matter.reference
            for matter in desk.session.scalars(wanted)
            if matter.state not in desk.law.charts[matter.kind].over
        )
        found += open_ones
    return found
