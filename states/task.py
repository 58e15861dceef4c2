"""A task: what a department has to do so that one adopted point is carried out (domain.md 9.4)."""

from enum import StrEnum

from states import guards as g
from states.chart import SAME, Chart, rows
from states.roles import Role


class State(StrEnum):
    BLOCKED = "blocked"  # not executable yet: the objection week runs, or an objection does
    OPEN = "open"  # executable, nobody in charge
    ASSIGNED = "assigned"  # a department is in charge
    IN_PROGRESS = "in_progress"  # the department works on it
    WAITING_EXTERNAL = "waiting_external"  # it waits for somebody outside
    PARTLY_DONE = "partly_done"  # part of it is done, with evidence
    COMPLETION_REPORTED = "completion_reported"  # the department says it is done
    DONE = "done"  # confirmed
    INFEASIBLE_REPORTED = "infeasible_reported"  # the department says it cannot be done
    ON_HOLD = "on_hold"  # put back by the body
    SUPERSEDED = "superseded"  # replaced by a later resolution
    CANCELLED = "cancelled"  # no longer wanted, or no task at all


class Event(StrEnum):
    RELEASE = "release"
    BLOCK = "block"
    ASSIGN = "assign"
    REASSIGN = "reassign"
    VACATE = "vacate"
    START = "start"
    WAIT = "wait"
    RESUME = "resume"
    REPORT_PART = "report_part"
    REPORT_COMPLETION = "report_completion"
    ACCEPT = "accept"
    REJECT = "reject"
    ANNOUNCE = "announce"
    DISPUTE = "dispute"
    REQUEST_EXTENSION = "request_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    REPORT_INFEASIBLE = "report_infeasible"
    REPEAL = "repeal"
    INSIST = "insist"
    HOLD = "hold"
    SUPERSEDE = "supersede"
    CANCEL = "cancel"
    REOPEN = "reopen"


S, E, R = State, Event, Role
BODY = (R.COUNCIL, R.COMMITTEE)
GRANTING = (R.COUNCIL, R.COMMITTEE, R.MAYOR)  # of whom the profile names those who may
# Sets of states have their names here, for every room; ladders know them by these names too.
IN_CHARGE = (S.ASSIGNED, S.IN_PROGRESS, S.WAITING_EXTERNAL, S.PARTLY_DONE)  # a department is
WORKING = (S.ASSIGNED, S.IN_PROGRESS, S.PARTLY_DONE)
AWAITED = (S.OPEN, *IN_CHARGE)  # nothing keeps the administration from doing it
RESTING = (S.WAITING_EXTERNAL, S.ON_HOLD)  # until a day
UNENDED = (*AWAITED, S.ON_HOLD)  # executable, put back or not
UNFINISHED = (S.BLOCKED, *UNENDED)
ANSWERED = (S.COMPLETION_REPORTED, S.INFEASIBLE_REPORTED)  # the department has said its last word
EXECUTABLE = (*UNENDED, *ANSWERED)  # no objection bars it
OWED = (S.BLOCKED, *EXECUTABLE)
FULFILLED = (S.DONE,)

