"""When an open matter is asked for next, and by when it must be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from states.calendar import Unit
from states.ladder import next_question
from states.rungs import Post
from states.silence import BY, AskedBy, asked
from workflow.store.desk import Desk
from workflow.store.models import Matter, Page, day_on
from workflow.store.pages import any_page
from workflow.timing.ladders import ladders_of
from workflow.timing.next_look import clocks_of, runs_out
from workflow.timing.reached_rungs import unrecorded
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


def silence_of(desk: Desk, matter: Matter) -> Silence:
    """How *matter* is asked for, as it stands."""
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
