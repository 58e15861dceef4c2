"""The desk of a day to come: with the people of that day and with those who are away then."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from workflow.store.desk import Act, Desk
from workflow.store.models import Absence, Particular
from workflow.store.people.law import law_on


class Ahead:
    """The desks of the days from today to *until*, as far as the register was told of them."""

    def __init__(self, desk: Desk, until: date) -> None:
        self._desk = desk
        self._days = [desk.today, *_turning_days(desk, until)]
        self._desks: dict[date, Desk] = {}

    def on(self, day: date) -> Desk:
        """The desk of *day*; one for all days between which nothing begins or ends."""
        since = self._days[bisect_right(self._days, day) - 1]
        if since not in self._desks:
            law = law_on(self._desk.session, self._desk.law, since)
            self._desks[since] = replace(self._desk, law=law, today=since, act=Act())
        return self._desks[since]


def _turning_days(desk: Desk, until: date) -> list[date]:
    """The days after today on which something told of people, or an absence, begins or is over."""
    posts = select(col(Particular.valid_from), col(Particular.valid_until))
    away = select(col(Absence.first), col(Absence.last))
    days = set()
    for first, last in [*desk.session.execute(posts), *desk.session.execute(away)]:
        days.add(first)
        if last is not None and last < until:
            days.add(last + timedelta(days=1))
    return sorted(day for day in days if desk.today < day <= until)
