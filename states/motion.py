"""A motion: from the secretariat's stamp to a resolution that has been carried out."""

from enum import StrEnum

from states import guards as g
from states.chart import SAME, Chart, rows
from states.roles import Role


class State(StrEnum):
    RECEIVED = "received"  # stamped; nobody has looked at its form yet
    RETURNED = "returned"  # given back to mend a defect of form
    INADMISSIBLE = "inadmissible"  # the council may not decide it, or not again yet
    REGISTERED = "registered"  # numbered, its points confirmed by a person
    IN_CONSULTATION = "in_consultation"  # at least one body advises or is heard
    READY = "ready"  # all advice is in; it waits for the decision
    VOTING = "voting"  # some points have their result, some not
    ADOPTED = "adopted"  # every point carried as submitted
    ADOPTED_AMENDED = "adopted_amended"  # every point carried, one at least in new wording
    PARTLY_ADOPTED = "partly_adopted"  # one point at least carried, one rejected
    REJECTED = "rejected"  # no point carried
    NOT_CONSIDERED = "not_considered"  # the body decided not to deal with it
    SETTLED = "settled"  # moot: what it wants has happened or is decided elsewhere
    WITHDRAWN = "withdrawn"  # taken back before the vote
    LAPSED = "lapsed"  # ended with the council's term, where the profile says so
    UNDER_OBJECTION = "under_objection"  # the mayor objects; execution is suspended
    UNDER_SUPERVISION = "under_supervision"  # a second objection lies with the authority
    ANNULLED = "annulled"  # set aside by the authority or a court
    IN_IMPLEMENTATION = "in_implementation"  # executable; tasks and duties run
    IMPLEMENTED = "implemented"  # all tasks have ended, all duties are over
    CLOSED = "closed"  # filed away


class Event(StrEnum):
    RETURN = "return"
    SET_LATEST_MEETING = "set_latest_meeting"
    RESUBMIT = "resubmit"
    DECLARE_INADMISSIBLE = "declare_inadmissible"
    REGISTER = "register"
    SET_ROUTE = "set_route"
    JOIN = "join"
    LEAVE = "leave"
    REVISE = "revise"
    SUBMIT_STATEMENT = "submit_statement"
    WITHDRAW = "withdraw"
    TAKE_OVER = "take_over"
    CONCLUDE_ADVICE = "conclude_advice"
    RESUME_ADVICE = "resume_advice"
    REFER = "refer"
    DRAW_TO_COUNCIL = "draw_to_council"
    CALL = "call"
    DEFER = "defer"
    ADOPT = "adopt"
    ADOPT_AMENDED = "adopt_amended"
    ADOPT_PARTLY = "adopt_partly"
    REJECT = "reject"
    NOT_CONSIDER = "not_consider"
    SETTLE = "settle"
    DECIDE_URGENTLY = "decide_urgently"
    LAPSE = "lapse"
    OBJECT = "object"
    CONFIRM = "confirm"
    CHANGE = "change"
    REVOKE = "revoke"
    OBJECT_AGAIN = "object_again"
    UPHOLD = "uphold"
    ANNUL = "annul"
    RELEASE = "release"
    DISPENSE = "dispense"
    COMPLETE = "complete"
    RESUME = "resume"
    FILE_AWAY = "file_away"
    REOPEN = "reopen"


S, E, R = State, Event, Role
OFFICE = (R.CLERK, R.SECRETARIAT)
BODY = (R.COUNCIL, R.COMMITTEE)
ADMINISTRATION = (R.MAYOR, R.DEPARTMENT)
# Sets of states have their names here, for every room; ladders know them by these names too.
ADOPTED = (S.ADOPTED, S.ADOPTED_AMENDED, S.PARTLY_ADOPTED)
PENDING = (S.REGISTERED, S.IN_CONSULTATION, S.READY)  # on their way to the vote
BEFORE_THE_VOTE = (S.RECEIVED, S.RETURNED, *PENDING)

