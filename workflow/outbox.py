"""The outbox: occasions are posted once, letters wait with a lease until a channel has them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from workflow.models import Mail, Message

ATTEMPTS = 8  # with the pauses of `failed`: about four days
LEASE = timedelta(minutes=10)


def post(
    session: Session,
    *,
    matter_id: int,
    rung: str,
    turn: int,
    count: int,
    step: int,
    role: str,
    address: str,
    day: date,
    posted: datetime,
    skipped: bool = False,
) -> bool:
    """Write an occasion unless it is there; say whether it was new. Sending is not part of it."""
    row = {
        **{"matter_id": matter_id, "rung": rung, "turn": turn, "count": count, "step": step},
        **{"role": role, "address": address, "day": day, "posted": posted, "skipped": skipped},
    }
    postgres = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert(Message) if postgres else sqlite.insert(Message)
    new = insert.values(row).on_conflict_do_nothing().returning(col(Message.id))
    return session.execute(new).first() is not None


def unwritten(session: Session, limit: int = 500) -> list[Message]:
    """Occasions whose letter is not written yet, oldest first."""
    wanted = select(Message).where(col(Message.mail_id).is_(None), ~col(Message.skipped))
    return list(session.scalars(wanted.order_by(col(Message.id)).limit(limit)))


def claim(session: Session, at: datetime, limit: int = 100) -> list[Mail]:
    """Take letters that are to be sent now, oldest first.

    What is claimed is not due again until LEASE has passed, so two rounds at once share
    the work, and what a round that dies had claimed goes to the next.
    """
    wanted = (
        select(Mail)
        .where(col(Mail.sent_at).is_(None), col(Mail.given_up_at).is_(None))
        .where(col(Mail.due_at) <= at)
        .order_by(col(Mail.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    claimed = list(session.scalars(wanted))
    for mail in claimed:
        mail.due_at = at + LEASE
    return claimed


def sent(mail: Mail, at: datetime) -> None:
    """The channel has taken it."""
    mail.sent_at, mail.trouble = at, ""


def failed(mail: Mail, at: datetime, trouble: str) -> None:
    """The channel has not: try again after 1, 4, 16 … minutes, then give up."""
    mail.attempts += 1
    mail.trouble = trouble
    if mail.attempts >= ATTEMPTS:
        mail.given_up_at = at
    else:
        mail.due_at = at + timedelta(minutes=4 ** (mail.attempts - 1))
