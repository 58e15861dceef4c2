"""What the weekly letter tells: asked, answered, overdue, the longest silence, troubles, the seal.

Gathered in a reading transaction: a large register takes its time, and nobody waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlmodel import Session, col

from states.answers import SPOKEN
from states.errors import Term
from states.weekly import next_day
from workflow.outbox.collective import AWAITED
from workflow.rounds.overdue import OverdueWork, overdue
from workflow.rounds.trouble import Trouble, troubles
from workflow.rounds.weekly_letter import RUNG, founded_on, previous, weekday
from workflow.store.desk import Desk
from workflow.store.models import PAGES, Entry, Mail, Matter, Message, Motion, Reply
from workflow.store.seal import Seal, midnight, seal
from workflow.timing import silence

_DAY = timedelta(days=1)
LENGTH = 7  # days that the first letter looks back
NO_QUESTION = ("step", "undeliverable", RUNG)  # occasions that ask nobody for anything


@dataclass(frozen=True, slots=True)
class AnswerOnRecord:
    """An answer that was recorded: of what, by which event, on which day."""

    reference: str
    event: str
    on: date


@dataclass(frozen=True, slots=True)
class LongestSilence:
    """Where it is, how the matter stands, and the day of its next question; None: never."""

    reference: str
    state: Term
    day: date | None
    count: int  # working days until then


@dataclass(frozen=True, slots=True)
class Week:
    """What one weekly letter tells. *first* to *last* is what it looks back on, both included."""

    day: date  # of right
    first: date
    last: date
    late: bool  # it should have gone before
    missed: date | None  # when one should have come, of those between the last and this
    asked: Mapping[str, int]  # rung -> how often somebody was told
    sent: int  # letters that left
    answered: tuple[AnswerOnRecord, ...]
    waiting: int  # answers that nobody has confirmed
    overdue: Mapping[str, tuple[OverdueWork, ...]]  # by department; "" is nobody's
    silence: LongestSilence | None
    troubles: tuple[Trouble, ...]
    seal: Seal
    next: date | None
    call: str

    @property
    def late_works(self) -> int:
        """How much is overdue, all departments together."""
        return sum(len(works) for works in self.overdue.values())

    @property
    def empty(self) -> bool:
        """Whether nothing was asked or answered and nothing is wrong."""
        told = (self.asked, self.answered, self.waiting, self.overdue, self.troubles)
        return not any(told)


def week_of(desk: Desk, message: Message) -> Week:
    """What the letter of *message* tells, as the register stands now."""
    zone = ZoneInfo(desk.law.timezone)
    before = previous(desk.session, message)
    first = before or max(founded_on(desk), message.day - LENGTH * _DAY)
    since, until = (midnight(day, desk.law.timezone) for day in (first, message.day))
    longest, broken = _silence(desk)
    return Week(
        day=message.day,
        first=first,
        last=message.day - _DAY,
        late=before is not None and message.posted.astimezone(zone).date() > message.day,
        missed=_missed(desk, before, message.day),
        asked=_asked(desk.session, since, until),
        sent=_sent(desk.session, since, until),
        answered=tuple(_answered(desk.session, since, until)),
        waiting=_waiting(desk.session),
        overdue=overdue(desk),
        silence=longest,
        troubles=(*troubles(desk.session), *broken),
        seal=seal(desk.session, message.day - _DAY, desk.law.timezone),
        next=next_day(desk.law.calendar, message.day, weekday(desk)),
        call=desk.law.call,
    )


def _missed(desk: Desk, before: date | None, day: date) -> date | None:
    """When the first letter between those of *before* and *day* should have come, if one should."""
    first = before and next_day(desk.law.calendar, before, weekday(desk))
    return first if first and first < day else None


def _asked(session: Session, since: datetime, until: datetime) -> dict[str, int]:
    wanted = (
        select(col(Message.rung), func.count())
        .where(col(Message.posted) >= since, col(Message.posted) < until)
        .where(~col(Message.skipped), col(Message.rung).not_in(NO_QUESTION))
        .group_by(col(Message.rung))
    )
    found = {rung: count for rung, count in session.execute(wanted)}
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _sent(session: Session, since: datetime, until: datetime) -> int:
    wanted = select(func.count(col(Mail.id))).where(
        col(Mail.sent_at) >= since, col(Mail.sent_at) < until
    )
    return session.scalar(wanted) or 0


def _answered(session: Session, since: datetime, until: datetime) -> Iterator[AnswerOnRecord]:
    wanted = (
        select(col(Matter.reference), col(Entry.event), col(Entry.on))
        .join(Matter, col(Matter.id) == Entry.matter_id)
        .where(col(Entry.event).in_(SPOKEN), col(Entry.at) >= since, col(Entry.at) < until)
        .where(col(Matter.kind).in_(AWAITED))
        .order_by(col(Entry.at), col(Entry.matter_id), col(Entry.step))
    )
    for reference, event, on in session.execute(wanted):
        yield AnswerOnRecord(reference, event, on)


def _waiting(session: Session) -> int:
    wanted = select(func.count(col(Reply.id))).where(col(Reply.outcome) == "waiting")
    return session.scalar(wanted) or 0


def _silence(desk: Desk) -> tuple[LongestSilence | None, tuple[Trouble, ...]]:
    """The longest silence; what is broken somewhere must not hold up the letter."""
    try:
        return _longest(desk), ()
    except Exception as error:
        return None, (Trouble("silence", {"trouble": f"{type(error).__name__}: {error}"}),)


def _longest(desk: Desk) -> LongestSilence | None:
    found = silence.longest(desk, but=set())
    if found is None:
        return None
    matter, day = found
    page = desk.session.get_one(PAGES[matter.kind], matter.id)
    reference = (isinstance(page, Motion) and page.number) or matter.reference
    count = desk.law.calendar.working_days(desk.today, day) if day else 0
    return LongestSilence(reference, Term(f"{matter.kind}_state", matter.state), day, count)
