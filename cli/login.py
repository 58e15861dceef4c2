"""Who is at the desk: whoever is logged in, as the system or the database knows it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cli.errors import ActorNotToldHere
from cli.settings import Settings
from workflow.store.dialect import logged_in_as
from workflow.store.people.rights import holder_of

if TYPE_CHECKING:
    from sqlmodel import Session

    from workflow.store.people.rights import Holder


@dataclass(frozen=True, slots=True)
class Login:
    """The name somebody is logged in by, and by what means: system, database or told."""

    name: str
    means: str


def logged_in(session: Session, settings: Settings, day: date, *, trial: bool) -> Login:
    """Who acts. Only a trial register takes the person that the settings tell.

    A database login counts where the register has somebody of that login on *day*; else it is
    the program's own, and the person is who is logged in to the system.

    Raises:
        ActorNotToldHere: the settings tell a person and the register is no trial.
    """
    if settings.actor:
        if not trial:
            raise ActorNotToldHere(actor=settings.actor)
        return Login(settings.actor, "told")
    database = logged_in_as(session)
    if database and holder(session, database, day):
        return Login(database, "database")
    return Login(system_login(), "system")


def holder(session: Session, login: str, day: date) -> Holder | None:
    """Whom the register knows by that login."""
    return holder_of(session, login, day)


def system_login() -> str:
    """The login of the operating system, by the user's number: no variable changes it."""
    try:
        import pwd
    except ImportError:  # not POSIX
        return _terminal_login()
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # no such line in the password database, as in some containers
        return f"uid{os.getuid()}"


def _terminal_login() -> str:
    try:
        return os.getlogin()
    except OSError:  # nobody is logged in: a program started by the system
        return "unknown"
