"""The card of each kind of matter: its page in JSON, as it stands in every list and sheet."""

from __future__ import annotations

from typing import TypedDict

from workflow.views.shapes.parts import Day, FindingTold, Read, TallyTold


class AnyCard(TypedDict):
    """What the card of every kind begins with."""

    reference: str  # By what it is named: of a registered motion the number, else the reference.
    kind: str  # motion, point, station, task, duty, report or meeting.
    state: str  # Where it stands in its chart, see [states.md](states.md).
    public: bool  # Whether everybody may see it.


class Turning(TypedDict):
    """What every kind but the point has as well."""

    turn: int  # Step of the entry that last set a day from which letters count, or an owner.


class MotionCard(AnyCard, Turning):
    """A motion."""

    number: str | None  # Its number; null until it is registered.
    receipt_number: str  # The number it was stamped with when it came in.
    received: Day  # When it came in.
    subject: str  # What it is about; empty if that was not legible.
    submitters: list[str]  # Who submitted it: groups or members.
    cost_proposal: str | None  # How it is to be paid, as printed.
    text_version: int  # Which version of its text is in force, from 1.
    objection_until: Day | None  # The last day on which an objection may be in time.
    objection_safe: Day | None  # The last day on which an objection is surely in time.
    latest_meeting: Day | None  # The meeting by which it must have been on an agenda.
    findings: list[FindingTold]  # What was noticed in its paper.


class PointCard(AnyCard):
    """A point of a motion's resolution."""

    position: int  # Its place in the motion, from 1; 0 for a duty before the first point.
    number: str | None  # Its number as printed.
    wording: str  # Its full text.
    amended: bool  # Whether it was changed before it was decided.
    report_only: bool  # Whether it is nothing but a duty, and opens no task.
    has_subpoints: bool  # Whether it is a heading for others, and opens no task.
    duties: list[Read]  # The duties as read in it, in the words of `ratsweg read --json`.
    tally: TallyTold | None  # The vote on it; null before.


class StationOnly(AnyCard, Turning):
    """A station of a motion's route, without its day."""

    position: int  # Its place in the route, from 1.
    body: str  # The body that treats the motion there.
    role: str  # advice, hearing or decision.
    meeting_id: int | None  # The `id` of the meeting on whose agenda it is.
    advice: str | None  # The event that closed it.
    resubmit_on: Day | None  # When it comes up again, if it was deferred.
    hearing_until: Day | None  # By when who is heard there has to answer.
    waiting_since: Day | None  # Since when it has waited without a day.


class StationCard(StationOnly):
    """A station of a motion's route."""

    day: Day | None  # The day on which it is treated, planned or real.


class Asked(TypedDict):
    """What a department is asked for, and what it answered."""

    department: str | None  # Who is in charge; null while nobody is.
    first_due: Day | None  # The first due day, kept when an extension moves `due`.
    extension_asked: Day | None  # Until when the department asked for an extension.
    asked_late: bool  # Whether it asked after the due day.
    extensions: int  # How many extensions were granted.
    promised: Day | None  # The day the department named itself; no duty follows from it.
    progress: str | None  # not_begun, in_work, partly_done, done, not_feasible or overtaken.


class TaskCard(AnyCard, Asked, Turning):
    """A task: what a department is to do of an adopted point."""

    type: str  # once: has a due day; standing: has no measurable end.
    due: Day | None  # By when it is to be done.
    resolved_on: Day | None  # The day of the resolution.
    resubmit_on: Day | None  # When it comes up again, if it waits or is held.


class DutyCard(AnyCard, Turning):
    """A duty: the standing obligation to report to a body, or to deliver something to it."""

    order: str  # report or deliver.
    recipient: str | None  # The body it is owed to.
    evidence: str  # The words it was read from.
    due_rule: str  # How its days were said in the paper; a draft's word.
    interval: str | None  # Between two reports, an ISO 8601 duration such as P6M; null: once.
    anchor: Day | None  # The first due day, before it is moved to a working day.
    until: Day | None  # No report is due after this day.
    every_meeting: int | None  # A report at every meeting of that number of the recipient.
    at_meeting: bool  # Whether the anchor is a meeting's day, with which the report moves.
    after_task: str | None  # The reference of the task after which it is due.
    department: str | None  # Who reports; null while nobody is in charge.
    interpreted_by: str | None  # Who said what the council had left open.
    asked_from: Day | None  # Since when it has been asked what it means.
    next_due: Day | None  # The day of its newest report.


class ReportCard(AnyCard, Asked, Turning):
    """A report: one turn of a duty."""

    number: int  # Its place within the duty, from 1.
    due: Day  # By when it is owed to the body.
    missed_after: Day | None  # The day on which the next one is due.
    recipient: str | None  # The body it is owed to.
    meeting_id: int | None  # The `id` of the meeting at which it is due.
    bound: bool  # Whether it is due at that meeting, whenever that is held.
    office_due: Day | None  # By when it is to be with the council office.
    cut_off: Day | None  # The last day on which that meeting can be invited to.
    submitted_on: Day | None  # When it was handed in.
    noted_on: Day | None  # When the body took note of it.
    text: str  # What it says.
    next_step: str  # What the department does next.
    obstacles: str  # What stands in its way.
    final: bool  # Whether the duty ends once it is noted.


class MeetingCard(AnyCard, Turning):
    """A meeting of a body."""

    body: str  # The body that meets.
    day: Day  # When it meets.


Card = MotionCard | PointCard | StationCard | TaskCard | DutyCard | ReportCard | MeetingCard
