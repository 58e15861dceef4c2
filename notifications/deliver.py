"""Writes the letters of what was posted, and sends what waits, each by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from notifications.letters import message_id, mime, write
from workflow import outbox
from workflow.cases import case_of
from workflow.models import Mail, Message
from workflow.store import Store
from workflow.upgrade import register_row

if TYPE_CHECKING:
    from sqlmodel import Session

    from notifications.channels import Channel


@dataclass(slots=True)
class Tally:
    """How a round of delivery went."""

    sent: int = 0
    failed: int = 0


def write_mails(store: Store, *, language: str, sender: str, at: datetime) -> int:
    """Write a letter for every occasion that has none; return how many."""

    def one_batch(session: Session) -> int:
        created = register_row(session).created
        messages = outbox.unwritten(session)
        for message in messages:
            _write(session, message, language, (sender, created, at))
        return len(messages)

    written = 0
    while batch := store.work(one_batch):
        written += batch
    return written


def _write(
    session: Session, message: Message, language: str, origin: tuple[str, datetime, datetime]
) -> None:
    sender, created, at = origin
    key = (message.matter_id, message.rung, message.turn, message.count)
    identity = message_id(created, key, sender)
    letter = write(case_of(session, message), language)
    content = mime(
        letter,
        identity=identity,
        sender=sender,
        address=message.address,
        at=at,
        language=language,
    )
    mail = Mail(
        message_id=identity,
        address=message.address,
        subject=letter.subject,
        content=content,
        due_at=at,
    )
    session.add(mail)
    session.flush()
    message.mail_id = mail.id


def deliver(store: Store, channel: Channel, at: datetime) -> Tally:
    """Send every letter that is due. No transaction is open while a channel talks.

    A letter may go out twice, if the process dies between sending and noting it; it is
    never lost, and its Message-ID stays the same.
    """
    tally = Tally()
    while mails := store.work(lambda session: outbox.claim(session, at)):
        for mail in mails:
            trouble = _try(channel, mail)
            store.work(lambda session, m=mail, t=trouble: _note(session, m, at, t))  # type: ignore[misc]
            tally.sent += trouble is None
            tally.failed += trouble is not None
    return tally


def _try(channel: Channel, mail: Mail) -> str | None:
    try:
        channel.send(mail.content, mail.message_id)
    except OSError as trouble:  # what channels raise; a mistake of ours is not caught
        return str(trouble)
    return None


def _note(session: Session, mail: Mail, at: datetime, trouble: str | None) -> None:
    fresh = session.get_one(Mail, mail.id)
    if trouble is None:
        outbox.sent(fresh, at)
    else:
        outbox.failed(fresh, at, trouble)
