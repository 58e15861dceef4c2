"""A duty's cadence joined with the register: what was told, meetings ahead, tasks completed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from states.report import OWED
from states.terms import after
from workflow.store.desk import Desk
from workflow.store.models import Duty, Entry, Matter, Report
from workflow.store.told import Told
from workflow.timing.cadence import Cadence
from workflow.timing.meeting_days import days_of
from workflow.timing.report_dates import cut_off


def told_cadence(page: Duty, given: Told) -> Cadence:
    """The cadence on *page* with what the actor tells in its place."""
    known = Cadence.of(page)
    until = given.until or known.until
    if given.every_meeting is not None:
        return Cadence(every_meeting=given.every_meeting, until=until)
    if given.first is not None:
        return Cadence(given.interval, given.first, until, at_meeting=given.at_meeting)
    if given.interval is not None:
        return replace(known, interval=given.interval, every_meeting=None, until=until)
    return replace(known, until=until)


def first_due(
    desk: Desk, recipient: str | None, told: Cadence, *, served: date | None
) -> tuple[date | None, list[date]]:
    """The day of the first report after the turn *served*, and the days skipped, as of today."""
    days = days_of(desk, recipient)
    earliest = next((day for day in days if cut_off(desk.law, day) >= desk.today), None)
    return told.first(desk.today, desk.law.calendar, days, earliest=earliest, served=served)


@dataclass(frozen=True, slots=True)
class Turn:
    """A report with its state, and the day of the cadence whose report it is.

    An extension or a second report moves what is due, never the turn; a meeting takes the
    turn that is bound to it along.
    """

    report: Report
    state: str

    @property
    def day(self) -> date:
        """The day from which the next turn is counted."""
        report = self.report
        return report.due if report.bound else report.first_due or report.due

    def ahead(self, today: date) -> bool:
        """Whether it is still being written and not late: the next report is this one."""
        return self.state in OWED and self.report.due >= today


def turns_of(desk: Desk, duty_id: int) -> list[Turn]:
    """The turns of a duty, oldest first, without those that fell with an older cadence."""
    wanted = (
        select(Report, col(Matter.state), col(Entry.because))
        .join(Matter, col(Matter.id) == Report.matter_id)
        .join(Entry, (col(Entry.matter_id) == Matter.id) & (col(Entry.step) == Matter.step))
        .where(col(Matter.parent_id) == duty_id)
        .order_by(col(Report.number))
    )
    rows = desk.session.execute(wanted)
    return [Turn(page, state) for page, state, why in rows if state != "waived" or why is None]


def next_due(desk: Desk, duty_id: int, recipient: str | None, told: Cadence) -> date | None:
    """The day of the next report if *told* is the cadence from now on; None if it is not known.

    A report that is begun and not late is the next one. What is only planned, and not late,
    falls with the cadence it was planned by, and is no turn served.
    """
    turns = turns_of(desk, duty_id)
    taken = [turn for turn in turns if turn.state != "planned" or not turn.ahead(desk.today)]
    if taken and taken[-1].ahead(desk.today):
        return taken[-1].day
    return first_due(desk, recipient, told, served=taken[-1].day if taken else None)[0]


def completed_on(desk: Desk, task: str | None) -> date | None:
    """A while (completion_days) after the day the task was done; None if it is not."""
    if task is None:
        return None
    wanted = (
        select(col(Entry.on))
        .join(Matter, col(Matter.id) == Entry.matter_id)
        .where(col(Matter.reference) == task, col(Matter.state) == "done")
        .where(col(Entry.target) == "done")
        .order_by(col(Entry.step).desc())
        .limit(1)
    )
    done = desk.session.scalars(wanted).first()
    return after(done, f"P{desk.law.days('completion_days')}D") if done else None
