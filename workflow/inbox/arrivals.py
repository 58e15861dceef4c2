"""A paper that arrives: read, stored and stamped in one act, and once, however often it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from papers.draft.draft import Draft, unread
from papers.errors import EmptyPaper, ReaderFailed
from papers.file import File
from papers.reader import read_paper
from states.errors import RatswegError
from workflow.acts.stamp import receive, refuse_twice
from workflow.errors import AlreadyRegistered, TooLargeToKeep
from workflow.inbox.mail import Received, new_identity
from workflow.store.desk import Desk
from workflow.store.models import Matter, Reply

LARGEST = 100  # megabytes (10^6 bytes) of a paper that the register keeps


@dataclass(frozen=True, slots=True)
class Arrival:
    """A paper, what was read from it, and the files that came with it."""

    paper: File
    drafts: list[Draft]  # never empty
    annexes: tuple[File, ...] = ()
    received: date | None = None  # the day it came, where that is not today

    @property
    def unread(self) -> bool:
        """Whether nothing could be read from it."""
        codes = [finding.code for one in self.drafts for finding in one.findings]
        return codes == ["unreadable"]

    @property
    def is_motion(self) -> bool:
        """Whether there is something in it to resolve, or to change in what is to be resolved."""
        return any(one.resolution_items or one.amendment for one in self.drafts)


def read(paper: File) -> Arrival:
    """Read *paper*. What cannot be read arrives all the same: the reason is its finding.

    Raises:
        EmptyPaper: there is nothing in it.
        TooLargeToKeep: the register does not keep so much.
    """
    if not paper.content.strip():
        raise EmptyPaper(name=paper.name)
    refuse_large(paper.name, len(paper.content))
    return Arrival(paper, _drafts(paper) or [unread(EmptyPaper(name=paper.name))])


def _drafts(paper: File) -> list[Draft]:
    try:
        return read_paper(paper.content, paper.name)
    except RatswegError as error:
        return [unread(error)]
    except Exception as error:  # a mistake in the reader keeps no paper out of the register
        return [unread(ReaderFailed(name=paper.name, kind=type(error).__name__))]


def refuse_large(name: str, size: int) -> None:
    """Raises TooLargeToKeep if a paper of *size* bytes is more than the register keeps."""
    if size > LARGEST * 1_000_000:
        raise TooLargeToKeep(name=name, megabytes=size // 1_000_000, largest=LARGEST)


def stamp(desk: Desk, arrival: Arrival) -> list[Matter]:
    """Store a paper and stamp each motion in it; they wait unconfirmed.

    Raises:
        AlreadyRegistered: the same bytes were stored before.
    """
    refuse_twice(desk.session, arrival.paper)
    return [
        receive(
            *(desk, one, arrival.paper),
            received=arrival.received,
            annexes=() if number else arrival.annexes,  # they are kept with the first
        )
        for number, one in enumerate(arrival.drafts)
    ]


def by_mail(desk: Desk, mail: Received, arrivals: list[Arrival]) -> int:
    """Stamp the papers that a mail brought and store the mail; return how many were new.

    A mail that was taken in before brings nothing; a paper that was, is named with the mail.
    """
    identity = new_identity(desk.session, mail)
    if identity is None:
        return 0
    new: list[str] = []
    known: list[str] = []
    for arrival in arrivals:
        try:
            new += [matter.reference for matter in stamp(desk, arrival)]
        except AlreadyRegistered as error:
            known.append(str(error.fields["reference"]))
    desk.session.add(
        Reply(
            message_id=identity,
            sender=mail.sender,
            received=mail.received,
            answer=str(mail.answer),
            text=mail.text,
            content=mail.content,
            taken=desk.at,
            outcome="paper",
            actor=desk.actor,
            decided=desk.at,
            reason=", ".join([*new, *known]),
        )
    )
    return len(new)
