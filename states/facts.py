"""All that a guard may look at: no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from states.votes import Tally, VotingRules


@dataclass(frozen=True, slots=True)
class Facts:
    """What the register and the actor say about one matter at one moment.

    Given by the actor: note, body, department, submitter, until, meeting_body, tally, text,
    interpreted_by, order, by_resolution, wording. From the register and the profile: the rest.
    """

    on: date | None = None  # the day the act happened
    today: date | None = None  # the day it is recorded
    note: str = ""
    body: str | None = None
    department: str | None = None
    department_known: bool = False
    submitter: str | None = None
    until: date | None = None
    text: str = ""
    wording: str = ""
    progress: str = ""
    sentences: int = 0  # of the text
    sentences_allowed: int = 0  # 0: any number
    interpreted_by: str | None = None
    order: str | None = None
    by_resolution: str | None = None
    tally: Tally | None = None
    voting: VotingRules | None = None
    put_to_vote: bool = False  # the point's motion has been called up
    # the motion
    number: str | None = None
    submitters: int = 0
    points: Mapping[str, int] = field(default_factory=dict)  # state -> how many points are in it
    points_amended: int = 0
    open_advice: int = 0  # advising and hearing stations that are not closed
    owed: int = 0  # tasks and duties below that are not over
    redoable: int = 0  # tasks done and duties completed below
    objection_until: date | None = None
    adopted_as: str | None = None  # the newest state of adoption
    lapses: bool = False
    # the station
    role: str | None = None  # advice, decision or hearing
    own_body: str | None = None
    meeting_body: str | None = None
    may_decide: bool = False
    other_decisions: int = 0  # deciding stations beside this one that are open
    # the duty and its reports
    cadence_complete: bool = False
    once: bool = False
    open_reports: int = 0
    owed_reports: int = 0  # of the open ones, those that are not handed in
    begun_reports: int = 0  # of the open ones, those that are being written or in hand
    closed_reports: int = 0  # noted, or let go by the body
    last_day_over: bool = False  # of the cadence
    next_due_passed: bool = False
    final_noted: bool = False  # a report that was to be the last is noted
    after_task: str | None = None  # the task on whose completion the report is due
    meeting_ahead: bool = True  # a meeting-bound cadence knows its next meeting
    due: date | None = None  # of the task or report
    extension_asked: date | None = None
