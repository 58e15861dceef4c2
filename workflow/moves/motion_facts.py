"""What the guards of a motion may look at: its points, its stations, and the work below it."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import func, select
from sqlmodel import col

from states.facts import MotionFacts
from states.law import CHARTS
from states.motion import ADOPTED
from workflow.moves.voting import open_stations, voting_rules
from workflow.store.desk import Desk
from workflow.store.models import Entry, Matter, Motion, Point, Station
from workflow.store.told import Told


def motion_facts(desk: Desk, matter: Matter, page: Motion, given: Told) -> MotionFacts:
    """The facts about a motion as they are now, and what the actor brings along."""
    points, work = _points(desk, matter), _work(desk, matter)
    body = desk.law.body(given.body) if given.body else None
    number = given.page.get("number") or page.number
    return MotionFacts(
        body=body.name if body else None,
        submitter=given.submitter,
        order=given.order,
        tally=given.tally,
        voting=voting_rules(desk, matter, given.on or desk.today) if given.tally else None,
        number=str(number) if number else None,
        submitters=len(page.submitters),
        open_points=points["open"],
        adopted_points=points["adopted"],
        rejected_points=points["rejected"],
        amended_points=_amended(desk, matter),
        open_advice=_open_advice(desk, matter),
        owed=sum(n for (kind, state), n in work.items() if state not in CHARTS[kind].over),
        redoable=work[("task", "done")] + work[("duty", "completed")],
        objection_until=page.objection_until,
        adopted_as=_adopted_as(desk, matter),
        lapses=desk.law.lapses,
    )


def _points(desk: Desk, motion: Matter) -> Counter[str]:
    """How many points are in each state."""
    wanted = select(col(Matter.state)).where(
        col(Matter.parent_id) == motion.id, col(Matter.kind) == "point"
    )
    return Counter(desk.session.scalars(wanted))


def _work(desk: Desk, motion: Matter) -> Counter[tuple[str, str]]:
    wanted = (
        select(col(Matter.kind), col(Matter.state), func.count())
        .where(col(Matter.root_id) == motion.id, col(Matter.kind).in_(("task", "duty")))
        .group_by(col(Matter.kind), col(Matter.state))
    )
    return Counter({(kind, state): n for kind, state, n in desk.session.execute(wanted)})


def _amended(desk: Desk, motion: Matter) -> int:
    wanted = (
        select(func.count())
        .select_from(Point)
        .join(Matter, col(Matter.id) == Point.matter_id)
        .where(
            col(Matter.parent_id) == motion.id, col(Matter.state) == "adopted", col(Point.amended)
        )
    )
    return desk.session.scalar(wanted) or 0


def _open_advice(desk: Desk, motion: Matter) -> int:
    return desk.session.scalar(open_stations(motion.id, col(Station.role) != "decision")) or 0


def _adopted_as(desk: Desk, motion: Matter) -> str | None:
    wanted = (
        select(col(Entry.target))
        .where(col(Entry.matter_id) == motion.id, col(Entry.target).in_(ADOPTED))
        .order_by(col(Entry.step).desc())
        .limit(1)
    )
    return desk.session.scalar(wanted)
