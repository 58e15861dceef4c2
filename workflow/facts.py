"""Collects from the register and the profile what the guards may look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from states.consequences import RESOLVED
from states.facts import Facts
from states.law import CHARTS
from workflow import cadence
from workflow.desk import Desk
from workflow.given import Given
from workflow.models import Entry, Matter, Meeting, Point, Report, Station
from workflow.voting import voting_rules


def facts_of(desk: Desk, matter: Matter, page: Any, given: Given) -> Facts:
    """The facts about *matter* as they are now, and what the actor brings along."""
    department = given.department or getattr(page, "department", None)
    body = desk.law.body(given.body) if given.body else None
    facts = Facts(
        on=given.on or desk.today,
        today=desk.today,
        note=given.note,
        body=body.name if body else None,
        department=department,
        department_known=department in desk.law.departments,
        submitter=given.submitter,
        until=given.until,
        text=given.text or getattr(page, "text", ""),
        wording=given.wording,
        interpreted_by=given.interpreted_by,
        order=given.order,
        by_resolution=given.by_resolution,
        tally=given.tally,
        meeting_body=_meeting_body(desk, given),
    )
    collect = _OF.get(matter.kind)
    return collect(desk, matter, page, given, facts) if collect else facts


def _meeting_body(desk: Desk, given: Given) -> str | None:
    if given.meeting_id is None:
        return None
    return desk.session.get_one(Meeting, given.meeting_id).body


def _motion(desk: Desk, matter: Matter, page: Any, given: Given, facts: Facts) -> Facts:
    points = Counter(_states(desk, matter, "point"))
    work = _work(desk, matter)
    owed = sum(n for (kind, state), n in work.items() if state not in CHARTS[kind].over)
    return replace(
        facts,
        number=given.page.get("number") or page.number,
        submitters=len(page.submitters),
        points=points,
        points_amended=_amended(desk, matter),
        open_advice=_open_advice(desk, matter),
        owed=owed,
        redoable=work[("task", "done")] + work[("duty", "completed")],
        objection_until=page.objection_until,
        adopted_as=_adopted_as(desk, matter),
        lapses=desk.law.lapses,
        voting=voting_rules(desk, matter, facts.on or desk.today) if given.tally else None,
    )


def _states(desk: Desk, matter: Matter, kind: str) -> list[str]:
    wanted = select(col(Matter.state)).where(
        col(Matter.parent_id) == matter.id, col(Matter.kind) == kind
    )
    return list(desk.session.scalars(wanted))


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
    wanted = (
        select(func.count())
        .select_from(Station)
        .join(Matter, col(Matter.id) == Station.matter_id)
        .where(
            col(Matter.parent_id) == motion.id,
            col(Matter.state).not_in(CHARTS["station"].over),
            col(Station.role) != "decision",
        )
    )
    return desk.session.scalar(wanted) or 0


def _adopted_as(desk: Desk, motion: Matter) -> str | None:
    wanted = (
        select(col(Entry.target))
        .where(col(Entry.matter_id) == motion.id, col(Entry.target).in_(RESOLVED))
        .order_by(col(Entry.step).desc())
        .limit(1)
    )
    return desk.session.scalar(wanted)


def _point(desk: Desk, matter: Matter, page: Any, given: Given, facts: Facts) -> Facts:
    if given.tally is None or matter.parent_id is None:
        return facts
    motion = desk.session.get_one(Matter, matter.parent_id)
    return replace(facts, voting=voting_rules(desk, motion, facts.on or desk.today))


def _station(desk: Desk, matter: Matter, page: Any, given: Given, facts: Facts) -> Facts:
    body = desk.law.body(page.body)
    return replace(
        facts, role=page.role, own_body=page.body, may_decide=body is not None and body.decides
    )


def _duty(desk: Desk, matter: Matter, page: Any, given: Given, facts: Facts) -> Facts:
    reports = _reports(desk, matter)
    interval, anchor = given.interval or page.interval, given.first or page.anchor
    newest = reports[-1] if reports else None
    # The day of the newest report is over, or it is in the council office's hands.
    passed = newest is not None and (
        newest[1] not in cadence.PENDING or newest[0].due < desk.today
    )
    return replace(
        facts,
        cadence_complete=anchor is not None,
        once=not cadence.recurs(interval, page.until, newest[0].due if newest else None),
        open_reports=sum(state not in CHARTS["report"].over for _, state in reports),
        noted_reports=sum(state == "noted" for _, state in reports),
        next_due_passed=passed and matter.state == "active",
    )


def _reports(desk: Desk, duty: Matter) -> list[tuple[Report, str]]:
    wanted = (
        select(Report, col(Matter.state))
        .join(Matter, col(Matter.id) == Report.matter_id)
        .where(col(Matter.parent_id) == duty.id)
        .order_by(col(Report.number))
    )
    return [(report, state) for report, state in desk.session.execute(wanted)]


def _report(desk: Desk, matter: Matter, page: Any, given: Given, facts: Facts) -> Facts:
    return replace(facts, own_body=page.recipient)


_OF: dict[str, Callable[[Any, Matter, Any, Given, Facts], Facts]] = {
    "motion": _motion,
    "point": _point,
    "station": _station,
    "duty": _duty,
    "report": _report,
}

