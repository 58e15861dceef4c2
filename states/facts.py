"""What a guard may look at, a class a kind: no database, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from states.votes import Tally, VotingRules


@dataclass(frozen=True, slots=True)
class Facts:
    """What the actor says with an act on a matter of any kind, and when it happened."""

    on: date | None = None  # the day the act happened
    today: date | None = None  # the day it is recorded
    note: str = ""
    until: date | None = None
    by_resolution: str | None = None


@dataclass(frozen=True, slots=True)
class MotionFacts(Facts):
    """Told: body, submitter, order, tally. From the register and the profile: the rest."""

    body: str | None = None
    submitter: str | None = None
    order: str | None = None
    tally: Tally | None = None
    voting: VotingRules | None = None
    number: str | None = None
    submitters: int = 0
    open_points: int = 0
    adopted_points: int = 0
    rejected_points: int = 0
    amended_points: int = 0  # of the adopted ones, those in new wording
    open_advice: int = 0  # advising and hearing stations that are not closed
    owed: int = 0  # tasks and duties below that are not over
    redoable: int = 0  # tasks done and duties completed below
    objection_until: date | None = None
    adopted_as: str | None = None  # the newest state of adoption
    lapses: bool = False


@dataclass(frozen=True, slots=True)
class PointFacts(Facts):
    """Told: wording, tally."""

    wording: str = ""
    tally: Tally | None = None
    voting: VotingRules | None = None
    put_to_vote: bool = False  # the point's motion has been called up


@dataclass(frozen=True, slots=True)
class StationFacts(Facts):
    """Told: body, and the meeting and so its body."""

    body: str | None = None
    meeting_body: str | None = None
    own_body: str | None = None
    role: str | None = None  # advice, decision or hearing
    may_decide: bool = False
    other_decisions: int = 0  # deciding stations beside this one that are open


@dataclass(frozen=True, slots=True)
class TaskFacts(Facts):
    """Told: department (else the task's own) and progress."""

    department: str | None = None
    department_known: bool = False
    progress: str = ""
    due: date | None = None
    extension_asked: date | None = None


@dataclass(frozen=True, slots=True)
class DutyFacts(Facts):
    """Told: who interpreted it, the task; the cadence is the one that would be."""

    interpreted_by: str | None = None
    after_task: str | None = None  # on whose completion the report is due
    cadence_complete: bool = False
    once: bool = False
    last_day_over: bool = False  # of the cadence
    meeting_ahead: bool = True  # a meeting-bound cadence knows its next meeting
    next_due_passed: bool = False
    open_reports: int = 0
    owed_reports: int = 0  # of the open ones, those that are not handed in
    begun_reports: int = 0  # of the open ones, those that are being written or in hand
    closed_reports: int = 0  # noted, or let go by the body
    final_noted: bool = False  # a report that was to be the last is noted


@dataclass(frozen=True, slots=True)
class ReportFacts(Facts):
    """Told: text (else the report's own), progress, and the meeting and so its body."""

    text: str = ""
    sentences: int = 0  # of the text
    sentences_allowed: int = 0  # 0: any number
    progress: str = ""
    due: date | None = None
    extension_asked: date | None = None
    meeting_body: str | None = None
    own_body: str | None = None  # the recipient


@dataclass(frozen=True, slots=True)
class MeetingFacts(Facts):
    """Nothing but what is told of any matter."""


# What several kinds are asked: what has a day that can be extended, what is voted on, what is
# treated in a meeting, what can be referred to a body.
Dated = TaskFacts | ReportFacts
Voted = MotionFacts | PointFacts
Treated = StationFacts | ReportFacts
Referred = MotionFacts | StationFacts
