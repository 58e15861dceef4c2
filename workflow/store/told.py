"""What a person brings along to an act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from states.votes import Tally


@dataclass(frozen=True, slots=True)
class PlannedStation:
    """A station of the route that is set: whose, in which role, on which day if one is known."""

    body: str
    role: str  # advice, decision or hearing
    day: date | None = None
    public: bool | None = None  # None: nobody has said


@dataclass(frozen=True, slots=True)
class Told:
    """The facts told with an act. Days are the council's; what is not told stays None or empty."""

    on: date | None = None  # the day it happened; default today
    note: str = ""  # the reason, in the clerk's words
    body: str | None = None
    role: str | None = None  # of a new station: advice, decision or hearing
    department: str | None = None
    submitter: str | None = None
    until: date | None = None
    text: str = ""
    wording: str = ""
    interpreted_by: str | None = None
    order: str | None = None  # file number of the supervision's order
    by_resolution: str | None = None
    progress: str = ""  # one of states/answers.py
    next_step: str = ""
    obstacles: str = ""
    final: bool = False  # this report is to be the last
    every_meeting: int | None = None
    at_meeting: bool = False
    after_task: str | None = None
    tally: Tally | None = None
    meeting_id: int | None = None
    interval: str | None = None
    first: date | None = None
    recipient: str | None = None
    stations: tuple[PlannedStation, ...] = ()  # to open
    page: Mapping[str, object] = field(default_factory=dict)  # values taken over from a draft
    papers: tuple[str, ...] = ()  # the SHA-256 of each paper stored with the act
    corrected: Mapping[str, object] = field(default_factory=dict)  # what was read wrong, put right
