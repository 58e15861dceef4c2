"""The two clocks of a report: due to the body, and due at the council office before that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from states.calendar import TermClass, Unit
from states.law import Law
from workflow.store.desk import Desk
from workflow.store.models import Duty, Meeting
from workflow.timing.meeting_days import meetings_of


@dataclass(frozen=True, slots=True)
class Target:
    """For which meeting a report is meant, and until when it must be with the council office.

    *cut_off* is the last day on which that meeting can be invited to. Without a meeting the
    report is due in writing on its own day.
    """

    due: date
    office_due: date
    cut_off: date | None = None
    meeting_id: int | None = None
    bound: bool = False

    def page(self) -> dict[str, object]:
        """The fields of a report's page."""
        names = ("due", "office_due", "cut_off", "meeting_id", "bound")
        return {name: getattr(self, name) for name in names}


def cut_off(law: Law, meeting: date) -> date:
    """The last day of invitation: *notice_days* full days before the meeting."""
    return law.calendar.before(meeting, law.days("notice_days"), Unit.DAY)


def office_due(law: Law, meeting: date) -> date:
    """When a report must be with the council office to be in the papers of *meeting*.

    Counted back by notice, council-office and approval lead times (domain.md 11.1).
    """
    leads = law.days("office_lead_days") + law.days("approval_lead_days")
    return law.calendar.move(cut_off(law, meeting), -leads, Unit.WORKING)


def target_of(desk: Desk, duty: Duty, due: date, *, since: date | None) -> Target:
    """The target of a report of *duty* due on *due*, as of today.

    It is the recipient's last meeting up to that day, later than *since* (the report
    before), for which the office's day has not passed. A cadence by meetings is bound to
    the very meeting of that day.
    """
    law, meetings = desk.law, meetings_of(desk, duty.recipient)
    if duty.every_meeting is not None or duty.at_meeting:
        there = next((meeting for meeting in meetings if meeting.day == due), None)
        return at(law, there, due, bound=True) if there else _in_writing(law, due, bound=True)
    fitting = [
        meeting
        for meeting in meetings
        if (since is None or meeting.day > since)
        and meeting.day <= due
        and office_due(law, meeting.day) >= desk.today
    ]
    return at(law, fitting[-1], due) if fitting else _in_writing(law, due)


def at(law: Law, meeting: Meeting, due: date, *, bound: bool = False) -> Target:
    """The target of a report due on *due* that is meant for *meeting*."""
    day = meeting.day
    return Target(due, office_due(law, day), cut_off(law, day), meeting.matter_id, bound)


def _in_writing(law: Law, due: date, *, bound: bool = False) -> Target:
    # No meeting in the window: to the members in writing by the due day (domain.md 11.1).
    end = law.calendar.ends(due, TermClass.SERVICE_DUE)
    return Target(due, end, bound=bound)
