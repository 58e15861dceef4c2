"""Reads a mail that came in: an answer with its token, a notice of absence, a bounce."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from notifications.inbound import bodies, headers
from notifications.inbound.bodies import attachments
from notifications.inbound.bounces import Bounced, bounced
from notifications.inbound.forms import TOKEN, named, progress, until
from notifications.inbound.parts import Part, parsed
from states.answers import Answer
from workflow.received import Received

__all__ = ["TOKEN", "Bounced", "attachments", "named", "progress", "read"]


def read(content: bytes, *, now: datetime, zone: str) -> Received | Bounced:
    """What a mail seems to say; it is never refused, and never lost.

    *now* is the moment of fetching, in UTC: a letter dated later than that counts as of now.
    """
    try:
        mail = parsed(content)
        received = _received(mail, content, now, zone)
        return bounced(mail, received) or received
    except Exception:  # whatever the library stumbles over next: a person reads the bytes
        return Received(
            message_id="",
            sender="",
            received=now.astimezone(ZoneInfo(zone)).date(),
            answer=Answer.OTHER,
            content=content,
        )


def _received(mail: Part, content: bytes, now: datetime, zone: str) -> Received:
    text = bodies.text(mail)
    found = TOKEN.search(headers.text(mail, "Subject")) or TOKEN.search(text)
    own = bodies.own_words(text)
    return Received(
        message_id=headers.identity(mail),
        sender=headers.sender(mail),
        received=headers.received(mail, now, zone),
        answer=_answer(mail, found[2] if found else None),
        content=content,
        token=found[1] if found else None,
        in_reply_to=headers.referred(mail),
        until=until(own),
        text=own,
    )


def _answer(mail: Part, clicked: str | None) -> Answer:
    """What it is; *clicked* stands in its token if it was begun by one of our links."""
    if mail.kind == "multipart/report":  # a mail server speaks of a letter, nobody is away
        return Answer.OTHER
    if headers.automatic(mail):  # it keeps our subject, token and all: it is no answer
        return Answer.AWAY
    if clicked in list(Answer):
        return Answer(clicked)
    return Answer.AWAY if clicked is None and headers.tells_absence(mail) else Answer.OTHER
