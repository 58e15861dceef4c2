"""What is overdue, by department: for the weekly letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from workflow.outbox.collective import AWAITED
from workflow.store.desk import Desk
from workflow.store.models import Matter, Motion, Report, Task


@dataclass(frozen=True, slots=True)
class OverdueWork:
    """A task or report that is late; the subject of what is not public stays untold."""

    reference: str
    subject: str
    due: date


def overdue(desk: Desk) -> dict[str, tuple[OverdueWork, ...]]:
    """What is overdue, by department in the register's order; the longest overdue first."""
    found: dict[str, list[OverdueWork]] = {}
    for department, work in _works(desk):
        found.setdefault(department, []).append(work)
    known = [name for name in desk.law.departments if name in found]
    others = sorted(name for name in found if name and name not in known)
    nobody = [""] if "" in found else []
    return {
        name: tuple(sorted(found[name], key=lambda one: (one.due, one.reference)))
        for name in (*known, *others, *nobody)
    }


def _works(desk: Desk) -> Iterator[tuple[str, OverdueWork]]:
    for page in (Task, Report):
        kind = str(page.__tablename__)
        wanted = (
            select(Matter, col(page.due), col(page.department), Motion)
            .join(page, col(page.matter_id) == Matter.id)
            .join(Motion, col(Motion.matter_id) == Matter.root_id)
            .where(col(Matter.state).in_(AWAITED[kind]), col(page.due) < desk.today)
        )
        for matter, due, department, motion in desk.session.execute(wanted):
            subject = motion.subject if _is_public(desk.session, matter) else ""
            yield department or "", OverdueWork(matter.reference, subject, due)


def _is_public(session: Session, matter: Matter) -> bool:
    """Whether it, and all above it, is public."""
    above: Matter | None = matter
    while above is not None and above.public:
        above = session.get_one(Matter, above.parent_id) if above.parent_id else None
    return above is None
