"""One round of the house, in its order: time, ladder, letters, and last what has come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import partial

from notifications.channels.channel import Channel
from notifications.deliver import Delivered, deliver, write_digests, write_singles
from notifications.fetch import Fetched
from notifications.letters import Origin
from notifications.weekly import write_weekly
from states.errors import RatswegError
from workflow.errors import InboxUnreachable, LettersLater, LettersSkipped
from workflow.outbox import undelivered
from workflow.outbox.queue import own_name
from workflow.outbox.readdress import readdress
from workflow.rounds import waking, weekly_letter, workers
from workflow.rounds.house import House, day_of_round, letters_leave
from workflow.rounds.looking import look

AGREED = timedelta(minutes=5)  # so far apart two clocks may be


@dataclass(frozen=True, slots=True)
class Ways:
    """By which ways letters leave and come in, as an installation has set them."""

    origin: Callable[[], Origin]
    channel: Callable[[], Channel]
    fetch: Callable[[], Fetched] | None  # None without an inbox
    lease: timedelta  # after which a letter in hand goes to another worker
    hourly: int  # letters that may leave in an hour; 0 is any number


@dataclass(frozen=True, slots=True)
class Round:
    """How a round went."""

    clocks: int = 0  # things that time moved
    posted: int = 0  # occasions told
    skipped: int = 0  # occasions recorded only
    sent: int = 0
    failed: int = 0
    troubled: int = 0  # families that could not be looked at
    held: int = 0  # families that somebody else keeps locked
    replies: int = 0
    bounces: int = 0
    papers: int = 0


def do_round(house: House, ways: Ways, *, stop: Callable[[], bool] = lambda: False) -> Round:
    """Do one round; twice, or many at once, does no harm. *stop* ends it between two letters.

    Raises:
        ClockDisagrees: this machine's clock and the database's are not one.
        InboxUnreachable, LettersSkipped, LettersLater: after all else was done.
    """
    workers.agree_on_time(house.store, house.now(), AGREED, told=house.told is not None)
    name = own_name()
    house.system(partial(workers.begin, name=name))
    looked = look(house, day_of_round(house), stop)
    house.system(weekly_letter.post, day=day_of_round(house))
    tally = send(house, ways, stop, held=looked.held)
    done = Round(
        *(looked.clocks, looked.posted, looked.skipped),
        *(tally.sent, tally.failed, looked.troubled, len(looked.held)),
    )
    came, trouble = _fetched(ways, stop)  # last: an inbox that is away holds up no reminder
    done = replace(done, **asdict(came))
    counts = {name: n for name, n in asdict(done).items() if name in workers.COUNTED}
    why = trouble.fields if trouble else {}
    said = str(why.get("trouble") or why.get("letters") or "")
    house.system(partial(workers.end, name=name, counts=counts, troubles=(said, tally.away)))
    if trouble:
        raise trouble
    return done


def _fetched(ways: Ways, stop: Callable[[], bool]) -> tuple[Fetched, RatswegError | None]:
    """What has come in, or why not all of it could be taken in."""
    if ways.fetch and not stop():
        try:
            return ways.fetch(), None
        except (InboxUnreachable, LettersSkipped, LettersLater) as error:
            return Fetched(), error
    return Fetched(), None


def send(
    house: House, ways: Ways, stop: Callable[[], bool], *, held: frozenset[int] = frozenset()
) -> Delivered:
    """Write the letters and hand over what is due; families that are *held* stop nobody's."""
    if not letters_leave(house):
        return Delivered()
    if not house.trial:
        house.system(readdress)
    origin, day = ways.origin(), day_of_round(house)
    if not origin.sender:  # nobody has told the council office's address: all letters wait
        return Delivered()
    _write(house, origin, day, held)
    tally = _handed_over(house, ways, stop)
    if tally.given_up:
        write_singles(house.store, origin)  # the council office hears of it with the next round
    return tally


def _write(house: House, origin: Origin, day: date, held: frozenset[int]) -> None:
    write_singles(house.store, origin)
    write_weekly(house.store, origin, house.reading)
    with house.store.read() as session:
        others_at_it = waking.still_due(session, day, but=held)
    if not others_at_it:  # else somebody's letter of the day would lack a part
        write_digests(house.store, origin, day)


def _handed_over(house: House, ways: Ways, stop: Callable[[], bool]) -> Delivered:
    channel = ways.channel()
    try:
        return deliver(
            house.store,
            channel,
            house.now,
            stop=stop,
            lease=ways.lease,
            hourly=ways.hourly,
            give_up=lambda mail: _given_up(house, mail.id),
        )
    finally:
        channel.close()


def _given_up(house: House, mail_id: int) -> None:
    house.system(lambda desk: undelivered.report(desk, mail_id))
