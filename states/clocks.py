"""What time alone moves: once the day named on a matter's page is over, the system does *event*."""

from __future__ import annotations

from dataclasses import dataclass

from states import duty, motion, report, station, task


@dataclass(frozen=True, slots=True)
class Clock:
    """While *kind* is in one of *states* and day *field* of its page is over, *event* happens.

    *inclusive* clocks fire on the day itself, the others on the day after.
    """

    kind: str
    states: tuple[str, ...]
    field: str
    event: str
    inclusive: bool = False


# fmt: off
CLOCKS: tuple[Clock, ...] = (
    #     kind       while in             day on the page     event            on the day itself
    Clock("motion",  motion.ADOPTED,      "objection_until",  "release"),
    Clock("station", ("waiting",),        "resubmit_on",      "resume",        True),
    Clock("station", station.TREATABLE,   "hearing_until",    "close_hearing"),
    Clock("task",    task.RESTING,        "resubmit_on",      "resume",        True),
    Clock("duty",    ("active",),         "next_due",         "plan_next"),
    Clock("duty",    ("active",),         "next_due",         "await_meeting"),
    Clock("duty",    duty.RUNNING,        "until",            "complete_once"),
    Clock("report",  report.OWED,         "missed_after",     "miss"),
)
# fmt: on
