"""What departments answer: taken in as it came, recorded once the council office confirms it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from papers.file import File
from states.answers import Answer
from states.reach import FIRST, within
from states.rungs import Post
from workflow.acts.answer import record
from workflow.errors import NoSuchReply, ReplyWithoutMatter
from workflow.inbox.mail import Received, new_identity
from workflow.moves.take import take
from workflow.outbox import absences, occasions
from workflow.outbox.recipients import Recipient, stands_in
from workflow.store.desk import Desk
from workflow.store.models import Addressee, Mail, Matter, Message, Reply
from workflow.store.told import Told


def take_in(desk: Desk, mail: Received) -> bool:
    """Store an answer until somebody confirms it; say whether it was new.

    An out-of-office mail also brings the letter to the deputy at once.
    """
    identity = new_identity(desk.session, mail)
    if identity is None:
        return False
    told = _addressees(desk.session, mail)
    asked_on = min((one.day for one in told), default=FIRST)
    reply = Reply(
        message_id=identity,
        # Of a digest nobody but the writer knows which of its matters is meant.
        addressee_id=told[0].id if len(told) == 1 else None,
        sender=mail.sender,
        # A letter that is dated before ours has a clock that goes wrong.
        received=mail.received if mail.received >= asked_on else desk.today,
        answer=str(mail.answer),
        until=mail.until if mail.until and within(mail.until) else None,
        text=mail.text,
        content=mail.content,
        taken=desk.at,
    )
    desk.session.add(reply)
    desk.session.flush()
    if mail.answer is Answer.AWAY:
        for addressee in told:
            _tell_deputy(desk, addressee)
    return True


def is_answer(desk: Desk, mail: Received) -> bool:
    """Whether it answers a letter of ours."""
    return bool(_addressees(desk.session, mail))


def _addressees(session: Session, mail: Received) -> list[Addressee]:
    """Whom the letter answered was told to: by its token, else by the Message-ID referred to."""
    if mail.token is not None:
        found = session.scalars(select(Addressee).where(col(Addressee.token) == mail.token))
        return list(found)
    wanted = (
        select(Addressee)
        .join(Mail, col(Mail.id) == Addressee.mail_id)
        .where(col(Mail.message_id).in_(mail.in_reply_to))
        .order_by(col(Addressee.id))
    )
    return list(session.scalars(wanted))


def _tell_deputy(desk: Desk, addressee: Addressee) -> None:
    message = desk.session.get_one(Message, addressee.message_id)
    if message.matter_id is None:
        return  # of the register's own letter: for the council office as a whole
    matter = desk.session.get_one(Matter, message.matter_id)
    states = next((rung.states for rung in desk.law.rungs if rung.name == message.rung), None)
    if states is not None and matter.state not in states:
        return  # it is done: nobody need stand in
    office = Recipient(Post.CLERK, desk.law.office)
    deputy = stands_in(desk, Post(addressee.post), addressee.address)
    if deputy is None or not occasions.tell(desk, addressee.message_id, deputy):
        occasions.tell(desk, addressee.message_id, office)


def waiting(session: Session) -> list[Reply]:
    """All that wait, oldest first."""
    wanted = select(Reply).where(col(Reply.outcome) == "waiting").order_by(col(Reply.id))
    return list(session.scalars(wanted))


def asked(session: Session, reply: Reply) -> tuple[str | None, str | None]:
    """(reference, address) of whom and what the answered letter asked; None if it is unknown."""
    if reply.addressee_id is None:
        return None, None
    addressee = session.get_one(Addressee, reply.addressee_id)
    return _reference(session, reply), addressee.address


def found(session: Session, number: int) -> Reply:
    """An answer, whether it waits or not.

    Raises:
        NoSuchReply: there is none of that number.
    """
    reply = session.get(Reply, number)
    if reply is None:
        raise NoSuchReply(number=number)
    return reply


def _reference(session: Session, reply: Reply) -> str | None:
    if reply.addressee_id is None:
        return None
    addressee = session.get_one(Addressee, reply.addressee_id)
    message = session.get_one(Message, addressee.message_id)
    if message.matter_id is None:
        return None
    return session.get_one(Matter, message.matter_id).reference


def confirm(
    desk: Desk,
    number: int,
    told: Told,
    attachments: Sequence[File],
    *,
    reference: str | None = None,
    answer: Answer | None = None,
) -> str:
    """Record an answer as what it says, on its day of receipt; return what it was about.

    *told* corrects what was read; *reference* and *answer* say it where the mail does not.

    Raises:
        NoSuchReply: it does not wait.
        ReplyWithoutMatter: nobody says what it is about.
        NoSuchAnswer: the matter cannot be answered so.
        NotPermitted, NoSuchStep: the law does not permit it.
    """
    reply = _one(desk, number)
    meant = answer or Answer(reply.answer)
    if meant is Answer.AWAY:
        named = _absent(desk, reply, told)
    else:
        about = reference or _reference(desk.session, reply)
        if about is None:
            raise ReplyWithoutMatter(number=number)
        (matter,) = take(desk, about)
        record(desk, matter, meant, told, attachments)
        named = matter.reference
    reply.outcome, reply.actor, reply.decided = "confirmed", desk.actor, desk.at
    return named


def _absent(desk: Desk, reply: Reply, told: Told) -> str:
    last = told.until or reply.until or reply.received
    return absences.add(desk, reply.sender, reply.received, last, None).person


def decline(desk: Desk, number: int, reason: str) -> None:
    """Lay an answer aside; it stays on record with the reason.

    Raises:
        NoSuchReply.
    """
    reply = _one(desk, number)
    reply.outcome, reply.actor, reply.decided = "declined", desk.actor, desk.at
    reply.reason = reason


def _one(desk: Desk, number: int) -> Reply:
    reply = desk.session.get(Reply, number, with_for_update=True, populate_existing=True)
    if reply is None or reply.outcome != "waiting":
        raise NoSuchReply(number=number)
    return reply
