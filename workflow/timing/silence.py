"""How long an open matter may be silent: when the next question goes to whoever holds the ball.

Built from the ladders and clocks that the rounds use, as everything stands today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlmodel import col

from states.calendar import Unit
from states.ladder import next_question
from states.rungs import Post
from states.silence import BY, AskedBy, asked
from workflow.store.desk import Desk, family
from workflow.store.models import Matter, Page, day_on
from workflow.store.pages import any_page, found_page
from workflow.timing.ladders import ladders_of, unrecorded
from workflow.timing.next_look import clocks_of, runs_out
from workflow.timing.standing import unassigned

# Days of a page that law, body or register has set: until then a matter may be silent.
SET = ("due", "office_due", "next_due", "day", "latest_meeting", "objection_until")
# Days to which a person or a body has put it off: also what lacks something may wait for these.
PUT_OFF = ("resubmit_on", "hearing_until")


@dataclass(frozen=True, slots=True)
class Silence:
    """An open matter, the *day* of its next question (None: never), and the *latest* permitted.

    *carried* names what asks in its place, if the matter itself is not asked for.
    """

    matter: Matter
    day: date | None
    latest: date
    carried: AskedBy | None = None

    @property
    def kept(self) -> bool:
        """Whether the question comes in time."""
        return self.day is not None and self.day <= self.latest


def families(desk: Desk) -> Iterator[list[Silence]]:
    """The open matters of each family, one family after the other."""
    for root in _roots(desk):
        yield of_family(desk, root)


def _roots(desk: Desk) -> list[int]:
    wanted = select(col(Matter.id)).where(col(Matter.root_id).is_(None))
    return list(desk.session.scalars(wanted.order_by(col(Matter.id))))


def of_family(desk: Desk, root: int) -> list[Silence]:
    """The open matters of the family of *root*, those below before those above."""
    return [
        _of(desk, one)
        for one in family(desk, root)
        if one.state not in desk.law.charts[one.kind].over
        and found_page(desk.session, one) is not None  # else `check` says so
    ]


def longest(desk: Desk, *, but: set[str]) -> tuple[Matter, date | None] | None:
    """The open matter whose next question is furthest off, with its day; None: nothing is open.

    What lies below a matter asks for it. *but* are references that the reader may not see. A
    family that has lost rows is left out: `check` says so.
    """
    found: list[tuple[Matter, date | None]] = []
    for root in _roots(desk):
        try:
            family = of_family(desk, root)
        except NoResultFound:
            continue
        open_ = [one for one in family if one.carried is None and one.matter.reference not in but]
        told = [(one.matter, _day(one, family)) for one in open_]
        found = sorted([*found, *told], key=lambda one: one[1] or date.max)[-1:]
    return found[0] if found else None


def _day(one: Silence, found: list[Silence]) -> date | None:
    days = (o.day for o in [one, *_below(one, found)])
    return min((day for day in days if day is not None), default=None)


def _below(one: Silence, found: list[Silence]) -> list[Silence]:
    whole = one.matter.root_id is None  # below a point that is over something may be open again
    above = "root_id" if whole else "parent_id"
    return [other for other in found if getattr(other.matter, above) == one.matter.id]


def broken(found: list[Silence]) -> list[Silence]:
    """Those of a family that nobody is asked for in time, nor for what carries them."""
    return [one for one in found if not _heard(one, found)]


def _heard(one: Silence, found: list[Silence], *, from_root: bool = False) -> bool:
    if one.carried is AskedBy.AGENDA:
        return True
    if one.carried is AskedBy.ROOT:
        root = next((o for o in found if o.matter.id == one.matter.root_id), None)
        return not from_root and root is not None and _heard(root, found, from_root=True)
    below = _below(one, found)
    if one.carried is AskedBy.BELOW and one.matter.kind == "point" and not below:
        return not from_root  # nothing of it is owed any more
    return one.kept or any(_heard(o, found, from_root=from_root) for o in below)


def _of(desk: Desk, matter: Matter) -> Silence:
    page = any_page(desk.session, matter)
    carried = BY.get((matter.kind, matter.state))
    lacking = _lacking(matter, page)
    posts = asked(matter.kind, matter.state, lacking=lacking)
    day = next_asked(desk, matter, page, posts)
    if matter.kind == "report" and unassigned(page):  # it lacks what its duty lacks
        duty = desk.session.get_one(Matter, matter.parent_id)
        of_duty = next_asked(desk, duty, any_page(desk.session, duty), posts)
        day = min((one for one in (day, of_duty) if one is not None), default=None)
    return Silence(matter, day, _latest(desk, page, lacking=lacking), carried)


def next_asked(desk: Desk, matter: Matter, page: Page, posts: frozenset[Post]) -> date | None:
    """The next day, from today, on which one of *posts* is asked, or time moves *matter*."""
    calendar = desk.law.calendar
    days = [day for clock in clocks_of(matter) if (day := runs_out(clock, page)) is not None]
    days = [day for day in days if day > desk.today]  # what the law did not let run out is no word
    for reached in unrecorded(desk, matter, page):
        if not posts.isdisjoint(reached.occasions[-1].rung.tell):
            days.append(calendar.mail_day(desk.today))
    for ladder in ladders_of(desk, matter, page):
        day = next_question(
            ladder.rungs,
            ladder.course,
            calendar,
            later_than=desk.today,
            since=ladder.since,
            posts=posts,
        )
        if day is not None:
            days.append(day)
    return min(days, default=None)


def _lacking(matter: Matter, page: Page) -> bool:
    """Whether department, recipient, date or interpretation is missing."""
    undated = {
        "task": day_on(page, "due") is None and matter.state != "blocked",
        "station": day_on(page, "day") is None,
        "duty": matter.state == "unclear",
    }
    return unassigned(page) or undated.get(matter.kind, False)


def _latest(desk: Desk, page: Page, *, lacking: bool) -> date:
    """The latest day for the next question, by the profile's bounds and the days that are set."""
    law, calendar = desk.law, desk.law.calendar
    soon = law.days("silence_days_lacking")
    bound = calendar.move(desk.today, soon if lacking else law.days("silence_days"), Unit.WORKING)
    fields = PUT_OFF if lacking else (*SET, *PUT_OFF)
    days = [day for name in fields if (day := day_on(page, name)) is not None]
    ahead = [calendar.move(day, soon, Unit.WORKING) for day in days if day >= desk.today]
    return calendar.mail_day(max([bound, *ahead]))
