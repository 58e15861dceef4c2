"""A point: one numbered order of the proposal, votable by itself (domain.md 9.2)."""

from enum import StrEnum

from states import guards as g
from states.chart import SAME, Chart, rows
from states.roles import Role


class State(StrEnum):
    OPEN = "open"  # proposed, not yet decided
    ADOPTED = "adopted"  # carried: its task or duty is open
    REJECTED = "rejected"  # voted down
    WITHDRAWN = "withdrawn"  # taken back before the vote
    MOOT = "moot"  # not decided, because the motion ended otherwise
    SUPERSEDED = "superseded"  # replaced by a later resolution
    REPEALED = "repealed"  # set aside by the council, the authority or a court


class Event(StrEnum):
    AMEND = "amend"
    ADOPT = "adopt"
    ADOPT_URGENTLY = "adopt_urgently"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    SETTLE = "settle"
    RESTORE = "restore"
    SUPERSEDE = "supersede"
    REPEAL = "repeal"


S, E, R = State, Event, Role
BODY = (R.COUNCIL, R.COMMITTEE)

# fmt: off
RULES = rows(
    #in           on                leads to      by                       if
    (S.OPEN,      E.AMEND,          SAME,         (*BODY, R.SUBMITTER),    g.wording_given),
    (S.OPEN,      E.ADOPT,          S.ADOPTED,    BODY,                    (g.put_to_vote,
                                                                            g.quorum_present,
                                                                            g.majority)),
    (S.OPEN,      E.REJECT,         S.REJECTED,   BODY,                    (g.put_to_vote,
                                                                            g.quorum_present,
                                                                            g.no_majority)),
    (S.OPEN,      E.ADOPT_URGENTLY, S.ADOPTED,    R.SYSTEM,                ()),
    (S.OPEN,      E.WITHDRAW,       S.WITHDRAWN,  (R.SUBMITTER, R.SYSTEM), ()),
    (S.OPEN,      E.SETTLE,         S.MOOT,       R.SYSTEM,                ()),
    (S.WITHDRAWN, E.RESTORE,        S.OPEN,       R.SYSTEM,                ()),
    (S.ADOPTED,   E.SUPERSEDE,      S.SUPERSEDED, R.CLERK,                 g.resolution_named),
    (S.ADOPTED,   E.REPEAL,         S.REPEALED,   (R.COUNCIL, R.SYSTEM),   g.reason_given),
)
# fmt: on

CHART = Chart(
    kind="point",
    opening="propose",
    initial=S.OPEN,
    rules=RULES,
    over=frozenset({S.REJECTED, S.WITHDRAWN, S.MOOT, S.SUPERSEDED, S.REPEALED}),
    owners={S.OPEN: R.COUNCIL, S.ADOPTED: R.MAYOR},
)
