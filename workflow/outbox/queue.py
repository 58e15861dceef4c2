"""Letters that are written wait here, with a lease, until a channel has them.

To an address that nobody has confirmed none is sent.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session, col

from workflow.store.models import Mail
from workflow.store.people.confirmed import may_leave

ATTEMPTS = 8  # with the pauses of `failed`: about four days
HOURLY = 4  # the attempt from which the pause is an hour
BATCH = 10  # letters claimed at once: what a worker that dies leaves waiting for its lease
LEASE = timedelta(minutes=10)
APART = timedelta(minutes=10)  # so far apart two workers' clocks may be
LONGEST = timedelta(minutes=4 ** (ATTEMPTS - 2)) + LEASE  # no pause is longer


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
