"""The composition root: the one place where the rooms are joined, and the clock is read."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from datetime import time as clock_time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from cli import language
from cli.errors import (
    ActorNotToldHere,
    BadMoment,
    ClockNotToldHere,
    FileUnreadable,
    PersonUnknown,
)
from cli.login import Login, holder, logged_in, system_login
from cli.settings import Settings
from notifications.words import Words
from states.law import Law
from states.profile import parse_law, read_law
from states.reach import DOUBTS, in_reach
from states.roles import Role, may_record

if TYPE_CHECKING:
    from sqlmodel import Session

    from workflow.store.database import Store
    from workflow.store.desk import Desk

T = TypeVar("T")
SYSTEM = frozenset({Role.SYSTEM})
_GERMAN = re.compile(r"^(\d\d)\.(\d\d)\.(\d{4})")
EIGHT = clock_time(8)  # a told day means its morning


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
        from workflow.store.database import Store
        from workflow.store.people.law import law_on
        from workflow.store.profiles import law_in_force
        from workflow.store.upgrade import register_row

        gc.freeze()  # the program stays to the end; what a command makes of a register does not
        gc.enable()
        store = Store(settings.database).ready()
        with store.read() as session:
            row = register_row(session)
            law = law_in_force(session)
            told = moment(settings.clock, law) if settings.clock else None
            if told and not row.trial:
                raise ClockNotToldHere(database=store.name)
            day = day_in(law, told or datetime.now(UTC))
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
        return self.told or datetime.now(UTC)

    @staticmethod
    def running() -> float:
        """Seconds since the machine started, sleep included; no setting of the clock changes it."""
        if hasattr(time, "CLOCK_BOOTTIME"):
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic()

    def today(self) -> date:
        """The day in the council's time zone."""
        return day_in(self.law, self.now())

    @contextmanager
    def look(self) -> Iterator[Session]:
        """A view of the register for the person at the desk: what they may see, and no more."""
        from workflow.store.people.sight import admit

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
        from cli.asking import meant

        try:
            return self._act(function, partial(self._at_desk, sure=sure))
        except DOUBTS as doubt:
            if not meant(doubt, Words(self.settings.language or self.law.language)):
                raise
        return self._act(function, partial(self._at_desk, sure=True))

    def _at_desk(self, session: Session, *, sure: bool) -> Desk:
        from workflow.store.people.sight import admit

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
        from workflow.store.desk import Desk
        from workflow.store.people.law import law_on
        from workflow.store.profiles import law_in_force

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


def day_in(law: Law, at: datetime) -> date:
    """The day of *at* in the council's time zone."""
    return at.astimezone(ZoneInfo(law.timezone)).date()


def day_here() -> date:
    """Today in German councils: where no register says in which zone."""
    return datetime.now(ZoneInfo("Europe/Berlin")).date()


def clock() -> datetime:
    """What the machine's clock shows, in UTC."""
    return datetime.now(UTC)


def _settled(desk: Desk, function: Callable[[Desk], T]) -> T:
    from workflow.moves.advance import settle

    result = function(desk)
    settle(desk)
    return result


def moment(text: str, law: Law) -> datetime:
    """Read "2021-03-31" (08:00 there) or "2021-03-31T17:05" in the council's zone, as UTC.

    Raises:
        BadMoment: it is neither.
        DayOutOfReach: nothing is reckoned with it here.
    """
    zone = ZoneInfo(law.timezone)
    try:
        written = _GERMAN.sub(r"\3-\2-\1", text)
        read = datetime.fromisoformat(written)
        in_reach(read.date())
        if len(written) == 10:
            read = datetime.combine(read.date(), EIGHT)
        return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadMoment(given=text) from error


def profile_named(text: str) -> Law:
    """The law of a packaged profile, or of a file: what looks like a path is one.

    Raises:
        NoSuchProfile, BadProfile, FileUnreadable.
    """
    path = Path(text)
    if text == path.stem and not path.is_file():
        return read_law(text)
    try:
        content = path.read_text("utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise FileUnreadable(path=text, trouble=str(error)) from error
    return parse_law(path.stem, content, file=text)


def create_register(settings: Settings, *, trial: bool) -> tuple[Store, str]:
    """Make a register for the profile in *settings*; return it and who keeps it."""
    from workflow.store.database import Store
    from workflow.store.upgrade import create

    law = profile_named(settings.profile)
    store = Store(settings.database)
    told = moment(settings.clock, law) if settings.clock and trial else None
    if settings.clock and not trial:
        raise ClockNotToldHere(database=store.name)
    if settings.actor and not trial:
        raise ActorNotToldHere(actor=settings.actor)
    clerk = settings.actor or system_login()
    create(store, law, trial=trial, at=told or datetime.now(UTC), actor=clerk)
    return store, clerk


def upgrade_register(settings: Settings) -> tuple[bool, Path | None]:
    """Bring the register up to date: (whether anything was done, the backup of a file)."""
    from workflow.store.database import SCHEMA, Store
    from workflow.store.upgrade import upgrade

    store = Store(settings.database)
    before = store.version()
    now, actor = datetime.now(UTC), system_login()
    backup = upgrade(store, at=now, actor=actor, persons=settings.persons)
    return before != SCHEMA, backup
