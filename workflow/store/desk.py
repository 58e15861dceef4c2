"""The desk: one piece of work with its transaction, its moment and the person who does it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import or_, select
from sqlmodel import Session, col

from states.law import Law
from states.roles import Role
from workflow.store import dialect
from workflow.store.models import (
    Duty,
    Entry,
    Matter,
    Meeting,
    Motion,
    Point,
    Report,
    Station,
    Task,
)

SYSTEM = frozenset({Role.SYSTEM})
P = TypeVar("P", Motion, Point, Station, Task, Duty, Report, Meeting)


@dataclass(slots=True)
class Act:
    """What one command has written so far."""

    name: str | None = None  # "matter.step" of its first entry
    families: dict[int, date] = field(default_factory=dict)  # root id -> day of its newest entry
    written: list[Entry] = field(default_factory=list)
    meetings: dict[str, tuple[Meeting, ...]] = field(default_factory=dict)  # read so far, by body
    away: dict[str, str | None] | None = None  # who is absent today, and their deputy


@dataclass(frozen=True, slots=True)
class Desk:
    """One piece of work: its transaction, the law, the moment and the person.

    *at* is the moment in UTC, *today* the same in the council's zone; *roles* are those
    in whose right the person may write. Nothing below asks for the time.
    """

    session: Session
    law: Law
    at: datetime
    today: date
    actor: str
    roles: frozenset[Role]
    means: str = ""  # by which the person is logged in: system, database or told
    act: Act = field(default_factory=Act)
    sure: bool = False  # the person means also what looks like a slip


def lock(desk: Desk, *roots: int) -> None:
    """Become the one writer of these families until the transaction ends, in the order of ids."""
    for root in sorted(roots):
        dialect.lock(desk.session, "matter", root)


def wait_at_most(desk: Desk, seconds: float) -> None:
    """For what is left of this transaction wait no longer than this for somebody else's lock."""
    dialect.wait_at_most(desk.session, seconds)


def page_of(desk: Desk, matter: Matter, kind: type[P]) -> P:
    """The page of *matter*, of the class *kind*; where that is not known `any_page` has it."""
    return desk.session.get_one(kind, matter.id)


def below(desk: Desk, matter: Matter, kind: str) -> list[Matter]:
    """The matters of *kind* directly below *matter*, oldest first."""
    wanted = select(Matter).where(col(Matter.parent_id) == matter.id, col(Matter.kind) == kind)
    return list(desk.session.scalars(wanted.order_by(col(Matter.id))))


def below_all(desk: Desk, matter: Matter, kind: str) -> list[Matter]:
    """The matters of *kind* below *matter*, oldest first; below a motion at any depth."""
    above = Matter.root_id if matter.root_id is None else Matter.parent_id
    wanted = select(Matter).where(col(above) == matter.id, col(Matter.kind) == kind)
    return list(desk.session.scalars(wanted.order_by(col(Matter.id))))


def family(desk: Desk, root: int) -> list[Matter]:
    """Every matter of the family of *root*, children before parents."""
    wanted = select(Matter).where(or_(col(Matter.id) == root, col(Matter.root_id) == root))
    return list(desk.session.scalars(wanted.order_by(col(Matter.id).desc())))
