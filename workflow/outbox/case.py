"""The facts of one letter to one addressee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of one letter to one addressee. Of a non-public matter: numbers and dates only."""

    rung: str
    key: tuple[int, str, int, int]
    post: str
    name: str  # of the addressee, "" for a mailbox
    copied: bool
    token: str
    reference: str
    kind: str
    number: str  # the motion's
    public: bool
    subject: str
    wording: str
    evidence: str
    recipient: str
    department: str
    day: date  # of right
    due: date | None
    office_due: date | None
    first_due: date | None
    meeting: date | None
    late_days: int
    extensions: int
    asked_until: date | None
    asked_late: bool
    promised: date | None
    progress: str
    latest_meeting: date | None
    objection_until: date | None
    objection_safe: date | None
    waiting_since: date | None
    stands_since: date  # the day on which it came to stand where it stands
    station_day: date | None  # for which a consultation was planned
    received: date | None  # the day on which its motion came in
    resolved_on: date | None
    submitted_on: date | None
    interval: str
    event: str
    state: str
    on: date
    note: str
    unanswered: tuple[date, ...]  # earlier reminders of this ladder to which nobody answered
    trouble: str  # of a letter that could not be delivered
    gathered: tuple[str, ...]  # the matters of which that letter spoke
    calendar: str  # what it does to the day in calendars: PUBLISH, CANCEL or "" for nothing
    revision: int  # of that day
