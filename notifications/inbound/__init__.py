"""Reads a mail that came in: an answer with its token, a notice of absence, a bounce, a receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from notifications.inbound import absence, bodies, forms, headers
from notifications.inbound.bodies import attachments
from notifications.inbound.bounces import Bounced, bounced, is_notice
from notifications.inbound.forms import TOKEN
from notifications.inbound.parts import MailPart, parsed
from notifications.inbound.quoting import own_words
from notifications.inbound.receipts import is_receipt
from states.answers import Answer
from workflow.inbox.mail import Received

__all__ = ["TOKEN", "Bounced", "attachments", "forms", "read", "unread"]


def read(content: bytes, *, now: datetime, zone: str) -> Received | Bounced:
    """What a mail seems to say; it is never refused, and never lost.

    *now* is the moment of fetching, in UTC: a letter dated later than that counts as of now.
    """
    try:
        return _read(parsed(content), content, now, zone)
    except Exception:  # whatever the library stumbles over next: a person reads the bytes
        return unread(content, now=now, zone=zone)


def unread(content: bytes, *, now: datetime, zone: str) -> Received:
    """A mail of which nothing is known but its bytes, and when it was found."""
    day = now.astimezone(ZoneInfo(zone)).date()
    return Received("", "", received=day, answer=Answer.OTHER, content=content)


def _read(mail: MailPart, content: bytes, now: datetime, zone: str) -> Received | Bounced:
    text = bodies.text(mail)
    own = own_words(text)
    clicked = TOKEN.search(headers.text(mail, "Subject")) or TOKEN.search(own)
    found = clicked or TOKEN.search(text)
    notice = is_notice(mail, text)
    received = Received(
        message_id=headers.identity(mail),
        sender=headers.sender(mail),
        received=headers.received(mail, now, zone),
        answer=_answer(mail, text, clicked[2] if clicked else None, notice=notice),
        content=content,
        token=found[1] if found else None,
        in_reply_to=headers.referred(mail),
        text=own,
    )
    if notice and received.answer is Answer.OTHER:
        return bounced(mail, text, received) or received
    return replace(received, until=_until(mail, received))


def _answer(mail: MailPart, text: str, clicked: str | None, *, notice: bool) -> Answer:
    """What it is; *clicked* stands in its token if it was begun by one of our links.

    What a program writes keeps our subject, token and all: it is no answer.
    """
    if is_receipt(mail):
        return Answer.RECEIPT
    if notice and clicked not in list(Answer):
        return Answer.OTHER
    if absence.tells(mail, "" if clicked else text):
        return Answer.AWAY
    return Answer(clicked) if clicked in list(Answer) else Answer.OTHER


def _until(mail: MailPart, received: Received) -> date | None:
    if received.answer is Answer.RECEIPT:
        return None
    if received.answer is Answer.AWAY:
        return absence.last_day(mail, received.text, received.received)
    return forms.read(received.text, received.answer, received.received).until
