"""Collects from the register and the profile what the guards may look at."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import col

from states.facts import Facts, MeetingFacts, PointFacts, ReportFacts, StationFacts, TaskFacts
from states.sentences import sentences
from workflow.moves.duty_facts import duty_facts
from workflow.moves.motion_facts import motion_facts
from workflow.moves.voting import open_stations, voting_rules
from workflow.store.desk import Desk
from workflow.store.models import (
    Duty,
    Matter,
    Meeting,
    Motion,
    Page,
    Point,
    Report,
    Station,
    Task,
)
from workflow.store.told import Told


def facts_of(desk: Desk, matter: Matter, page: Page, given: Told) -> Facts:
    """The facts about *matter* as they are now, and what the actor brings along."""
    return replace(
        _of_kind(desk, matter, page, given),
        on=given.on or desk.today,
        today=desk.today,
        note=given.note,
        until=given.until,
        by_resolution=given.by_resolution,
    )


def _of_kind(desk: Desk, matter: Matter, page: Page, given: Told) -> Facts:
    match page:
        case Motion():
            return motion_facts(desk, matter, page, given)
        case Point():
            return _point(desk, matter, given)
        case Station():
            return _station(desk, matter, page, given)
        case Task():
            return _task(desk, page, given)
        case Duty():
            return duty_facts(desk, matter, page, given)
        case Report():
            return _report(desk, page, given)
        case Meeting():
            return MeetingFacts()


def _point(desk: Desk, matter: Matter, given: Told) -> PointFacts:
    motion = desk.session.get_one(Matter, matter.parent_id)
    return PointFacts(
        wording=given.wording,
        tally=given.tally,
        voting=voting_rules(desk, motion, given.on or desk.today) if given.tally else None,
        put_to_vote=motion.state == "voting",
    )


def _station(desk: Desk, matter: Matter, page: Station, given: Told) -> StationFacts:
    own, body = desk.law.body(page.body), desk.law.body(given.body) if given.body else None
    return StationFacts(
        body=body.name if body else None,
        meeting_body=_meeting_body(desk, given),
        own_body=page.body,
        role=page.role,
        may_decide=own is not None and own.decides,
        other_decisions=_other_decisions(desk, matter) if page.role == "decision" else 0,
    )


def _other_decisions(desk: Desk, station: Matter) -> int:
    wanted = open_stations(station.parent_id, col(Station.role) == "decision")
    return desk.session.scalar(wanted.where(col(Matter.id) != station.id)) or 0


def _task(desk: Desk, page: Task, given: Told) -> TaskFacts:
    department = given.department or page.department
    return TaskFacts(
        department=department,
        department_known=department in desk.law.departments,
        progress=given.progress,
        due=page.due,
        extension_asked=page.extension_asked,
    )


def _report(desk: Desk, page: Report, given: Told) -> ReportFacts:
    text = given.text or page.text
    return ReportFacts(
        text=text,
        sentences=sentences(text),
        sentences_allowed=desk.law.days("report_sentences"),
        progress=given.progress,
        due=page.due,
        extension_asked=page.extension_asked,
        meeting_body=_meeting_body(desk, given),
        own_body=page.recipient,
    )


def _meeting_body(desk: Desk, given: Told) -> str | None:
    if given.meeting_id is None:
        return None
    return desk.session.get_one(Meeting, given.meeting_id).body
