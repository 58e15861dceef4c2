"""A station: one body's part in the consultation; it may need several meetings (domain.md 9.3)."""

from enum import StrEnum

from states import guards as g
from states.chart import SAME, Chart, rows
from states.roles import Role


class State(StrEnum):
    PLANNED = "planned"  # on the route
    SCHEDULED = "scheduled"  # on a meeting's agenda
    IN_TREATMENT = "in_treatment"  # called up in a meeting
    WAITING = "waiting"  # deferred, shelved or not reached: the treatment ended, not the station
    ADVISED = "advised"  # for, with changes, or against
    NO_ADVICE = "no_advice"  # closed without a recommendation
    HEARD = "heard"  # the hearing is over
    NOTED = "noted"  # taken note of
    DECIDED = "decided"  # the vote was taken here
    PASSED_ON = "passed_on"  # left to the next body without advice
    REFERRED_AWAY = "referred_away"  # sent to another body, does not come back
    SKIPPED = "skipped"  # dropped from the route
    INVALID = "invalid"  # treated with a defect of procedure


class Event(StrEnum):
    SCHEDULE = "schedule"
    MOVE = "move"
    CALL = "call"
    RECOMMEND = "recommend"
    RECOMMEND_AMENDED = "recommend_amended"
    RECOMMEND_AGAINST = "recommend_against"
    GIVE_NO_ADVICE = "give_no_advice"
    DECIDE = "decide"
    NOTE = "note"
    DEFER = "defer"
    SHELVE = "shelve"
    MISS = "miss"
    REFER = "refer"
    REFER_AWAY = "refer_away"
    PASS_ON = "pass_on"
    RESUME = "resume"
    SKIP = "skip"
    HEAR = "hear"
    CLOSE_HEARING = "close_hearing"
    REOPEN = "reopen"
    RESTORE = "restore"
    INVALIDATE = "invalidate"


S, E, R = State, Event, Role
BODY = (R.COMMITTEE, R.COUNCIL)
OFFICE = (R.CLERK, R.SECRETARIAT)
# Sets of states have their names here, for every room; ladders know them by these names too.
# Results are mostly recorded after the meeting, so the clerk need not call up the item first.
TREATABLE = (S.PLANNED, S.SCHEDULED, S.IN_TREATMENT)
ON_AGENDA = (S.SCHEDULED, S.IN_TREATMENT)  # of a meeting
UNDATED = (S.PLANNED, S.WAITING)  # on no agenda
OPEN = (*TREATABLE, S.WAITING)
ADVICE_GIVEN = (S.ADVISED, S.NO_ADVICE, S.HEARD)

# fmt: off
RULES = rows(
    #in                        on                   leads to         by                        if
    (UNDATED,                  E.SCHEDULE,          S.SCHEDULED,     OFFICE,                   g.meeting_of_this_body),
    (S.SCHEDULED,              E.MOVE,              SAME,            (*OFFICE, R.SYSTEM),      g.meeting_of_this_body),
    (TREATABLE[:2],            E.CALL,              S.IN_TREATMENT,  R.CHAIR,                  ()),
    (TREATABLE,                E.RECOMMEND,         S.ADVISED,       BODY,                     g.advising),
    (TREATABLE,                E.RECOMMEND_AMENDED, S.ADVISED,       BODY,                     (g.advising,
                                                                                                g.reason_given)),
    (TREATABLE,                E.RECOMMEND_AGAINST, S.ADVISED,       BODY,                     g.advising),
    (TREATABLE,                E.GIVE_NO_ADVICE,    S.NO_ADVICE,     BODY,                     g.advising),
    (TREATABLE,                E.DECIDE,            S.DECIDED,       R.SYSTEM,                 g.deciding),
    (TREATABLE,                E.NOTE,              S.NOTED,         BODY,                     g.not_deciding),
    (TREATABLE,                E.DEFER,             S.WAITING,       (*BODY, R.CHAIR),         g.until_named),
    (TREATABLE,                E.SHELVE,            S.WAITING,       (*BODY, R.CHAIR),         g.reason_given),
    (TREATABLE,                E.MISS,              S.WAITING,       (R.CHAIR, *OFFICE,
                                                                      R.SYSTEM),               g.reason_given),
    (TREATABLE,                E.REFER,             S.WAITING,       BODY,                     g.body_named),
    (TREATABLE,                E.REFER_AWAY,        S.REFERRED_AWAY, BODY,                     (g.body_named,
                                                                                                g.advising)),
    (TREATABLE,                E.PASS_ON,           S.PASSED_ON,     BODY,                     g.advising),
    (S.WAITING,                E.RESUME,            S.PLANNED,       (*OFFICE, R.SYSTEM),      ()),
    ((S.PLANNED, S.SCHEDULED, S.WAITING),
                               E.SKIP,              S.SKIPPED,       OFFICE,                   (g.reason_given,
                                                                                                g.decision_remains)),
    (OPEN,                     E.SKIP,              S.SKIPPED,       R.SYSTEM,                 g.reason_given),
    (TREATABLE,                E.HEAR,              S.HEARD,         BODY,                     g.hearing),
    (TREATABLE,                E.CLOSE_HEARING,     S.HEARD,         R.SYSTEM,                 g.hearing),
    (ADVICE_GIVEN,             E.REOPEN,            S.PLANNED,       (*BODY, R.CLERK),         g.reason_given),
    (S.SKIPPED,                E.RESTORE,           S.PLANNED,       R.SYSTEM,                 ()),
    ((*ADVICE_GIVEN, S.NOTED), E.INVALIDATE,        S.INVALID,       (R.CLERK, R.SUPERVISION), g.reason_given),
)
# fmt: on

CHART = Chart(
    kind="station",
    opening="plan",
    initial=S.PLANNED,
    rules=RULES,
    over=frozenset(
        {*ADVICE_GIVEN, S.NOTED, S.DECIDED, S.PASSED_ON, S.REFERRED_AWAY, S.SKIPPED, S.INVALID}
    ),
    owners={
        S.PLANNED: R.CLERK,
        S.SCHEDULED: R.COMMITTEE,
        S.IN_TREATMENT: R.CHAIR,
        S.WAITING: R.CLERK,
    },
)
