"""What `show` prints of each kind: its card, and what comes with it."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from workflow.views.shapes.cards import (
    Card,
    DutyCard,
    MeetingCard,
    MotionCard,
    PointCard,
    ReportCard,
    StationCard,
    StationOnly,
    TaskCard,
)
from workflow.views.shapes.parts import ActTold, Day, PaperTold, Read


class EverySheet(TypedDict):
    """What `show` prints of every kind beside its card."""

    version: int  # The version of this page.
    papers: list[PaperTold]  # What came in with it: a motion's paper, a report's attachments.
    acts: list[ActTold]  # What was entered on it, and of a motion on all below; oldest first.


class OtherSheet(EverySheet):
    """What `show` prints of every kind but the motion beside its card."""

    below: list[Card]  # The cards of what is directly below it, oldest first.


class StationBelow(StationOnly):
    """A station as `show` prints it below its motion: its day is called date."""

    date: Day | None  # The day on which it is treated, planned or real.


class DutyBelow(DutyCard):
    """A duty as `show` prints it below its motion or point."""

    reports: NotRequired[list[ReportCard]]  # Its reports; absent if there are none yet.


class PointBelow(PointCard):
    """A point as `show` prints it below its motion."""

    tasks: NotRequired[list[TaskCard]]  # Its tasks; absent if there are none.
    duties_open: NotRequired[list[DutyBelow]]  # Its duties as they run; absent if none does yet.


class DutyRunning(DutyBelow):
    """A duty of a motion, once it runs."""

    point: str | None  # The reference of its point; null if it is the motion's own.


class DutyAsRead(TypedDict):
    """A duty of a motion before its point is adopted: as it was read."""

    point: str  # The reference of its point.
    state: str  # Always read.
    order: str | None  # report or deliver.
    recipient: str | None  # The body it would be owed to.
    interval: str | None  # Between two reports, an ISO 8601 duration or each_session.
    anchor: str | None  # The first due day as read.
    evidence: str | None  # The words it was read from.


class MotionSheet(MotionCard, EverySheet):
    """What `show` prints of a motion."""

    numbers: list[str]  # Every number by which it is found, sorted.
    confirmed: bool  # Whether a person has confirmed what was read.
    draft: Read | None  # What was read and waits, in the words of `ratsweg read --json`.
    stations: list[StationBelow]  # Its route in order, the decision last.
    points: list[PointBelow]  # Its points in order.
    duties_open: list[DutyBelow]  # The duties that are the motion's own and no point's.
    duties: list[DutyRunning | DutyAsRead]  # Its own duties, then those of its points.
    tasks: list[TaskCard]  # The tasks of all its points.


class PointSheet(PointCard, OtherSheet):
    """What `show` prints of a point."""


class StationSheet(StationCard, OtherSheet):
    """What `show` prints of a station."""


class TaskSheet(TaskCard, OtherSheet):
    """What `show` prints of a task."""


class DutySheet(DutyCard, OtherSheet):
    """What `show` prints of a duty."""


class ReportSheet(ReportCard, OtherSheet):
    """What `show` prints of a report."""


class MeetingSheet(MeetingCard, OtherSheet):
    """What `show` prints of a meeting."""


AnySheet = (
    MotionSheet | PointSheet | StationSheet | TaskSheet | DutySheet | ReportSheet | MeetingSheet
)
