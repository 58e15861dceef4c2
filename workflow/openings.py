"""What an act opens below a matter: tasks and duties of an adopted point, stations, reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from workflow import cadence
from workflow.desk import Desk, below
from workflow.entries import open_matter
from workflow.given import Given
from workflow.models import Duty, Entry, Matter, Motion, Point, Report, Station, Task

Open = Callable[[Any, Matter, Entry, Given], None]


def _task(desk: Desk, point: Matter, entry: Entry, _given: Given) -> None:
    """A point opens its task, unless its duty carries it or its sub-points do (P1)."""
    page = desk.session.get_one(Point, point.id)
    carried = (page.report_only and page.duties) or page.has_subpoints
    if not carried:
        number = _count(desk, point, "task") + 1
        open_matter(
            desk, "task", f"{point.reference}-A{number}", Task(), parent=point, because=entry
        )


def _duties(desk: Desk, point: Matter, entry: Entry, _given: Given) -> None:
    page = desk.session.get_one(Point, point.id)
    for read in page.duties:
        _open_duty(desk, point, entry, read)


def _open_duty(desk: Desk, parent: Matter, entry: Entry, read: dict[str, Any]) -> None:
    interval, first = cadence.read(read, entry.on)
    body = desk.law.body(read["recipient"]) if read.get("recipient") else None
    page = Duty(
        order=read.get("kind", "report"),
        recipient=body.name if body else read.get("recipient"),
        evidence=read.get("evidence", ""),
        due_rule=read.get("due_rule", "unspecified"),
        interval=interval,
        anchor=first,
        asked_from=desk.today if first is None else None,
    )
    number = _count(desk, parent, "duty") + 1
    reference = f"{parent.reference}-B{number}"
    open_matter(desk, "duty", reference, page, parent=parent, because=entry)


def _information(desk: Desk, motion: Matter, entry: Entry, _given: Given) -> None:
    """After an urgent decision the members are told without delay (section 52(4), unverified)."""
    council = desk.law.main_body.name
    read = {"recipient": council, "due_rule": "council_session", "evidence": entry.note}
    _open_duty(desk, motion, entry, read)


def _stations(desk: Desk, matter: Matter, entry: Entry, given: Given) -> None:
    """A route has its stations; a referral inserts one before the decision."""
    motion = matter if matter.kind == "motion" else _parent(desk, matter)
    wanted = [dict(row) for row in given.stations]
    if given.body:
        body = desk.law.body(given.body)
        assert body is not None  # the guard has seen it
        wanted.append({"body": body.name, "role": given.role or "advice"})
    if entry.event == "draw_to_council":
        wanted.append({"body": desk.law.main_body.name, "role": "decision"})
    number = desk.session.get_one(Motion, motion.id).number or motion.reference
    for row in wanted:
        position = _count(desk, motion, "station") + 1
        public = row.pop("public", None) is not False
        page = Station(position=position, **row)
        reference = f"{number}-S{position}"
        open_matter(
            desk, "station", reference, page, parent=motion, because=entry, public=public
        )


def _report(desk: Desk, duty: Matter, entry: Entry, _given: Given) -> None:
    """The next turn of the cadence; a turn that is still pending is the next one already."""
    page = desk.session.get_one(Duty, duty.id)
    newest = _newest(desk, duty)
    if newest and newest[1] in cadence.PENDING and newest[0].due >= desk.today:
        return
    assert page.anchor is not None and page.next_due is not None  # the guard has seen it
    due = page.next_due
    skipped: list[date] = []
    if entry.event != "plan_next":
        _, skipped = cadence.next_due(page.interval, page.anchor, newest=None, today=desk.today)
    number = newest[0].number + 1 if newest else 1
    report = Report(
        number=number,
        due=due,
        missed_after=cadence.last_call(page.interval, page.anchor, due, page.until),
        department=page.department,
        recipient=page.recipient,
    )
    given = Given(note=", ".join(day.isoformat() for day in skipped))
    reference = f"{duty.reference}/{number}"
    open_matter(desk, "report", reference, report, parent=duty, because=entry, given=given)


def _newest(desk: Desk, duty: Matter) -> tuple[Report, str] | None:
    wanted = (
        select(Report, col(Matter.state))
        .join(Matter, col(Matter.id) == Report.matter_id)
        .where(col(Matter.parent_id) == duty.id)
        .order_by(col(Report.number).desc())
    )
    row = desk.session.execute(wanted).first()
    return (row[0], row[1]) if row else None


def _count(desk: Desk, parent: Matter, kind: str) -> int:
    return len(below(desk, parent, kind))


def _parent(desk: Desk, matter: Matter) -> Matter:
    return desk.session.get_one(Matter, matter.parent_id)


OPENINGS: dict[str, Open] = {
    "task": _task,
    "duties": _duties,
    "information": _information,
    "stations": _stations,
    "report": _report,
}
