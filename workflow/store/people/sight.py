"""What somebody may see: of non-public matters only who has a right to them sees anything.

One place holds it: the queries of a reader's transaction are narrowed to the rows that the
reader may see, so that a list, a count, a near reference or a letter cannot tell of others.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import ColumnElement, Select, event, exists, or_, select
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.orm import Session as AnySession
from sqlmodel import Session, SQLModel, col

from states.roles import Role
from workflow.store.models import (
    OWNED,
    PAGES,
    Addressee,
    Alias,
    Document,
    Entry,
    Mail,
    Matter,
    Message,
    Motion,
    Reply,
    Wake,
)
from workflow.store.people.rights import Holder

NARROW = frozenset({Role.DEPARTMENT, Role.SUBMITTER})  # these see what is theirs, others all
_SEES, _NARROWED = "sees", "narrowed"
_OF_A_MATTER = (*PAGES.values(), Entry, Document, Message, Wake, Alias)


def admit(session: Session, holder: Holder | None, *, narrowed: bool = True) -> None:
    """Let *holder* see, of what *session* reads from now on, what they may see.

    Nobody known sees public matters only. With *narrowed* false only what is asked under
    `looking` is narrowed: an act needs all facts, but finds nothing its person may not see.
    """
    roles = holder.roles if holder else frozenset()
    if roles - NARROW:
        return
    session.info[_SEES] = frozenset(_own(session, holder)) if holder else frozenset()
    session.info[_NARROWED] = narrowed


@contextmanager
def looking(session: Session) -> Iterator[None]:
    """Within, the person looks for something: what they may not see is not there."""
    before = session.info.get(_NARROWED, False)
    session.info[_NARROWED] = True
    try:
        yield
    finally:
        session.info[_NARROWED] = before


def sees_all(session: Session) -> bool:
    """Whether nothing is hidden from the reader."""
    return _SEES not in session.info


def hidden(session: Session) -> set[str]:
    """The references of what the reader may not see, for what was found without narrowing."""
    if sees_all(session):
        return set()
    matter = Matter.__table__  # type: ignore[attr-defined]
    unseen = select(matter.c.reference).where(matter.c.id.not_in(_visible(session.info[_SEES])))
    return set(session.connection().execute(unseen).scalars())


def _own(session: Session, holder: Holder) -> Iterator[int]:
    """What is assigned to the person's departments or moved by their groups, and what is above."""
    assigned = [
        matter_id
        for page in OWNED
        for matter_id in session.scalars(
            select(col(page.matter_id)).where(col(page.department).in_(holder.units))
        )
    ]
    for matter_id in assigned:
        above: Matter | None = session.get_one(Matter, matter_id)
        while above is not None:
            yield above.id
            above = session.get(Matter, above.parent_id) if above.parent_id else None
    moved = select(col(Motion.matter_id), col(Motion.submitters))
    own = [one for one, names in session.execute(moved) if holder.units & set(names)]
    below = select(col(Matter.id)).where(or_(col(Matter.id).in_(own), col(Matter.root_id).in_(own)))
    yield from session.scalars(below) if own else ()


@event.listens_for(AnySession, "do_orm_execute")
def _narrow(execution: ORMExecuteState) -> None:
    info = execution.session.info
    if _SEES in info and info[_NARROWED] and execution.is_select:
        criteria = (
            with_loader_criteria(table, seen, include_aliases=True)
            for table, seen in _criteria(info[_SEES])
        )
        execution.statement = execution.statement.options(*criteria)


def _criteria(own: frozenset[int]) -> Iterator[tuple[type[SQLModel], ColumnElement[bool]]]:
    """(table, what is seen of it)."""
    visible = _visible(own)
    yield Matter, or_(col(Matter.public), col(Matter.id).in_(own))
    for table in _OF_A_MATTER:
        yield table, col(table.matter_id).in_(visible)
    message = Message.__table__  # type: ignore[attr-defined]
    addressee = Addressee.__table__  # type: ignore[attr-defined]
    told = select(message.c.id).where(message.c.matter_id.in_(visible))
    yield Addressee, col(Addressee.message_id).in_(told)
    own_replies = select(addressee.c.id).where(addressee.c.message_id.in_(told))
    yield Reply, col(Reply.addressee_id).in_(own_replies)
    other = (addressee.c.mail_id == col(Mail.id)) & addressee.c.message_id.not_in(told)
    yield Mail, ~exists().where(other)


def _visible(own: frozenset[int]) -> Select[tuple[int]]:
    matter = Matter.__table__  # type: ignore[attr-defined]
    return select(matter.c.id).where(or_(matter.c.public, matter.c.id.in_(own)))
