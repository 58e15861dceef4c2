"""Brings what came in into the register: each letter in a transaction, done once it is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from notifications.inbound import Bounced, read
from notifications.inboxes import Withheld
from workflow import replies, undelivered
from workflow.errors import (
    LettersSkipped,
    RegisterBusy,
    RegisterDamaged,
    RegisterFull,
    RegisterReadOnly,
    RegisterUnreachable,
)

if TYPE_CHECKING:
    from notifications.inboxes import Inbox
    from workflow.desk import Desk
    from workflow.received import Received

    Work = Callable[[Callable[[Desk], bool]], bool]

# These say nothing of the letter: no other would be taken in either.
_REGISTER = (
    *(RegisterBusy, RegisterUnreachable),
    *(RegisterFull, RegisterReadOnly, RegisterDamaged),
)


@dataclass(slots=True)
class Fetched:
    """How many answers and bounces came in."""

    replies: int = 0
    bounces: int = 0


def fetch(inbox: Inbox, work: Work, *, now: datetime, zone: str) -> Fetched:
    """Take in every letter that waits. What was taken in before counts for nothing.

    A letter that fails is skipped, and holds up no other; it is handed out again.

    Raises:
        LettersSkipped: some failed; told at the end.
        OSError: the inbox does not answer; what it did not hand out comes the next time.
    """
    found, skipped = Fetched(), []
    try:
        for name, content in inbox.letters():
            try:
                _take(inbox, work, name, read(content, now=now, zone=zone), found)
            except _REGISTER:
                raise
            except Exception as error:  # whatever it is about this letter, the next one comes
                skipped.append(f"{name} ({type(error).__name__})")
    except Withheld as error:
        skipped += error.letters
    if skipped:
        raise LettersSkipped(letters=skipped, replies=found.replies, bounces=found.bounces)
    return found


def _take(
    inbox: Inbox, work: Work, name: str, mail: Received | Bounced, found: Fetched
) -> None:
    """Take in one letter; one of our own that came back is for who reads in the mailbox."""
    if isinstance(mail, Bounced) and not _ours(work, mail.original):
        mail = mail.mail  # a person must see what it is about
    if isinstance(mail, Bounced):
        found.bounces += work(partial(_bounced, notice=mail))
    elif _ours(work, mail.message_id):
        inbox.leave(name)
        return
    else:
        found.replies += work(partial(replies.take_in, mail=mail))
    inbox.done(name)


def _bounced(desk: Desk, notice: Bounced) -> bool:
    return undelivered.bounced(desk, notice.original, notice.address, notice.trouble)


def _ours(work: Work, message_id: str) -> bool:
    return bool(message_id) and work(partial(undelivered.is_ours, message_id=message_id))
