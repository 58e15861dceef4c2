"""A register is made, or brought to this program's version."""

from __future__ import annotations

from pathlib import Path

from cli.clock import clock, moment
from cli.errors import ActorNotToldHere, ClockNotToldHere
from cli.login import system_login
from cli.naming import named_profile
from cli.settings import Settings
from workflow.store.database import SCHEMA, Store
from workflow.store.upgrade import create, upgrade


def create_register(settings: Settings, *, trial: bool) -> tuple[Store, str]:
    """Make a register for the profile in *settings*; return it and who keeps it."""
    law = named_profile(settings.profile)
    store = Store(settings.database)
    told = moment(settings.clock, law) if settings.clock and trial else None
    if settings.clock and not trial:
        raise ClockNotToldHere(database=store.name)
    if settings.actor and not trial:
        raise ActorNotToldHere(actor=settings.actor)
    clerk = settings.actor or system_login()
    create(store, law, trial=trial, at=told or clock(), actor=clerk)
    return store, clerk


def upgrade_register(settings: Settings) -> tuple[bool, Path | None]:
    """Bring the register up to date: (whether anything was done, the backup of a file)."""
    store = Store(settings.database)
    before = store.version()
    backup = upgrade(store, at=clock(), actor=system_login(), persons=settings.persons)
    return before != SCHEMA, backup
