"""The outbox: occasions are posted once, letters wait with a lease until a channel has them.

To an address that nobody has confirmed no letter is written or sent; what is posted waits.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, exists, func, insert, or_, select
from sqlmodel import Session, col

from workflow.outbox.recipients import Recipient
from workflow.store.desk import Desk
from workflow.store.dialect import Upsert
from workflow.store.models import Addressee, Mail, Message
from workflow.store.people.confirmed import may_leave

ATTEMPTS = 8  # with the pauses of `failed`: about four days
HOURLY = 4  # the attempt from which the pause is an hour
BATCH = 10  # letters claimed at once: what a worker that dies leaves waiting for its lease
LEASE = timedelta(minutes=10)
APART = timedelta(minutes=10)  # so far apart two workers' clocks may be
_OCCASION = Upsert("message", returning="id")
LONGEST = timedelta(minutes=4 ** (ATTEMPTS - 2)) + LEASE  # no pause is longer


@dataclass(frozen=True, slots=True)
class Key:
    """What makes an occasion one: posted twice it is still one."""

    matter_id: int | None  # None: the register itself
    rung: str
    turn: int
    count: int


def post(
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


def own_name() -> str:
    """By what name this worker is known: its machine and its process."""
    return f"{socket.gethostname()}-{os.getpid()}"


def claim(
    session: Session, at: datetime, limit: int = BATCH, *, lease: timedelta = LEASE
) -> list[Mail]:
    """Take letters that are to be sent now, oldest first.

    What is claimed is not due again until *lease* has passed, so two rounds at once share
    the work, and what a round that dies had claimed goes to the next. What another worker has
    in hand is left alone for so much longer as its clock may be behind ours. A moment further
    off than any pause was written by a wrong clock, and is not waited for.
    """
    name = own_name()
    free = or_(col(Mail.worker).is_(None), col(Mail.worker) == name)
    due = or_(
        and_(free, col(Mail.due_at) <= at),
        col(Mail.due_at) <= at - APART,
        col(Mail.due_at) > at + LONGEST,
    )
    wanted = (
        select(Mail)
        .where(col(Mail.sent_at).is_(None), col(Mail.given_up_at).is_(None), due)
        .where(may_leave(col(Mail.address)))
        .order_by(col(Mail.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    claimed = list(session.scalars(wanted))
    for mail in claimed:
        mail.due_at, mail.worker = at + lease, name
    return claimed


def sent_since(session: Session, moment: datetime) -> int:
    """How many letters have left since a moment."""
    return session.scalar(select(func.count(col(Mail.id))).where(col(Mail.sent_at) > moment)) or 0


def hold(session: Session, mail: Mail, at: datetime, *, lease: timedelta = LEASE) -> bool:
    """Renew the lease of a claimed letter just before it is sent; say whether it is still ours.

    A worker that was slow, or slept, may find it sent, dropped, or in the hands of another.
    """
    ours = _still_ours(session, mail)
    if ours is None:
        return False
    ours.due_at = mail.due_at = at + lease
    return True


def _still_ours(session: Session, mail: Mail) -> Mail | None:
    """The letter as it is now, locked; None if it is done, or in another's hands."""
    wanted = select(Mail).where(col(Mail.id) == mail.id).with_for_update(skip_locked=True)
    now = session.scalars(wanted.execution_options(populate_existing=True)).first()
    if now is None or now.sent_at or now.given_up_at:
        return None
    return now if (now.worker, now.due_at) == (own_name(), mail.due_at) else None


def release(session: Session, mails: Iterable[Mail], at: datetime) -> None:
    """Give back what was claimed and will not be sent now."""
    for mail in mails:
        ours = session.get_one(Mail, mail.id)
        if (ours.worker, ours.due_at) == (own_name(), mail.due_at):
            ours.due_at, ours.worker = at, None


def is_ours(session: Session, mail: Mail) -> bool:
    """Whether what we made of a letter counts: nobody has taken it over, or is done with it."""
    return _still_ours(session, mail) is not None


def sent(mail: Mail, at: datetime) -> None:
    """The channel has taken it, whatever was thought of it meanwhile; the first time counts."""
    mail.sent_at, mail.given_up_at = mail.sent_at or at, None
    mail.dropped, mail.trouble, mail.worker = False, "", None


def failed(
    mail: Mail, at: datetime, trouble: str, *, for_good: bool = False, away: bool = False
) -> bool:
    """The channel has not: try again after 1, 4, 16 … minutes, then give up; say whether.

    While the other side is *away* no letter is to blame: none is given up, and the pause
    does not grow past an hour.
    """
    mail.worker = None
    mail.attempts = min(mail.attempts + 1, ATTEMPTS - away)
    mail.trouble = trouble
    if for_good or mail.attempts >= ATTEMPTS:
        mail.given_up_at = at
        return True
    steps = min(mail.attempts, HOURLY) if away else mail.attempts
    mail.due_at = at + timedelta(minutes=4 ** (steps - 1))
    return False


def waiting(session: Session) -> list[Mail]:
    """Letters that are neither sent nor dropped: waiting ones and given-up ones, oldest first."""
    wanted = select(Mail).where(col(Mail.sent_at).is_(None), ~col(Mail.dropped))
    return list(session.scalars(wanted.order_by(col(Mail.id))))
