"""What time alone moves: once the day named on a matter's page is over, the system does *event*."""

from __future__ import annotations

from dataclasses import dataclass


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


ADOPTED = ("adopted", "adopted_amended", "partly_adopted")
OWED = ("planned", "in_preparation", "in_approval")

# fmt: off
CLOCKS: tuple[Clock, ...] = (
    #     kind       while in                           day on the page     event            on the day itself
    Clock("motion",  ADOPTED,                           "objection_until",  "release"),
    Clock("station", ("waiting",),                      "resubmit_on",      "resume",        True),
    Clock("station", ("planned", "scheduled", "in_treatment"),
                                                        "hearing_until",    "close_hearing"),
    Clock("task",    ("waiting_external", "on_hold"),   "resubmit_on",      "resume",        True),
    Clock("duty",    ("active",),                       "next_due",         "plan_next"),
    Clock("duty",    ("active",),                       "next_due",         "await_meeting"),
    Clock("duty",    ("active", "unclear"),             "until",            "complete_once"),
    Clock("report",  OWED,                              "missed_after",     "miss"),
)
# fmt: on
