"""Letters that will not arrive: the council office hears of each, and of bad addresses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from states.addresses import folded
from states.rungs import Post
from workflow.errors import NoSuchMail
from workflow.outbox import occasions, queue
from workflow.outbox.recipients import Recipient
from workflow.store.desk import Desk
from workflow.store.models import Addressee, Bounce, Mail, Matter, Message


def report(desk: Desk, mail_id: int) -> bool:
    """Tell the council office that a letter has been given up, each time it is.

    The notice speaks of the whole letter, also where that gathered several matters. A letter
    to the council office itself is not reported to it: `health` and `outbox list` show it.
    """
    mail = desk.session.get_one(Mail, mail_id)
    office = desk.law.office
    wanted = (
        select(Message)
        .join(Addressee, col(Addressee.message_id) == Message.id)
        .where(col(Addressee.mail_id) == mail.id)
        .order_by(col(Message.id))
    )
    message = desk.session.scalars(wanted).first()
    if message is None or mail.address == office or message.rung == "undeliverable":
        return False
    if message.matter_id is None:  # the register's own: whoever misses it calls
        return False
    matter = desk.session.get_one(Matter, message.matter_id)
    key = occasions.Key(matter.id, "undeliverable", mail.id, 1 + _reports(desk.session, mail))
    told = [Recipient(Post.CLERK, office)]
    return occasions.record(desk, key, step=matter.step, day=desk.today, told=told, single=True)


def _reports(session: Session, mail: Mail) -> int:
    """How often it was given up before: `retry` lets it fail again."""
    earlier = select(func.count()).where(
        col(Message.rung) == "undeliverable", col(Message.turn) == mail.id
    )
    return session.scalars(earlier).one()


def is_ours(desk: Desk, message_id: str) -> bool:
    """Whether a letter of ours went out under this Message-ID."""
    return _letter(desk.session, message_id) is not None


def _letter(session: Session, message_id: str) -> Mail | None:
    return session.scalars(select(Mail).where(col(Mail.message_id) == message_id)).first()


def bounced(desk: Desk, original: str, address: str, trouble: str) -> bool:
    """Give up a letter that came back, and mark where it went; say whether that was new.

    *original* is the Message-ID of a letter of ours. Marked is the address we wrote to,
    even if the mail was sent on from there, and *address* is where it failed.
    """
    mail = _letter(desk.session, original)
    assert mail is not None, "the caller asks is_ours first"
    if folded(address) not in ("", folded(mail.address)):
        trouble = f"{address}: {trouble}"
    if desk.session.get(Bounce, mail.address) is None:
        desk.session.add(Bounce(address=mail.address, since=desk.at, trouble=trouble))
    if mail.given_up_at is not None:
        return False
    mail.sent_at, mail.given_up_at, mail.trouble = None, desk.at, trouble
    desk.session.flush()
    desk.act.away = None
    report(desk, mail.id)
    return True


def retry(session: Session, at: datetime, numbers: list[int]) -> int:
    """Have letters go out at the next round: those named, else all that were given up.

    An address that was marked is trusted again. Return how many.

    Raises:
        NoSuchMail: one is not waiting.
    """
    mails = _picked(session, numbers)
    for mail in mails:
        mail.given_up_at, mail.dropped, mail.attempts, mail.due_at = None, False, 0, at
        bounce = session.get(Bounce, mail.address)
        if bounce is not None:
            session.delete(bounce)
    return len(mails)


def drop(session: Session, at: datetime, number: int, reason: str) -> None:
    """Never send a letter that waits; it stays on record.

    Raises:
        NoSuchMail.
    """
    (mail,) = _picked(session, [number])
    mail.given_up_at, mail.dropped, mail.trouble = at, True, reason


def _picked(session: Session, numbers: list[int]) -> list[Mail]:
    if not numbers:
        return [mail for mail in queue.waiting(session) if mail.given_up_at]
    unsent = select(Mail).where(col(Mail.id).in_(numbers), col(Mail.sent_at).is_(None))
    found = {mail.id: mail for mail in session.scalars(unsent)}
    for number in numbers:
        if number not in found:
            raise NoSuchMail(number=number)
    return [found[number] for number in numbers]