# fmt: off
RULES = rows(
    #in                   on                      leads to             by                  if
    (S.RECEIVED,          E.RETURN,               S.RETURNED,          (R.MAYOR, *OFFICE), g.reason_given),
    (S.RETURNED,          E.RESUBMIT,             S.RECEIVED,          R.SUBMITTER,        ()),
    (S.RECEIVED,          E.DECLARE_INADMISSIBLE, S.INADMISSIBLE,      R.MAYOR,            g.reason_given),
    (S.RECEIVED,          E.REGISTER,             S.REGISTERED,        OFFICE,             (g.number_given,
                                                                                            g.point_named)),
    (S.REGISTERED,        E.SET_ROUTE,            S.IN_CONSULTATION,   OFFICE,             ()),
    (PENDING,             E.SET_LATEST_MEETING,   SAME,                R.SYSTEM,           ()),
    (PENDING,             E.JOIN,                 SAME,                R.SUBMITTER,        g.submitter_named),
    (PENDING,             E.LEAVE,                SAME,                R.SUBMITTER,        (g.submitter_named,
                                                                                            g.submitter_remains)),
    (PENDING,             E.REVISE,               SAME,                R.SUBMITTER,        g.reason_given),
    (PENDING[1:],         E.SUBMIT_STATEMENT,     SAME,                ADMINISTRATION,     g.reason_given),
    (BEFORE_THE_VOTE,     E.WITHDRAW,             S.WITHDRAWN,         R.SUBMITTER,        ()),
    (S.VOTING,            E.WITHDRAW,             S.WITHDRAWN,         R.SUBMITTER,        g.no_point_decided),
    (S.WITHDRAWN,         E.TAKE_OVER,            S.IN_CONSULTATION,   R.SUBMITTER,        (g.number_given,
                                                                                            g.submitter_named)),
    (S.IN_CONSULTATION,   E.CONCLUDE_ADVICE,      S.READY,             R.SYSTEM,           g.advice_complete),
    (S.READY,             E.RESUME_ADVICE,        S.IN_CONSULTATION,   R.SYSTEM,           g.advice_open),
    (PENDING[1:],         E.REFER,                S.IN_CONSULTATION,   BODY,               g.body_named),
    (S.VOTING,            E.REFER,                S.IN_CONSULTATION,   BODY,               (g.body_named,
                                                                                            g.no_point_decided)),
    (PENDING[1:],         E.DRAW_TO_COUNCIL,      S.IN_CONSULTATION,   BODY,               g.reason_given),
    (S.READY,             E.CALL,                 S.VOTING,            R.CHAIR,            g.point_named),
    (S.VOTING,            E.DEFER,                S.READY,             (*BODY, R.CHAIR),   g.no_point_decided),
    (S.VOTING,            E.ADOPT,                S.ADOPTED,           R.SYSTEM,           (g.points_decided,
                                                                                            g.all_adopted)),
    (S.VOTING,            E.ADOPT_AMENDED,        S.ADOPTED_AMENDED,   R.SYSTEM,           (g.points_decided,
                                                                                            g.all_adopted_amended)),
    (S.VOTING,            E.ADOPT_PARTLY,         S.PARTLY_ADOPTED,    R.SYSTEM,           (g.points_decided,
                                                                                            g.partly_adopted)),
    (S.VOTING,            E.REJECT,               S.REJECTED,          R.SYSTEM,           (g.points_decided,
                                                                                            g.none_adopted)),
    (S.READY,             E.NOT_CONSIDER,         S.NOT_CONSIDERED,    BODY,               ()),
    (S.VOTING,            E.NOT_CONSIDER,         S.NOT_CONSIDERED,    BODY,               g.no_point_decided),
    (PENDING[1:],         E.SETTLE,               S.SETTLED,           (*BODY,
                                                                        R.SUBMITTER),      g.reason_given),
    (S.VOTING,            E.SETTLE,               S.SETTLED,           (*BODY,
                                                                        R.SUBMITTER),      (g.reason_given,
                                                                                            g.no_point_decided)),
    (PENDING,             E.DECIDE_URGENTLY,      S.ADOPTED,           R.MAYOR,            g.reason_given),
    (BEFORE_THE_VOTE,     E.LAPSE,                S.LAPSED,            R.CLERK,            g.lapse_foreseen),
    # Raised in time, but recorded after the week is over: then execution has already begun.
    ((*ADOPTED, S.IN_IMPLEMENTATION),
                          E.OBJECT,               S.UNDER_OBJECTION,   R.MAYOR,            (g.reason_given,
                                                                                            g.objection_period_open)),
    (S.UNDER_OBJECTION,   E.CONFIRM,              S.ADOPTED,           BODY,               (g.quorum_present,
                                                                                            g.majority,
                                                                                            g.was_adopted)),
    (S.UNDER_OBJECTION,   E.CONFIRM,              S.ADOPTED_AMENDED,   BODY,               (g.quorum_present,
                                                                                            g.majority,
                                                                                            g.was_adopted_amended)),
    (S.UNDER_OBJECTION,   E.CONFIRM,              S.PARTLY_ADOPTED,    BODY,               (g.quorum_present,
                                                                                            g.majority,
                                                                                            g.was_partly_adopted)),
    (S.UNDER_OBJECTION,   E.CHANGE,               S.ADOPTED_AMENDED,   BODY,               (g.quorum_present,
                                                                                            g.majority,
                                                                                            g.reason_given)),
    (S.UNDER_OBJECTION,   E.REVOKE,               S.REJECTED,          BODY,               (g.quorum_present,
                                                                                            g.no_majority)),
    (S.UNDER_OBJECTION,   E.OBJECT_AGAIN,         S.UNDER_SUPERVISION, R.MAYOR,            g.reason_given),
    (S.UNDER_SUPERVISION, E.UPHOLD,               S.ADOPTED,           R.SUPERVISION,      (g.order_named,
                                                                                            g.was_adopted)),
    (S.UNDER_SUPERVISION, E.UPHOLD,               S.ADOPTED_AMENDED,   R.SUPERVISION,      (g.order_named,
                                                                                            g.was_adopted_amended)),
    (S.UNDER_SUPERVISION, E.UPHOLD,               S.PARTLY_ADOPTED,    R.SUPERVISION,      (g.order_named,
                                                                                            g.was_partly_adopted)),
    ((S.UNDER_SUPERVISION, *ADOPTED, S.IN_IMPLEMENTATION),
                          E.ANNUL,                S.ANNULLED,          R.SUPERVISION,      (g.order_named,
                                                                                            g.reason_given)),
    (ADOPTED,             E.RELEASE,              S.IN_IMPLEMENTATION, R.SYSTEM,           g.objection_period_over),
    (ADOPTED,             E.DISPENSE,             S.CLOSED,            R.CLERK,            g.reason_given),
    (S.IN_IMPLEMENTATION, E.COMPLETE,             S.IMPLEMENTED,       R.SYSTEM,           g.nothing_owed),
    ((S.IMPLEMENTED, S.CLOSED),
                          E.RESUME,               S.IN_IMPLEMENTATION, R.SYSTEM,           g.work_owed),
    (S.IMPLEMENTED,       E.FILE_AWAY,            S.CLOSED,            R.CLERK,            ()),
    ((S.IMPLEMENTED, S.CLOSED),
                          E.REOPEN,               S.IN_IMPLEMENTATION, (*BODY, R.CLERK),   (g.reason_given,
                                                                                            g.work_to_reopen)),
)
# fmt: on

CHART = Chart(
    kind="motion",
    opening="receive",
    initial=S.RECEIVED,
    rules=RULES,
    over=frozenset(
        {S.INADMISSIBLE, S.REJECTED, S.NOT_CONSIDERED, S.SETTLED, S.WITHDRAWN, S.LAPSED}
        | {S.ANNULLED, S.CLOSED}
    ),
    owners={
        S.RECEIVED: R.SECRETARIAT,
        S.RETURNED: R.SUBMITTER,
        S.REGISTERED: R.CLERK,
        S.IN_CONSULTATION: R.COMMITTEE,
        S.READY: R.COUNCIL,
        S.VOTING: R.COUNCIL,
        S.ADOPTED: R.MAYOR,
        S.ADOPTED_AMENDED: R.MAYOR,
        S.PARTLY_ADOPTED: R.MAYOR,
        S.UNDER_OBJECTION: R.COUNCIL,
        S.UNDER_SUPERVISION: R.SUPERVISION,
        S.IN_IMPLEMENTATION: R.MAYOR,
        S.IMPLEMENTED: R.CLERK,
    },
)
