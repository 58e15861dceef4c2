"""The house that a round goes through: what it must offer, its day, and whether letters leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session

from states.law import Law
from workflow.store.database import Store
from workflow.store.desk import Desk

T = TypeVar("T")


class House(Protocol):
    """A register at work, whoever opened it: its store, its law, its clock, time's own desk."""

    @property
    def store(self) -> Store:
        """Where the register is."""

    @property
    def law(self) -> Law:
        """The law of the day."""

    @property
    def trial(self) -> bool:
        """Whether it is for trying out."""

    @property
    def told(self) -> datetime | None:
        """The moment that it is taken to be; None where the clock is read."""

    def now(self) -> datetime:
        """The moment, in UTC."""

    def reading(self, session: Session) -> Desk:
        """A desk for looking only."""

    def system(self, function: Callable[[Desk], T], *, day: date | None = None) -> T:
        """One piece of work of time itself, as of *day* (default today)."""


def day_of_round(house: House) -> date:
    """Today, but yesterday before the hour from which letters leave."""
    local = house.now().astimezone(ZoneInfo(house.law.timezone))
    return local.date() - timedelta(days=local.hour < house.law.mail_hour)


def letters_leave(house: House) -> bool:
    """Whether letters go out at this hour: on a day with mail, from the profile's hour on."""
    local = house.now().astimezone(ZoneInfo(house.law.timezone))
    return local.hour >= house.law.mail_hour and house.law.calendar.mails(local.date())
