"""Brings what came in into the register: each letter in a transaction, done once it is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from notifications.inbound import Bounced, read
from notifications.inboxes import Withheld
from notifications.papers import papers
from states.answers import Answer
from states.errors import RatswegError
from workflow import arrivals, replies, undelivered
from workflow.errors import REGISTER_AWAY, LettersSkipped

if TYPE_CHECKING:
    from notifications.inboxes import Inbox
    from workflow.desk import Desk
    from workflow.received import Received

    Work = Callable[[Callable[[Desk], int]], int]


@dataclass(slots=True)
class Fetched:
    """How many answers, bounces and papers came in."""

    replies: int = 0
    bounces: int = 0
    papers: int = 0

    def __add__(self, other: Fetched) -> Fetched:
        return Fetched(
            self.replies + other.replies,
            self.bounces + other.bounces,
            self.papers + other.papers,
        )


def fetch(
    inbox: Inbox, work: Work, *, now: datetime, zone: str, for_papers: bool = False
) -> Fetched:
    """Take in every letter that waits. What was taken in before counts for nothing.

    In an inbox *for_papers* whatever is no answer to a letter of ours brings papers.
    A letter that fails is skipped, and holds up no other; it is handed out again.

    Raises:
        LettersSkipped: some failed; told at the end.
        OSError: the inbox does not answer; what it did not hand out comes the next time.
    """
    found = Fetched()
    skipped: list[str | RatswegError] = []  # a failure is said in the language of the reader
    take = _take_paper if for_papers else _take
    try:
        for name, content in inbox.letters():
            try:
                take(inbox, work, name, read(content, now=now, zone=zone), found)
            except REGISTER_AWAY:
                raise
            except Exception as error:  # whatever it is about this letter, the next one comes
                skipped.append(f"{name} ({type(error).__name__})")
    except Withheld as error:
        skipped += error.letters
    if skipped:
        raise LettersSkipped(letters=skipped, **asdict(found))
    return found


def _take_paper(
    inbox: Inbox, work: Work, name: str, mail: Received | Bounced, found: Fetched
) -> None:
    """Take in the papers that a letter brings; what a program or an asked person wrote is none."""
    if isinstance(mail, Bounced) or _no_paper(work, mail):
        _take(inbox, work, name, mail, found)
    else:
        found.papers += work(partial(arrivals.by_mail, mail=mail, arrivals=papers(mail)))
        inbox.done(name)


def _no_paper(work: Work, mail: Received) -> bool:
    by_program = mail.answer in (Answer.AWAY, Answer.RECEIPT)
    answers = by_program or work(partial(replies.is_answer, mail=mail))
    return bool(answers or _ours(work, mail.message_id))


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
    return bool(message_id and work(partial(undelivered.is_ours, message_id=message_id)))
