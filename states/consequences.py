"""What an act brings about: what it moves or opens below, and what settles above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from states import duty, report, station, task

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
    unowned: bool = False  # only what no department has yet


@dataclass(frozen=True, slots=True)
class Opens:
    """When *kind* does one of *on*, it gets what *opens* names."""

    kind: str
    on: tuple[str, ...]
    opens: Opening


UNDECIDED_END = ("settle", "not_consider", "lapse")
FELL = ("annul", "revoke")

# fmt: off
MOVES: tuple[Moves, ...] = (
    #     kind      on                         below     while in           event
    Moves("motion", ("withdraw",),             "station", station.OPEN,       "skip"),
    Moves("motion", ("withdraw",),             "point",   ("open",),        "withdraw"),
    Moves("motion", ("take_over",),            "point",   ("withdrawn",),   "restore"),
    Moves("motion", ("take_over",),            "station", ("skipped",),     "restore"),
    Moves("motion", UNDECIDED_END,             "station", station.OPEN,       "skip"),
    Moves("motion", UNDECIDED_END,             "point",   ("open",),        "settle"),
    Moves("motion", ("adopt", "adopt_amended", "adopt_partly", "reject"),
                                               "station", station.TREATABLE,  "decide"),
    Moves("motion", ("decide_urgently",),      "station", station.OPEN,       "skip"),
    Moves("motion", ("decide_urgently",),      "point",   ("open",),        "adopt_urgently"),
    Moves("motion", ("object",),               "task",    task.EXECUTABLE,  "block"),
    Moves("motion", ("release",),              "task",    ("blocked",),     "release"),
    Moves("motion", FELL,                      "point",   ("adopted",),     "repeal"),
    Moves("motion", ("dispense",),             "task",    task.OWED,        "cancel"),
    Moves("motion", ("dispense",),             "duty",    duty.LIVING,      "end"),
    Moves("motion", ("reopen",),               "task",    ("done",),        "reopen"),
    Moves("motion", ("reopen",),               "duty",    ("completed",),   "reopen"),
    Moves("point",  ("repeal",),               "task",    task.OWED,        "cancel"),
    Moves("point",  ("repeal",),               "duty",    duty.LIVING,      "end"),
    Moves("point",  ("supersede",),            "task",    task.OWED,        "supersede"),
    Moves("point",  ("supersede",),            "duty",    duty.LIVING,      "supersede"),
    Moves("duty",   ("complete", "complete_final", "end", "supersede"),
                                               "report",  report.AWAITED,   "waive"),
    Moves("duty",   ("suspend",),              "report",  report.AWAITED,   "waive", ahead=True),
    Moves("duty",   ("reassign",),             "report",  report.AWAITED,   "reassign"),
    Moves("duty",   ("confirm", "interpret", "change_cadence", "resume", "reopen"),
                                               "report",  report.AWAITED,   "reassign", unowned=True),
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
