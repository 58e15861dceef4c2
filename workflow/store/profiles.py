"""The profile a register lives by: its text is kept there, every version of it, with its day."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from states.law import Law
from states.profile import parse_law
from workflow.store.models import Profile


def newest(session: Session) -> Profile:
    """The profile in force: the last that was taken in."""
    wanted = select(Profile).order_by(col(Profile.id).desc()).limit(1)
    return session.scalars(wanted).one()


def law_in_force(session: Session, known: Law | None = None) -> Law:
    """The law of this register; *known* itself, if that is still in force.

    Raises:
        BadProfile: this program can no longer read the profile.
    """
    wanted = select(col(Profile.digest)).order_by(col(Profile.id).desc()).limit(1)
    if known is not None and session.scalar(wanted) == known.digest:
        return known
    kept = newest(session)
    return parse_law(kept.name, kept.text, file=f"{kept.name}.toml")


def take_in(session: Session, law: Law, *, at: datetime, actor: str) -> Profile:
    """Keep the profile of *law* as the one in force from *at* (UTC) on."""
    kept = Profile(name=law.name, text=law.text, digest=law.digest, taken=at, actor=actor)
    session.add(kept)
    session.flush()
    return kept
