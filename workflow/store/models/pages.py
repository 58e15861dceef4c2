"""A page for each kind of matter: what only that kind needs."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from workflow.store.models.table import Table


class Motion(Table, table=True):
    """The page of a motion."""

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    number: str | None = None  # given or taken at registration
    receipt_number: str
    received: date = Field(index=True)
    subject: str = ""
    submitters: list[str] = Field(default_factory=list, sa_type=JSON)
    signatories: list[str] = Field(default_factory=list, sa_type=JSON)
    cost_proposal: str | None = None
    reasoning: str = ""
    text_version: int = 1
    objection_until: date | None = Field(default=None, index=True)
    objection_safe: date | None = None  # the last day on which an objection is surely in time
    latest_meeting: date | None = None  # at which it must be on the agenda
    draft: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # read, not yet confirmed
    findings: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    turn: int = 1  # step of the entry that last set a date the ladder counts from, or an owner


class Point(Table, table=True):
    """The page of a point."""

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    position: int  # within the motion, from 1
    number: str | None = None  # as printed
    wording: str
    amended: bool = False
    report_only: bool = False  # nothing but a duty: its task is carried by the duty
    has_subpoints: bool = False  # a heading for others: opens no task of its own
    duties: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)  # as read, confirmed
    tally: dict[str, Any] | None = Field(default=None, sa_type=JSON)


class Station(Table, table=True):
    """The page of a station."""

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    position: int
    body: str = Field(index=True)
    role: str  # advice, decision, hearing
    day: date | None = None  # planned or actual day of treatment
    meeting_id: int | None = Field(default=None, foreign_key="matter.id", index=True)
    advice: str | None = None  # event that closed it
    resubmit_on: date | None = Field(default=None, index=True)
    hearing_until: date | None = Field(default=None, index=True)
    waiting_since: date | None = None  # without a date
    turn: int = 1


class Task(Table, table=True):
    """The page of a task."""

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    type: str = "standing"  # standing: no measurable end; once: has a due day
    department: str | None = Field(default=None, index=True)
    due: date | None = Field(default=None, index=True)
    first_due: date | None = None  # kept when an extension moves due
    resolved_on: date | None = None  # the day of the resolution
    progress: str | None = None  # one of states/progress.py
    promised: date | None = None  # the department's own date; no duty follows from it
    extension_asked: date | None = None
    asked_late: bool = False  # the extension was asked for after the due day
    extensions: int = 0
    resubmit_on: date | None = Field(default=None, index=True)
    turn: int = 1


class Duty(Table, table=True):
    """The page of a duty."""

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    order: str = "report"  # report or deliver
    recipient: str | None = Field(default=None, index=True)
    evidence: str = ""  # the words it was read from
    due_rule: str = "unspecified"
    interval: str | None = None  # ISO 8601; None: once
    anchor: date | None = None  # first due day, unshifted
    until: date | None = None  # no report is due after this day
    every_meeting: int | None = None  # a report at every n-th meeting of the recipient
    at_meeting: bool = False  # the anchor is a meeting's day: report and meeting are bound
    after_task: str | None = None  # due when this task is done
    department: str | None = Field(default=None, index=True)
    interpreted_by: str | None = None
    asked_from: date | None = None  # since when the unclear duty asks
    next_due: date | None = Field(default=None, index=True)  # day of the newest report
    turn: int = 1


class Report(Table, table=True):
    """The page of a report."""

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    number: int  # within its duty, from 1
    due: date = Field(index=True)
    missed_after: date | None = Field(default=None, index=True)  # day the next one is due
    department: str | None = Field(default=None, index=True)
    recipient: str | None = Field(default=None, index=True)
    meeting_id: int | None = Field(default=None, foreign_key="matter.id", index=True)
    bound: bool = False  # due at that meeting, whenever it is held
    office_due: date | None = Field(default=None, index=True)  # to be with the council office
    cut_off: date | None = None  # the last day of invitation to that meeting
    first_due: date | None = None  # kept when an extension moves due
    extension_asked: date | None = None
    asked_late: bool = False
    extensions: int = 0
    promised: date | None = None
    submitted_on: date | None = None
    noted_on: date | None = None
    text: str = ""
    progress: str | None = None
    next_step: str = ""
    obstacles: str = ""
    final: bool = False  # with it the duty ends, once it is noted
    turn: int = 1


class Meeting(Table, table=True):
    """The page of a meeting."""

    __table_args__: ClassVar[tuple[object, ...]] = (
        UniqueConstraint("body", "day", name="one_meeting_a_day"),
    )

    matter_id: int = Field(default=None, foreign_key="matter.id", primary_key=True)
    body: str = Field(index=True)
    day: date = Field(index=True)
    turn: int = 1


Page = Motion | Point | Station | Task | Duty | Report | Meeting
PAGES: dict[str, type[Page]] = {
    "motion": Motion,
    "point": Point,
    "station": Station,
    "task": Task,
    "duty": Duty,
    "report": Report,
    "meeting": Meeting,
}
OWNED = (Task, Duty, Report)  # what a department is in charge of


def day_on(page: Page, field: str) -> date | None:
    """The day in a field of *page*; None if there is none, or pages of its kind have no such."""
    day: date | None = getattr(page, field, None)
    return day


def turn_on(page: Page) -> int:
    """The step that last set a day that a ladder counts from, or an owner; 1 where none can be."""
    return 1 if isinstance(page, Point) else page.turn


def department_on(page: Page) -> str | None:
    """The department that is in charge; None if none is, or none could be."""
    return page.department if isinstance(page, OWNED) else None
