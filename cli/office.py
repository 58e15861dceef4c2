"""The composition root: the one place where the rooms are joined."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import TypeVar

from sqlmodel import Session

from cli import language
from cli.asking import meant
from cli.clock import clock, day_in, moment
from cli.errors import ClockNotToldHere, PersonUnknown
from cli.login import Login, holder, logged_in, system_login
from cli.settings import Settings
from notifications.words import Words
from states.law import Law
from states.reach import DOUBTS
from states.roles import Role, may_record
from workflow.moves.settle import settle
from workflow.store.database import Store
from workflow.store.desk import Desk
from workflow.store.people.law import law_on
from workflow.store.people.sight import admit
from workflow.store.profiles import law_in_force
from workflow.store.upgrade import register_row

T = TypeVar("T")
SYSTEM = frozenset({Role.SYSTEM})


@dataclass(frozen=True)
class Office:
    """The council office at work: its register, its law, and the person at the desk.

    *law* is that of the day on which the office opened; an act goes by that of its own day.
    """

    settings: Settings
    store: Store
    law: Law
    trial: bool
    told: datetime | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    login: Login = field(default_factory=lambda: Login(system_login(), "system"))

    @classmethod
    def open(cls, settings: Settings) -> Office:
        """Open the register that the settings name.

        Raises:
            NoRegister, RegisterOlder, RegisterNewer, RegisterUnreachable, NetworkDrive.
            ClockNotToldHere, ActorNotToldHere: they are told and the register is no trial.
        """
        gc.freeze()  # the program stays to the end; what a command makes of a register does not
        gc.enable()
        store = Store(settings.database).ready()
        with store.read() as session:
            row = register_row(session)
            law = law_in_force(session)
            told = moment(settings.clock, law) if settings.clock else None
            if told and not row.trial:
                raise ClockNotToldHere(database=store.name)
            day = day_in(law, told or clock())
            language.heard(law.language)
            login = logged_in(session, settings, day, trial=row.trial)
            law = law_on(session, law, day)
            return cls(settings, store, law, row.trial, told, login=login)

    def renewed(self) -> Office:
        """The same office by the law that is in force now: it may have changed meanwhile."""
        with self.store.read() as session:
            return replace(self, law=self.reading(session).law)

    def now(self) -> datetime:
        """The moment, in UTC; in a trial register as told."""
        return self.told or clock()

    @property
    def words(self) -> Words:
        """The words of the language that the settings name, else of the register's."""
        return Words(self.settings.language or self.law.language)

    def today(self) -> date:
        """The day in the council's time zone."""
        return day_in(self.law, self.now())

    @contextmanager
    def look(self) -> Iterator[Session]:
        """A view of the register for the person at the desk: what they may see, and no more."""
        with self.store.read() as session:
            admit(session, holder(session, self.login.name, self.today()))
            yield session

    def work(self, function: Callable[[Desk], T], *, sure: bool = False) -> T:
        """One act of the person at the desk: what follows from it settles with it.

        Not *sure* of what looks like a slip, the person is asked; without a terminal it is refused.

        Raises:
            PersonUnknown: the register gives who is logged in nothing to record.
            DoubtfulDay, DoubtfulInterval: nobody says that it is meant.
        """
        try:
            return self._act(function, partial(self._at_desk, sure=sure))
        except DOUBTS as doubt:
            if not meant(doubt, self.words):
                raise
        return self._act(function, partial(self._at_desk, sure=True))

    def _at_desk(self, session: Session, *, sure: bool) -> Desk:
        known = holder(session, self.login.name, self.today())
        if known is None or not known.roles:
            raise PersonUnknown(actor=self.login.name)
        admit(session, known, narrowed=False)
        desk = self._desk(session, self.login.name)
        return replace(desk, roles=may_record(known.roles), sure=sure)

    def _act(self, function: Callable[[Desk], T], made: Callable[[Session], Desk]) -> T:
        return self.store.work(lambda session: _settled(made(session), function))

    def rehearse(self, function: Callable[[Desk], T]) -> None:
        """Do an act of the person at the desk and keep nothing of it: what refuses it is said."""
        with self.store.scratch() as session:
            _settled(self._at_desk(session, sure=True), function)

    def _desk(self, session: Session, actor: str, day: date | None = None) -> Desk:
        at, today = self.now(), day or self.today()
        roles, means = (SYSTEM, "") if actor == "system" else (self.roles, self.login.means)
        law = law_on(session, law_in_force(session, self.law), today)
        return Desk(session, law, at, today, actor, roles, means)

    def trying(self, function: Callable[[Desk], None], *, day: date) -> None:
        """Do a piece of time's work and keep nothing of it."""
        with self.store.scratch() as session:
            function(self._desk(session, "system", day))

    def reading(self, session: Session) -> Desk:
        """A desk for looking only."""
        return self._desk(session, self.login.name)

    def system(self, function: Callable[[Desk], T], *, day: date | None = None) -> T:
        """One piece of work of time itself, as of *day* (default today)."""
        return self._act(function, lambda session: self._desk(session, "system", day))


def _settled(desk: Desk, function: Callable[[Desk], T]) -> T:
    result = function(desk)
    settle(desk)
    return result
