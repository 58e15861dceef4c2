"""A duty: the standing obligation to report to a body, until that body lets go (domain.md 9.5)."""

from enum import StrEnum

from states import guards as g
from states.chart import SAME, Chart, rows
from states.roles import Role


class State(StrEnum):
    UNCLEAR = "unclear"  # nobody knows when the next report is due; it keeps asking a person
    ACTIVE = "active"  # it has exactly one next report, with a date
    SUSPENDED = "suspended"  # the body has put it off
    COMPLETED = "completed"  # its last report is noted
    ENDED = "ended"  # waived by the body, or its motion fell
    SUPERSEDED = "superseded"  # replaced by a later resolution


class Event(StrEnum):
    CONFIRM = "confirm"
    INTERPRET = "interpret"
    CHANGE_CADENCE = "change_cadence"
    REASSIGN = "reassign"
    PLAN_NEXT = "plan_next"
    SUSPEND = "suspend"
    RESUME = "resume"
    COMPLETE = "complete"
    COMPLETE_ONCE = "complete_once"
    COMPLETE_FINAL = "complete_final"
    DEMAND = "demand"  # a closed report is wanted again
    MOVE = "move"  # the meeting of its newest report has moved
    AWAIT_MEETING = "await_meeting"
    AWAIT_TASK = "await_task"
    END = "end"
    SUPERSEDE = "supersede"
    REOPEN = "reopen"


S, E, R = State, Event, Role
BODY = (R.COUNCIL, R.COMMITTEE)
# Sets of states have their names here, for every room; ladders know them by these names too.
RUNNING = (S.UNCLEAR, S.ACTIVE)  # the body waits for its next report
LIVING = (*RUNNING, S.SUSPENDED)

# fmt: off
RULES = rows(
    #in                      on                leads to      by                   if                     tell
    (S.UNCLEAR,              E.CONFIRM,        S.ACTIVE,     (R.SYSTEM, R.CLERK), g.cadence_complete,    R.DEPARTMENT),
    (S.UNCLEAR,              E.INTERPRET,      S.ACTIVE,     (R.CHAIR, R.MAYOR),  (g.cadence_complete,
                                                                                   g.interpreter_named), R.DEPARTMENT),
    (S.ACTIVE,               E.CHANGE_CADENCE, SAME,         (*BODY, R.CLERK),    (g.cadence_complete,
                                                                                   g.reason_given),      R.DEPARTMENT),
    (S.ACTIVE,               E.REASSIGN,       SAME,         (*BODY, R.CLERK),    g.reason_given,        R.DEPARTMENT),
    (S.ACTIVE,               E.PLAN_NEXT,      SAME,         R.SYSTEM,            g.next_due_passed),
    (S.ACTIVE,               E.SUSPEND,        S.SUSPENDED,  BODY,                g.reason_given,        R.DEPARTMENT),
    (S.SUSPENDED,            E.RESUME,         S.ACTIVE,     (*BODY, R.SYSTEM),   g.cadence_complete,    R.DEPARTMENT),
    (S.ACTIVE,               E.COMPLETE,       S.COMPLETED,  BODY,                g.reason_given,        R.DEPARTMENT),
    (S.ACTIVE,               E.COMPLETE_ONCE,  S.COMPLETED,  R.SYSTEM,            g.reported_once),
    (S.UNCLEAR,              E.COMPLETE_ONCE,  S.COMPLETED,  R.SYSTEM,            g.last_day_over),
    (S.COMPLETED,            E.DEMAND,         S.ACTIVE,     R.SYSTEM,            g.report_owed),
    (RUNNING,                E.MOVE,           SAME,         R.SYSTEM,            ()),
    (S.ACTIVE,               E.COMPLETE_FINAL, S.COMPLETED,  R.SYSTEM,            g.final_report_noted,  R.DEPARTMENT),
    (S.ACTIVE,               E.AWAIT_MEETING,  S.UNCLEAR,    R.SYSTEM,            g.no_meeting_ahead),
    (RUNNING,                E.AWAIT_TASK,     S.UNCLEAR,    (R.CHAIR, R.MAYOR),  (g.task_named,
                                                                                   g.interpreter_named), R.DEPARTMENT),
    (LIVING,                 E.END,            S.ENDED,      (*BODY, R.CLERK,
                                                              R.SYSTEM),          g.reason_given,        R.DEPARTMENT),
    (LIVING,                 E.SUPERSEDE,      S.SUPERSEDED, (R.CLERK, R.SYSTEM), g.resolution_named,    R.DEPARTMENT),
    ((S.COMPLETED, S.ENDED), E.REOPEN,         S.ACTIVE,     (*BODY, R.SYSTEM),   (g.reason_given,
                                                                                   g.cadence_complete),  R.DEPARTMENT),
)
# fmt: on

CHART = Chart(
    kind="duty",
    opening="open",
    initial=S.UNCLEAR,
    rules=RULES,
    over=frozenset({S.COMPLETED, S.ENDED, S.SUPERSEDED}),
    owners={S.UNCLEAR: R.CLERK, S.ACTIVE: R.DEPARTMENT, S.SUSPENDED: R.COUNCIL},
)
