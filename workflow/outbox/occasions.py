"""Occasions are recorded once, and what of them is not written yet is handed to who writes it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import exists, insert, select
from sqlmodel import Session, col

from workflow.outbox.recipients import Recipient
from workflow.store.desk import Desk
from workflow.store.dialect import Upsert
from workflow.store.models import Addressee, Mail, Message
from workflow.store.people.confirmed import may_leave

_OCCASION = Upsert("message", returning="id")


@dataclass(frozen=True, slots=True)
class Key:
    """What makes an occasion one: posted twice it is still one."""

    matter_id: int | None  # None: the register itself
    rung: str
    turn: int
    count: int


def record(
    desk: Desk, key: Key, *, step: int, day: date, told: Iterable[Recipient], single: bool
) -> bool:
    """Write an occasion unless it is there; say whether it was new. Sending is not part of it.

    *day* is its day of right; told to nobody, it is recorded as skipped.
    """
    told = list(told)
    row = asdict(key) | {"step": step, "day": day, "posted": desk.at}
    row |= {"skipped": not told, "single": single}
    found = _OCCASION.write(desk.session, row).first()
    if found is None:
        return False
    if told:
        desk.session.execute(insert(Addressee), [_row(desk, found[0], one) for one in told])
    return True


def tell(desk: Desk, message_id: int, one: Recipient) -> bool:
    """Tell an occasion to one more address; say whether it was new to it."""
    known = select(col(Addressee.id)).where(
        col(Addressee.message_id) == message_id, col(Addressee.address) == one.address
    )
    if desk.session.scalars(known).first() is not None:
        return False
    desk.session.execute(insert(Addressee), [_row(desk, message_id, one)])
    return True


def _row(desk: Desk, message_id: int, one: Recipient) -> dict[str, object]:
    return {
        **{"message_id": message_id, "post": str(one.post), "name": one.name},
        **{"address": one.address, "day": desk.today, "copied": one.copied},
        "token": secrets.token_hex(6),
        "mail_id": None,
    }


def unwritten_singles(session: Session, limit: int = 20) -> list[Addressee]:
    """Addressees of single letters that are not written yet, oldest first, locked."""
    wanted = _unwritten(single=True).order_by(col(Addressee.id)).limit(limit)
    return list(session.scalars(wanted.with_for_update(skip_locked=True, of=Addressee)))


def unwritten_of_register(session: Session, rung: str) -> list[tuple[Addressee, Message]]:
    """Whom the register itself tells something that is not written yet, locked."""
    wanted = (
        select(Addressee, Message)
        .join(Message, col(Message.id) == Addressee.message_id)
        .where(col(Message.matter_id).is_(None), col(Message.rung) == rung)
        .where(col(Addressee.mail_id).is_(None), may_leave(col(Addressee.address)))
        .order_by(col(Addressee.id))
    )
    found = session.execute(wanted.with_for_update(skip_locked=True, of=Addressee))
    return [(addressee, message) for addressee, message in found]


def unwritten_digest(session: Session, today: date) -> list[Addressee]:
    """All that waits for one address and has had no letter of the day yet; none if nobody waits."""
    had = exists().where(
        col(Mail.address) == col(Addressee.address), col(Mail.digest_of) == today
    )
    whose = session.scalars(
        _unwritten(single=False)
        .where(~had)
        .order_by(col(Addressee.id))
        .limit(1)
        .with_for_update(skip_locked=True, of=Addressee)
    ).first()
    if whose is None:
        return []
    own = _unwritten(single=False).where(col(Addressee.address) == whose.address)
    own = own.order_by(col(Addressee.id)).with_for_update(skip_locked=True, of=Addressee)
    return list(session.scalars(own))


def _unwritten(*, single: bool):  # type: ignore[no-untyped-def]  # a Select with its own type
    kind = col(Message.single) if single else ~col(Message.single)
    kind &= col(Message.matter_id).is_not(None)  # the register's own are written by themselves
    return (
        select(Addressee)
        .join(Message, col(Message.id) == Addressee.message_id)
        .where(col(Addressee.mail_id).is_(None), kind, may_leave(col(Addressee.address)))
    )
