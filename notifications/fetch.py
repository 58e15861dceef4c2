"""Brings what came in into the register: each letter in a transaction, done once it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from notifications.inbound import Bounced, unread
from notifications.inbound.apart import read
from notifications.inboxes.inbox import Withheld
from notifications.papers import papers, whole
from papers.errors import ReadingDied
from papers.formats.limits import LIMITS
from papers.formats.patience import patience, within
from states.answers import Answer
from states.errors import RatswegError
from workflow.errors import REGISTER_AWAY, LettersLater, LettersSkipped
from workflow.inbox import arrivals, attempts, replies
from workflow.outbox import undelivered

if TYPE_CHECKING:
    from notifications.inboxes.inbox import Inbox
    from workflow.inbox.mail import Received
    from workflow.store.desk import Desk

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
        LettersLater: the time of a round is over, and letters are left for the next.
        OSError: the inbox does not answer; what it did not hand out comes the next time.
    """
    found = Fetched()
    skipped: list[str | RatswegError] = []  # a failure is said in the language of the reader
    reading = _Reading(inbox, work, now, zone, for_papers)
    over = False
    try:
        for name, content in inbox.letters():
            if over := _round_is_over():
                break
            try:
                with _attempt(work, content) as died:
                    reading.take(name, content, died, found)
            except REGISTER_AWAY:
                raise
            except Exception as error:  # whatever it is about this letter, the next one comes
                skipped.append(f"{name} ({type(error).__name__})")
    except Withheld as error:
        skipped += error.letters
    if skipped:
        raise LettersSkipped(letters=skipped, **asdict(found))
    if over:
        raise LettersLater(**asdict(found))
    return found


def _round_is_over() -> bool:
    """Whether to begin no other letter: one may take as long as a mail may."""
    return patience().stop() or patience().left < LIMITS.seconds_a_mail


@contextmanager
def _attempt(work: Work, content: bytes) -> Iterator[int]:
    """Note that a letter is being read, until it was; tell how often that never ended."""
    digest = sha256(content).hexdigest()
    died = work(partial(attempts.begin, digest=digest))
    try:
        yield died
    except REGISTER_AWAY:
        raise
    except Exception:
        work(partial(attempts.end, digest=digest))
        raise
    work(partial(attempts.end, digest=digest))


@dataclass(frozen=True, slots=True)
class _Reading:
    """Letters out of one inbox, each read within its seconds and outside any transaction."""

    inbox: Inbox
    work: Work
    now: datetime
    zone: str
    for_papers: bool

    def take(self, name: str, content: bytes, died: int, found: Fetched) -> None:
        """Take in one letter; what ended the program again and again is kept unread."""
        with within(LIMITS.seconds_a_mail):
            if died >= attempts.ENOUGH:
                mail: Received | Bounced = unread(content, now=self.now, zone=self.zone)
            else:
                mail = read(content, now=self.now, zone=self.zone)
            if not self.for_papers or isinstance(mail, Bounced) or _no_paper(self.work, mail):
                _take(self.inbox, self.work, name, mail, found)
                return
            brought = papers(mail) if died < attempts.ENOUGH else [_dead(mail, died)]
        found.papers += self.work(partial(arrivals.by_mail, mail=mail, arrivals=brought))
        self.inbox.done(name)


def _dead(mail: Received, times: int) -> arrivals.Arrival:
    return whole(mail, ReadingDied(times=times))


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
