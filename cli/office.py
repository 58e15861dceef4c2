"""The composition root: the one place where the rooms are joined, and the clock is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from cli.errors import BadMoment, ClockNotToldHere
from cli.settings import Settings
from states.law import Law, read_law
from states.roles import Role, may_record

if TYPE_CHECKING:
    from sqlmodel import Session

    from workflow.desk import Desk
    from workflow.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Round:
    """How a round of reminding went."""

    clocks: int = 0  # matters that time moved
    posted: int = 0  # occasions found
    sent: int = 0
    failed: int = 0


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
        from workflow.store import Store
        from workflow.upgrade import register_row

        store = Store(settings.database).ready()
        with store.read() as session:
            row = register_row(session)
        told = moment(settings.clock, row.profile) if settings.clock else None
        if told and not row.trial:
            raise ClockNotToldHere(database=store.name)
        return cls(settings, store, read_law(row.profile), row.trial, told)

    def now(self) -> datetime:
        """The moment, in UTC; in a trial register as told."""
        return self.told or datetime.now(UTC)

    def today(self) -> date:
        """The day in the council's time zone."""
        return self.now().astimezone(ZoneInfo(self.law.timezone)).date()

    def work(self, function: Callable[[Desk], T]) -> T:
        """One act of the person at the desk: what follows from it settles with it."""
        roles = may_record(self.settings.roles())
        return self._act(function, self.settings.actor, roles)

    def _act(self, function: Callable[[Desk], T], actor: str, roles: frozenset[Role]) -> T:
        from workflow.advance import settle
        from workflow.desk import Desk

        def whole(session: Session) -> T:
            desk = Desk(session, self.law, self.now(), self.today(), actor, roles)
            result = function(desk)
            settle(desk)
            return result

        return self.store.work(whole)

    def reading(self, session: Session) -> Desk:
        """A desk for looking only."""
        from workflow.desk import Desk

        return Desk(session, self.law, self.now(), self.today(), self.settings.actor, self.roles)

    def round(self) -> Round:
        """Move what time moves, post what is due, send what waits. Twice does no harm."""
        from notifications.channels import open_channel
        from notifications.deliver import deliver, write_mails
        from workflow import remind

        with self.store.read() as session:
            clocks = remind.due_clocks(session, self.today())
        moved = sum(self._system(partial(remind.fire, due=due)) for due in clocks)
        with self.store.read() as session:
            rungs = remind.due_rungs(session, self.law)
        posted = sum(self._system(partial(remind.post_due, due=due)) for due in rungs)
        language = self.settings.language or self.law.language
        sender = self.settings.sender or self.law.addresses[Role.CLERK]
        write_mails(self.store, language=language, sender=sender, at=self.now())
        channel = open_channel(f"spool:{self.settings.spool}")
        tally = deliver(self.store, channel, self.now())
        return Round(moved, posted, tally.sent, tally.failed)

    def _system(self, function: Callable[[Desk], T]) -> T:
        return self._act(function, "system", frozenset({Role.SYSTEM}))


def moment(text: str, profile: str) -> datetime:
    """Read "2021-03-31" (08:00 there) or "2021-03-31T17:05" in the council's zone, as UTC.

    Raises:
        BadMoment: it is neither.
    """
    zone = ZoneInfo(read_law(profile).timezone)
    try:
        read = datetime.fromisoformat(text)
        if len(text) == 10:
            read = datetime.combine(read.date(), time(8))
        return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)
    except ValueError as error:
        raise BadMoment(given=text) from error


def create_register(settings: Settings, *, trial: bool) -> Path | str:
    """Make a register for the profile in *settings*; return where it lies."""
    from workflow.store import Store
    from workflow.upgrade import create

    law = read_law(settings.profile)
    store = Store(settings.database)
    told = moment(settings.clock, law.name) if settings.clock and trial else None
    if settings.clock and not trial:
        raise ClockNotToldHere(database=store.name)
    create(store, profile=law.name, trial=trial, at=told or datetime.now(UTC))
    return store.path or store.name


def upgrade_register(settings: Settings) -> tuple[bool, Path | None]:
    """Bring the register up to date: (whether anything was done, the backup of a file)."""
    from workflow.store import SCHEMA, Store
    from workflow.upgrade import upgrade

    store = Store(settings.database)
    before = store.version()
    backup = upgrade(store, at=datetime.now(UTC))
    return before != SCHEMA, backup
