"""Where a report goes whose meeting was moved, cancelled or newly entered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from states.duty import RUNNING
from states.report import AWAITED
from workflow.moves.move import Move
from workflow.store.desk import Desk
from workflow.store.models import Duty, Entry, Matter, Meeting, Report
from workflow.store.told import Told
from workflow.timing.meeting_days import meetings_of
from workflow.timing.report_dates import Target, at, target_of
from workflow.timing.turns import turns_of


def reports(desk: Desk, body: str, entry: Entry, moved: Matter | None) -> Iterator[Move]:
    """The moves of the reports to *body* once *entry* has changed one of its meetings.

    *moved* is the meeting that was moved or cancelled; None if it is a new one.
    """
    wanted = (
        select(Matter)
        .join(Report, col(Report.matter_id) == Matter.id)
        .where(col(Report.recipient) == body, col(Matter.state).in_(AWAITED))
        .order_by(col(Matter.id))
    )
    if moved is not None:
        wanted = wanted.where(col(Report.meeting_id) == moved.id)
    else:  # a new meeting gives no grace to what is late for another
        wanted = wanted.where(col(Report.office_due) >= desk.today)
    for report in list(desk.session.scalars(wanted)):
        page = desk.session.get_one(Report, report.id, populate_existing=True)
        target = _target(desk, report, page, moved)
        theirs = moved is not None or target.meeting_id == entry.matter_id
        if report.state in AWAITED and theirs and _differs(page, target):
            yield Move(report, "move", Told(page=target.page()))
            if page.bound:
                yield from _turn(desk, report)


def _turn(desk: Desk, report: Matter) -> Iterator[Move]:
    """The next turn is counted from where the newest report's meeting is now."""
    duty = desk.session.get_one(Matter, report.parent_id)
    newest = turns_of(desk, duty.id)[-1]
    if newest.report.matter_id == report.id and duty.state in RUNNING:
        yield Move(duty, "move", Told(until=newest.day))


def _target(desk: Desk, report: Matter, page: Report, moved: Matter | None) -> Target:
    if moved is not None and _late_for(desk, page, moved):
        return at(desk.law, desk.session.get_one(Meeting, moved.id), page.due)
    duty = desk.session.get_one(Duty, report.parent_id)
    due = _new_day(desk, duty, page, moved) if page.bound and moved is not None else page.due
    return target_of(desk, duty, due, since=_due_before(desk, report, page))


def _late_for(desk: Desk, page: Report, moved: Matter) -> bool:
    """Whether the report was late already, and its meeting still lies before its due day."""
    late = not page.bound and (page.office_due or page.due) < desk.today
    held = late and moved.state != "cancelled"
    return held and desk.session.get_one(Meeting, moved.id).day <= page.due


def _new_day(desk: Desk, duty: Duty, page: Report, moved: Matter) -> date:
    """Where the bound meeting went; of a cancelled one the next of that body, if one is known."""
    if moved.state != "cancelled":
        return desk.session.get_one(Meeting, moved.id).day
    later = [m.day for m in meetings_of(desk, duty.recipient) if m.day >= page.due]
    return later[0] if later else page.due


def _due_before(desk: Desk, report: Matter, page: Report) -> date | None:
    wanted = (
        select(col(Report.due))
        .join(Matter, col(Matter.id) == Report.matter_id)
        .where(col(Matter.parent_id) == report.parent_id, col(Report.number) == page.number - 1)
    )
    return desk.session.scalars(wanted).first()


def _differs(page: Report, target: Target) -> bool:
    return any(getattr(page, name) != value for name, value in target.page().items())
