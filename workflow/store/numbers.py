"""Which matter has a number."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session, col

from workflow.store.models import Alias, Matter


def holder(session: Session, number: str) -> str | None:
    """The reference of the matter that has *number*, or None."""
    wanted = (
        select(col(Matter.reference))
        .join(Alias, col(Alias.matter_id) == Matter.id)
        .where(col(Alias.number) == number)
    )
    found = session.scalars(wanted).first()
    return found or session.scalars(
        select(col(Matter.reference)).where(col(Matter.reference) == number)
    ).first()
