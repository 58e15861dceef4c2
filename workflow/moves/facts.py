"""Collects from the register and the profile what the guards may look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import col

from states.facts import Facts
from states.law import CHARTS
from states.motion import ADOPTED
from states.report import AWAITED, FULFILLED, OWED, UNBEGUN
from states.sentences import sentences
from workflow.moves.voting import voting_rules
from workflow.store.desk import Desk
from workflow.store.models import (
    Duty,
    Entry,
    Matter,
    Meeting,
    Motion,
    Page,
    Point,
    Report,
    Station,
    day_on,
    department_on,
)
from workflow.store.told import Told
from workflow.timing.cadence import Cadence
from workflow.timing.meeting_days import days_of
from workflow.timing.turns import completed_on, first_due, next_due, told_cadence, turns_of


def facts_of(desk: Desk, matter: Matter, page: Page, given: Told) -> Facts:
    """The facts about *matter* as they are now, and what the actor brings along."""
    department = given.department or department_on(page)
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
        progress=given.progress,
        sentences=sentences(given.text or getattr(page, "text", "")),
        sentences_allowed=desk.law.days("report_sentences"),
        due=day_on(page, "due"),
        extension_asked=day_on(page, "extension_asked"),
        interpreted_by=given.interpreted_by,
        order=given.order,
        by_resolution=given.by_resolution,
        tally=given.tally,
        meeting_body=_meeting_body(desk, given),
    )
    return _of_kind(desk, matter, page, given, facts)


def _meeting_body(desk: Desk, given: Told) -> str | None:
    if given.meeting_id is None:
        return None
    return desk.session.get_one(Meeting, given.meeting_id).body


def _motion(desk: Desk, matter: Matter, page: Motion, given: Told, facts: Facts) -> Facts:
    points = Counter(_states(desk, matter, "point"))
    work = _work(desk, matter)
    owed = sum(n for (kind, state), n in work.items() if state not in CHARTS[kind].over)
    return replace(
        facts,
        number=str(given.page.get("number") or page.number or ""),
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
    return desk.session.scalar(_open_stations(motion.id, col(Station.role) != "decision")) or 0


def _open_stations(motion: int | None, of: ColumnElement[bool]) -> Select[int]:
    """How many stations of *motion* are open, of those that *of* names."""
    return (
        select(func.count())
        .select_from(Station)
        .join(Matter, col(Matter.id) == Station.matter_id)
        .where(
            col(Matter.parent_id) == motion, col(Matter.state).not_in(CHARTS["station"].over), of
        )
    )


def _adopted_as(desk: Desk, motion: Matter) -> str | None:
    wanted = (
        select(col(Entry.target))
        .where(col(Entry.matter_id) == motion.id, col(Entry.target).in_(ADOPTED))
        .order_by(col(Entry.step).desc())
        .limit(1)
    )
    return desk.session.scalar(wanted)


def _point(desk: Desk, matter: Matter, page: Point, given: Told, facts: Facts) -> Facts:
    motion = desk.session.get_one(Matter, matter.parent_id)
    facts = replace(facts, put_to_vote=motion.state == "voting")
    if given.tally is None:
        return facts
    return replace(facts, voting=voting_rules(desk, motion, facts.on or desk.today))


def _station(desk: Desk, matter: Matter, page: Station, given: Told, facts: Facts) -> Facts:
    body = desk.law.body(page.body)
    return replace(
        facts,
        role=page.role,
        own_body=page.body,
        may_decide=body is not None and body.decides,
        other_decisions=_other_decisions(desk, matter) if page.role == "decision" else 0,
    )


def _other_decisions(desk: Desk, station: Matter) -> int:
    wanted = _open_stations(station.parent_id, col(Station.role) == "decision")
    return desk.session.scalar(wanted.where(col(Matter.id) != station.id)) or 0


def _duty(desk: Desk, matter: Matter, page: Duty, given: Told, facts: Facts) -> Facts:
    turns = turns_of(desk, matter.id)
    over = [turn for turn in turns if turn.state in CHARTS["report"].over]
    owed = [turn for turn in turns if turn.state in AWAITED]
    waiting = [turn for turn in turns if turn.state in UNBEGUN]
    told = told_cadence(page, given)
    served = turns[-1].day if turns else None
    # The day of the newest report is over, or it is in the council office's hands.
    passed = served is not None and (turns[-1].state not in OWED or served < desk.today)
    ahead = told.every_meeting is None or _meeting(desk, page, told, served) is not None
    last_day_over = told.until is not None and told.until < desk.today
    recurs = told.recurs(served) and (ahead or not last_day_over)
    return replace(
        facts,
        cadence_complete=_complete(desk, page, told, given.recipient or page.recipient),
        once=not recurs,
        last_day_over=last_day_over,
        open_reports=len(turns) - len(over),
        owed_reports=len(owed),
        begun_reports=len(turns) - len(over) - len(waiting),
        closed_reports=len(over),
        next_due_passed=passed and recurs and ahead and matter.state == "active",
        after_task=given.after_task,
        final_noted=any(turn.state in FULFILLED and turn.report.final for turn in turns),
        meeting_ahead=ahead or not passed or not recurs,
    )


def _complete(desk: Desk, page: Duty, told: Cadence, recipient: str | None) -> bool:
    if told.every_meeting is not None:
        return next_due(desk, page.matter_id, recipient, told) is not None
    return told.anchor is not None or completed_on(desk, page.after_task) is not None


def _meeting(desk: Desk, page: Duty, told: Cadence, served: date | None) -> date | None:
    if served is None:
        return first_due(desk, page.recipient, told, served=None)[0]
    return told.following(served, desk.law.calendar, days_of(desk, page.recipient))


def _report(desk: Desk, matter: Matter, page: Report, given: Told, facts: Facts) -> Facts:
    return replace(facts, own_body=page.recipient)


def _of_kind(desk: Desk, matter: Matter, page: Page, given: Told, facts: Facts) -> Facts:
    """*facts* with those that only matters of its kind have."""
    match page:
        case Motion():
            return _motion(desk, matter, page, given, facts)
        case Point():
            return _point(desk, matter, page, given, facts)
        case Station():
            return _station(desk, matter, page, given, facts)
        case Duty():
            return _duty(desk, matter, page, given, facts)
        case Report():
            return _report(desk, matter, page, given, facts)
    return facts