# fmt: off
RULES = rows(
    #in          on                   leads to               by                    if                   tell
    (S.BLOCKED,  E.RELEASE,           S.OPEN,                R.SYSTEM,             g.no_department),
    (S.BLOCKED,  E.RELEASE,           S.ASSIGNED,            R.SYSTEM,             g.department_known,  R.DEPARTMENT),
    (EXECUTABLE, E.BLOCK,             S.BLOCKED,             R.SYSTEM,             ()),
    (S.BLOCKED,  E.ASSIGN,            SAME,                  (R.CLERK, R.MAYOR),   g.department_named,  R.DEPARTMENT),
    (S.OPEN,     E.ASSIGN,            S.ASSIGNED,            (R.CLERK, R.MAYOR),   g.department_named,  R.DEPARTMENT),
    ((*IN_CHARGE, S.ON_HOLD),
                 E.REASSIGN,          S.ASSIGNED,            (R.CLERK, R.MAYOR),   g.department_named,  R.DEPARTMENT),
    (IN_CHARGE,  E.VACATE,            S.OPEN,                R.CLERK,              g.reason_given),
    (S.ASSIGNED, E.START,             S.IN_PROGRESS,         R.DEPARTMENT,         ()),
    (WORKING,    E.WAIT,              S.WAITING_EXTERNAL,    R.DEPARTMENT,         (g.until_named,
                                                                                    g.reason_given)),
    (S.WAITING_EXTERNAL,
                 E.RESUME,            S.IN_PROGRESS,         (R.DEPARTMENT,
                                                              R.SYSTEM),           ()),
    (S.ON_HOLD,  E.RESUME,            S.IN_PROGRESS,         (*BODY, R.SYSTEM),    ()),
    (WORKING,    E.REPORT_PART,       S.PARTLY_DONE,         R.DEPARTMENT,         g.reason_given),
    (WORKING,    E.REPORT_COMPLETION, S.COMPLETION_REPORTED, R.DEPARTMENT,         g.reason_given,      R.CLERK),
    (S.COMPLETION_REPORTED,
                 E.ACCEPT,            S.DONE,                (*BODY, R.CLERK),     (),                  R.DEPARTMENT),
    (S.COMPLETION_REPORTED,
                 E.REJECT,            S.IN_PROGRESS,         (*BODY, R.CLERK),     g.reason_given,      R.DEPARTMENT),
    (IN_CHARGE,  E.ANNOUNCE,          SAME,                  R.DEPARTMENT,         g.until_named),
    (IN_CHARGE,  E.DISPUTE,           SAME,                  R.DEPARTMENT,         g.reason_given,      R.CLERK),
    (IN_CHARGE,  E.REQUEST_EXTENSION, SAME,                  R.DEPARTMENT,         (g.until_named,
                                                                                    g.reason_given,
                                                                                    g.progress_given,
                                                                                    g.later_than_due),  R.CLERK),
    (IN_CHARGE,  E.GRANT_EXTENSION,   SAME,                  GRANTING,             (g.extension_dated,
                                                                                    g.later_than_due),  R.DEPARTMENT),
    (IN_CHARGE,  E.REFUSE_EXTENSION,  SAME,                  GRANTING,             (g.extension_asked,
                                                                                    g.reason_given),    R.DEPARTMENT),
    (AWAITED,    E.REPORT_INFEASIBLE, S.INFEASIBLE_REPORTED, R.DEPARTMENT,         g.reason_given,      R.CLERK),
    (S.INFEASIBLE_REPORTED,
                 E.REPEAL,            S.CANCELLED,           R.COUNCIL,            g.reason_given,      R.DEPARTMENT),
    (S.INFEASIBLE_REPORTED,
                 E.INSIST,            S.IN_PROGRESS,         BODY,                 g.reason_given,      R.DEPARTMENT),
    (AWAITED,    E.HOLD,              S.ON_HOLD,             BODY,                 g.until_named),
    (OWED,       E.SUPERSEDE,         S.SUPERSEDED,          (R.CLERK, R.SYSTEM),  g.resolution_named,  R.DEPARTMENT),
    (UNFINISHED, E.CANCEL,            S.CANCELLED,           (R.CLERK, R.COUNCIL,
                                                              R.SYSTEM),           g.reason_given,      R.DEPARTMENT),
    (ANSWERED,   E.CANCEL,            S.CANCELLED,           R.SYSTEM,             g.reason_given,      R.DEPARTMENT),
    (S.DONE,     E.REOPEN,            S.IN_PROGRESS,         (*BODY, R.CLERK,
                                                              R.SYSTEM),           g.reason_given,      R.DEPARTMENT),
)
# fmt: on

CHART = Chart(
    kind="task",
    opening="open",
    initial=S.BLOCKED,
    rules=RULES,
    over=frozenset({S.DONE, S.SUPERSEDED, S.CANCELLED}),
    owners={
        S.BLOCKED: R.MAYOR,
        S.OPEN: R.CLERK,
        S.ASSIGNED: R.DEPARTMENT,
        S.IN_PROGRESS: R.DEPARTMENT,
        S.WAITING_EXTERNAL: R.DEPARTMENT,
        S.PARTLY_DONE: R.DEPARTMENT,
        S.COMPLETION_REPORTED: R.COUNCIL,
        S.INFEASIBLE_REPORTED: R.COUNCIL,
        S.ON_HOLD: R.COUNCIL,
    },
)
