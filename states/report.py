"""A report: one turn of a duty, from its date to the body's note (domain.md 9.5)."""

from enum import StrEnum

from states import guards as g
from states.chart import SAME, Chart, rows
from states.roles import Role


class State(StrEnum):
    PLANNED = "planned"  # it has its date
    IN_PREPARATION = "in_preparation"  # the department writes it
    IN_APPROVAL = "in_approval"  # co-signed within the administration
    MISSED = "missed"  # the next one is due and this one is not in; it stays owed and visible
    SUBMITTED = "submitted"  # with the council office
    ON_AGENDA = "on_agenda"  # in a meeting's papers
    POSTPONED = "postponed"  # put off by the body, not by the department
    DELIVERED = "delivered"  # laid before the body, in writing or by word of mouth
    NOTED = "noted"  # the body has taken note
    WAIVED = "waived"  # the body does without it, or its duty is over


class Event(StrEnum):
    START = "start"
    SEND_FOR_APPROVAL = "send_for_approval"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    SUBMIT = "submit"
    REASSIGN = "reassign"
    MOVE = "move"
    ANNOUNCE = "announce"
    REQUEST_EXTENSION = "request_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    DISPUTE = "dispute"
    REPORT_INFEASIBLE = "report_infeasible"
    MISS = "miss"
    PLACE = "place"
    DELIVER = "deliver"
    POSTPONE = "postpone"
    NOTE = "note"
    DEMAND_MORE = "demand_more"
    WAIVE = "waive"


S, E, R = State, Event, Role
BODY = (R.COUNCIL, R.COMMITTEE)
GRANTING = (R.COUNCIL, R.COMMITTEE, R.MAYOR)  # of whom the profile names those who may
# Sets of states have their names here, for every room; ladders know them by these names too.
OWED = (S.PLANNED, S.IN_PREPARATION, S.IN_APPROVAL)  # the next of its duty
AWAITED = (*OWED, S.MISSED)  # of the department
UNBEGUN = (S.PLANNED, S.MISSED)  # no work on it is on record
IN_HAND = (S.SUBMITTED, S.ON_AGENDA, S.POSTPONED, S.DELIVERED)  # handed in, not yet noted
BOUND = (*AWAITED, S.ON_AGENDA)  # goes along with its meeting
FULFILLED = (S.NOTED,)

# fmt: off
RULES = rows(
    #in                on                   leads to          by                  if                     tell
    (S.PLANNED,        E.START,             S.IN_PREPARATION, R.DEPARTMENT,       ()),
    (S.IN_PREPARATION, E.SEND_FOR_APPROVAL, S.IN_APPROVAL,    R.DEPARTMENT,       (g.text_given,
                                                                                   g.text_short_enough)),
    (S.IN_APPROVAL,    E.APPROVE,           S.SUBMITTED,      (R.DEPARTMENT,
                                                               R.MAYOR),          g.text_short_enough,   R.CLERK),
    (S.IN_APPROVAL,    E.SEND_BACK,         S.IN_PREPARATION, (R.DEPARTMENT,
                                                               R.MAYOR),          g.reason_given,        R.DEPARTMENT),
    (AWAITED,          E.SUBMIT,            S.SUBMITTED,      R.DEPARTMENT,       (g.text_given,
                                                                                   g.text_short_enough), R.CLERK),
    (AWAITED,          E.REASSIGN,          SAME,             R.SYSTEM,           ()),
    (AWAITED,          E.MOVE,              SAME,             R.SYSTEM,           (),                    R.DEPARTMENT),
    (AWAITED,          E.ANNOUNCE,          SAME,             R.DEPARTMENT,       g.until_named),
    (AWAITED,          E.REQUEST_EXTENSION, SAME,             R.DEPARTMENT,       (g.until_named,
                                                                                   g.reason_given,
                                                                                   g.progress_given,
                                                                                   g.later_than_due),    R.CLERK),
    (S.MISSED,         E.GRANT_EXTENSION,   S.PLANNED,        GRANTING,           (g.extension_dated,
                                                                                   g.later_than_due),    R.DEPARTMENT),
    (OWED,             E.GRANT_EXTENSION,   SAME,             GRANTING,           (g.extension_dated,
                                                                                   g.later_than_due),    R.DEPARTMENT),
    (AWAITED,          E.REFUSE_EXTENSION,  SAME,             GRANTING,           (g.extension_asked,
                                                                                   g.reason_given),      R.DEPARTMENT),
    (AWAITED,          E.DISPUTE,           SAME,             R.DEPARTMENT,       g.reason_given,        R.CLERK),
    (AWAITED,          E.REPORT_INFEASIBLE, SAME,             R.DEPARTMENT,       g.reason_given,        R.CLERK),
    (OWED,             E.MISS,              S.MISSED,         R.SYSTEM,           ()),
    ((S.SUBMITTED, S.POSTPONED),
                       E.PLACE,             S.ON_AGENDA,      R.CLERK,            g.meeting_of_this_body),
    (IN_HAND[:3],      E.DELIVER,           S.DELIVERED,      (R.CHAIR, R.CLERK), ()),
    (S.ON_AGENDA,      E.POSTPONE,          S.POSTPONED,      (*BODY, R.CHAIR,
                                                               R.SYSTEM),         g.reason_given,        R.DEPARTMENT),
    (IN_HAND,          E.NOTE,              S.NOTED,          BODY,               (),                    R.DEPARTMENT),
    ((S.DELIVERED, S.NOTED),
                       E.DEMAND_MORE,       S.IN_PREPARATION, BODY,               (g.until_named,
                                                                                   g.reason_given),      R.DEPARTMENT),
    ((*OWED, S.MISSED, *IN_HAND),
                       E.WAIVE,             S.WAIVED,         (*BODY, R.CLERK,
                                                               R.SYSTEM),         g.reason_given,        R.DEPARTMENT),
)
# fmt: on

CHART = Chart(
    kind="report",
    opening="plan",
    initial=S.PLANNED,
    rules=RULES,
    over=frozenset({S.NOTED, S.WAIVED}),
    owners={
        S.PLANNED: R.DEPARTMENT,
        S.IN_PREPARATION: R.DEPARTMENT,
        S.IN_APPROVAL: R.DEPARTMENT,
        S.MISSED: R.DEPARTMENT,
        S.SUBMITTED: R.CLERK,
        S.ON_AGENDA: R.COMMITTEE,
        S.POSTPONED: R.CLERK,
        S.DELIVERED: R.COMMITTEE,
    },
)
