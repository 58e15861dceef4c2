"""What `list` prints of each kind: rows of cards, each with what only a list tells."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from workflow.views.shapes.cards import (
    DutyCard,
    MeetingCard,
    MotionCard,
    PointCard,
    ReportCard,
    StationCard,
    TaskCard,
)
from workflow.views.shapes.parts import PaperTold


class ListRow(TypedDict):
    """What a row of `list` tells of every kind, beside its card."""

    id: int  # Its number in the register, to which `meeting_id` refers.
    late_days: int  # How many days it is late today, or was when it came; 0: in time or no due day.


class MotionRow(MotionCard, ListRow):
    """A row of `list motion`."""

    papers: NotRequired[list[PaperTold]]  # What came in; with `--unconfirmed` alone.


class PointRow(PointCard, ListRow):
    """A row of `list point`."""


class StationRow(StationCard, ListRow):
    """A row of `list station`."""


class TaskRow(TaskCard, ListRow):
    """A row of `list task`."""


class DutyRow(DutyCard, ListRow):
    """A row of `list duty`."""


class ReportRow(ReportCard, ListRow):
    """A row of `list report`."""


class MeetingRow(MeetingCard, ListRow):
    """A row of `list meeting`."""


AnyRow = MotionRow | PointRow | StationRow | TaskRow | DutyRow | ReportRow | MeetingRow
