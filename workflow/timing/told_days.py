"""The days that a person tells with an act: none is out of reach, none doubtful unasked."""

from __future__ import annotations

from datetime import date

from states.reach import DoubtfulDay, DoubtfulInterval, doubt, far_apart, in_reach
from workflow.store.desk import Desk
from workflow.store.models import Matter
from workflow.store.told import Told


def refuse_doubtful(desk: Desk, matter: Matter, given: Told) -> None:
    """Refuse days of *given* that cannot be meant, and those that a person has not confirmed.

    Raises:
        DayOutOfReach, DoubtfulDay, DoubtfulInterval.
    """
    on = told(desk, given.on or desk.today, since=desk.today, due=False)
    if given.until is not None:
        told(desk, given.until, since=on, due=matter.kind != "meeting")
    if given.first is not None:
        told(desk, given.first, since=on, due=given.interval is None)
    if given.interval is not None and not desk.sure and far_apart(given.interval, on):
        raise DoubtfulInterval


def told(desk: Desk, day: date, *, since: date, due: bool) -> date:
    """*day* as it was told on day *since*, if it can be meant; *due* as `states.reach.doubt`.

    Raises:
        DayOutOfReach, DoubtfulDay.
    """
    why = doubt(in_reach(day), since, due=due)
    if why is not None and not desk.sure:
        raise DoubtfulDay(day=day, why=why)
    return day
