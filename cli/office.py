"""The composition root: the one place where the rooms are joined, and the clock is read."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from cli import language
from cli.errors import BadMoment, ClockNotToldHere, FileUnreadable
from cli.settings import Settings
from states.law import Law
from states.profile import parse_law, read_law
from states.roles import Role, may_record

if TYPE_CHECKING:
    from sqlmodel import Session

    from workflow.desk import Desk
    from workflow.store import Store

T = TypeVar("T")
EIGHT = clock_time(8)  # a told day means its morning


@dataclass(frozen=True)
class Office:
    """The council office at work: its register, its law, and the person at the desk."""

    settings: Settings
    store: Store
    law: Law
    trial: bool
    told: datetime | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)

    @classmethod
    def open(cls, settings: Settings) -> Office:
        """Open the register that the settings name.

        Raises:
            NoRegister, RegisterOlder, RegisterNewer, RegisterUnreachable, NetworkDrive.
            ClockNotToldHere: a clock is told and the register is no trial.
        """
        from workflow.profiles import law_in_force
        from workflow.store import Store
        from workflow.upgrade import register_row

        store = Store(settings.database).ready()
        with store.read() as session:
            row = register_row(session)
            law = law_in_force(session)
        told = moment(settings.clock, law) if settings.clock else None
        if told and not row.trial:
            raise ClockNotToldHere(database=store.name)
        language.heard(law.language)
        return cls(settings, store, law, row.trial, told)

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
        return self.now().astimezone(ZoneInfo(self.law.timezone)).date()

    def work(self, function: Callable[[Desk], T]) -> T:
        """One act of the person at the desk: what follows from it settles with it."""
        roles = may_record(self.settings.roles())
        return self._act(function, self.settings.actor, roles)

    def _act(
        self,
        function: Callable[[Desk], T],
        actor: str,
        roles: frozenset[Role],
        day: date | None = None,
    ) -> T:
        from workflow.advance import settle
        from workflow.desk import Desk

        def whole(session: Session) -> T:
            desk = Desk(session, self.law, self.now(), day or self.today(), actor, roles)
            result = function(desk)
            settle(desk)
            return result

        return self.store.work(whole)

    def trying(self, function: Callable[[Desk], None], *, day: date) -> None:
        """Do a piece of time's work and keep nothing of it."""
        from workflow.desk import SYSTEM, Desk

        with self.store.scratch() as session:
            function(Desk(session, self.law, self.now(), day, "system", SYSTEM))

    def reading(self, session: Session) -> Desk:
        """A desk for looking only."""
        from workflow.desk import Desk

        return Desk(session, self.law, self.now(), self.today(), self.settings.actor, self.roles)

    def system(self, function: Callable[[Desk], T], *, day: date | None = None) -> T:
        """One piece of work of time itself, as of *day* (default today)."""
        return self._act(function, "system", frozenset({Role.SYSTEM}), day)


def day_here() -> date:
    """Today in German councils: where no register says in which zone."""
    return datetime.now(ZoneInfo("Europe/Berlin")).date()


def clock() -> datetime:
    """What the machine's clock shows, in UTC."""
    return datetime.now(UTC)


def moment(text: str, law: Law) -> datetime:
    """Read "2021-03-31" (08:00 there) or "2021-03-31T17:05" in the council's zone, as UTC.

    Raises:
        BadMoment: it is neither.
    """
    zone = ZoneInfo(law.timezone)
    try:
        read = datetime.fromisoformat(text)
        if len(text) == 10:
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


def create_register(settings: Settings, *, trial: bool) -> Store:
    """Make a register for the profile in *settings*."""
    from workflow.store import Store
    from workflow.upgrade import create

    law = profile_named(settings.profile)
    store = Store(settings.database)
    told = moment(settings.clock, law) if settings.clock and trial else None
    if settings.clock and not trial:
        raise ClockNotToldHere(database=store.name)
    create(store, law, trial=trial, at=told or datetime.now(UTC), actor=settings.actor)
    return store


def upgrade_register(settings: Settings) -> tuple[bool, Path | None]:
    """Bring the register up to date: (whether anything was done, the backup of a file)."""
    from workflow.store import SCHEMA, Store
    from workflow.upgrade import upgrade

    store = Store(settings.database)
    before = store.version()
    backup = upgrade(store, at=datetime.now(UTC))
    return before != SCHEMA, backup
