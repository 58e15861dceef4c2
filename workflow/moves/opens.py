"""What an act opens below a matter: tasks and duties of an adopted point, stations, reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from papers.draft.draft import DutyRead
from workflow.moves.entries import open_matter
from workflow.store.desk import Desk, below
from workflow.store.models import Duty, Entry, Matter, Motion, Point, Report, Station, Task
from workflow.store.told import PlannedStation, Told
from workflow.timing import cadence
from workflow.timing.cadence import Cadence
from workflow.timing.meeting_days import days_of
from workflow.timing.report_dates import target_of
from workflow.timing.turns import first_due, turns_of

Open = Callable[[Desk, Matter, Entry, Told], None]


def _task(desk: Desk, point: Matter, entry: Entry, _given: Told) -> None:
    """A point opens its task, unless its duty carries it or its sub-points do (P1)."""
    found = desk.session.get_one(Point, point.id)
    carried = (found.report_only and found.duties) or found.has_subpoints
    if not carried:
        number = _count(desk, point, "task") + 1
        page = Task(resolved_on=entry.on)
        reference = f"{point.reference}-A{number}"
        open_matter(desk, "task", reference, page, parent=point, because=entry)


def _duties(desk: Desk, point: Matter, entry: Entry, _given: Told) -> None:
    page = desk.session.get_one(Point, point.id)
    for row in page.duties:
        _open_duty(desk, point, entry, DutyRead.from_json(row))


def _open_duty(desk: Desk, parent: Matter, entry: Entry, read: DutyRead) -> None:
    told = cadence.read(read, entry.on)
    known = told.anchor is not None
    body = desk.law.body(read.recipient) if read.recipient else None
    page = Duty(
        order=read.kind,
        recipient=body.name if body else read.recipient,
        evidence=read.evidence,
        due_rule=read.due_rule,
        interval=told.interval,
        anchor=told.anchor,
        every_meeting=told.every_meeting,
        at_meeting=told.at_meeting,
        asked_from=None if known else desk.today,
    )
    number = _count(desk, parent, "duty") + 1
    reference = f"{_called(desk, parent)}-B{number}"
    open_matter(desk, "duty", reference, page, parent=parent, because=entry)


def _information(desk: Desk, motion: Matter, entry: Entry, _given: Told) -> None:
    """After an urgent decision the members are told without delay (SaechsGemO section 52(4))."""
    council = desk.law.main_body.name
    read = DutyRead(recipient=council, due_rule="council_session", evidence=entry.note)
    _open_duty(desk, motion, entry, read)


def _stations(desk: Desk, matter: Matter, entry: Entry, given: Told) -> None:
    """A route has its stations; a referral inserts one before the decision."""
    motion = matter if matter.kind == "motion" else _parent(desk, matter)
    wanted = [*given.stations]
    if given.body:
        body = desk.law.body(given.body)
        assert body is not None  # the guard has seen it
        wanted.append(PlannedStation(body.name, given.role or "advice"))
    if entry.event == "draw_to_council":
        wanted.append(PlannedStation(desk.law.main_body.name, "decision"))
    number = _called(desk, motion)
    for one in wanted:
        position = _count(desk, motion, "station") + 1
        page = Station(
            position=position,
            body=one.body,
            role=one.role,
            day=one.day,
            waiting_since=None if one.day else entry.on,
        )
        reference, public = f"{number}-S{position}", one.public is not False
        open_matter(
            desk, "station", reference, page, parent=motion, because=entry, public=public
        )


def _report(desk: Desk, duty: Matter, entry: Entry, _given: Told) -> None:
    """The next turn of the cadence; a turn that is still pending is the next one already."""
    page = desk.session.get_one(Duty, duty.id)
    turns = turns_of(desk, duty.id)
    due = page.next_due
    assert due is not None  # the guard has seen it
    told, skipped = Cadence.of(page), list[date]()
    if entry.event != "plan_next":
        if turns and turns[-1].ahead(desk.today):
            return
        served = turns[-1].day if turns else None
        _, skipped = first_due(desk, page.recipient, told, served=served)
    target = target_of(desk, page, due, since=turns[-1].report.due if turns else None)
    number = _count(desk, duty, "report") + 1
    days = days_of(desk, page.recipient)
    report = Report(
        number=number,
        missed_after=told.following(due, desk.law.calendar, days),
        department=page.department,
        recipient=page.recipient,
        due=target.due,
        office_due=target.office_due,
        cut_off=target.cut_off,
        meeting_id=target.meeting_id,
        bound=target.bound,
    )
    given = Told(note=", ".join(day.isoformat() for day in skipped))
    reference = f"{duty.reference}/{number}"
    open_matter(desk, "report", reference, report, parent=duty, because=entry, given=given)


def _count(desk: Desk, parent: Matter, kind: str) -> int:
    return len(below(desk, parent, kind))


def _called(desk: Desk, parent: Matter) -> str:
    """The number under which people find it: what opens below begins with it."""
    number = desk.session.get_one(Motion, parent.id).number if parent.kind == "motion" else None
    return number or parent.reference


def _parent(desk: Desk, matter: Matter) -> Matter:
    return desk.session.get_one(Matter, matter.parent_id)


OPENINGS: dict[str, Open] = {
    "task": _task,
    "duties": _duties,
    "information": _information,
    "stations": _stations,
    "report": _report,
}
