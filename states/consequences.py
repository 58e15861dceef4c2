"""What an act brings about: what it moves or opens below, and what settles above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from states import motion

# What opens a new matter below the one that moved; the register builds its page.
Opening = Literal["task", "duties", "information", "stations", "report"]


@dataclass(frozen=True, slots=True)
class Moves:
    """When *kind* does one of *on*, every *below* in one of *while_in* does *event*."""

    kind: str
    on: tuple[str, ...]
    below: str
    while_in: tuple[str, ...]
    event: str
    ahead: bool = False  # only what is not late: what is late stays owed (C11)


@dataclass(frozen=True, slots=True)
class Opens:
    """When *kind* does one of *on*, it gets what *opens* names."""

    kind: str
    on: tuple[str, ...]
    opens: Opening


OPEN_STATIONS = ("planned", "scheduled", "waiting", "in_treatment")
OWED_TASKS = (
    *("blocked", "open", "assigned", "in_progress", "waiting_external", "partly_done"),
    *("completion_reported", "infeasible_reported", "on_hold"),
)
LIVING_DUTIES = ("unclear", "active", "suspended")
OWED_REPORTS = ("planned", "in_preparation", "in_approval", "missed")
UNDECIDED_END = ("settle", "not_consider", "lapse")
FELL = ("annul", "revoke")

# fmt: off
MOVES: tuple[Moves, ...] = (
    #     kind      on                         below     while in           event
    Moves("motion", ("withdraw",),             "station", OPEN_STATIONS,      "skip"),
    Moves("motion", ("withdraw",),             "point",   ("open",),        "withdraw"),
    Moves("motion", ("take_over",),            "point",   ("withdrawn",),   "restore"),
    Moves("motion", ("take_over",),            "station", ("skipped",),     "restore"),
    Moves("motion", UNDECIDED_END,             "station", OPEN_STATIONS,      "skip"),
    Moves("motion", UNDECIDED_END,             "point",   ("open",),        "settle"),
    Moves("motion", ("adopt", "adopt_amended", "adopt_partly", "reject"),
                                               "station", ("planned", "scheduled", "in_treatment"), "decide"),
    Moves("motion", ("decide_urgently",),      "station", OPEN_STATIONS,      "skip"),
    Moves("motion", ("decide_urgently",),      "point",   ("open",),        "adopt_urgently"),
    Moves("motion", ("object",),               "task",    OWED_TASKS[1:],   "block"),
    Moves("motion", ("release",),              "task",    ("blocked",),     "release"),
    Moves("motion", FELL,                      "point",   ("adopted",),     "repeal"),
    Moves("motion", ("dispense",),             "task",    OWED_TASKS,       "cancel"),
    Moves("motion", ("dispense",),             "duty",    LIVING_DUTIES,    "end"),
    Moves("motion", ("reopen",),               "task",    ("done",),        "reopen"),
    Moves("motion", ("reopen",),               "duty",    ("completed",),   "reopen"),
    Moves("point",  ("repeal",),               "task",    OWED_TASKS,       "cancel"),
    Moves("point",  ("repeal",),               "duty",    LIVING_DUTIES,    "end"),
    Moves("point",  ("supersede",),            "task",    OWED_TASKS,       "supersede"),
    Moves("point",  ("supersede",),            "duty",    LIVING_DUTIES,    "supersede"),
    Moves("duty",   ("complete", "complete_final", "end", "supersede"),
                                               "report",  OWED_REPORTS,     "waive"),
    Moves("duty",   ("suspend",),              "report",  OWED_REPORTS,     "waive", ahead=True),
    Moves("duty",   ("reassign",),             "report",  OWED_REPORTS,     "reassign"),
    Moves("duty",   ("change_cadence", "await_task"),
                                               "report",  ("planned",),     "waive", ahead=True),
)

OPENS: tuple[Opens, ...] = (
    #     kind      on                                             opens
    Opens("point",  ("adopt", "adopt_urgently"),                   "task"),
    Opens("point",  ("adopt", "adopt_urgently"),                   "duties"),
    Opens("motion", ("decide_urgently",),                          "information"),
    Opens("motion", ("refer", "draw_to_council", "set_route"),     "stations"),
    Opens("station", ("refer", "refer_away"),                      "stations"),
    Opens("duty",   ("confirm", "interpret", "change_cadence", "plan_next", "resume", "reopen"),
                                                                   "report"),
)

# Asked of every matter of the family after each act, until nothing moves.
SETTLES: tuple[tuple[str, str], ...] = (
    #kind      event
    ("duty",   "demand"),
    ("duty",   "confirm"),
    ("duty",   "complete_final"),
    ("duty",   "plan_next"),
    ("duty",   "complete_once"),
    ("duty",   "await_meeting"),
    ("motion", "conclude_advice"),
    ("motion", "resume_advice"),
    ("motion", "adopt"),
    ("motion", "adopt_amended"),
    ("motion", "adopt_partly"),
    ("motion", "reject"),
    ("motion", "complete"),
    ("motion", "resume"),
)
# fmt: on

RESOLVED = tuple(state.value for state in motion.ADOPTED)
