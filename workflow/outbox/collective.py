"""The collective report to the council: what became of its resolutions (domain.md 11.2, R10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from states import report, task
from states.law import CHARTS
from workflow.store.models import Matter, Motion, Report, Task

RUNG = "collective"  # by this name a ladder calls for the overview
DONE = {"task": task.FULFILLED, "report": report.FULFILLED}
AWAITED = {"task": task.AWAITED, "report": report.AWAITED}  # late with these, a department is


@dataclass(frozen=True, slots=True)
class CollectiveLine:
    """One matter in the overview."""

    reference: str
    subject: str
    due: date | None


Overview = list[tuple[str, list[CollectiveLine]]]


def collected(session: Session, today: date) -> Overview:
    """[(section, lines)]: overdue, open, done, proposed for repeal; of public matters only."""
    overdue: list[CollectiveLine] = []
    opened: list[CollectiveLine] = []
    done: list[CollectiveLine] = []
    repeal: list[CollectiveLine] = []
    for matter, due, motion in _work(session):
        line = CollectiveLine(matter.reference, motion.subject, due)
        if matter.state == "infeasible_reported":
            repeal.append(line)
        elif matter.state in DONE[matter.kind]:
            done.append(line)
        elif matter.state in CHARTS[matter.kind].over:
            continue
        elif due is not None and due < today and matter.state in AWAITED[matter.kind]:
            overdue.append(line)
        else:
            opened.append(line)
    return [("overdue", overdue), ("repeal", repeal), ("open", opened), ("done", done)]


def is_empty(session: Session, today: date) -> bool:
    """Whether the overview of *today* would hold nothing."""
    return not any(lines for _, lines in collected(session, today))


def _work(session: Session) -> list[tuple[Matter, date | None, Motion]]:
    """Public tasks and reports with their due day and motion, oldest first."""
    hidden = select(col(Matter.id)).where(~col(Matter.public))
    found = []
    for page in (Task, Report):
        wanted = (
            select(Matter, col(page.due), Motion)
            .join(page, col(page.matter_id) == Matter.id)
            .join(Motion, col(Motion.matter_id) == Matter.root_id)
            .where(col(Matter.public), col(Matter.root_id).not_in(hidden))
            .order_by(col(Matter.id))
        )
        found += [(m, due, motion) for m, due, motion in session.execute(wanted)]
    return found
