"""Writes the letters of what was posted, and sends what waits, each by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from notifications.channels.channel import Away, Refused
from notifications.letters import Letter, Origin, write
from notifications.mime import mime
from workflow.outbox import collective, occasions, queue
from workflow.outbox.case import Case
from workflow.outbox.letter_facts import case_of
from workflow.store.database import Store
from workflow.store.models import Addressee, Mail

if TYPE_CHECKING:
    from sqlmodel import Session

    from notifications.channels.channel import Channel

HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Delivered:
    """How a round of delivery went."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    away: str = ""  # why no letter can leave at all


def write_singles(store: Store, origin: Origin) -> int:
    """Write the letters that go out singly; return how many."""

    def batch(session: Session) -> int:
        found = occasions.unwritten_singles(session)
        for addressee in found:
            _write(session, [addressee], origin, None)
        return len(found)

    return _until_none(lambda: store.work(batch))


def write_digests(store: Store, origin: Origin, today: date) -> int:
    """Write the day's letter of everybody for whom something waits; return how many.

    Who has had theirs today gets what came later with the next day's.
    """

    def one(session: Session) -> int:
        found = occasions.unwritten_digest(session, today)
        if found:
            _write(session, found, origin, today)
        return bool(found)

    return _until_none(lambda: store.work(one))


def _until_none(batch: Callable[[], int]) -> int:
    written = 0
    while found := batch():
        written += found
    return written


def _write(
    session: Session, addressees: list[Addressee], origin: Origin, digest_of: date | None
) -> None:
    cases = [case_of(session, addressee, origin.zone) for addressee in addressees]
    letter = write(cases, origin, _more(session, cases))
    keep(session, addressees, cases, letter, origin, digest_of=digest_of)


def keep(
    session: Session,
    addressees: list[Addressee],
    cases: list[Case],
    letter: Letter,
    origin: Origin,
    *,
    digest_of: date | None = None,
) -> None:
    """Store a letter as the bytes that will leave the house; it waits for a channel from now on."""
    address = addressees[0].address
    identity, content = mime(letter, cases, address, origin)
    mail = Mail(
        message_id=identity,
        address=address,
        subject=letter.subject,
        content=content,
        written=origin.at,
        due_at=origin.at,
        digest_of=digest_of,
    )
    session.add(mail)
    session.flush()
    for addressee in addressees:
        addressee.mail_id = mail.id


def _more(session: Session, cases: list[Case]) -> dict[str, object]:
    calls = next((case for case in cases if case.rung == collective.RUNG), None)
    return {"overview": collective.collected(session, calls.day)} if calls else {}


def deliver(
    store: Store,
    channel: Channel,
    now: Callable[[], datetime],
    *,
    stop: Callable[[], bool] = lambda: False,
    give_up: Callable[[Mail], None] = lambda _mail: None,
    lease: timedelta = queue.LEASE,
    hourly: int = 0,
) -> Delivered:
    """Send every letter that is due. No transaction is open while a channel talks.

    A letter may go out twice, if the process dies between sending and noting it; it is
    never lost, and its Message-ID stays the same. *stop* is asked before each letter: what
    was claimed and not begun is given back. *give_up* hears of letters that will not go.
    *hourly*, if not 0, is how many may leave in an hour, all workers taken together; those
    that are at it at once may each exceed it by what they have in hand.
    """
    tour = _Tour(store, channel, now, give_up, lease, Delivered())
    while not stop() and (mails := store.work(lambda s: _claimed(s, now(), lease, hourly))):
        while mails and not stop() and not tour.away:
            tour.send(mails.pop(0))
        if mails:
            store.work(lambda s, rest=mails: queue.release(s, rest, now()))  # type: ignore[misc]
            break
        if tour.away:
            break
    return tour.tally


def _claimed(session: Session, at: datetime, lease: timedelta, hourly: int) -> list[Mail]:
    room = hourly - queue.sent_since(session, at - HOUR) if hourly else queue.BATCH
    limit = min(queue.BATCH, room)
    return queue.claim(session, at, limit, lease=lease) if limit > 0 else []


@dataclass(slots=True)
class _Tour:
    """One delivery: letters are handed to the channel one by one, and each is noted at once."""

    store: Store
    channel: Channel
    now: Callable[[], datetime]
    give_up: Callable[[Mail], None]
    lease: timedelta
    tally: Delivered
    away: bool = False  # the other side does not answer at all

    def send(self, mail: Mail) -> None:
        """Send one letter, if it is still ours to send, and note how it went."""
        at = self.now()
        if not self.store.work(lambda s: queue.hold(s, mail, at, lease=self.lease)):
            return
        trouble, for_good = None, False
        try:
            self.channel.send(mail.content, mail.message_id)
        except OSError as error:  # what channels raise; a mistake of ours is not caught
            trouble, for_good = str(error), isinstance(error, Refused)
            self.away = isinstance(error, Away)
            self.tally.away = trouble if self.away else ""
        self.tally.sent += trouble is None
        self.tally.failed += trouble is not None
        if self.store.work(lambda s: self._note(s, mail, at, trouble, for_good)):
            self.tally.given_up += 1
            self.give_up(mail)

    def _note(
        self, session: Session, mail: Mail, at: datetime, trouble: str | None, for_good: bool
    ) -> bool:
        ours = queue.is_ours(session, mail)
        fresh = session.get_one(Mail, mail.id)
        if trouble is not None and not ours:
            return False  # another has it in hand, or has sent it: our failure is none of its
        if trouble is None:
            queue.sent(fresh, at)
            return False
        return queue.failed(fresh, at, trouble, for_good=for_good, away=self.away)
